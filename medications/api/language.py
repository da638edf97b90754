"""The API speaks English, whatever the language of the site: programs compare its words."""

from django.utils import translation

from medications.projections.languages import OF_PARTNERS


def in_english(get_response):
    """Middleware, around everything under `/api/`."""

    def answer(request):
        if not request.path.startswith("/api/"):
            return get_response(request)
        with translation.override(OF_PARTNERS):
            return get_response(request)

    return answer

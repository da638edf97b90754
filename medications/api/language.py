"""The API and FHIR speak English, whatever the language of the site: programs compare its words."""

from django.utils import translation

from medications.projections.languages import OF_PARTNERS

FOR_PROGRAMS = ("/api/", "/fhir/")


def in_english(get_response):
    """Middleware, around everything for programs."""

    def answer(request):
        if not request.path.startswith(FOR_PROGRAMS):
            return get_response(request)
        with translation.override(OF_PARTNERS):
            return get_response(request)

    return answer

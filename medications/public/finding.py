"""What helps readers to find a page while they type."""

from django.http import Http404
from django.views.decorators.http import require_safe

from medications.projections.memory import Memory
from medications.projections.question import IGNORED
from medications.projections.suggestions import suggestions as suggested
from medications.public.rendering import page


@require_safe
def suggestions(request):
    """A piece of HTML, to be put below the search box."""
    if set(request.GET) - {"q", *IGNORED}:
        raise Http404
    memory = Memory()
    response = page(request, "fragments/suggestions.html", memory, found=suggested(request.GET.get("q", ""), memory))
    response["X-Robots-Tag"] = "noindex"
    return response

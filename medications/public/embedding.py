"""Medicines' pages for frames on other sites. They set and read no cookie, and one copy serves everybody."""

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_safe

from medications.content.choices import DocumentKind
from medications.delivery.caching import cache_control
from medications.delivery.framing import Framing, framable
from medications.projections import addresses, rows, withdrawn
from medications.projections.embed import THEMES, embedded, read_on
from medications.projections.fragments import without_indentation
from medications.projections.memory import Memory
from medications.projections.modified import last_modified
from medications.public.addressing import moved

KIND = DocumentKind.MEDICATION


@require_safe
@framable(Framing.BY_ANYBODY)
def embed(request, slug: str):
    """What is not there any more says so in the frame (410, 404): it never shows another medicine's text in its place."""
    memory = Memory()
    row = rows.find(KIND, slug)
    if row is not None:
        return _framed(request, "embed/medication.html", memory, shown=embedded(row, memory, timezone.localdate()))
    current = rows.moved_to(KIND, slug)
    if current is not None:
        return moved(request.get_full_path().replace(addresses.embed_path(slug), addresses.embed_path(current), 1))
    found = withdrawn.find(KIND, slug)
    if found is None:
        return _framed(request, "embed/unknown.html", memory, 404, all_url=addresses.absolute("/medications/"))
    url, title = read_on(found)
    return _framed(request, "embed/withdrawn.html", memory, 410, withdrawn=found, read_url=url, read_title=title)


def _framed(request, template: str, memory: Memory, status: int = 200, **context) -> HttpResponse:
    """Rendered without the request, so that nothing of its cookies can get into the page."""
    theme = request.GET.get("theme", "")
    context |= {"profile": memory.profile, "theme": theme if theme in THEMES else ""}
    response = HttpResponse(without_indentation(render_to_string(template, context).encode()), status=status)
    response["Cache-Control"] = cache_control() if status == 200 else "no-store"
    if status == 200:
        response["Last-Modified"] = last_modified(memory)
    return response

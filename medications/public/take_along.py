"""Taking a page along: sheets to print, and its entry for those who cite it."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from medications.content.choices import DocumentKind
from medications.delivery.caching import cache_control
from medications.projections import oembed
from medications.projections.cited_page import FORMS, as_text, cited_page, file_name
from medications.projections.memory import Memory
from medications.projections.modified import last_modified
from medications.projections.sheets import Sheet, sheet
from medications.public import withdrawn
from medications.public.addressing import at_its_address
from medications.public.rendering import page


@require_safe
@at_its_address(DocumentKind.MEDICATION, "page_html", withdrawn_page=withdrawn.instead_of_a_part)
def card(request, row, memory):
    """`?for=` says for whom; a form that does not exist is told, with those that do."""
    asked = request.GET.get("for", Sheet.READER)
    unknown = asked not in Sheet.values
    shown = sheet(row, memory, timezone.localdate(), Sheet.READER if unknown else Sheet(asked))
    return page(request, "pages/card.html", memory, status=404 if unknown else 200, unknown=unknown, **shown)


@require_safe
@at_its_address(DocumentKind.MEDICATION, withdrawn_page=withdrawn.instead_of_a_part)
def cite(request, row, memory):
    return _cite_page(request, row, memory)


@require_safe
@at_its_address(DocumentKind.MEDICATION, withdrawn_page=withdrawn.instead_of_a_part)
def cite_file(request, row, memory, form: str):
    """The entry as a file; a form that does not exist is told, with those that do."""
    if form not in FORMS:
        return _cite_page(request, row, memory, unknown=form)
    cited, chosen = cited_page(row, memory.profile, timezone.localdate()), FORMS[form]
    headers = {
        "Content-Disposition": f'attachment; filename="{file_name(cited, chosen)}"',
        "Cache-Control": cache_control(),
        "Last-Modified": last_modified(memory),
    }
    return HttpResponse(chosen.write(cited), content_type=chosen.content_type, headers=headers)


def _cite_page(request, row, memory: Memory, unknown: str = ""):
    cited = cited_page(row, memory.profile, timezone.localdate())
    frame = {"snippet": oembed.snippet(row, memory.profile), "sizing": oembed.sizing()}
    context = {"row": row, "cited": cited, **frame, "text": as_text(cited), "forms": FORMS.values(), "unknown": unknown}
    return page(request, "pages/cite.html", memory, status=404 if unknown else 200, **context)

"""Pages. Every one reads Revisions, Publications, Changes and index rows only."""

from django.http import HttpResponse, QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from medications.content.choices import DocumentKind
from medications.projections import addresses, atom_feeds, history, reader_pages, recent_changes, related
from medications.projections.listing import listing
from medications.projections.memory import Memory
from medications.projections.question import Question
from medications.public import differences, withdrawn
from medications.public.addressing import at_its_address
from medications.public.old_version import old_version
from medications.public.rendering import page, reviewing

RECENT = 5
SITE_FEED = {"title": _("What changed"), "path": atom_feeds.SITE_FEED}


@require_safe
def home(request):
    memory = Memory()
    question = Question(QueryDict(), memory, timezone.localdate())
    return page(
        request,
        "pages/home.html",
        memory,
        symptom_groups=related.symptom_groups(memory, empty=False),
        medication_count=question.total,
        recent_changes=memory.get("recent", lambda: recent_changes.recent(RECENT)),
    )


@require_safe
def medication_index(request):
    memory = Memory()
    found = listing(Question(request.GET, memory, timezone.localdate()))
    return page(request, "pages/medication_index.html", memory, listing=found, status=404 if found.errors else 200)


@require_safe
@at_its_address(DocumentKind.MEDICATION, "page_html", "row_json", "structured_json", withdrawn_page=withdrawn.page_of)
def medication(request, row, memory):
    return page(request, "pages/medication.html", memory, **reader_pages.medication(row, memory, timezone.localdate()))


@require_safe
@at_its_address(DocumentKind.MEDICATION, withdrawn_page=withdrawn.history_of)
def medication_history(request, row, memory):
    return differences.history_page(request, memory, row, addresses.path(row.kind, row.slug), row.publication_number)


@require_safe
@at_its_address(DocumentKind.MEDICATION, withdrawn_page=withdrawn.difference_of)
def medication_difference(request, row, memory, number: int, other: int):
    path = addresses.path(row.kind, row.slug)
    return differences.difference(request, memory, row, path, number, other, row.publication_number)


@require_safe
@at_its_address(DocumentKind.MEDICATION, withdrawn_page=withdrawn.version_of)
def medication_version(request, row, memory, number: int):
    return old_version(request, memory, row, history.version(row.document_id, number), row.publication_number)


@require_safe
def symptom_index(request):
    memory = Memory()
    return page(request, "pages/symptom_index.html", memory, groups=related.symptom_groups(memory))


@require_safe
@at_its_address(DocumentKind.SYMPTOM, "page_html", "structured_json", withdrawn_page=withdrawn.page_of)
def symptom(request, row, memory):
    return page(request, "pages/symptom.html", memory, **reader_pages.symptom(row, memory, timezone.localdate()))


@require_safe
def changes(request):
    memory = Memory()
    found = recent_changes.changes_page(request.GET, memory, timezone.localdate())
    status = 404 if found.faults else 200
    return page(request, "pages/changes.html", memory, status=status, feed=SITE_FEED, found=found, **reviewing(memory))


@require_safe
def healthz(request):
    """Says that the process answers; reads nothing."""
    return HttpResponse("ok\n", content_type="text/plain", headers={"Cache-Control": "no-store"})

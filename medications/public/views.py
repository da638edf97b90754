"""Pages. Every one reads Revisions, Publications, Changes and index rows only."""

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_safe

from medications.content import review_policy
from medications.content.choices import DocumentKind
from medications.delivery.caching import cache_control
from medications.projections import addresses, history, places, reader_pages, related
from medications.projections.listing import listing
from medications.projections.medication_page import medication_page
from medications.projections.memory import Memory
from medications.projections.modified import last_modified
from medications.projections.notices import notices
from medications.projections.question import Question
from medications.public.addressing import at_its_address

RECENT = 5


def page(request, template: str, memory: Memory, status: int = 200, **context) -> HttpResponse:
    """A page of the site, with what every page needs. `memory` must be older than all that it shows."""
    context |= {"profile": memory.profile, "today": timezone.localdate(), "canonical_url": addresses.absolute(request.path)}
    response = render(request, template, context, status=status)
    response["Cache-Control"] = cache_control() if status == 200 else "no-store"
    if status == 200:
        response["Last-Modified"] = last_modified(memory)
    return response


def _reviewing(memory: Memory) -> dict:
    """Who must have approved what, where readers see by whom it was."""
    policy = review_policy.ReviewPolicy.of(memory.profile)
    return {"rules": review_policy.in_plain_words(policy), "more": review_policy.addition(memory.profile.review_policy)}


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
        recent_changes=memory.get("recent", lambda: history.recent(RECENT)),
    )


@require_safe
def medication_index(request):
    memory = Memory()
    found = listing(Question(request.GET, memory, timezone.localdate()))
    return page(request, "pages/medication_index.html", memory, listing=found, status=404 if found.errors else 200)


@require_safe
@at_its_address(DocumentKind.MEDICATION, "page_html", "row_json")
def medication(request, row, memory):
    return page(request, "pages/medication.html", memory, **reader_pages.medication(row, memory, timezone.localdate()))


@require_safe
@at_its_address(DocumentKind.MEDICATION)
def medication_history(request, row, memory):
    versions = history.versions(row.document_id, row.publication_number)
    return page(request, "pages/history.html", memory, row=row, versions=versions, **_reviewing(memory))


@require_safe
@at_its_address(DocumentKind.MEDICATION)
def medication_version(request, row, memory, number: int):
    change = history.version(row.document_id, number)
    if change is None:
        raise Http404
    version, today = history.line(change, row.publication_number), timezone.localdate()
    html = render_to_string("fragments/medication.html", {"page": medication_page(change.revision.record, version.facts)})
    return page(
        request,
        "pages/version.html",
        memory,
        row=row,
        version=version,
        notices=notices(version.facts, today, superseded=not version.is_current),
        fragment=places.filled(html, memory, today),
    )


@require_safe
def symptom_index(request):
    memory = Memory()
    return page(request, "pages/symptom_index.html", memory, groups=related.symptom_groups(memory))


@require_safe
@at_its_address(DocumentKind.SYMPTOM, "page_html")
def symptom(request, row, memory):
    return page(request, "pages/symptom.html", memory, **reader_pages.symptom(row, memory, timezone.localdate()))


@require_safe
def changes(request):
    before = request.GET.get("before", "")
    number = int(before) if before.isascii() and before.isdigit() and len(before) < 19 else None
    if before and number is None:
        raise Http404
    memory = Memory()
    found = history.recent(history.PAGE_SIZE + 1, number)
    more = f"?before={found[history.PAGE_SIZE - 1].id}" if len(found) > history.PAGE_SIZE else ""
    context = {"changes": found[: history.PAGE_SIZE], "next_url": more, "previous_url": "?" if before else ""}
    return page(request, "pages/changes.html", memory, **context, **_reviewing(memory))


@require_safe
def healthz(request):
    """Says that the process answers; reads nothing."""
    return HttpResponse("ok\n", content_type="text/plain", headers={"Cache-Control": "no-store"})

"""What the addresses of a withdrawn page answer: the page under a banner (200), another page (301), or why it is gone (410).

The history is readable whatever the kind: that a page was withdrawn, when and why, is a public trace.
"""

from django.utils import timezone

from medications.projections import addresses, history, places
from medications.projections.facts import Facts
from medications.projections.notices import notices
from medications.projections.preview import as_page
from medications.projections.reviewers import with_reviewer
from medications.projections.safety_notices import notices_on
from medications.projections.withdrawn import Withdrawn
from medications.public.addressing import leads_on, moved
from medications.public.differences import difference, history_page
from medications.public.old_version import old_version
from medications.public.rendering import page


def page_of(request, found: Withdrawn, memory, slug: str):
    if found.moved_to:
        return moved(found.moved_to.path)
    if not found.stays_readable:
        return _gone(request, found, memory)
    if slug != found.slug:
        return _to_its_own(request, found, slug)
    facts, today = Facts.of(found.publication), timezone.localdate()
    return page(
        request,
        "pages/withdrawn.html",
        memory,
        row=found,
        withdrawn=found,
        notices=notices(facts, today),
        safety_notices=notices_on(found.document_id, memory, today),
        fragment=places.filled(as_page(found.record, with_reviewer(facts, found.publication)), memory, today),
    )


def history_of(request, found: Withdrawn, memory, slug: str):
    if slug != found.slug:
        return _to_its_own(request, found, slug)
    return history_page(request, memory, found, found.path, None, withdrawn=found)


def difference_of(request, found: Withdrawn, memory, slug: str, number: int, other: int):
    if slug != found.slug:
        return _to_its_own(request, found, slug)
    answer = difference(request, memory, found, found.path, number, other, None, withdrawn=found)
    return _gone(request, found, memory) if found.is_gone and answer.status_code == 200 else answer


def version_of(request, found: Withdrawn, memory, slug: str, number: int):
    if slug != found.slug:
        return _to_its_own(request, found, slug)
    change = history.version(found.document_id, number)
    if change and found.is_gone and not change.is_removed:
        return _gone(request, found, memory)
    return old_version(request, memory, found, change, None, withdrawn=found)


def instead_of_a_part(request, found: Withdrawn, memory, slug: str, **kwargs):
    """For what is made of a page (sheets, entries for citing): nothing is made of one that was withdrawn. Its page says why."""
    if found.moved_to or found.stays_readable:
        return moved((found.moved_to or found).path)
    return _gone(request, found, memory)


def _gone(request, found: Withdrawn, memory):
    return page(request, "pages/gone.html", memory, status=410, row=found, withdrawn=found)


def _to_its_own(request, found: Withdrawn, slug: str):
    return leads_on(request, addresses.path(found.record.kind, slug), found.path)

"""One version as a page, with what is known of it. And how any screen of the history gets at a version."""

from dataclasses import dataclass

from django.http import Http404
from django.utils import timezone
from django.utils.safestring import SafeString

from medications.admin.history_words import how_made, shown_changes, who
from medications.admin.what_changes import said
from medications.content.shown_changes import ShownChange
from medications.models import Publication, Revision, Suppression
from medications.permissions import Act, may
from medications.projections import addresses, places
from medications.projections.facts import Facts
from medications.projections.memory import Memory
from medications.projections.preview import as_part, facts_today
from medications.projections.stored import Stored
from medications.projections.suppressed import kept_from, may_read, suppression_of
from medications.projections.timeline import PublicTime, decisions, public_times

LARGEST = 2**31 - 1  # a number that the database can hold


@dataclass(frozen=True)
class Shown:
    """A version as an account may see it. `kept` is what keeps the text from it; `page` is empty then, or if it is damaged.

    An administrator sees a removed text, and `suppression` says that it is one.
    """

    stored: Stored
    suppression: Suppression | None
    kept: Suppression | None
    public: list[PublicTime]
    facts: Facts
    page: SafeString | str
    who: str
    made: str

    @property
    def revision(self) -> Revision:
        return self.stored.revision

    @property
    def readable(self) -> bool:
        return self.kept is None and self.stored.record is not None

    @classmethod
    def of(cls, revision: Revision, user, publication: Publication | None, public: list[PublicTime]) -> "Shown":
        """As it read when it was public last, or as it would read."""
        stored, suppression = Stored(revision), suppression_of(revision)
        kept = None if may_read(user, suppression) else suppression
        facts = _facts(revision, publication, public)
        readable = kept is None and stored.record is not None
        return cls(
            stored=stored,
            suppression=suppression,
            kept=kept,
            public=public,
            facts=facts,
            page=page_of(stored, facts) if readable else "",
            who=who(revision),
            made=how_made(revision),
        )


def page_of(stored: Stored, facts: Facts) -> SafeString:
    """The part of the page that the version makes, with today's emergency numbers in it."""
    return places.filled(as_part(stored.record, facts), Memory(), timezone.localdate())


def _facts(revision: Revision, publication: Publication | None, public: list[PublicTime]) -> Facts:
    if not public:
        return facts_today(revision, publication)
    change = public[-1].change
    change.revision = revision  # at hand already
    return Facts.of(change)


def versions_of(document, *numbers: int) -> list[Revision]:
    """In the order asked for. Raises Http404 if one is not there."""
    if max(numbers) > LARGEST:
        raise Http404
    found = {each.number: each for each in document.revisions.filter(number__in=numbers).select_related("merged_from")}
    if set(found) != set(numbers):
        raise Http404
    return [found[number] for number in numbers]


def shown(document, user, *numbers: int) -> list[Shown]:
    """The versions of these numbers, with all that their screens say of them. Raises Http404."""
    revisions = versions_of(document, *numbers)
    publication, public = Publication.objects.filter(document=document).first(), public_times(document)
    return [Shown.of(revision, user, publication, public.get(revision.pk, [])) for revision in revisions]


def view(model_admin, request, row, number: int):
    (found,) = shown(row.document, request.user, number)
    numbers = row.document.revisions.order_by("number")
    return model_admin.render_screen(
        request,
        "history/version.html",
        row,
        title=f"Version {number}: {row}",
        shown=found,
        decisions=[(review, said(review)) for review in decisions(found.revision.reviews.all())],
        came_from=found.revision.derived_from,
        changes=_changes(found, request.user),
        previous=numbers.filter(number__lt=number).values_list("number", flat=True).last(),
        following=numbers.filter(number__gt=number).values_list("number", flat=True).first(),
        live=Publication.objects.live().filter(document=row.document).values_list("revision__number", flat=True).first(),
        newest=numbers.values_list("number", flat=True).last(),
        has_page=row.document.kind in addresses.PATHS,
        may_restore=may(request.user, Act.EDIT),
    )


def _changes(found: Shown, user) -> list[ShownChange] | None:
    """What differs from the version it came from; None where that cannot be shown."""
    before = found.revision.derived_from
    if before is None or not found.readable or kept_from(user, before):
        return None
    return shown_changes(before.record, found.stored.record) if Stored(before).record else None

"""The public history: Changes, as lines for pages and as objects for the API.

Of a text that was removed, its Changes stay; their notes, which may quote it, are shown no more.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext

from medications.content.choices import ChangeKind, DocumentKind
from medications.content.phrases import sentence_case
from medications.models import Change, Suppression
from medications.permissions import Role
from medications.projections import addresses, wording
from medications.projections.facts import Facts
from medications.projections.reviewers import facts_of
from medications.projections.withdrawn import Replacement

WITH_A_PAGE = list(addresses.PATHS)


@dataclass(frozen=True)
class ChangeLine:
    id: int
    sequence: int
    kind: str
    kind_label: str
    title: str
    url: str
    version_url: str
    number: int
    note: str
    at: datetime
    role_label: str
    facts: Facts
    is_current: bool = False
    is_removed: bool = False
    difference_url: str = ""  # from the version before it that can still be read

    @property
    def stands_on(self) -> str:
        """For readers: on what ground it is public; nothing for starter text, which says so in its note, or where no text is."""
        if self.kind == ChangeKind.SAFETY:
            return gettext("This is a notice over the page. The text of the page stayed the same.")
        return self.facts.basis_sentence if self.facts.digest and not self.facts.is_starter else ""


def line(change: Change, current_number: int | None = None) -> ChangeLine:
    """`change` as `events` or `version` give it. `current_number` is that of the page's publication, if it is public."""
    kind = change.document.kind
    url = addresses.path(kind, change.slug)
    with_history = kind == DocumentKind.MEDICATION and change.revision_id
    return ChangeLine(
        id=change.pk,
        sequence=change.sequence,
        kind=change.kind,
        kind_label=wording.label(ChangeKind(change.kind)),
        title=sentence_case(change.title),
        url=url,
        version_url=f"{url}history/{change.publication_number}/" if with_history else "",
        number=change.publication_number,
        note="" if change.is_removed else change.note,
        at=change.at,
        role_label=wording.label(Role(change.role)) if change.role else "",
        facts=Facts.of(change),
        is_current=bool(change.revision_id) and change.publication_number == current_number,
        is_removed=change.is_removed,
    )


def events() -> QuerySet[Change]:
    """Changes with what their lines need; the long content of the Revisions stays in the database."""
    return _marked(Change.objects.select_related("document", "revision").defer("revision__content"))


def _marked(changes: QuerySet[Change]) -> QuerySet[Change]:
    """With whether the text that was made public then has been removed since."""
    removed = Suppression.objects.filter(document=OuterRef("document"), digest=OuterRef("revision__digest"))
    return changes.annotate(is_removed=Exists(removed))


def versions(document_id, current_number: int | None) -> list[ChangeLine]:
    """All that happened to one Document in public, newest first: versions, withdrawals, removals."""
    changes = list(events().filter(document=document_id).order_by("-pk"))
    facts = facts_of(changes)
    return _compared([replace(line(change, current_number), facts=facts[change.pk]) for change in changes])


def between(document_id, number: int, other: int, current_number: int | None) -> list[ChangeLine]:
    """The versions after publication `number` up to `other`, the oldest first."""
    found = events().filter(document=document_id, publication_number__gt=number, publication_number__lte=other)
    return [line(change, current_number) for change in found.exclude(revision=None).order_by("pk")]


def _compared(newest_first: list[ChangeLine]) -> list[ChangeLine]:
    """Each version with the way to what changed by it."""
    lines, before = [], None
    for each in reversed(newest_first):
        if each.version_url and not each.is_removed:
            if before:
                each = replace(each, difference_url=difference_path(each.url, before.number, each.number))
            before = each
        lines.append(each)
    return lines[::-1]


def difference_path(page: str, number: int, other: int) -> str:
    """`page` is the path of the page."""
    return f"{page}history/{number}...{other}/"


def version(document_id, number: int) -> Change | None:
    """The Change that made publication `number` of a Document public. If `is_removed`, nobody is shown its text."""
    changes = Change.objects.filter(document=document_id, publication_number=number).exclude(revision=None)
    return _marked(changes.select_related("revision", "document")).first()


def readable() -> QuerySet[Change]:
    """Those that made a version public which can still be read."""
    return _marked(Change.objects.exclude(revision=None)).filter(is_removed=False)


def with_digests_of_removed(changes: QuerySet[Change]) -> QuerySet[Change]:
    """With `removed_digest`: where a text was removed, the digest that partners know it by."""
    published = Change.objects.filter(document=OuterRef("document"), publication_number=OuterRef("publication_number"))
    return changes.annotate(removed_digest=Subquery(published.exclude(revision=None).values("revision__digest")[:1]))


def as_json(change: Change, replacements: dict[object, Replacement]) -> dict:
    """A Change as partners read it. `replacements` by document, as `withdrawn.replacements_named` gives them."""
    taken_away = change.kind in (ChangeKind.WITHDRAWN, ChangeKind.SUPPRESSED)
    named = replacements.get(change.withdrawal.replacement_id) if change.withdrawal_id else None
    return {
        "stream": str(change.stream_id),
        "sequence": change.sequence,
        "kind": change.kind,
        "document": {"uuid": str(change.document_id), "kind": change.document.kind, "slug": change.slug},
        "publication_number": change.publication_number,
        "digest": _digest(change),
        "basis": change.basis,
        "note": "" if change.is_removed else change.note,
        "reason": change.note if taken_away else None,
        "replacement": named.as_json() if named else None,
        "at": moment(change.at),
    }


def moment(at: datetime) -> str:
    """A point in time as partners read it."""
    return at.isoformat().replace("+00:00", "Z")


def _digest(change: Change) -> str | None:
    if change.revision_id:
        return change.revision.digest
    return change.removed_digest if change.kind == ChangeKind.SUPPRESSED else None

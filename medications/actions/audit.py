"""Writes down who did what, with the values before and after, in the transaction of the act itself.

Every action that changes something for a person records one event. An act that is made of several (taking a page over makes
terms, a draft and an address) puts them into `as_one`: what they record becomes one event.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from medications.content.choices import DocumentKind
from medications.content.shortening import around_the_change
from medications.models import Document, Event, Revision
from medications.models.frozen import Actor
from medications.projections import identity


@dataclass(frozen=True)
class Difference:
    """One value that changed, in words: the field's name as staff read it, the value before and after."""

    field: str
    old: str
    new: str


@dataclass(frozen=True)
class Subject:
    """What it was done to, as it was called then. `kind` is in words; `id` is no key: the thing may go."""

    kind: str = ""
    id: str = ""
    name: str = ""


@dataclass
class _Part:
    """What is to become an event, or a part of one."""

    kind: str
    subject: Subject
    differences: list[Difference]
    note: str


@dataclass
class Whole:
    """An act under way that is made of several. The act may set `subject` once it knows."""

    subject: Subject | None
    note: str
    parts: list[_Part] = field(default_factory=list)


_under_way: ContextVar[Whole | None] = ContextVar("whole", default=None)


def record(
    *, kind: str, by, now: datetime, subject: Subject | None = None, differences: Iterable[Difference] = (), note: str = ""
) -> None:
    """Writes one event; within `as_one`, a part of one. No secrets in it, ever.

    `by` is an account, a row that names who did it (an outside reviewer's Review), or None for a command.
    """
    part = _Part(kind, subject or Subject(), [_shortened(each) for each in differences], note)
    whole = _under_way.get()
    if whole is not None:
        whole.parts.append(part)
    else:
        _write(part, by, now)


@contextmanager
def as_one(*, kind: str, by, now: datetime, subject: Subject | None = None, note: str = "") -> Iterator[Whole]:
    """One transaction, and one event for everything that is recorded in it: of this kind, unless there is but one part.

    Nothing recorded, nothing written. What fails leaves no record; where a failure of one part is to be caught, that part is an
    `as_one` of its own.
    """
    whole = Whole(subject, note)
    with transaction.atomic():
        token = _under_way.set(whole)
        try:
            yield whole
        finally:
            _under_way.reset(token)
        if whole.parts:
            part = _joined(kind, whole)
            record(kind=part.kind, by=by, now=now, subject=part.subject, differences=part.differences, note=part.note)


def of_document(document: Document, revision: Revision | None = None) -> Subject:
    """A Document by the name its newest version gives it; `revision` is that version, where it is at hand."""
    return of_revision(revision or document.revisions.order_by("-number").first())


def of_revision(revision: Revision) -> Subject:
    """The Document of a version, by the name it has there."""
    record = revision.record
    return Subject(DocumentKind(record.kind).label, str(revision.document_id), identity.title(record))


def moment(at: datetime) -> str:
    """A time as a value of an event: by the site's own clock, to the minute."""
    return timezone.localtime(at).strftime("%Y-%m-%d %H:%M %Z")


def of_account(account) -> Subject:
    full_name, username = account.get_full_name(), account.get_username()
    return Subject("account", str(account.pk), f"{full_name} ({username})" if full_name else username)


def _joined(kind: str, whole: Whole) -> _Part:
    """One part alone is told as what it is."""
    alone = whole.parts[0] if len(whole.parts) == 1 else None
    subject = alone.subject if alone else whole.subject or whole.parts[-1].subject
    differences = [_of(subject, part, each) for part in whole.parts for each in part.differences]
    notes = [whole.note, *(part.note for part in whole.parts if _is_same(part.subject, subject))]
    return _Part(alone.kind if alone else kind, subject, differences, " ".join(filter(None, dict.fromkeys(notes))))


def _is_same(one: Subject, other: Subject) -> bool:
    """By its number: a thing may change its name on the way."""
    return (one.kind, one.id) == (other.kind, other.id)


def _of(subject: Subject, part: _Part, difference: Difference) -> Difference:
    """Says to what it belongs, if that is not what the whole act was done to."""
    if _is_same(part.subject, subject) or not part.subject.name:
        return difference
    return replace(difference, field=f"{part.subject.kind} {part.subject.name}: {difference.field}")


def _shortened(difference: Difference) -> Difference:
    old, new = around_the_change(difference.old, difference.new)
    return replace(difference, old=old, new=new)


def _write(part: _Part, by, now: datetime) -> None:
    Event.objects.create(
        kind=part.kind,
        subject_kind=part.subject.kind,
        subject_id=part.subject.id,
        subject_name=part.subject.name[:300],
        differences=[asdict(difference) for difference in part.differences],
        note=part.note,
        at=now,
        **({"by_id": by.by_id, "by_name": by.by_name} if isinstance(by, Actor) else Actor.of(by)),
    )

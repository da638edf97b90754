"""Writes down who did what, with the values before and after, in the transaction of the act itself."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime

from medications.models import Event
from medications.models.frozen import Actor


@dataclass(frozen=True)
class Difference:
    """One value that changed, in words: the field's name as staff read it, the value before and after."""

    field: str
    old: str
    new: str


@dataclass(frozen=True)
class Subject:
    """What it was done to, as it was called then. `id` is no key: the thing may go."""

    kind: str = ""
    id: str = ""
    name: str = ""


def record(
    *, kind: str, by, now: datetime, subject: Subject | None = None, differences: Iterable[Difference] = (), note: str = ""
) -> Event:
    """Writes one event. `by` is an account, or None for a command. Differences must not hold secrets."""
    subject = subject or Subject()
    return Event.objects.create(
        kind=kind,
        subject_kind=subject.kind,
        subject_id=subject.id,
        subject_name=subject.name[:300],
        differences=[asdict(difference) for difference in differences],
        note=note,
        at=now,
        **Actor.of(by),
    )

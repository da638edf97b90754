"""The gap-free sequence of Changes, as partners follow it: ask for what came after the last number you have."""

import uuid
from dataclasses import dataclass

from medications.models import ChangeStream
from medications.projections.history import as_json, events, with_digests_of_removed
from medications.projections.withdrawn import replacements_named

PAGE_SIZE = 100


class BadCursor(ValueError):
    """The cursor is no number."""


class StartAgain(LookupError):
    """The cursor belongs to another stream, or is ahead of this one: the copy must be made anew."""

    def __init__(self, stream: uuid.UUID):
        self.stream = str(stream)
        super().__init__("This cursor does not belong to the present stream of changes. Start again from a full copy.")


@dataclass(frozen=True)
class Page:
    stream: str
    last_sequence: int
    changes: list[dict]

    def next_url(self, here: str) -> str | None:
        """Where to go on; None once the last number is reached."""
        if not self.changes or self.changes[-1]["sequence"] >= self.last_sequence:
            return None
        return f"{here}?stream={self.stream}&after={self.changes[-1]['sequence']}"


def after(stream: str, cursor: str) -> Page:
    """`stream` and `cursor` as the partner sent them; both empty for the beginning. Raises BadCursor, StartAgain."""
    current = ChangeStream.objects.latest()
    number = _number(cursor)
    if number and not stream:
        raise BadCursor("Give the stream that this number belongs to, as `stream`; every change carries it.")
    if stream and stream != str(current.pk) or number > current.last_sequence:
        raise StartAgain(current.pk)
    changes = with_digests_of_removed(events()).select_related("document", "revision", "withdrawal")
    wanted = changes.filter(stream=current, sequence__gt=number, sequence__lte=current.last_sequence)
    found = list(wanted.order_by("sequence")[:PAGE_SIZE])
    named = {change.withdrawal.replacement_id for change in found if change.withdrawal_id} - {None}
    replacements = replacements_named(named) if named else {}
    return Page(str(current.pk), current.last_sequence, [as_json(change, replacements) for change in found])


def _number(cursor: str) -> int:
    if not cursor:
        return 0
    if not (cursor.isascii() and cursor.isdigit() and len(cursor) < 19):
        raise BadCursor("Give the last sequence number you have, such as 120.")
    return int(cursor)

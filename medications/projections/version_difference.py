"""What differs between two versions that were public, for readers; and what was said in public of the changes between them."""

from dataclasses import dataclass
from uuid import UUID

from medications.content.redline import RedlinePart, redline
from medications.models import Change
from medications.projections import history
from medications.projections.history import ChangeLine


@dataclass(frozen=True)
class VersionDifference:
    """`removed` is the Change whose text was removed, if either's was: then there are no `parts`.

    `steps` are the versions after the old one up to the new one, the oldest first, each with its public note.
    """

    old: ChangeLine
    new: ChangeLine
    removed: Change | None
    parts: list[RedlinePart]
    steps: list[ChangeLine]

    @property
    def count(self) -> int:
        return sum(len(part.marks) for part in self.parts)


def version_difference(document_id: UUID, number: int, other: int, current_number: int | None) -> VersionDifference | None:
    """`number` is the older one. None if one of them never was public."""
    old, new = history.version(document_id, number), history.version(document_id, other)
    if old is None or new is None:
        return None
    removed = next((change for change in (old, new) if change.is_removed), None)
    return VersionDifference(
        old=history.line(old, current_number),
        new=history.line(new, current_number),
        removed=removed,
        parts=[] if removed else redline(old.revision.record, new.revision.record),
        steps=[] if removed else history.between(document_id, number, other, current_number),
    )

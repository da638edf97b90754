"""One thing in which two changed records differ, and what can be chosen there."""

from dataclasses import dataclass

BASE, MINE, THEIRS, BOTH, EDIT = "base", "mine", "theirs", "both", "edit"
FIELD, ITEM, ROW, ORDER = "field", "item", "row", "order"


@dataclass(frozen=True)
class Difference:
    """One thing that is not the same in both. Values are words for people; nothing: not there.

    `key` says where it stands; it is the same for the same `base` and `mine` whatever `theirs` is. `seen` is the same only if all
    three values are. `path` is for programs, as that of a FieldChange. `by` says whose change it is: MINE, THEIRS, or BOTH.
    `what` is one FIELD, one ITEM of a list of words, a ROW that was added or taken out, or the ORDER of rows.
    """

    key: str
    seen: str
    path: tuple[str, ...]
    part: str
    name: str
    what: str
    base: str
    mine: str
    theirs: str
    by: str
    options: tuple[str, ...]

    @property
    def is_conflict(self) -> bool:
        return self.by == BOTH

    @property
    def default(self) -> str:
        """What is chosen unless somebody chooses otherwise; nothing for a conflict."""
        return "" if self.is_conflict else self.by

    @property
    def label(self) -> str:
        return ": ".join(filter(None, [self.part, self.name]))

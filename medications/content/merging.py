"""Two people have changed one record: what each did, side by side with what it was, and the record that comes of their choices.

`merge` takes nothing over by itself where both changed the same thing differently: that is a conflict, and somebody must choose.
What only one of the two changed is proposed, and can be chosen otherwise. Pure.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from medications.content.merging_differences import THEIRS, Difference
from medications.content.merging_walk import Walk
from medications.content.schema import AnyRecord


class NotChosen(ValueError):
    """A conflict is left open. `differences` are those without a choice that they offer."""

    def __init__(self, differences: list[Difference]):
        self.differences = differences
        super().__init__(f"Not chosen: {', '.join(each.label for each in differences)}")


@dataclass(frozen=True)
class Merged:
    """What is to be chosen between two changed records, in the order of the page."""

    base: AnyRecord
    mine: AnyRecord
    theirs: AnyRecord
    differences: tuple[Difference, ...]

    @property
    def conflicts(self) -> tuple[Difference, ...]:
        return tuple(each for each in self.differences if each.is_conflict)

    def resolved(self, choices: Mapping[str, str] | None = None, texts: Mapping[str, str] | None = None) -> AnyRecord:
        """The record in which each difference, by its key, is as chosen: `mine`, `theirs`, `base`, `both` rows, or for a text
        `edit`, which is then in `texts`. What is not chosen is as proposed.

        Raises NotChosen for open conflicts, and ValueError where the record would break the schema.
        """
        choices = {key: choice for key, choice in (choices or {}).items() if choice}
        chosen = {each.key: choices.get(each.key, each.default) for each in self.differences}
        open_ones = [each for each in self.differences if chosen[each.key] not in each.options]
        if open_ones:
            raise NotChosen(open_ones)
        walk = Walk(lambda difference: chosen[difference.key], texts or {})
        return walk.record(self.base, self.mine, self.theirs)


def merge(base: AnyRecord, mine: AnyRecord, theirs: AnyRecord) -> Merged:
    """`base` is what both began with. Raises ValueError for records of several kinds."""
    if not base.kind == mine.kind == theirs.kind:
        raise ValueError(f"a {base.kind}, a {mine.kind} and a {theirs.kind} cannot be merged")
    found: list[Difference] = []

    def note(difference: Difference) -> str:
        found.append(difference)
        return difference.default or THEIRS

    Walk(note, {}).record(base, mine, theirs)
    return Merged(base, mine, theirs, tuple(found))

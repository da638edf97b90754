"""Changes as whoever decides on them sees them: words marked, weighed, and with what each touches. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from medications.content.choices import Weight
from medications.content.comparing import ORDER
from medications.content.weighing import Because
from medications.content.word_differences import Stretch, shortened, word_differences

_HEADS = {Weight.TYPO: "A typo", Weight.WORDING: "Wording", Weight.CLINICAL: "Clinical"}


@dataclass(frozen=True)
class ShownChange:
    """One change. `stretches` is its text with marks, long ones shortened to where they differ; `whole` is all of it then.

    Rows that only moved have no marks, but the order of `old` and of `new`.
    """

    label: str
    old: str
    new: str
    stretches: tuple[Stretch, ...]
    whole: tuple[Stretch, ...]
    weight: Weight
    head: str
    matters: tuple[str, ...]
    why: str

    @classmethod
    def of(cls, because: Because) -> "ShownChange":
        change = because.change
        whole = [] if change.path[-1] == ORDER else word_differences(change.old, change.new)
        short = shortened(whole)
        return cls(
            label=change.label,
            old=change.old,
            new=change.new,
            stretches=tuple(short),
            whole=() if short == whole else tuple(whole),
            weight=because.weight,
            head=_HEADS[because.weight],
            matters=tuple(str(matter.label) for matter in because.matters),
            why=because.why,
        )


def touched(changes: Iterable[ShownChange]) -> list[str]:
    """What they touch all in all, each once, as often said first."""
    return list(dict.fromkeys(matter for change in changes for matter in change.matters))

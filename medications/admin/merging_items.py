"""Three records side by side on a screen: each difference with its three sides, and what is chosen there."""

from dataclasses import dataclass, field

from medications.admin.merging_texts import TextFaults
from medications.content.merging import Merged
from medications.content.merging_differences import BASE, BOTH, EDIT, FIELD, MINE, ORDER, THEIRS, Difference
from medications.content.word_differences import Stretch, word_differences

REMOVED = "Text removed"


@dataclass(frozen=True)
class Words:
    """What a screen calls the three sides: heading, and label of the radio button."""

    base: tuple[str, str]
    theirs: tuple[str, str]
    mine: tuple[str, str]


@dataclass(frozen=True)
class Side:
    """One of the three: its words as one text with marks against what was, or a word for nothing."""

    name: str
    title: str
    label: str
    stretches: list[Stretch]
    nothing: str
    choice: str = ""  # the value of its radio button; nothing if it cannot be chosen


@dataclass(frozen=True)
class Item:
    """One difference as the screen shows it. `number` makes its ids."""

    number: int
    difference: Difference
    sides: list[Side]
    chosen: str
    text: str
    error: str

    @property
    def may_keep_both(self) -> bool:
        return BOTH in self.difference.options

    @property
    def may_edit(self) -> bool:
        return EDIT in self.difference.options


@dataclass
class Sent:
    """What came with the screen's form."""

    choices: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, data, merged: Merged) -> "Sent":
        """A choice counts only where it was made between the same three; a text that was typed stays in any case."""
        sent = cls()
        for each in merged.differences:
            if data.get(f"seen:{each.key}") == each.seen:
                sent.choices[each.key] = data.get(f"choice:{each.key}", "")
            if EDIT in each.options and f"text:{each.key}" in data:
                sent.texts[each.key] = data[f"text:{each.key}"].replace("\r\n", "\n").replace("\r", "\n")
        return sent

    def checked(self, merged: Merged, texts: TextFaults) -> tuple[dict[str, str], dict[str, str]]:
        """What is chosen for each difference, and what is wrong, both by key. Cleans the texts that are to be taken."""
        chosen = {each.key: self.choices.get(each.key) or each.default for each in merged.differences}
        faults = {each.key: "Choose one." for each in merged.differences if chosen[each.key] not in each.options}
        for each in merged.differences:
            if chosen[each.key] == EDIT:
                self.texts[each.key], fault = texts.cleaned(each, self.texts.get(each.key, each.mine))
                if fault:
                    faults[each.key] = fault
        return chosen, faults


def items_of(merged: Merged, sent: Sent, faults: dict[str, str], words: Words, *, without_base: bool = False) -> list[Item]:
    """`without_base`: what it was before may not be shown, nor come back."""
    return [
        Item(
            number=number,
            difference=each,
            sides=_sides(each, words, without_base=without_base),
            chosen=sent.choices.get(each.key) or each.default,
            text=sent.texts.get(each.key, each.mine),
            error=faults.get(each.key, ""),
        )
        for number, each in enumerate(merged.differences, 1)
    ]


def grouped(items: list[Item], heads: list[tuple[str, str, str]]) -> list[tuple[str, str, list[Item]]]:
    """(by, heading, words) in; for each that something is there of, its heading, words and items out."""
    found = [(heading, words, [item for item in items if item.difference.by == by]) for by, heading, words in heads]
    return [each for each in found if each[2]]


def _sides(each: Difference, words: Words, *, without_base: bool) -> list[Side]:
    before = Side(BASE, *words.base, [], REMOVED) if without_base else _side(BASE, words.base, each.base, each, marked=False)
    marked = not without_base
    return [
        before,
        _side(THEIRS, words.theirs, each.theirs, each, marked=marked),
        _side(MINE, words.mine, each.mine, each, marked=marked),
    ]


def _side(name: str, called: tuple[str, str], said: str, each: Difference, *, marked: bool) -> Side:
    deleted = "Deleted" if name != BASE and each.base else "Not there"
    nothing = "" if said else "Empty" if each.what == FIELD else deleted
    plain = [Stretch(said)] if said else []
    against_base = marked and said and each.base and each.what != ORDER and said != each.base
    choice = name if name in each.options else ""
    return Side(name, *called, word_differences(each.base, said) if against_base else plain, nothing, choice)

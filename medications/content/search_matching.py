"""Which names match what was typed, how well, and in what order they are told. Pure.

A name belongs to the medicines that it leads to: their own names, what they are used for, their class, their side effects.
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from enum import IntEnum

from medications.content.folding import plain
from medications.content.near_names import nearest
from medications.content.search_question import SearchQuestion


class NameKind(IntEnum):
    """In the order in which matches are told: names first, then uses."""

    GENERIC = 1
    BRAND = 2
    PRIMARY_USE = 3
    USE = 4
    DRUG_CLASS = 5
    SIDE_EFFECT = 6


OWN_NAMES = (NameKind.GENERIC, NameKind.BRAND)


class Quality(IntEnum):
    """How well a name matches, the best first."""

    EQUAL = 1
    STARTS = 2
    HAS_WORDS = 3  # every word typed begins one of its words
    INSIDE = 4
    NEAR = 5  # spelled nearly so


SHORTEST_INSIDE = 4  # letters; shorter ones stand inside of anything


@dataclass(frozen=True)
class Name:
    """`owners` are the medicines it leads to. `of` is the name of the term, where this is another name of it."""

    kind: NameKind
    text: str
    owners: tuple[Hashable, ...]
    code: str = ""
    of: str = ""
    plain: str = field(init=False)
    solid: str = field(init=False)

    def __post_init__(self):
        object.__setattr__(self, "plain", plain(self.text))
        object.__setattr__(self, "solid", self.plain.replace(" ", ""))


@dataclass(frozen=True)
class Match:
    name: Name
    quality: Quality

    @property
    def order(self) -> tuple:
        """Names come before uses, unless the name only has the letters somewhere inside."""
        own = self.name.kind in OWN_NAMES
        return (self.quality is Quality.INSIDE, 0 if own else self.name.kind, self.quality, self.name.kind, bool(self.name.of))


def quality_of(asked: str, name: Name) -> Quality | None:
    """`asked` is plain."""
    solid = asked.replace(" ", "")
    if solid == name.solid:
        return Quality.EQUAL
    if name.solid.startswith(solid):
        return Quality.STARTS
    if has_words(asked, name.plain):
        return Quality.HAS_WORDS
    if len(solid) >= SHORTEST_INSIDE and solid in name.solid:
        return Quality.INSIDE
    return None


def has_words(asked: str, name: str) -> bool:
    """Whether every word of the one begins a word of the other."""
    padded = f" {name}"
    return all(f" {word}" in padded for word in asked.split())


def matches(question: SearchQuestion, names: Iterable[Name]) -> list[Match]:
    """To the letter, the best first. What was typed is taken as it is, and if nothing has that, without filler words."""
    names = list(names)
    for asked in question.readings():
        found = [Match(name, quality) for name in names if (quality := quality_of(asked, name)) is not None]
        if found:
            return in_order(found)
    return []


def closest(question: SearchQuestion, names: Iterable[Name]) -> list[Match]:
    """Names spelled nearly so, the nearest first, medicines' own before others; or else those that begin nearly so."""
    by_spelling: dict[str, list[Name]] = {}
    for name in names:
        by_spelling.setdefault(name.plain, []).append(name)
    found = nearest(question.asked, by_spelling) or nearest(question.asked, by_spelling, so_far=True)
    near = [Match(name, Quality.NEAR) for spelling in found for name in sorted(by_spelling[spelling], key=lambda each: each.kind)]
    return sorted(near, key=lambda match: match.name.kind not in OWN_NAMES)


def in_order(found: Iterable[Match]) -> list[Match]:
    return sorted(found, key=lambda match: (*match.order, len(match.name.plain), match.name.plain))

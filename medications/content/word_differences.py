"""Which words of a text were taken out and which were added, for whoever reads a difference. Pure.

Both texts are accounted for to the letter: what was kept and what was taken out, joined, is the old one; what was kept and what
was added, the new one.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from rapidfuzz.distance import Indel

from medications.content.shortening import AROUND, MOST

MOST_TOKENS = 20_000  # of both texts; longer ones are not compared word by word
_TOKEN = re.compile(r"\d+(?:[.,:/]\d+)*|[^\W\d]+(?:['’-][^\W\d]+)*|\n|[^\S\n]+|.", re.DOTALL)


class Side(StrEnum):
    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"
    LEFT_OUT = "left out"  # only in a shortened difference: how much is not shown


@dataclass(frozen=True)
class Stretch:
    """A piece of text, and in which of the two it stands."""

    text: str
    side: Side = Side.KEPT

    @property
    def unseen(self) -> str:
        """What to call it, if there is nothing to see."""
        if not self.text.strip():
            return "line break" if "\n" in self.text else "blank"
        return "" if any(unicodedata.category(char) not in ("Cf", "Cc", "Mn", "Me") for char in self.text) else "unseen character"


def word_differences(old: str, new: str) -> list[Stretch]:
    """The two as one text, in reading order; in each place what was taken out comes before what was added."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    if len(before) + len(after) > MOST_TOKENS:
        return _merged(_ends(old, new))
    found = _merged(_stretches(before, after))
    while (fewer := _merged(_without_crumbs(found))) != found:
        found = fewer
    return found


def shortened(stretches: list[Stretch]) -> list[Stretch]:
    """What was changed, with a little around it; a short text as it is. What is left out is counted."""
    if sum(len(each.text) for each in stretches) <= 2 * MOST:
        return stretches
    last = len(stretches) - 1
    parts = (part for number, each in enumerate(stretches) for part in _cut(each, is_first=number == 0, is_last=number == last))
    return [part for part in parts if part.text]


def _stretches(before: list[str], after: list[str]) -> Iterator[Stretch]:
    numbers: dict[str, int] = {}
    codes = Indel.opcodes(*([numbers.setdefault(token, len(numbers)) for token in side] for side in (before, after)))
    for code in codes:
        if code.tag == "equal":
            yield Stretch("".join(before[code.src_start : code.src_end]))
        else:
            yield Stretch("".join(before[code.src_start : code.src_end]), Side.REMOVED)
            yield Stretch("".join(after[code.dest_start : code.dest_end]), Side.ADDED)


def _ends(old: str, new: str) -> list[Stretch]:
    """Texts that are too long: what both begin and end with is kept, all between is other."""
    start = next((at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), min(len(old), len(new)))
    backwards = zip(reversed(old[start:]), reversed(new[start:]), strict=False)
    end = next((at for at, (one, other) in enumerate(backwards) if one != other), min(len(old), len(new)) - start)
    middle = Stretch(old[start : len(old) - end], Side.REMOVED), Stretch(new[start : len(new) - end], Side.ADDED)
    return [Stretch(old[:start]), *middle, Stretch(old[len(old) - end :])]


def _merged(stretches) -> list[Stretch]:
    """Without empty ones, and between two that are kept one that was taken out and one that was added at most."""
    found = []
    for is_kept, group in groupby(filter(lambda each: each.text, stretches), key=lambda each: each.side == Side.KEPT):
        parts = list(group)
        for side in [Side.KEPT] if is_kept else [Side.REMOVED, Side.ADDED]:
            if text := "".join(each.text for each in parts if each.side == side):
                found.append(Stretch(text, side))
    return found


def _without_crumbs(stretches: list[Stretch]) -> Iterator[Stretch]:
    """A word or a blank that two longer changes have between them by chance is read better as a part of both."""
    for number, each in enumerate(stretches):
        crumb = each.side == Side.KEPT and len(each.text) <= min(_changed(stretches, number, -1), _changed(stretches, number, 1))
        if crumb:
            yield from (Stretch(each.text, side) for side in (Side.REMOVED, Side.ADDED))
        else:
            yield each


def _changed(stretches: list[Stretch], number: int, step: int) -> int:
    """How long the change before or after a kept stretch is; 0 at the ends of the text."""
    longest = 0
    while 0 <= (number := number + step) < len(stretches) and stretches[number].side != Side.KEPT:
        longest = max(longest, len(stretches[number].text))
    return longest


def _cut(stretch: Stretch, *, is_first: bool, is_last: bool) -> Iterator[Stretch]:
    """Whole words at the beginning and the end of a long stretch; next to a change, for what is the same."""
    around = AROUND if stretch.side == Side.KEPT else MOST
    text = stretch.text
    start = 0 if is_first and stretch.side == Side.KEPT else around
    end = len(text) - (0 if is_last and stretch.side == Side.KEPT else around)
    if end - start <= around:
        yield stretch
        return
    start, end = text.rfind(" ", 0, start) + 1 or start, text.find(" ", end) + 1 or end
    yield Stretch(text[:start], stretch.side)
    yield Stretch(f"{end - start:,} characters", Side.LEFT_OUT)
    yield Stretch(text[end:], stretch.side)

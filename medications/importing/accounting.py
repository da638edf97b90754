"""Where did every line go? The last step of an import: what is not accounted for is listed, never dropped."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from medications.importing.items import MARKS
from medications.importing.lines import FURNITURE, Line, Paper, Placement

# What may be left of a line whose content was taken: the signs and bullets between the pieces.
_SEPARATORS = frozenset(f" ;:,.*()[]|-–—®™{MARKS}")
_WORD = re.compile(r"\w+")


class PlacedLine(NamedTuple):
    """One printed line and the fields of `ParsedPage` it went into: "furniture" for navigation and labels, none if nowhere.

    `whole` is false if any piece of it is still without a place; the line is then among the unmapped.
    """

    number: int
    text: str
    fields: tuple[str, ...]
    whole: bool


def unmapped_lines(paper: Paper, content: dict[str, Any]) -> tuple[str, ...]:
    """Lines, in order, that went nowhere, only in part, or into a field of `content` that does not hold them.

    `content` is the plain data of the page. That a reader says "kept" is not enough: the words must be there.
    """
    return tuple(line.text for line in _unmapped(paper, content))


def placed_lines(paper: Paper, content: dict[str, Any]) -> tuple[PlacedLine, ...]:
    """Every line with the fields that it went into."""
    unmapped = {line.number for line in _unmapped(paper, content)}
    return tuple(PlacedLine(line.number, line.text, _fields_of(line), whole=line.number not in unmapped) for line in paper.lines)


def _unmapped(paper: Paper, content: dict[str, Any]) -> list[Line]:
    missing = _missing_words(paper, content)
    return [line for line in paper.lines if _is_left_over(line) or _is_missing(line, missing)]


def _fields_of(line: Line) -> tuple[str, ...]:
    """The fields in printed order; "furniture" only for a line that is nothing else."""
    if not line.placements:
        return ()
    fields = dict.fromkeys(placement.field for placement in sorted(line.placements, key=lambda placement: placement.start))
    return tuple(field for field in fields if field != FURNITURE) or tuple(fields)


def furniture_pieces(paper: Paper) -> tuple[str, ...]:
    """Every piece that was taken for navigation or a label, in order, so that a person can check it."""
    return tuple(
        line.text[placement.start : placement.end]
        for line in paper.lines
        for placement in line.placements
        if placement.field == FURNITURE
    )


def _is_left_over(line: Line) -> bool:
    if not line.placements:
        return True
    rest = list(line.text)
    for placement in line.placements:
        rest[placement.start : placement.end] = " " * (placement.end - placement.start)
    return not _SEPARATORS.issuperset(rest)


def _missing_words(paper: Paper, content: dict[str, Any]) -> dict[str, Counter[str]]:
    """For each field: the words its lines gave it that it does not hold (as often)."""
    given: dict[str, Counter[str]] = {}
    for line in paper.lines:
        for placement in _into_fields(line):
            if placement.value is not None and placement.part:
                continue  # a conversion counts once, on its first line
            given.setdefault(placement.field, Counter()).update(_placed_words(line, placement))
    return {field: words - Counter(_words(content.get(field))) for field, words in given.items()}


def _is_missing(line: Line, missing: dict[str, Counter[str]]) -> bool:
    return any(
        word in missing.get(placement.field, ()) for placement in _into_fields(line) for word in _placed_words(line, placement)
    )


def _into_fields(line: Line) -> Iterator[Placement]:
    return (placement for placement in line.placements if placement.field != FURNITURE)


def _placed_words(line: Line, placement: Placement) -> list[str]:
    printed = line.text[placement.start : placement.end]
    return list(_words(printed if placement.value is None else placement.value))


def _words(value: Any) -> Iterator[str]:
    """The words of every string in plain data, without regard to case: a symptom is stored in lower case."""
    if isinstance(value, str):
        yield from _WORD.findall(value.casefold())
    elif isinstance(value, dict):
        for item in value.values():
            yield from _words(item)
    elif isinstance(value, list):
        for item in value:
            yield from _words(item)

"""The names zone cut into entries: one a line, with the brackets and the rest of a wrapped line that belong to it."""

import enum
from collections.abc import Iterable
from dataclasses import dataclass

from medications.importing.chemical import parse_chemical
from medications.importing.headings import BRAND_LABELS, CHEMICAL_LABELS, heading_key
from medications.importing.items import without_mark
from medications.importing.lines import Line, Passage
from medications.importing.markets import read_markets
from medications.importing.outline import Block


class Under(enum.Enum):
    """The heading an entry stands under; both where the two headings stand together, above both columns."""

    BRAND = "brand name"
    CHEMICAL = "chemical name"
    BOTH = "brand name and chemical name"


@dataclass(frozen=True)
class Entry:
    """`text` is all of the passage, or what is left of it behind a label."""

    passage: Passage
    text: str
    under: Under


def entries_of(blocks: Iterable[Block]) -> list[Entry]:
    """The entries of the names zone, in printed order."""
    entries, labels = [], set()
    for block in blocks:
        labels |= _labels(block)
        under = _UNDER.get(frozenset(labels), Under.BOTH)
        for group in _groups(block):
            passage = Passage(*group)
            entries.append(Entry(passage, without_mark(passage.text), under))
        if block.paragraphs:
            labels = set()  # the next heading stands for itself
    return entries


_UNDER = {frozenset({"brand"}): Under.BRAND, frozenset({"chemical"}): Under.CHEMICAL}


def _labels(block: Block) -> set[str]:
    key = heading_key(block.line.text) if block.line else ""
    found = {"brand": key.startswith(BRAND_LABELS), "chemical": key.endswith(CHEMICAL_LABELS)}
    return {label for label, is_given in found.items() if is_given}


def _groups(block: Block) -> list[list[Line]]:
    groups: list[list[Line]] = []
    for paragraph in block.paragraphs:
        for number, line in enumerate(paragraph):
            if groups and _belongs(line, above=groups[-1], same_paragraph=number > 0):
                groups[-1].append(line)
            else:
                groups.append([line])
    return groups


def _belongs(line: Line, *, above: list[Line], same_paragraph: bool) -> bool:
    """A bracket belongs to the name above it; so does what follows an open bracket or a semicolon."""
    if read_markets(line.text):
        return True
    if line.text.startswith("("):
        # A pronunciation belongs to a name without brackets right above it; else it stands for itself.
        return parse_chemical(line.text) is None or (same_paragraph and not any("(" in each.text for each in above))
    if not same_paragraph:
        return False
    last = above[-1].text
    wrapped = len(last) >= _NARROWEST and line.text[0].islower() and parse_chemical(line.text) is None
    return _is_open(above) or last.endswith((";", ",", " and")) or line.text[0] in "-–—" or wrapped


_NARROWEST = 55  # characters a wrapped line has at least


def _is_open(lines: list[Line]) -> bool:
    return sum(line.text.count("(") - line.text.count(")") for line in lines[-3:]) > 0

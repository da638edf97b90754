"""The lines of a page, each of which knows where its pieces went."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate

FURNITURE = "furniture"

# Soft hyphen, zero-width space, word joiner, byte order mark: nobody sees them, and they would hide a heading.
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
# Control characters that are neither white space nor line ends count as a blank.
_CONTROL = dict.fromkeys((*range(0x09), *range(0x0E, 0x1C), 0x7F), " ")
_CLEANED = _INVISIBLE | _CONTROL


@dataclass(frozen=True)
class Placement:
    """Characters `start` to `end` of a line went into `field`: as printed, or, if given, converted to `value`.

    `part` counts the lines of one conversion, whose value is that of all of them together.
    """

    start: int
    end: int
    field: str
    value: str | None = None
    part: int = 0


@dataclass(eq=False, slots=True)
class Line:
    """One non-blank line with its number in the file. `placements` is its own account of where it went."""

    number: int
    text: str
    indented: bool = False
    placements: list[Placement] = field(default_factory=list)

    @property
    def is_furniture(self) -> bool:
        return bool(self.placements) and all(placement.field == FURNITURE for placement in self.placements)


Paragraph = tuple[Line, ...]


@dataclass(frozen=True)
class Paper:
    """A page as paragraphs: runs of lines without a blank one between them."""

    paragraphs: tuple[Paragraph, ...]

    @classmethod
    def of(cls, text: str) -> "Paper":
        return cls(tuple(_paragraphs(text)))

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        return tuple(line for paragraph in self.paragraphs for line in paragraph)


class Passage:
    """Lines read as one text, left to right. What is taken from it is noted on the lines it came from."""

    def __init__(self, *lines: Line):
        self.lines = lines
        self.text = " ".join(line.text for line in lines)
        self._offsets = [0, *accumulate(len(line.text) + 1 for line in lines)][: len(lines)]
        self._read_up_to = 0

    def keep(self, piece: str, field: str) -> None:
        """`piece` went into `field` as printed."""
        self._place(piece, field, None)

    def convert(self, piece: str, field: str, value: str) -> None:
        """`piece` went into `field` as `value`, such as "U.S." as "US"."""
        self._place(piece, field, value)

    def set_aside(self, piece: str) -> None:
        """`piece` is a label or navigation, no content."""
        self._place(piece, FURNITURE, None)

    def _place(self, piece: str, field: str, value: str | None) -> None:
        start = self.text.find(piece, self._read_up_to)
        if not piece or start < 0:
            return  # not noted, so the accounting lists the line: the safe side
        self._read_up_to = start + len(piece)
        self._note(start, self._read_up_to, field, value)

    def _note(self, start: int, end: int, field: str, value: str | None) -> None:
        index = first_index = bisect_right(self._offsets, start) - 1
        while index < len(self.lines) and self._offsets[index] < end:
            line, offset = self.lines[index], self._offsets[index]
            first, last = max(start - offset, 0), min(end - offset, len(line.text))
            if first < last:
                line.placements.append(Placement(first, last, field, value, part=index - first_index))
            index += 1


def _paragraphs(text: str) -> Iterator[Paragraph]:
    """Lines without invisible characters, with single spaces and none at their ends."""
    run: list[Line] = []
    for number, raw in enumerate(text.translate(_CLEANED).splitlines(), start=1):
        line = " ".join(raw.split())
        if line:
            run.append(Line(number, line, raw[0].isspace()))
        elif run:
            yield tuple(run)
            run = []
    if run:
        yield tuple(run)

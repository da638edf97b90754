"""The foot of a page: the line "Last updated January 13, 2005", below the reprint statement."""

import re

from medications.importing.dates import read_date
from medications.importing.lines import Line, Paragraph, Passage

_LABEL = r"(?:This )?(?:Page )?Last (?:updated?|revised)(?: on)?"
_LAST_UPDATED = re.compile(
    rf"\(?(?P<label>{_LABEL}(?: ?[:–—-])?) (?P<date>[^.:;()]{{1,25}}(?:\. [^.:;()]{{1,20}})?)\.?\)?", re.IGNORECASE
)
_BEGINS_DATE = re.compile(rf"\(?{_LABEL}\b.{{0,40}}", re.IGNORECASE)
_WHOLES = ("Reprinted with permission from", "Last updated")
_SHORTEST_HALF = 5  # letters; fewer may be the beginning of anything


def begins_date(text: str) -> bool:
    """Whether a line says when the page was last updated, whether or not that is a full date."""
    return bool(_BEGINS_DATE.fullmatch(text))


def split_foot(paragraphs: tuple[Paragraph, ...]) -> tuple[tuple[Paragraph, ...], tuple[Line, ...]]:
    """The foot's paragraphs without date lines, and the date lines."""
    dated = tuple(line for paragraph in paragraphs for line in paragraph if _is_dated(line))
    kept = (tuple(line for line in paragraph if not _is_dated(line)) for paragraph in paragraphs)
    return tuple(paragraph for paragraph in kept if paragraph), dated


def read_last_updated(lines: tuple[Line, ...]) -> str:
    """The ISO date of the last line that gives one, or "". The others stay unplaced."""
    for line in reversed(lines):
        match = _LAST_UPDATED.fullmatch(line.text)
        date = read_date(match["date"])
        if date:
            passage = Passage(line)
            passage.set_aside(match["label"])
            passage.convert(match["date"], "last_updated", date)
            return date
    return ""


def is_half_a_foot(text: str) -> bool:
    """Whether the text is the beginning of the foot, on a page that was cut off there: "Reprinted", "Last upd"."""
    return len(text) >= _SHORTEST_HALF and any(whole.startswith(text) for whole in _WHOLES)


def _is_dated(line: Line) -> bool:
    return bool(_LAST_UPDATED.fullmatch(line.text))

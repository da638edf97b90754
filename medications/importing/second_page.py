"""Where a second medicine begins: two must never be read as one."""

from medications.importing.furniture import is_furniture
from medications.importing.headings import BRAND_LABELS, CHEMICAL_LABELS, Heading, Zone, heading_key, heading_of
from medications.importing.labels import Label, fact_in
from medications.importing.lines import Line

_AFTER_NAMES = (Zone.USES, Zone.SECTION, Zone.SIDE_EFFECTS, Zone.FOOT)
_LONGEST_TITLE = 40
_NAMES_BELOW = 8  # lines below a title in which its medicine is named


def second_page(lines: tuple[Line, ...]) -> Line | None:
    """The line a second page begins with: its names, or the navigation and the title above them."""
    names = _Names()
    index = next((index for index, line in enumerate(lines) if names.begin_again(line.text)), None)
    return None if index is None else _first_of_its_page(lines, index)


class _Names:
    """Takes the lines of a text in order and tells when one gives names that were given before."""

    def __init__(self) -> None:
        self._given: set[str] = set()
        self._headings: set[str] = set()
        self._closed = False  # something else has come since

    def begin_again(self, text: str) -> bool:
        fact = fact_in(text)
        if fact:
            return self._take({fact.label.value} & {"brand", "chemical"}, closes=fact.label in (Label.USE, Label.GENERIC))
        heading = heading_of(text, within=Zone.TOP)
        if heading is None:
            return False
        named, key = _named_by(heading, text), heading_key(text)
        repeated = heading.zone in (Zone.NAMES, Zone.FACTS) and key in self._headings
        self._headings.add(key)
        return self._take(named, closes=heading.zone in _AFTER_NAMES) or repeated

    def _take(self, named: set[str], *, closes: bool) -> bool:
        again = self._closed and bool(named & self._given)
        self._given |= named
        self._closed = self._closed or closes
        return again


def _named_by(heading: Heading, text: str) -> set[str]:
    """ "brand", "chemical" or both; nothing for a heading that gives no names."""
    if heading.zone != Zone.NAMES:
        return set()
    key = heading_key(text)
    labels = {"brand": key.startswith(BRAND_LABELS), "chemical": key.endswith(CHEMICAL_LABELS)}
    return {label for label, is_given in labels.items() if is_given}


def _first_of_its_page(lines: tuple[Line, ...], index: int) -> Line:
    """`lines[index]` gives the names; above it there may be a heading, the name of the medicine as a title, and navigation."""
    below = " ".join(line.text for line in lines[index : index + _NAMES_BELOW]).casefold()
    while index > 1 and _stands_above(lines[index - 1].text, below):
        index -= 1
    return lines[index]


def _stands_above(text: str, below: str) -> bool:
    heading = heading_of(text, within=Zone.TOP)
    if heading:
        return heading.zone == Zone.FACTS
    return is_furniture(text, is_first_line=True) or (len(text) <= _LONGEST_TITLE and text.casefold() in below)

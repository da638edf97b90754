"""What another site says a source is, in the fields of our form. Whatever its answer holds, only short plain text comes out."""

import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, fields
from html import unescape

from medications.content.phrases import joined
from medications.content.schema import partial_date

MOST_READ = 2000  # characters of one value
MOST_NAMED = 6  # people; of more, the first three are named
LONGEST = {"title": 500, "authors": 500, "editors": 500, "container": 300, "publisher": 300, "place": 200, "edition": 100}
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_ISO = re.compile(r"(?P<year>\d{4})(?:[-/.](?P<month>\d{1,2})(?:[-/.](?P<day>\d{1,2}))?)?(?!\d)")
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d{2}(?!\d)")
_MONTH = re.compile(rf"\b({'|'.join(_MONTHS)})[a-z]*", re.IGNORECASE)
_DAY = re.compile(r"(?<!\d)(0?[1-9]|[12]\d|3[01])(?!\d)")


@dataclass(frozen=True)
class LookedUp:
    """Fields as in a source. `maker` is one short name, of which a code can be made: a family name, an agency, a site."""

    type: str = ""
    title: str = ""
    authors: str = ""
    editors: str = ""
    edition: str = ""
    container: str = ""
    publisher: str = ""
    place: str = ""
    issued: str = ""
    doi: str = ""
    isbn: str = ""
    maker: str = ""

    @property
    def values(self) -> dict[str, str]:
        """What it says, by field of a source; what it does not say is left out."""
        named = {field.name: getattr(self, field.name) for field in fields(self) if field.name != "maker"}
        return {name: shortened(value, LONGEST[name]) if name in LONGEST else value for name, value in named.items() if value}


def plain(value: object) -> str:
    """One line of text: of a list its first item, without tags and signs that cannot be seen; "" for what is no text."""
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**9:
        value = str(value)
    if not isinstance(value, str):
        return ""
    words = _TAG.sub("", unescape(value[:MOST_READ])).split()
    return " ".join(filter(None, ("".join(filter(str.isprintable, word)) for word in words)))


def checked(read_identifier: Callable[[str], str], text: str) -> str:
    """What a function of `identifiers` reads; "" for what it cannot."""
    with suppress(ValueError):
        return read_identifier(text)
    return ""


def shortened(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def listed(names: Iterable[str]) -> str:
    """ "A. Example, B. Example and C. Example"; of very many only the first."""
    given = [name for name in names if name]
    if len(given) > MOST_NAMED:
        return f"{', '.join(given[:3])} and others"
    return joined(given)


def dated(*parts: object) -> str:
    """Year, and month and day as far as they are given and make sense, as a partial date; "" without a year."""
    numbers = []
    for part, digits in zip(parts, (4, 2, 2), strict=False):
        text = plain(part)
        if not (text.isascii() and text.isdigit()):
            break
        numbers.append(text.zfill(digits))
    for length in (3, 2, 1):
        try:
            return partial_date("-".join(numbers[:length]))
        except ValueError:
            continue
    return ""


def date_in(text: str) -> str:
    """The date that a text names: "2024-05-01T10:00", "March 2009", "13 January 2005" and the like; "" for none."""
    text = text.strip()[:100]
    iso = _ISO.match(text)
    if iso:
        return dated(iso["year"], iso["month"], iso["day"])
    year, month = _YEAR.search(text), _MONTH.search(text)
    if not year:
        return ""
    if not month:
        return dated(year[0])
    day = _DAY.search(text)
    return dated(year[0], _MONTHS.index(month[1].lower()) + 1, day[0] if day else "")

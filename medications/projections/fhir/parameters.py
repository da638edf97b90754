"""Values of search parameters as FHIR writes them: alternatives, tokens, dates with a prefix."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from django.db.models import Q

LONGEST, MOST = 2_000, 100  # characters of a value, and its alternatives
_COMMA, _BAR = re.compile(r"(?<!\\),"), re.compile(r"(?<!\\)\|")
_DATE = re.compile(
    r"(eq|ne|gt|lt|ge|le|sa|eb)?(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(\.\d{1,6})?)?(Z|[ +-]\d\d:\d\d)?)?)?)?"
)


class BadValue(ValueError):
    """A value that cannot be read; the message says what would be."""


def alternatives(value: str) -> list[str]:
    """What stands between commas. Raises BadValue."""
    parts = [_plain(part) if "|" not in part else part for part in _COMMA.split(value)]
    if len(value) > LONGEST or len(parts) > MOST:
        raise BadValue(f"At most {MOST} values and {LONGEST} characters.")
    return [part for part in parts if part.strip()]


def tokens(value: str) -> Iterator[tuple[str | None, str]]:
    """(system, code) of each alternative: without a bar any system (None), with nothing before it none (""). Raises BadValue."""
    for part in alternatives(value):
        system, *rest = _BAR.split(part, maxsplit=1)
        yield (_plain(system), _plain(rest[0])) if rest else (None, _plain(system))


def moment(name: str, value: str) -> Q:
    """A condition on the field `name`. Raises BadValue."""
    found = _DATE.fullmatch(value.strip())
    if not found:
        raise BadValue(
            "Write a date or a moment, such as ge2026-01-31 or gt2026-01-31T12:00:00Z; before it eq, ne, gt, lt, ge or le."
        )
    begins, ends = _period(found)
    match found[1] or "eq":
        case "gt" | "sa":
            return Q(**{f"{name}__gte": ends})
        case "ge":
            return Q(**{f"{name}__gte": begins})
        case "lt" | "eb":
            return Q(**{f"{name}__lt": begins})
        case "le":
            return Q(**{f"{name}__lt": ends})
        case "ne":
            return ~Q(**{f"{name}__gte": begins, f"{name}__lt": ends})
    return Q(**{f"{name}__gte": begins, f"{name}__lt": ends})


def count(value: str, most: int) -> int:
    """How many at most; more than can be had is as many as can be had. Raises BadValue."""
    if not (value.isascii() and value.isdigit() and len(value) < 10):
        raise BadValue(f"Give a whole number, up to {most}.")
    return min(int(value), most)


def _plain(text: str) -> str:
    return re.sub(r"\\([,|$\\])", r"\1", text)


def _period(found: re.Match) -> tuple[datetime, datetime]:
    """From the first moment that the date can mean to the first one after it. Days are those of UTC, unless a zone is given."""
    _, year, month, day, hour, minute, second, fraction, zone = found.groups()
    offset = (zone or "Z").replace(" ", "+").replace("Z", "+00:00")  # a plus in an address is read as a blank
    clock = f"{hour or '00'}:{minute or '00'}:{second or '00'}{(fraction or '.0').ljust(7, '0')}"
    text = f"{year}-{month or '01'}-{day or '01'}T{clock}{offset}"
    try:
        begins = datetime.fromisoformat(text).astimezone(UTC)
        if fraction:
            return begins, begins + timedelta(seconds=10 ** -(len(fraction) - 1))
        if second or minute:
            return begins, begins + (timedelta(seconds=1) if second else timedelta(minutes=1))
        if day:
            return begins, begins + timedelta(days=1)
        years, months = (int(year), int(month) + 1) if month else (int(year) + 1, 1)
        return begins, begins.replace(year=years + (months > 12), month=(months - 1) % 12 + 1)
    except (ValueError, OverflowError):
        raise BadValue("There is no such day or time.") from None

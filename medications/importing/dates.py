"""Printed dates <-> ISO dates."""

import datetime
import re

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_NUMBERS = {name[:3].casefold(): number for number, name in enumerate(_MONTHS, start=1)}
_MONTH = rf"(?P<month>{'|'.join(f'{name[:3]}(?:{name[3:]})?' for name in _MONTHS)}|Sept)\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE | re.ASCII)
    for form in (rf"{_MONTH} {_DAY},? {_YEAR}", rf"{_DAY} {_MONTH},? {_YEAR}", r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)")
)

_NUMBERS_ALONE = re.compile(r"(?P<first>\d{1,2})[/.-](?P<second>\d{1,2})[/.-](?P<year>\d{4})", re.ASCII)
_MONTHS_A_YEAR = 12


def read_date(text: str) -> str:
    """The ISO form of a full date, or "" if it is not one.

    1/2/2005 is not read, since it is two dates in two countries; 11/22/2005 is, since there is no month 22.
    """
    for form in _FORMS:
        match = form.fullmatch(text.strip())
        if match:
            return _iso(match["year"], match["month"], match["day"])
    match = _NUMBERS_ALONE.fullmatch(text.strip())
    if not match:
        return ""
    first, second = int(match["first"]), int(match["second"])
    if first > _MONTHS_A_YEAR:
        return _iso(match["year"], match["second"], match["first"])
    return _iso(match["year"], match["first"], match["second"]) if second > _MONTHS_A_YEAR or first == second else ""


def in_words(iso: str) -> str:
    """2005-01-13 -> 13 January 2005."""
    date = datetime.date.fromisoformat(iso)
    return f"{date.day} {_MONTHS[date.month - 1]} {date.year}"


def _iso(year: str, month: str, day: str) -> str:
    number = int(month) if month.isdigit() else _NUMBERS[month[:3].casefold()]
    try:
        return datetime.date(int(year), number, int(day)).isoformat()
    except ValueError:  # such as 31 February
        return ""

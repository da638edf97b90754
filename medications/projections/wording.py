"""Words for readers: dates, names, lists and frequencies, put one way everywhere, in the language of the site."""

from datetime import date

from django.db.models import TextChoices
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext

from medications.content import phrases
from medications.content.choices import MARKETS
from medications.content.schema import Frequency


def day(value: date | None) -> str:
    """2005-01-13 in, "January 13, 2005" out; nothing for nothing. Other languages write it as Django knows that they do."""
    if not value:
        return ""
    return phrases.day(value) if (get_language() or "en").startswith("en") else date_format(value, "DATE_FORMAT")


def partial_day(value: str) -> str:
    """ "2005-01" in, "January 2005" out."""
    parts = [int(part) for part in value.split("-")] if value else []
    match parts:
        case [year, month, number]:
            return day(date(year, month, number))
        case [year, month]:
            return date_format(date(year, month, 1), "YEAR_MONTH_FORMAT")
        case [year]:
            return str(year)
    return ""


def label(choice: TextChoices) -> str:
    """What readers call a value of a closed vocabulary."""
    return gettext(choice.label)


def listed(words: list[str]) -> str:
    """["a", "b", "c"] in, "a, b and c" out."""
    *others, last = words or [""]
    return gettext("%(others)s and %(last)s") % {"others": ", ".join(others), "last": last} if others else last


def either(words: list[str]) -> str:
    """["a", "b", "c"] in, "a, b or c" out."""
    *others, last = words or [""]
    return gettext("%(others)s or %(last)s") % {"others": ", ".join(others), "last": last} if others else last


def markets(codes) -> str:
    return listed([gettext(MARKETS[code]) for code in codes])


def frequency(value: Frequency | None) -> str:
    """ "9 in 100 people, 4 in 100 on placebo"."""
    if value is None:
        return ""
    numbers = dict(value)
    if value.placebo_of:
        return gettext("%(affected)s in %(of)s people, %(placebo_affected)s in %(placebo_of)s on placebo") % numbers
    return gettext("%(affected)s in %(of)s people") % numbers


def inside_a_sentence(label: str) -> str:
    """ "Tremor" in, "tremor" out; "MS relapse" stays."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]

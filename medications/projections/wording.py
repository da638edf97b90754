"""Words for readers: dates, names, lists and frequencies, put one way everywhere."""

from datetime import date

from medications.content.choices import MARKETS
from medications.content.phrases import joined
from medications.content.schema import Frequency

MONTHS = "January February March April May June July August September October November December".split()


def day(value: date | None) -> str:
    """2005-01-13 in, "January 13, 2005" out; nothing for nothing."""
    return f"{MONTHS[value.month - 1]} {value.day}, {value.year}" if value else ""


def partial_day(value: str) -> str:
    """ "2005-01" in, "January 2005" out."""
    parts = [int(part) for part in value.split("-")] if value else []
    match parts:
        case [year, month, number]:
            return day(date(year, month, number))
        case [year, month]:
            return f"{MONTHS[month - 1]} {year}"
        case [year]:
            return str(year)
    return ""


def markets(codes) -> str:
    return joined([MARKETS[code] for code in codes])


def frequency(value: Frequency | None) -> str:
    """ "9 in 100 people, 4 in 100 on placebo"."""
    if value is None:
        return ""
    on_placebo = f", {value.placebo_affected} in {value.placebo_of} on placebo" if value.placebo_of else ""
    return f"{value.affected} in {value.of} people{on_placebo}"


def inside_a_sentence(label: str) -> str:
    """ "Tremor" in, "tremor" out; "MS relapse" stays."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]

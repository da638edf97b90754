"""When a text, or a claim that goes stale by itself, is old enough for readers to be told."""

from datetime import date

TEXT = 5  # years
CLAIM = 2  # "a generic is available": true or not from one year to the next


def is_old(day: date, today: date, *, years: int) -> bool:
    """Whether more than so many years have passed since; on the anniversary itself they have not."""
    return (day.year + years, day.month, day.day) < (today.year, today.month, today.day)


def first_day(partial: str) -> date:
    """A date of which day, or month and day, may be missing, taken at its earliest: better told too soon than too late."""
    return date.fromisoformat(partial + "0001-01-01"[len(partial) :])

"""Words put together: the first letter of a sentence, and lists of words. Pure, and English: what staff
read. Pages for readers say it in the language of the site (projections/wording.py).
"""

from datetime import date

MONTHS = "January February March April May June July August September October November December".split()


def sentence_case(text: str) -> str:
    """The first letter large; the rest as it is."""
    return text[:1].upper() + text[1:]


def joined(words: list[str], last: str = "and") -> str:
    """["a", "b", "c"] in, "a, b and c" out."""
    return f" {last} ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def day(value: date | None) -> str:
    """2005-01-13 in, "January 13, 2005" out; nothing for nothing."""
    return f"{MONTHS[value.month - 1]} {value.day}, {value.year}" if value else ""

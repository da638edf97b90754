"""Words of pages and of facts, as they are compared: without marks, by the markets they name and the numbers they have."""

import re

from medications.content.choices import MARKETS
from medications.content.citations import without_citations

# What a statement may call a market by.
MARKET_NAMES = {
    **{code: (name,) for code, name in MARKETS.items()},
    "US": ("United States", "US"),
    "GB": ("United Kingdom", "UK"),
    "EU": ("European Union", "Europe"),
}
_FIGURE = re.compile(r"(?<![\w-])\d+(?:[.,]\d+)*")
_WRITTEN = {
    word: str(number)
    for number, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), start=1)
}


def plain(text: str) -> str:
    """Without marks and citations, in lower case, with single blanks."""
    return " ".join(without_citations(text).replace("*", "").replace("\\", "").replace("’", "'").casefold().split())


def has_words(text: str, piece: str) -> bool:
    """Whether a text has a piece in whole words; both as `plain` gives them."""
    return piece in text and bool(re.search(rf"(?<!\w){re.escape(piece)}(?!\w)", text))


def names_market(text: str, market: str) -> bool:
    """Whether a text names a market, by its code."""
    names = MARKET_NAMES.get(market, (market,))
    return any(re.search(rf"\b{re.escape(name.casefold())}\b", text.casefold()) for name in names)


def figures(text: str) -> set[str]:
    """The numbers that are written in digits."""
    return set(_FIGURE.findall(text))


def numbers(text: str) -> set[str]:
    """All numbers, also those up to twelve that are written in words."""
    return figures(text) | {_WRITTEN[word] for word in re.findall(r"[a-z]+", text.casefold()) if word in _WRITTEN}

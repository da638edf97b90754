"""Brands that are sold no more: "None (previously available as Symmetrel in U.S. and Canada)"."""

import re

from medications.importing.brands import Beside, entries_of, is_plain_name
from medications.importing.lines import Passage
from medications.importing.markets import read_markets
from medications.importing.parsed import ParsedBrand

_LONGEST = 300
_FORMER = re.compile(
    r"(?P<lead>(?:None|Not available|No longer available)?\W{0,3}(?:but |it was |was )?(?:previously|formerly|once|originally)"
    r" (?:available|sold|marketed|distributed|known)(?:,? in (?P<before>[^()]{2,60}?),?)?"
    r" (?:as|under the (?:brand |trade )?names?)) "
    r"(?P<names>[^()]{2,150}?)(?:,? in (?P<after>[^()]{2,60}?)| \((?P<bracket>[^()]{2,60})\))?\)?\.?",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r", and |, or | and | or |, |; ?")
_IS_FORMER = re.compile("previously|formerly|once|originally", re.IGNORECASE)


def read_former_brands(passage: Passage, text: str) -> tuple[ParsedBrand, ...]:
    """The brands that `text`, a piece of `passage`, says were sold once, and where; none if it says something else."""
    match = _FORMER.fullmatch(text) if len(text) <= _LONGEST and _IS_FORMER.search(text) else None
    names = [name.strip() for name in _BETWEEN.split(match["names"])] if match else []
    if not names or not all(is_plain_name(name) for name in names):
        return ()
    printed = match["before"] or match["after"] or match["bracket"] or ""
    markets = read_markets(printed)
    if match["before"] and not markets:
        return ()
    beside = Beside(markets, discontinued=True)
    passage.convert(match["lead"], "brand_names", " ".join(["discontinued", *(markets if match["before"] else ())]))
    passage.convert(match["names"], "brand_names", " ".join(names))
    if markets and not match["before"]:
        passage.convert(f"in {printed}" if match["after"] else printed, "brand_names", " ".join(markets))
    return tuple(brand for name in names for brand in entries_of(name, beside))

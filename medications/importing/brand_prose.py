"""Prose where a brand name belongs: "Xyz is one of several available brands"."""

import re

from medications.importing.brackets import split_closing
from medications.importing.brands import Beside, entries_of, is_plain_name, place_beside, read_beside
from medications.importing.lines import Passage
from medications.importing.markets import read_markets
from medications.importing.parsed import ParsedBrand

_LONGEST = 400
_ABOUT_BRANDS = re.compile(
    r"\b(?:brands?|brand names?|trade names?|products?|preparations?|manufacturers?|others?)\b", re.IGNORECASE
)
_NAME = r"[A-Z][\w'’-]*(?: [A-Z0-9][\w'’-]*){0,3}[®™]?(?: \([^()]{1,60}\))?"
_NAMES = rf"(?P<names>{_NAME}(?:(?:, and |, or | and | or |, ){_NAME}){{0,9}})"
_NAMED_FIRST = re.compile(
    rf"{_NAMES},?(?: [-–—]| \()? ?(?P<rest>(?:is|are|was|were|one|among|and (?:many |several )?others?)\b.*)"
)
_NAMED_LAST = re.compile(
    rf".{{0,200}}?\b(?:including|include|such as|e\.g\.,?|for example,?|one of which is|one is|called) {_NAMES}.{{0,100}}"
)
# "Docusate is sold under several brand names": its subject is the medicine, no brand.
_ABOUT_MEDICINE = re.compile(r"(?:is|are|was|were) (?:available|sold|marketed|made|known) (?:under|as|in|from|by)\b")
_BETWEEN = re.compile(r"(?:, and |, or | and | or |, )(?![^()]*\))")
_SPLIT = re.compile(r"(?P<name>[^(®™]+)[®™]? ?(?P<rest>\(.*)?")


def is_prose(text: str) -> bool:
    """Whether the text says something about brands in running words."""
    return len(text) <= _LONGEST and bool(_ABOUT_BRANDS.search(text)) and bool(re.search(r" [a-z]+ [a-z]+| is | are ", text))


def read_prose(passage: Passage, text: str) -> tuple[ParsedBrand, ...]:
    """The brands that the prose in `text`, a piece of `passage`, names."""
    match = _NAMED_LAST.fullmatch(text) or _NAMED_FIRST.fullmatch(text)
    if match and _ABOUT_MEDICINE.match(match.groupdict().get("rest") or ""):
        return ()
    brands: list[ParsedBrand] = []
    for printed in _BETWEEN.split(match["names"]) if match else ():
        parts = _SPLIT.fullmatch(printed)
        name, rest = parts["name"].strip(), parts["rest"] or ""
        if is_plain_name(name):
            passage.keep(name, "brand_names")
            beside = read_beside(rest) if rest else Beside()
            place_beside(passage, rest)
            brands += entries_of(name, beside)
    return _with_closing_market(passage, text, tuple(brands))


def _with_closing_market(passage: Passage, text: str, brands: tuple[ParsedBrand, ...]) -> tuple[ParsedBrand, ...]:
    """A bracket at the end says where the one brand is sold: "Xyz is one of several available brands (U.S.)"."""
    if len(brands) != 1 or brands[0].market:
        return brands
    _, bracket = split_closing(text)
    markets = read_markets(bracket)
    if markets:
        passage.convert(bracket, "brand_names", " ".join(markets))
    return entries_of(brands[0].name, Beside(markets))

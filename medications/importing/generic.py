"""Whether there is a generic: "No", "Yes (U.S. and Canada)", "Yes (U.S.); No (Canada)", "Yes - tablets only"."""

import re
from dataclasses import dataclass

from medications.content.choices import GenericAvailable
from medications.importing.lines import Passage
from medications.importing.markets import read_markets
from medications.importing.parsed import ParsedGeneric

_VALUES = {
    "yes": GenericAvailable.YES,
    "available": GenericAvailable.YES,
    "no": GenericAvailable.NO,
    "none": GenericAvailable.NO,
    "not available": GenericAvailable.NO,
    "not yet": GenericAvailable.NO,
    "not yet available": GenericAvailable.NO,
    "unknown": GenericAvailable.UNKNOWN,
    "not known": GenericAvailable.UNKNOWN,
}
VALUE = r"(?:Yes|No|None|Unknown|Not known|Not yet available|Not yet|Not available|Available)"
_BEYOND = r"(?:\.?| ?\(.*| ?[,;–—].*| - .*|\. .*| in .*| for .*| only.*)"
STATEMENT = rf"{VALUE}{_BEYOND}"
_STATEMENT = re.compile(STATEMENT, re.IGNORECASE)
_CLAUSES = re.compile(rf"(?:[;,.]| and| but) (?={VALUE}\b)", re.IGNORECASE)
_CLAUSE = re.compile(rf"(?P<value>{VALUE})\b(?P<rest>.*)", re.IGNORECASE)
_MARKETS = re.compile(r"[ ,–—-]*(?P<markets>\((?P<inside>[^()]*)\)|in [^()]+|[^()]+)\.?")
_BRACKET = re.compile(r" ?(?P<markets>\((?P<inside>[^()]*)\))")
_LONGEST = 300


@dataclass(frozen=True)
class Generic:
    """`differs` is the whole statement if it is not the same everywhere; `beyond`, if it says more than a value and markets."""

    stated: ParsedGeneric = ParsedGeneric()
    differs: str = ""
    beyond: str = ""


@dataclass(frozen=True)
class _Clause:
    printed_value: str
    value: GenericAvailable
    printed_markets: str
    markets: tuple[str, ...]
    is_whole: bool


def is_generic_statement(text: str) -> bool:
    if len(text) > _LONGEST or not _STATEMENT.fullmatch(text):
        return False
    # "Available in tablets" is the beginning of a text.
    return not text.casefold().startswith("available") or _clause(text).is_whole


def read_generic(passage: Passage, text: str) -> Generic:
    """The statement in `text`, a piece of `passage`. Where it differs by market, yes counts; the rest stays unplaced."""
    if not is_generic_statement(text):
        return Generic()
    clauses = [clause for part in _CLAUSES.split(text) if (clause := _clause(part.strip()))]
    values = {clause.value for clause in clauses}
    value = next((value for value in (GenericAvailable.YES, GenericAvailable.NO) if value in values), GenericAvailable.UNKNOWN)
    taken = [clause for clause in clauses if clause.value == value]
    for clause in taken:
        passage.convert(clause.printed_value, "generic_available", value)
        if clause.markets:
            passage.convert(clause.printed_markets, "generic_available", " ".join(clause.markets))
    markets = tuple(dict.fromkeys(market for clause in taken for market in clause.markets))
    stated = ParsedGeneric(value, () if any(not clause.markets for clause in taken) else markets)
    if len(values) > 1:
        return Generic(stated, differs=text)
    return Generic(stated, beyond="" if all(clause.is_whole for clause in clauses) else text)


def _clause(text: str) -> _Clause | None:
    match = _CLAUSE.fullmatch(text)
    if not match:
        return None
    rest = match["rest"].rstrip(". ")
    beside = _MARKETS.fullmatch(rest) or _BRACKET.match(rest)
    printed = (beside["inside"] if beside["inside"] is not None else beside["markets"]) if beside else ""
    markets = read_markets(printed.removeprefix("in "))
    value = _VALUES[match["value"].casefold()]
    return _Clause(match["value"], value, printed, markets, is_whole=not rest or (bool(markets) and beside.end() == len(rest)))

"""Whether a prescription is needed, from sentences such as "It is available without a prescription"."""

import re
from collections.abc import Iterable

from medications.content.choices import Availability, SectionKind
from medications.importing.items import without_mark
from medications.importing.parsed import ParsedSection
from medications.importing.sentences import sentences

_GET = r"(?:available|sold|bought|purchased|obtained|buy|purchase|obtain|get it)"
_FREE = r"(?:without (?:a |the need for a )?(?:doctor['’]s |physician['’]s )?prescription|over[- ]the[- ]counter|OTC)\b"
_WITHOUT = re.compile(
    rf"\b{_GET}\b[^.;]{{0,60}}\b{_FREE}|\b(?:does not|doesn['’]t|do not) (?:require|need) a prescription"
    r"|\bno prescription is (?:needed|required|necessary)|\b(?:is|are) (?:an? )?(?:non-?prescription|over-the-counter)\b",
    re.IGNORECASE,
)
_WITH = re.compile(
    rf"\b{_GET}\b[^.;]{{0,40}}\b(?:by|with|on|through)(?: (?:a|your)| (?:doctor|physician)['’]s)* prescription\b"
    r"|\b(?:requires?|needs?) a prescription|\bprescription is (?:needed|required|necessary)|\bby prescription only"
    r"|\bonly (?:by|with|on) (?:a )?prescription|\b(?:is|are) (?:an? )?prescription (?:medication|medicine|drug|product)s?\b",
    re.IGNORECASE,
)
_TELLING = re.compile(r"prescription|counter|OTC", re.IGNORECASE)
_BOTH = re.compile(r"\b(?:with or without|both (?:with|by prescription) and (?:without|over)) ?[^.;]{0,30}", re.IGNORECASE)
_NOT = re.compile(r"\b(?:not|never|no longer|n['’]t)\b[^.;]{0,12}$", re.IGNORECASE)
# "... other medicines that are available without a prescription" is not about this one.
_OTHERS = re.compile(
    r"\b(?:other|any|these|those|many|certain|some|such|most) (?:[\w-]+ ){0,3}?"
    r"(?:medications|medicines|drugs|products|remedies)\b",
    re.IGNORECASE,
)
_BEYOND = (SectionKind.OTHER,)  # addresses and programmes say how to get help, not the medicine


def availability_in(sentence: str) -> str:
    """`over_the_counter`, `prescription` or `both`; "" if the sentence does not say, or speaks of other medicines."""
    sentence = sentence.replace("U.S.", "US")
    if not _TELLING.search(sentence) or _OTHERS.search(sentence):
        return ""
    without, needed = _WITHOUT.search(sentence), _WITH.search(sentence)
    is_free, is_needed = bool(without) and not _denied(without), bool(needed) and not _denied(needed)
    is_needed = is_needed or bool(without) and _denied(without)
    if is_free and (is_needed or _BOTH.search(sentence)):
        return Availability.BOTH
    if is_free:
        return Availability.OVER_THE_COUNTER
    return Availability.PRESCRIPTION if is_needed else ""


def _denied(match: re.Match[str]) -> bool:
    return bool(_NOT.search(match.string[max(match.start() - 30, 0) : match.start()]))


def read_availability(sections: Iterable[ParsedSection]) -> tuple[str, str]:
    """What the text says, and the sentence that says it; "", "" if none does."""
    said: dict[str, str] = {}
    for section in sections:
        for sentence in sentences(section.body) if section.kind not in _BEYOND else ():
            value = availability_in(sentence)
            if value:
                said.setdefault(value, without_mark(sentence))
    if len(said) > 1:
        return Availability.BOTH, " ".join(said.values())
    return next(iter(said.items()), ("", ""))

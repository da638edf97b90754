"""Whether the difference of two texts is a typo, other words, or one that can change what a reader does. Pure.

A typo is a word that English does not have, replaced by a near one that it has; a first letter, a comma or a full stop where
neither number nor negation is near; blanks and the form of quotation marks. Everything else is more, whatever it was meant to be.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA, Levenshtein

from medications.content.choices import Weight
from medications.content.citations import CITATION
from medications.content.schema import MedicationRecord, Part
from medications.content.weighing_words import (
    DANGEROUS,
    english,
    is_number,
    is_word,
    opposites,
    readable,
    signal,
    straight,
    words_of,
)

MOST_TOKENS = 16_000  # more is not compared word by word
CITED = "citation marks"
_LINE_START = re.compile(r"[ \t]*(?:(?:[-+*>]|#{1,6}|\d{1,9}[.)])(?:[ \t]+|$))*")
_TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)*|.", re.DOTALL)
_BEFORE_NUMBER, _AFTER_NUMBER = "([{\"'*_", ")]}\"'*_,;:!?."
_STOPS, _DASHES = frozenset(".!?"), frozenset("-–—")


@dataclass(frozen=True)
class Vocabulary:
    """The words of both records, and the names among them that no correction may touch."""

    old: frozenset[str]
    new: frozenset[str]
    names: frozenset[str] = frozenset()

    @classmethod
    def of(cls, old: Part, new: Part) -> "Vocabulary":
        return cls(frozenset(_all_words(old)), frozenset(_all_words(new)), frozenset({*_names(old), *_names(new)}))


@dataclass(frozen=True)
class Finding:
    """What one difference in a text is, and why. `weight` is None where the place decides: other words."""

    weight: Weight | None
    why: str


def weigh_text(old: str, new: str, vocabulary: Vocabulary) -> list[Finding]:
    """One finding a difference, in reading order; at least one, if the texts differ at all."""
    if old == new:
        return []
    before, after = tokens(old), tokens(new)
    if len(before) + len(after) > MOST_TOKENS:
        return [Finding(Weight.CLINICAL, "too long to be compared word by word")]
    found = [_finding(hunk, vocabulary) for hunk in _hunks(before, after)]
    names = vocabulary.names
    hides_something = readable(old) != old or readable(new) != new
    if hides_something and _seen(old, names) != _seen(new, names):
        found.append(Finding(Weight.CLINICAL, "read without invisible characters, a number or negation changed"))
    return found or [Finding(Weight.TYPO, "blanks or quotation marks")]


def tokens(text: str) -> list[str]:
    """Words, numbers with all that belongs to them, single marks, citations, and the beginning of each line with its mark."""
    found = []
    for line in straight(text).split("\n"):
        start = _LINE_START.match(line)[0]
        found.append(f"\n{start}")
        at = len(start)
        for match in CITATION.finditer(line, at):
            found += _tokens_between(line[at : match.start()])
            found.append(match[0])
            at = match.end()
        found += _tokens_between(line[at:])
    return found


def _tokens_between(text: str) -> Iterator[str]:
    for chunk in text.split():
        if not is_number(chunk):
            yield from _TOKEN.findall(chunk)
            continue
        core = chunk.lstrip(_BEFORE_NUMBER)
        yield from chunk[: len(chunk) - len(core)]
        number = core.rstrip(_AFTER_NUMBER)
        yield number
        yield from core[len(number) :]


def _all_words(part: Part) -> Iterator[str]:
    for _, value in part:
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, Part):
                yield from _all_words(each)
            elif isinstance(each, str):
                yield from words_of(each)


def _names(record: Part) -> Iterator[str]:
    if isinstance(record, MedicationRecord):
        for name in (record.generic_name, *(brand.name for brand in record.brand_names)):
            yield from words_of(name)


def _seen(text: str, names: frozenset[str]) -> list[str]:
    """The numbers, negations and the like that a reader sees, in their order."""
    return [token for token in tokens(readable(text)) if not _is_citation(token) and signal(token, names)]


def _is_citation(token: str) -> bool:
    return token.startswith("[@")


@dataclass(frozen=True)
class _Hunk:
    """Tokens that were replaced by others, and where the others stand in the new text."""

    old: list[str]
    new: list[str]
    text: list[str]
    start: int
    end: int

    @property
    def said(self) -> str:
        old, new = (" ".join(" ".join(part).split()) for part in (self.old, self.new))
        return (
            f"“{_cut(old)}” became “{_cut(new)}”"
            if old and new
            else f"“{_cut(new)}” added"
            if new
            else f"“{_cut(old)}” taken out"
        )


def _cut(text: str, longest: int = 60) -> str:
    return text if len(text) <= longest else f"{text[:longest]} …"


def _hunks(before: list[str], after: list[str]) -> Iterator[_Hunk]:
    start, end = None, None
    for code in [*Levenshtein.opcodes(before, after), None]:
        if code is not None and code.tag != "equal":
            start, end = start or (code.src_start, code.dest_start), (code.src_end, code.dest_end)
        elif start is not None:
            yield _Hunk(before[start[0] : end[0]], after[start[1] : end[1]], after, start[1], end[1])
            start = None


def _finding(hunk: _Hunk, vocabulary: Vocabulary) -> Finding:
    old, new = ([token for token in side if not _is_citation(token)] for side in (hunk.old, hunk.new))
    if old == new:
        return Finding(Weight.WORDING, f"{CITED}: {hunk.said}")
    for token in (*old, *new):
        if reason := signal(token.strip(), vocabulary.names):
            return Finding(Weight.CLINICAL, f"{reason}: {hunk.said}")
    beside_number = any(is_number(token) and not _is_citation(token) for token in _neighbors(hunk))
    if beside_number and not all(map(is_word, (*old, *new))):
        return Finding(Weight.CLINICAL, f"a mark beside a number: {hunk.said}")
    cites = len(old) + len(new) < len(hunk.old) + len(hunk.new)
    if not cites and _is_typo(old, new, hunk, vocabulary):
        return Finding(Weight.TYPO, hunk.said)
    return Finding(Weight.CLINICAL, f"words beside a number: {hunk.said}") if beside_number else Finding(None, hunk.said)


def _neighbors(hunk: _Hunk) -> list[str]:
    return [*hunk.text[max(hunk.start - 1, 0) : hunk.start], *hunk.text[hunk.end : hunk.end + 1]]


def _is_typo(old: list[str], new: list[str], hunk: _Hunk, vocabulary: Vocabulary) -> bool:
    if not any(map(is_word, (*old, *new))):
        return _marks_are_corrected(old, new, hunk, vocabulary)
    words, marks = ([[token for token in side if is_word(token) is wanted] for side in (old, new)] for wanted in (True, False))
    if marks[0] or marks[1]:  # then each mark stays between its words
        return (
            list(map(is_word, old)) == list(map(is_word, new))
            and marks[0] == marks[1]
            and _words_are_corrected(*words, vocabulary)
        )
    return _words_are_corrected(*words, vocabulary)


def _words_are_corrected(old: list[str], new: list[str], vocabulary: Vocabulary) -> bool:
    if len(old) == len(new):
        return all(was == now or _is_corrected(was, now, vocabulary) for was, now in zip(old, new, strict=True))
    joined, parts = "".join(old).casefold(), [*map(str.casefold, old)]
    return (
        bool(old and new)
        and joined == "".join(new).casefold()
        and not all(_stands(word, vocabulary.new) for word in parts)
        and all(_stands(word.casefold(), vocabulary.old) for word in new)
    )


def _stands(word: str, other: frozenset[str]) -> bool:
    """Whether it is a word: of English, or of the other version of the record, which did not get it by this change."""
    return word in english() or word in other


def _is_corrected(old: str, new: str, vocabulary: Vocabulary) -> bool:
    was, now = old.casefold(), new.casefold()
    if was == now:
        return old[1:] == new[1:] and len(old) > 1
    if _stands(was, vocabulary.new) or not _stands(now, vocabulary.old):
        return False
    distance = OSA.distance(was, now)
    return distance <= (1 if len(now) < 6 else 2) and len(was) > 2 and not _may_mean_another(was, now, distance)


@lru_cache(maxsize=5_000)
def _may_mean_another(was: str, now: str, distance: int) -> bool:
    """Whether a misspelt word is as near to one that matters, so that nobody can say which was meant."""
    if sorted(was) == sorted(now):
        return False  # only letters that changed places
    near = process.extract(was, [*DANGEROUS, *opposites(now)], scorer=OSA.distance, score_cutoff=distance, limit=None)
    return bool(near)


def _marks_are_corrected(old: list[str], new: list[str], hunk: _Hunk, vocabulary: Vocabulary) -> bool:
    changed = {*old, *new}
    if changed <= _DASHES:
        return len(old) == len(new)
    if changed <= _STOPS:  # in the middle of a text it would cut sentences anew
        return len(old) + len(new) == 1 and _ends_line(hunk)
    return changed == {","} and not any(signal(token, vocabulary.names) for token in _sentence(hunk))


def _ends_line(hunk: _Hunk) -> bool:
    return hunk.end == len(hunk.text) or hunk.text[hunk.end].startswith("\n")


def _sentence(hunk: _Hunk) -> list[str]:
    """The rest of the sentence in which it stands."""
    found = []
    for places in (range(hunk.start - 1, -1, -1), range(hunk.end, len(hunk.text))):
        for at in places:
            token = hunk.text[at]
            if token in _STOPS or token.startswith("\n"):
                break
            found.append(token)
    return found

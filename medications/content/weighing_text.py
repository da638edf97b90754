"""Whether the difference of two texts is a typo, other words, or one that can change what a reader does. Pure.

A typo is a word that English does not have, replaced by a near one that it has; a first letter, a comma or a full stop where
neither number nor negation is near; blanks and the form of quotation marks. Everything else is more, whatever it was meant to be.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from rapidfuzz.distance import Levenshtein

from medications.content.choices import Matter, Weight
from medications.content.citations import CITATION
from medications.content.misspelling import Vocabulary, words_are_corrected
from medications.content.weighing_words import (
    CLAIMS,
    DEGREE,
    DOSES,
    LOOK_ALIKE,
    NAME,
    NEGATION,
    NUMBER,
    is_number,
    is_word,
    readable,
    signal,
    straight,
)

MOST_TOKENS = 16_000  # more is not compared word by word
MOST_CORRECTED = 200  # words and marks; more in one text are not looked up one by one, and are read better than weighed
CITED = "citation marks"
TYPO = frozenset({Matter.TYPO})
_LINE_START = re.compile(r"[ \t]*(?:(?:[-+*>]|#{1,6}|\d{1,9}[.)])(?:[ \t]+|$))*")
_TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)*|.", re.DOTALL)
_BEFORE_NUMBER, _AFTER_NUMBER = "([{\"'*_", ")]}\"'*_,;:!?."
_STOPS, _DASHES = frozenset(".!?"), frozenset("-–—")
_LISTING = frozenset({"and", "or"})  # before them a comma says nothing
# Where a link leads to, and an address that is read: one token, so that no letter in it is corrected.
_ADDRESS = re.compile(
    r"(?i:\]\((?:<[^>]{0,2000}>|[^)\s]{0,2000})|\b[a-z][a-z0-9+.-]{0,20}://[^\s)>]+|\b(?:www\.|mailto:|tel:)[^\s)>]+"
    r"|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,8}"
    r"|\b[\w-]{1,64}(?:\.[\w-]{1,64}){0,8}\.(?:org|com|net|gov|edu|info|eu|int|uk|us|ca|au|nz|ie|de)\b)"
)
_MATTERS = {
    NUMBER: Matter.NUMBER,
    NEGATION: Matter.NEGATION,
    DEGREE: Matter.DEGREE,
    NAME: Matter.NAME,
    LOOK_ALIKE: Matter.LOOK_ALIKE,
}
_WHOLE = re.compile(f"{CITATION.pattern}|{_ADDRESS.pattern}")


@dataclass(frozen=True)
class Finding:
    """What one difference in a text is, and why. `weight` is None where the place decides: other words.

    `claim`: they stand in a sentence that can say what the medicine is for, does, or needs, whatever the section is called.
    """

    weight: Weight | None
    why: str
    claim: bool = False
    matters: frozenset[Matter] = frozenset({Matter.WORDING})


def weigh_text(old: str, new: str, vocabulary: Vocabulary) -> list[Finding]:
    """One finding a difference, in reading order; at least one, if the texts differ at all."""
    if old == new:
        return []
    before, after = tokens(old), tokens(new)
    if len(before) + len(after) > MOST_TOKENS:
        return [Finding(Weight.CLINICAL, "too long to be compared word by word")]
    hunks = [*_hunks(before, after)]
    if sum(max(len(hunk.old), len(hunk.new)) for hunk in hunks) > MOST_CORRECTED:
        vocabulary = replace(vocabulary, corrects=False)
    found = [_finding(hunk, vocabulary) for hunk in hunks]
    names = vocabulary.names
    hides_something = readable(old) != old or readable(new) != new
    if hides_something and _seen(old, names) != _seen(new, names):
        why = "read without invisible characters, a number or negation changed"
        found.append(Finding(Weight.CLINICAL, why, matters=frozenset({Matter.LOOK_ALIKE, Matter.NUMBER, Matter.NEGATION})))
    return found or [Finding(Weight.TYPO, "blanks or quotation marks", matters=TYPO)]


def tokens(text: str) -> list[str]:
    """Words, numbers with all that belongs to them, single marks, citations, addresses, and how each line begins."""
    found = []
    for line in straight(text).split("\n"):
        start = _LINE_START.match(line)[0]
        found.append(f"\n{start}")
        at = len(start)
        for match in _WHOLE.finditer(line, at):
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


def _seen(text: str, names: frozenset[str]) -> list[str]:
    """The numbers, negations and the like that a reader sees, in their order."""
    return [token for token in tokens(readable(text)) if not _is_citation(token) and signal(token, names)]


def _is_citation(token: str) -> bool:
    return token.startswith("[@")


@dataclass(frozen=True)
class _Hunk:
    """Tokens that were replaced by others: where they stood in the old text, and where the others stand in the new one."""

    before: list[str]
    was: slice
    text: list[str]
    start: int
    end: int

    @property
    def old(self) -> list[str]:
        return self.before[self.was]

    @property
    def new(self) -> list[str]:
        return self.text[self.start : self.end]

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
            yield _Hunk(before, slice(start[0], end[0]), after, start[1], end[1])
            start = None


def _finding(hunk: _Hunk, vocabulary: Vocabulary) -> Finding:
    old, new = ([token for token in side if not _is_citation(token)] for side in (hunk.old, hunk.new))
    if old == new:
        return Finding(Weight.WORDING, f"{CITED}: {hunk.said}", matters=frozenset({Matter.SOURCE}))
    signals = list(filter(None, (signal(token.strip(), vocabulary.names) for token in (*old, *new))))
    if signals:
        return Finding(Weight.CLINICAL, f"{signals[0]}: {hunk.said}", matters=_matters(signals, hunk))
    beside_number = any(is_number(token) and not _is_citation(token) for token in _neighbors(hunk))
    if beside_number and not all(map(is_word, (*old, *new))):
        return Finding(Weight.CLINICAL, f"a mark beside a number: {hunk.said}", matters=_matters([NUMBER], hunk))
    cites = len(old) + len(new) < len(hunk.old) + len(hunk.new)
    if not cites and vocabulary.corrects and _is_typo(old, new, hunk, vocabulary):
        return Finding(Weight.TYPO, hunk.said, matters=TYPO)
    if beside_number:
        return Finding(Weight.CLINICAL, f"words beside a number: {hunk.said}", matters=_matters([NUMBER], hunk))
    return Finding(None, hunk.said, _in_a_claim(hunk, vocabulary))


def _matters(signals: list[str], hunk: _Hunk) -> frozenset[Matter]:
    """A number beside a unit or the like, or one changed for another, is a dose."""
    found = {_MATTERS[reason] for reason in signals}
    beside = {word for token in (*hunk.old, *hunk.new, *_neighbors(hunk)) for word in re.findall(r"[^\W\d_]+", token.casefold())}
    return frozenset(found | {Matter.DOSE} if Matter.NUMBER in found and beside & DOSES else found)


def _in_a_claim(hunk: _Hunk, vocabulary: Vocabulary) -> bool:
    around = {
        *_sentence(hunk.before, hunk.was.start, hunk.was.stop),
        *_sentence(hunk.text, hunk.start, hunk.end),
        *hunk.old,
        *hunk.new,
    } - {each for each in (*hunk.before, *hunk.text) if _is_citation(each) or each.startswith("\n")}
    return any(token.casefold() in CLAIMS or (token.casefold() not in vocabulary.names and signal(token)) for token in around)


def _neighbors(hunk: _Hunk) -> list[str]:
    return [*hunk.text[max(hunk.start - 1, 0) : hunk.start], *hunk.text[hunk.end : hunk.end + 1]]


def _is_typo(old: list[str], new: list[str], hunk: _Hunk, vocabulary: Vocabulary) -> bool:
    if not any(map(is_word, (*old, *new))):
        return _marks_are_corrected(old, new, hunk, vocabulary)
    starts = _starts_sentence(hunk)
    words, marks = ([[token for token in side if is_word(token) is wanted] for side in (old, new)] for wanted in (True, False))
    if marks[0] or marks[1]:  # then each mark stays between its words
        return (
            list(map(is_word, old)) == list(map(is_word, new))
            and marks[0] == marks[1]
            and words_are_corrected(*words, vocabulary, starts)
        )
    return words_are_corrected(*words, vocabulary, starts)


def _marks_are_corrected(old: list[str], new: list[str], hunk: _Hunk, vocabulary: Vocabulary) -> bool:
    changed = {*old, *new}
    if changed <= _DASHES:
        return len(old) == len(new)
    if changed == {"."}:  # in the middle of a text it would cut sentences anew
        return len(old) + len(new) == 1 and _ends_line(hunk)
    lists = set(hunk.text[hunk.end : hunk.end + 1]) <= _LISTING  # elsewhere it may part two words that are one thing
    sentence = _sentence(hunk.text, hunk.start, hunk.end)
    return changed == {","} and lists and not any(signal(token, vocabulary.names) for token in sentence)


def _starts_sentence(hunk: _Hunk) -> bool:
    before = hunk.text[hunk.start - 1] if hunk.start else "\n"
    return before in _STOPS or before.startswith("\n")


def _ends_line(hunk: _Hunk) -> bool:
    return hunk.end == len(hunk.text) or hunk.text[hunk.end].startswith("\n")


def _sentence(text: list[str], start: int, end: int) -> list[str]:
    """The rest of the sentence in which the tokens from `start` to `end` stand."""
    found = []
    for places in (range(start - 1, -1, -1), range(end, len(text))):
        for at in places:
            token = text[at]
            if token in _STOPS or token.startswith("\n"):
                break
            found.append(token)
    return found

"""Where in a text the words stand that were searched for: the line that has most of them, cut to a glance. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

LONGEST = 170  # characters
_FEW_WORDS = 3
_MORE = "…"


@dataclass(frozen=True)
class Excerpt:
    """A piece of the text in three: `found` is what matched."""

    before: str
    found: str
    after: str


def begins_a_word(word: str) -> re.Pattern:
    return re.compile(rf"(?<!\w){re.escape(word)}", re.IGNORECASE)


def has_all(text: str, words: Sequence[str]) -> bool:
    """Whether each of the words begins a word of the text, which may be long: it is searched as it stands."""
    return all(begins_a_word(word).search(text) for word in words)


def excerpt(lines: Sequence[str], words: Sequence[str]) -> Excerpt | None:
    """Of the line with most of the words, the first such; one that says something rather than a bullet of a word or two."""
    patterns = [begins_a_word(word) for word in words]
    best, most = "", (0, False)
    for line in lines:
        count = sum(1 for pattern in patterns if pattern.search(line))
        says = (count, line.count(" ") >= _FEW_WORDS)
        if count and says > most:
            best, most = line, says
    return _cut(best, next(pattern for pattern in patterns if pattern.search(best))) if best else None


def _cut(line: str, pattern: re.Pattern) -> Excerpt:
    start = pattern.search(line).start()
    end = _end_of_word(line, start)
    room = max(LONGEST - (end - start), 0)
    first, last = max(0, min(start - room // 3, len(line) - LONGEST)), min(len(line), max(end + room - room // 3, LONGEST))
    before, after = line[first:start], line[end:last]
    if first:
        before = _MORE + before.partition(" ")[2]
    if last < len(line):
        after = after.rpartition(" ")[0] + _MORE
    return Excerpt(before, line[start:end], after)


def _end_of_word(line: str, start: int) -> int:
    found = re.compile(r"[\w'’-]+").match(line, start)
    return found.end() if found else start + 1

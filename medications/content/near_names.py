"""How near a misspelt name is to a name, by its letters and by its sound. Pure.

Names of different medicines can be as near as a misspelling is to the right one. So what is near is offered, never taken for
what was meant, and the name of another medicine (`is_another_medicine`) is not corrected at all.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from medications.content.folding import plain
from medications.content.weighing_words import how_often, medicines

SHORTEST = 4  # letters; anything is near to a shorter word
SHORTEST_SO_FAR = 5
NEAR = 0.78  # of 1; below this, names of other things come up
SO_FAR = 0.8
SAME = 0.85  # another way to write the same name, "gabapentine"; the nearest other medicine is at 0.83
_LEAST_OF_A_WORD = 0.7
_ORDINARY = 1_000  # times said in the list of English words: "alcohol" is a medicine's name, too
_APART = 0.06  # so much less near than the nearest is still told
_PART = 0.97  # what one word of a name, or its beginning, counts against the whole

# Written in many ways, heard as one.
_SOUNDS = [
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("^x", "z"),
        ("ph", "f"),
        ("ck|ch|q", "k"),
        ("c(?=[eiy])", "s"),
        ("c", "k"),
        ("x", "ks"),
        ("z", "s"),
        ("(?<!^)h", ""),
        ("e$", ""),
        ("[aeiouy]+", "a"),
        (r"(.)\1+", r"\1"),
    )
]


@lru_cache(maxsize=100_000)
def sound(word: str) -> str:
    for pattern, heard in _SOUNDS:
        word = pattern.sub(heard, word)
    return word


def nearness(typed: str, name: str) -> float:
    """From 0 to 1, of two words without blanks."""
    return (OSA.normalized_similarity(typed, name) + OSA.normalized_similarity(sound(typed), sound(name))) / 2


def nearest(typed: str, names: Iterable[str], *, so_far: bool = False) -> list[str]:
    """Those of the names (plain) that are near, the nearest first; none if all that is near is less so than it would have to be.

    With `so_far` what was typed may be the beginning of a name.
    """
    least = SO_FAR if so_far else NEAR
    if len(typed.replace(" ", "")) < (SHORTEST_SO_FAR if so_far else SHORTEST):
        return []
    if is_another_medicine(typed):
        least = SAME
    scored = (_beginnings if so_far else _wholes)(typed, list(dict.fromkeys(names)))
    least = max([least, *(score - _APART for score in scored.values())])
    return sorted((name for name, score in scored.items() if score >= least), key=lambda name: (-scored[name], len(name), name))


def _wholes(typed: str, names: list[str]) -> dict[str, float]:
    """How near each name is that is near at all: whole against whole, or each word against some word of the name."""
    scored = _by_name(_like(typed.replace(" ", ""), _spelled(names, lambda name: [name.replace(" ", "")]), NEAR))
    words = typed.split()
    parts = _spelled(names, lambda name: [part for part in name.split() if len(part) >= SHORTEST])
    by_word = [_by_name(_like(word, parts, _LEAST_OF_A_WORD)) for word in words]
    for name in set(by_word[0]).intersection(*by_word[1:]):
        score = _PART * sum(found[name] for found in by_word) / len(words)
        scored[name] = max(scored.get(name, 0), score)
    return scored


def _beginnings(typed: str, names: list[str]) -> dict[str, float]:
    """The same for names of which only the beginning has been typed yet."""
    solid = typed.replace(" ", "")
    lengths = range(len(solid) - 1, len(solid) + 2)
    found = _like(solid, _spelled(names, lambda name: [name.replace(" ", "")[:length] for length in lengths]), SO_FAR)
    return {name: _PART * score for name, score in _by_name(found).items()}


def _spelled(names: list[str], spellings: Callable[[str], list[str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name in names:
        for spelling in spellings(name):
            found.setdefault(spelling, []).append(name)
    return found


def _like(typed: str, spelled: dict[str, list[str]], least: float) -> Iterator[tuple[str, float]]:
    """(name, nearness) of all whose spelling is near: with half of it from letters, letters alone say who cannot be."""
    for spelling, *_ in process.extract(
        typed, spelled.keys(), scorer=OSA.normalized_similarity, score_cutoff=2 * least - 1, limit=None
    ):
        score = nearness(typed, spelling)
        if score >= least:
            yield from ((name, score) for name in spelled[spelling])


def _by_name(found: Iterable[tuple[str, float]]) -> dict[str, float]:
    best: dict[str, float] = {}
    for name, score in found:
        best[name] = max(best.get(name, 0), score)
    return best


def is_another_medicine(typed: str) -> bool:
    """Whether it is the known name of a medicine, to the letter. Asked of what is not the name of a page here."""
    return plain(typed) in medicines()


def is_plainly_another_medicine(typed: str) -> bool:
    """The same, and no ordinary word besides."""
    return is_another_medicine(typed) and how_often().get(plain(typed), 0) < _ORDINARY

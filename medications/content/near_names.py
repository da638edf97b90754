"""How near a misspelt name is to a name, by its letters and by its sound. Pure.

Names of different medicines can be as near as a misspelling is to the right one. So what is near is offered, never taken for
what was meant, and the name of another medicine (`is_another_medicine`) is not corrected at all.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz.distance import OSA

from medications.content.folding import plain
from medications.content.weighing_words import medicines

SHORTEST = 4  # letters; anything is near to a shorter word
NEAR = 0.72  # of 1; below this, names of other things come up
SAME = 0.88  # another way to write the same name, "gabapentine"; the nearest other medicine is at 0.83
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


def near_to(typed: str, name: str) -> float:
    """From 0 to 1, of two names that may have several words: whole against whole, or word for word."""
    words, parts = typed.split(), [part for part in name.split() if len(part) >= SHORTEST]
    whole = nearness(typed.replace(" ", ""), name.replace(" ", ""))
    if len(parts) + len(words) < 3 or not parts:
        return whole
    each = [max(nearness(word, part) for part in parts) for word in words]
    return max(whole, _PART * sum(each) / len(each) if min(each) >= NEAR - 0.1 else 0)


def near_so_far(typed: str, name: str) -> float:
    """The same for a name of which only the beginning has been typed yet."""
    typed, name = typed.replace(" ", ""), name.replace(" ", "")
    lengths = range(len(typed) - 1, min(len(typed) + 1, len(name)) + 1)
    return _PART * max((nearness(typed, name[:length]) for length in lengths), default=0)


def nearest(typed: str, names: Iterable[str], *, so_far: bool = False) -> list[str]:
    """Those of the names (plain) that are near, the nearest first; none if all that is near is less so than it would have to be.

    With `so_far` the beginning of a name is enough.
    """
    if len(typed.replace(" ", "")) < SHORTEST:
        return []
    like = near_so_far if so_far else near_to
    scored = [(like(typed, name), name) for name in dict.fromkeys(names)]
    best = max((score for score, _ in scored), default=0)
    least = max(SAME if is_another_medicine(typed) else NEAR, best - _APART)
    return [name for score, name in sorted(scored, key=lambda pair: (-pair[0], pair[1])) if score >= least]


def is_another_medicine(typed: str) -> bool:
    """Whether it is the known name of a medicine, to the letter. Asked of what is not the name of a page here."""
    return plain(typed) in medicines()

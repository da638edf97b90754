"""Which terms may a printed wording mean? Suggestions for a person to choose from, never a decision."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz, process

MOST = 6
LEAST_LIKE = 72  # of 100; below this, suggestions distract more than they help
_BETWEEN = re.compile(r",|;|/|\bor\b|\band\b|\bincluding\b|\bsuch as\b", re.IGNORECASE)
# Words that say how much or how long; the term is the same without them.
_DEGREES = re.compile(
    r"\b(unusual|unusually|severe|mild|slight|continuing|increased|increase in|decreased|loss of|changes? in|other|frequent)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Suggestion:
    """`sure` when the wording is exactly a name or other name of the term, or nothing but several such names."""

    code: str
    sure: bool


def suggest(wording: str, names: Mapping[str, str]) -> list[Suggestion]:
    """At most six terms, the surest first. `names` maps each name and other name, in small letters, to its term's code."""
    parts = _parts(wording)
    sure = dict.fromkeys(_exactly(wording, names))
    likely: dict[str, float] = {}
    for part in parts:
        for name, score, _ in process.extract(
            part, names.keys(), scorer=fuzz.token_set_ratio, limit=MOST, score_cutoff=LEAST_LIKE
        ):
            # A short word inside a long one scores high; the plain ratio puts the closer name first.
            likely[names[name]] = max(likely.get(names[name], 0), score + fuzz.ratio(part, name) / 100)
    others = sorted((code for code in likely if code not in sure), key=lambda code: -likely[code])
    return ([Suggestion(code, True) for code in sure] + [Suggestion(code, False) for code in others])[:MOST]


def _exactly(wording: str, names: Mapping[str, str]) -> list[str]:
    """The term of that name; else, if each part between "or", "and" and commas is the name of a term, those terms.

    One part that is none ("headache and no rash", "decreased sweating") leaves it all to a person.
    """
    plain = _plain(wording)
    if plain in names:
        return [names[plain]]
    parts = [part.strip() for part in _BETWEEN.split(plain) if part.strip()]
    return [names[part] for part in parts] if all(part in names for part in parts) else []


def _plain(wording: str) -> str:
    return " ".join(wording.replace("*", "").casefold().split())


def _parts(wording: str) -> list[str]:
    """The whole wording, then what stands between "or", "and" and commas, each also without words of degree."""
    plain = _plain(wording)
    found = [plain, *_BETWEEN.split(plain)]
    found += [_DEGREES.sub(" ", part) for part in found]
    return list(dict.fromkeys(text for part in found if (text := " ".join(part.split()))))

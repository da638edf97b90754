"""Whether a word was misspelt and is now right, so that nothing that said something says something else. Pure.

The English word must be the one that was plainly meant: near, of the same first letter, common, and far commoner than any other
that is as near. What may be a name is never corrected.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from medications.content.schema import MedicationRecord, Part
from medications.content.weighing_words import DANGEROUS, PREFIXES, english, how_often, opposites, words_of

_COMMON = 300  # times said in the list's texts; three words in ten are
_FAR_COMMONER = 3
_ON_PAGE = 30  # times likelier is a word that the page has already
_SHORT = 10  # letters; in fewer, two wrong ones leave too little


@dataclass(frozen=True)
class Vocabulary:
    """The words of both records, and the names among them that no correction may touch."""

    old: frozenset[str]
    new: frozenset[str]
    names: frozenset[str] = frozenset()
    corrects: bool = True  # whether words are looked up at all

    @classmethod
    def of(cls, old: Part, new: Part) -> "Vocabulary":
        return cls(frozenset(_all_words(old)), frozenset(_all_words(new)), frozenset({*names_in(old), *names_in(new)}))


def _all_words(part: Part) -> Iterator[str]:
    for _, value in part:
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, Part):
                yield from _all_words(each)
            elif isinstance(each, str):
                yield from words_of(each)


def names_in(record: Part) -> Iterator[str]:
    """Of the medicine that the record is about."""
    if isinstance(record, MedicationRecord):
        for name in (record.generic_name, *(brand.name for brand in record.brand_names)):
            yield from words_of(name)


def words_are_corrected(old: list[str], new: list[str], vocabulary: Vocabulary, starts_sentence: bool) -> bool:
    """Word for word; or the same letters with the blank where it belongs."""
    if len(old) == len(new):
        return all(
            was == now or _is_corrected(was, now, vocabulary, starts_sentence and at == 0)
            for at, (was, now) in enumerate(zip(old, new, strict=True))
        )
    joined, parts = "".join(old).casefold(), [*map(str.casefold, old)]
    return (
        bool(old and new)
        and joined == "".join(new).casefold()
        and not all(_stands(word, vocabulary.new) for word in parts)
        and (len(old) < len(new) or set(PREFIXES).isdisjoint(parts))
        and all(_stands(word.casefold(), vocabulary.old) for word in new)
    )


def _stands(word: str, other: frozenset[str]) -> bool:
    """Whether it is a word: of English, or of the other version of the record, which did not get it by this change."""
    return word in english() or word in other


def _is_corrected(old: str, new: str, vocabulary: Vocabulary, starts_sentence: bool) -> bool:
    was, now = old.casefold(), new.casefold()
    if was == now:
        return old[1:] == new[1:] and len(old) > 1
    if not old[1:].islower() or (old[0].isupper() and not starts_sentence):
        return False  # it may be a name
    if len(was) <= 2 or _stands(was, vocabulary.new):
        return False
    if now not in english():
        return now in vocabulary.old and _swapped(was, now)
    return _is_meant(was, now, vocabulary.old)


def _is_meant(was: str, now: str, on_page: frozenset[str]) -> bool:
    distance = OSA.distance(was, now)
    if distance > (1 if len(now) < _SHORT else 2):
        return False
    swapped = _swapped(was, now)
    if was[0] != now[0] and not (swapped and was[0] == now[1]):
        return False
    often = how_often()
    if often[now] < _COMMON and not (now in on_page or swapped):
        return False
    if not swapped and _near(was, (*DANGEROUS, *opposites(now)), distance):
        return False

    def likely(word: str) -> int:
        return often[word] * (_ON_PAGE if word in on_page else 1)

    least = likely(now) // (1 if swapped else _FAR_COMMONER)
    others = {other for other in _as_near(was, distance) if other.removesuffix("s") != now.removesuffix("s")}
    return all(likely(other) <= least for other in others)


def _swapped(was: str, now: str) -> bool:
    """Whether two neighboring letters changed places."""
    return sorted(was) == sorted(now) and OSA.distance(was, now) == 1


@lru_cache(maxsize=10_000)
def _as_near(word: str, distance: int) -> list[str]:
    return _near(word, _beginning_as(word[0]), distance)


def _near(word: str, others: Sequence[str], distance: int) -> list[str]:
    return [other for other, *_ in process.extract(word, others, scorer=OSA.distance, score_cutoff=distance, limit=None)]


@cache
def _beginning_as(letter: str) -> list[str]:
    return [word for word in english() if word[0] == letter]

"""What somebody who types into the search box is after: the words that count, and those that do not. Pure."""

import re
from dataclasses import dataclass

from medications.content.folding import plain

# Words around the one that is meant: "what helps against spasticity", "side effects of baclofen 10 mg tablets".
_FILLER = frozenset(
    "a about against an and any are at can cause causes do does drug drugs effect effects for from good help helps how i in is "
    "it me medication medications medicine medicines mg mcg ms my of on or pill pills side tablet tablets take taking that the "
    "to treat treating treatment treatments treats use used uses using what which with".split()
)
_DOSE = re.compile(r"\b(?:\d+ )*\d+ ?(?:mg|mcg|g|ml)\b")
_SHORTEST_PLURAL = 5  # letters
_MOST_WORDS = 10


@dataclass(frozen=True)
class SearchQuestion:
    """`whole` is all of it; `asked` without filler words, unless there are no others."""

    whole: str
    asked: str

    @classmethod
    def of(cls, typed: str) -> "SearchQuestion":
        whole = plain(typed)
        kept = [word for word in _DOSE.sub(" ", whole).split() if word not in _FILLER]
        return cls(whole, " ".join(kept) or whole)

    @property
    def words(self) -> list[str]:
        return list(dict.fromkeys(self.asked.split()))[:_MOST_WORDS]

    def readings(self) -> list[str]:
        """What to look for among names, one after the other until something is found."""
        return list(dict.fromkeys(filter(None, [self.whole, self.asked, singular(self.asked)])))


def singular(words: str) -> str:
    """ "muscle relaxants" in, "muscle relaxant" out."""
    return " ".join(word[:-1] if is_plural(word) else word for word in words.split())


def is_plural(word: str) -> bool:
    return len(word) >= _SHORTEST_PLURAL and word.endswith("s") and not word.endswith(("ss", "us", "is"))

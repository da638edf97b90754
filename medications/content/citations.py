"""Citations in text, in the Pandoc form: `[@key]`, `[@key, p. 12]`, `[@one; @two, pp. 3-5]`."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

CITATION = re.compile(
    r"\[(@[a-z0-9]+(?:-[a-z0-9]+)*(?:,[^\[\];@\n]{1,80})?(?:;\s*@[a-z0-9]+(?:-[a-z0-9]+)*(?:,[^\[\];@\n]{1,80})?)*)\]"
)


@dataclass(frozen=True)
class Citation:
    key: str
    locator: str = ""  # "p. 12", "boxed warning"


def parse_citation(inside: str) -> tuple[Citation, ...]:
    """The inside of the brackets (`@one; @two, p. 3`) in, its citations out."""
    parsed = []
    for part in inside.split(";"):
        key, _, locator = part.strip().removeprefix("@").partition(",")
        parsed.append(Citation(key.strip(), locator.strip()))
    return tuple(parsed)


def citations_in(markdown: str) -> tuple[Citation, ...]:
    return tuple(citation for match in CITATION.finditer(markdown) for citation in parse_citation(match[1]))


def cited_keys(markdown: str) -> tuple[str, ...]:
    """Keys in order of first appearance."""
    return tuple(dict.fromkeys(citation.key for citation in citations_in(markdown)))


def without_citations(markdown: str) -> str:
    """The text as read aloud: citations and the blank before them taken out."""
    return re.sub(r"[ \t]*" + CITATION.pattern, "", markdown)


def has_unreadable(markdown: str) -> bool:
    """Whether something in the text begins like a citation and cannot be read as one."""
    return "[@" in without_citations(markdown)


@dataclass
class References:
    """Numbers the sources of one page in the order in which a reader meets them.

    `number("kalb-2004")` gives 1 at first, and the same again later. `mark()` also counts the places, so that each note number
    has an anchor of its own and the reference list can point back to all of them.
    """

    known: frozenset[str]
    numbers: dict[str, int] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)

    @classmethod
    def over(cls, keys: Iterable[str]) -> "References":
        return cls(known=frozenset(keys))

    def number(self, key: str) -> int:
        if key not in self.known:
            raise LookupError(key)
        return self.numbers.setdefault(key, len(self.numbers) + 1)

    def mark(self, key: str) -> tuple[int, int]:
        """(number of the reference, how many times it has been cited so far, this one included)."""
        number = self.number(key)
        self.places[key] = self.places.get(key, 0) + 1
        return number, self.places[key]

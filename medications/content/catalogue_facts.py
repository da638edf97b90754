"""A set of facts with their sources, from which catalogue files are written: one YAML file a medicine.

The set is no part of the project. Whoever has it can check a catalogue against it (catalogue_coverage.py).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from medications.content.catalogue_yaml import Located, load_yaml

TEXTS = ("stopping", "missed_dose", "about", "how_taken", "warnings", "pregnancy_breastfeeding", "interactions")
GROUPS = ("usually_settles", "tell_clinician", "emergency")
MARKET_CODES = {"UK": "GB"}  # the set's own way of writing it


@dataclass(frozen=True)
class Fact:
    """`id` is the list and the place in it, from 1: `warnings-3`. `urls` are the addresses of its sources."""

    id: str
    text: str
    urls: frozenset[str]
    market: str = ""
    boxed: bool = False


@dataclass(frozen=True)
class Facts:
    """One medicine's facts. `given` is the file as plain data, for what is no list of statements."""

    given: dict
    texts: tuple[Fact, ...]
    rows: dict[str, tuple[Fact, ...]]
    uses: tuple[Fact, ...]
    brands: tuple[Fact, ...]

    def all(self) -> dict[str, Fact]:
        rows = [fact for group in self.rows.values() for fact in group]
        return {fact.id: fact for fact in (*self.texts, *rows, *self.uses, *self.brands)}


def read_facts(text: str, *, file: str) -> Facts:
    """One file of the set in. Raises CatalogueError if it is no YAML of the accepted kind."""
    located: Located = load_yaml(text, file=file)
    data = located.data
    urls = {source["id"]: source["url"] for source in data["sources"]}

    def listed(entries, name: str, word: str) -> Iterator[Fact]:
        for number, entry in enumerate(entries, 1):
            market = entry.get("market") or ""
            yield Fact(
                id=f"{name}-{number}",
                text=entry[word],
                urls=frozenset(urls[key] for key in entry["sources"]),
                market=MARKET_CODES.get(market, market),
                boxed=bool(entry.get("boxed")),
            )

    return Facts(
        given=data,
        texts=tuple(fact for name in TEXTS for fact in listed(data[name], name, "text")),
        rows={group: tuple(listed(data["side_effects"][group], group, "name")) for group in GROUPS},
        uses=tuple(listed(data["uses_in_ms"], "uses", "symptom")),
        brands=tuple(listed(data["brand_names"], "brand_names", "name")),
    )


def code_of(name: str) -> str:
    """The code of a name of the set's vocabulary: "swelling of the face, lips" is swelling-of-the-face-lips."""
    return re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")

"""A set of facts with their sources, from which catalogue files are written: one YAML file a medicine.

The set is no part of the project. Whoever has it can check a catalogue against it (catalogue_coverage.py). Only what is compared
is read; the files may hold more.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, model_validator

from medications.content.catalogue_yaml import read_as

TEXTS = ("stopping", "missed_dose", "about", "how_taken", "warnings", "pregnancy_breastfeeding", "interactions")
GROUPS = ("usually_settles", "tell_clinician", "emergency")
# Where the set has another word for the same than the catalogue.
MARKET_CODES = {"UK": "GB"}
STATUSES = {"off-label": "off_label"}


@dataclass(frozen=True)
class Fact:
    """`id` is the list and the place in it, from 1: `warnings-3`. `urls` are the addresses of its sources."""

    id: str
    text: str
    urls: frozenset[str]
    market: str = ""
    boxed: bool = False


@dataclass(frozen=True)
class UseFact(Fact):
    """`text` is the symptom's name."""

    primary: bool = False
    status: str = ""

    @property
    def code(self) -> str:
        return code_of(self.text)


@dataclass(frozen=True)
class Facts:
    """One medicine's facts."""

    texts: tuple[Fact, ...]
    rows: dict[str, tuple[Fact, ...]]
    uses: tuple[UseFact, ...]
    brands: tuple[Fact, ...]
    generic_available: str
    generic_as_of: str

    def all(self) -> dict[str, Fact]:
        rows = [fact for group in self.rows.values() for fact in group]
        return {fact.id: fact for fact in (*self.texts, *rows, *self.uses, *self.brands)}


def read_facts(text: str, *, file: str) -> Facts:
    """One file of the set in. Raises CatalogueError if it is no YAML of the accepted kind, or no facts."""
    read, _ = read_as(_File, text, file=file)
    urls = {source.id: source.url for source in read.sources}

    def listed(name: str, entries: tuple["_Entry", ...], kind: type[Fact] = Fact) -> Iterator[Fact]:
        for number, entry in enumerate(entries, 1):
            behind = frozenset(urls[key] for key in entry.sources)
            yield kind(id=f"{name}-{number}", urls=behind, market=MARKET_CODES.get(entry.market, entry.market), **entry.said())

    return Facts(
        texts=tuple(fact for name in TEXTS for fact in listed(name, getattr(read, name))),
        rows={group: tuple(listed(group, getattr(read.side_effects, group))) for group in GROUPS},
        uses=tuple(listed("uses", read.uses_in_ms, UseFact)),
        brands=tuple(listed("brand_names", read.brand_names)),
        generic_available=read.generic_available.value,
        generic_as_of=read.generic_available.as_of or "",
    )


def code_of(name: str) -> str:
    """The code of a name of the set's vocabulary: "swelling of the face, lips" is swelling-of-the-face-lips."""
    return re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")


# As the files have it


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class _Entry(_Part):
    sources: tuple[str, ...]
    market: str | None = ""


class _Text(_Entry):
    text: str
    boxed: bool = False

    def said(self) -> dict:
        return {"text": self.text, "boxed": self.boxed}


class _Named(_Entry):
    """A brand, or a side effect."""

    name: str

    def said(self) -> dict:
        return {"text": self.name}


class _Use(_Entry):
    symptom: str
    primary: bool
    regulatory: str

    def said(self) -> dict:
        return {"text": self.symptom, "primary": self.primary, "status": STATUSES.get(self.regulatory, self.regulatory)}


class _SideEffects(_Part):
    usually_settles: tuple[_Named, ...] = ()
    tell_clinician: tuple[_Named, ...] = ()
    emergency: tuple[_Named, ...] = ()


class _Generic(_Part):
    value: str
    as_of: str | None = None


class _Source(_Part):
    id: str
    url: str


class _File(_Part):
    brand_names: tuple[_Named, ...] = ()
    generic_available: _Generic
    uses_in_ms: tuple[_Use, ...]
    stopping: tuple[_Text, ...] = ()
    missed_dose: tuple[_Text, ...] = ()
    about: tuple[_Text, ...] = ()
    how_taken: tuple[_Text, ...] = ()
    warnings: tuple[_Text, ...] = ()
    pregnancy_breastfeeding: tuple[_Text, ...] = ()
    interactions: tuple[_Text, ...] = ()
    side_effects: _SideEffects = _SideEffects()
    sources: tuple[_Source, ...]

    @model_validator(mode="after")
    def _sources_are_listed(self):
        texts = [entry for name in TEXTS for entry in getattr(self, name)]
        rows = [entry for group in GROUPS for entry in getattr(self.side_effects, group)]
        named = {key for entry in (*texts, *rows, *self.uses_in_ms, *self.brand_names) for key in entry.sources}
        if unknown := sorted(named - {source.id for source in self.sources}):
            raise ValueError(f"not under sources: {', '.join(unknown)}")
        return self

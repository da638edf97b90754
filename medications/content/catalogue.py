"""The starter catalogue's file format (docs/catalogue-format.md), and reading a file of it.

Read with `read_medication` and `read_vocabulary`, check with catalogue_checks.py, then make records with catalogue_records.py.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Generic, Literal, TypeVar

from pydantic import AfterValidator, Field, PrivateAttr

from medications.content import choices, schema
from medications.content.catalogue_yaml import Located, Problem, read_as
from medications.content.schema import Code, Codes, Ordered, Part

Text = Annotated[str, Field(min_length=1)]
Kind = choices.DocumentKind
Group = choices.SideEffectGroup


def _once(*keys: str) -> AfterValidator:
    """Refuses entries that agree in the named attributes, and keeps the order of the file, so that lines still fit."""

    def check(items: tuple) -> tuple:
        seen = set()
        for item in items:
            key = tuple(getattr(item, name) for name in keys) or (item,)
            if key in seen:
                raise ValueError(f"is given twice: {', '.join(str(part) for part in key if part)}")
            seen.add(key)
        return items

    return AfterValidator(check)


def _some(items: tuple) -> tuple:
    # Not `min_length`: that also complains of a list whose only entry has a fault of its own.
    if not items:
        raise ValueError("needs at least one entry")
    return items


Some = AfterValidator(_some)


class File(Part):
    """One file of the format; it remembers where its fields stand."""

    format: Literal[1]
    _located: Located = PrivateAttr(default_factory=lambda: Located({}, "", {}))

    def problem(self, *path: str | int, message: str, text_line: int = 0) -> Problem:
        return self._located.problem(path, message, text_line=text_line)

    @property
    def file(self) -> str:
        return self._located.file


class CatalogueUse(Part):
    symptom: Code
    primary: bool = False
    status: choices.UseStatus
    qualifier: str = ""
    note: str = ""
    sources: Codes = ()


class CatalogueSideEffectRow(Part):
    wording: Text
    terms: Annotated[Ordered[Code], Some, _once()]
    when: choices.When = choices.When.ANY
    qualifier: str = ""
    look_alike: bool = False
    frequency: schema.Frequency | None = None
    sources: Codes = ()


class CatalogueSideEffects(Part):
    """Rows by group. The fields are named as the groups are."""

    usually_settles: Ordered[CatalogueSideEffectRow] = ()
    tell_clinician: Ordered[CatalogueSideEffectRow] = ()
    emergency: Ordered[CatalogueSideEffectRow] = ()

    def rows(self) -> Iterator[tuple[Group, int, CatalogueSideEffectRow]]:
        """Each row with its group and its place in the group."""
        for group in Group:
            for index, row in enumerate(getattr(self, group.value)):
                yield group, index, row


class SaidFact(Part):
    """A fact of the facts set (`warnings-3`), and the words of the page that say it."""

    fact: Text
    said: Annotated[Ordered[Text], Some, _once()]


class LeftOut(Part):
    fact: Text
    reason: Text


class CatalogueMedication(File):
    slug: Code
    generic_name: Text
    pronunciation: str = ""
    brand_names: Annotated[Ordered[schema.BrandName], _once("name", "market")] = ()
    drug_class: Code
    dosage_forms: Annotated[Ordered[choices.DosageForm], _once()] = ()
    routes: Annotated[Ordered[choices.Route], _once()] = ()
    availability: choices.Availability
    controlled_schedule: choices.ControlledSchedule | None = None
    generic_available: schema.GenericInfo = schema.GenericInfo()
    uses: Annotated[Ordered[CatalogueUse], Some]
    at_a_glance: Ordered[schema.Statement]
    sections: Annotated[Ordered[schema.Section], Some]
    lead_sentences: Annotated[Ordered[schema.LeadSentence], _once("group", "when")] = ()
    side_effects: CatalogueSideEffects = CatalogueSideEffects()
    look_alike_footnote: str = ""
    codes: Annotated[Ordered[schema.ExternalCode], _once("system", "code")] = ()
    whole_page_sources: Codes = ()
    sources: Annotated[Ordered[schema.SourceDetails], Some, _once("code")]
    facts_file: str = ""  # the name of its file in the facts set, where that is not the slug
    facts: Annotated[Ordered[SaidFact], _once("fact")] = ()
    left_out: Ordered[LeftOut] = ()
    held_back: str = ""  # why it is loaded as a draft and not published
    findings: Ordered[Text] = ()


class CatalogueTerm(Part):
    code: Code
    slug: Code
    name: Text


class CatalogueSymptom(CatalogueTerm):
    group: str = ""
    link_phrase: str = ""
    summary: str = ""
    aliases: Annotated[Ordered[Text], _once()] = ()
    resources: Ordered[schema.Resource] = ()
    sources: Annotated[Ordered[schema.SourceDetails], _once("code")] = ()


class CatalogueDrugClass(CatalogueTerm):
    explanation: str = ""


class CatalogueSideEffect(CatalogueTerm):
    explanation: str = ""
    aliases: Annotated[Ordered[Text], _once()] = ()
    resembles: Annotated[Ordered[Code], _once()] = ()
    may_worsen: Annotated[Ordered[Code], _once()] = ()


AnyTerm = TypeVar("AnyTerm", bound=CatalogueTerm)


class TermFile(File, Generic[AnyTerm]):
    terms: Annotated[Ordered[AnyTerm], _once("code"), _once("slug")]

    @cached_property
    def by_code(self) -> dict[str, AnyTerm]:
        return {term.code: term for term in self.terms}


TERM_FILES = {
    Kind.SYMPTOM: TermFile[CatalogueSymptom],
    Kind.DRUG_CLASS: TermFile[CatalogueDrugClass],
    Kind.SIDE_EFFECT: TermFile[CatalogueSideEffect],
}


@dataclass(frozen=True)
class Vocabulary:
    """The three lists of terms; `vocabulary.symptoms.by_code["tremor"]` is one term."""

    symptoms: TermFile[CatalogueSymptom]
    drug_classes: TermFile[CatalogueDrugClass]
    side_effects: TermFile[CatalogueSideEffect]


def read_medication(text: str, *, file: str) -> CatalogueMedication:
    """The text of a medicine's file in; `file` is its name in messages. Raises CatalogueError with all problems."""
    return _read(CatalogueMedication, text, file)


def read_vocabulary(kind: Kind, text: str, *, file: str) -> TermFile:
    """The text of the list of terms of one kind in. Raises CatalogueError with all problems."""
    return _read(TERM_FILES[kind], text, file)


def _read(model: type[File], text: str, file: str):
    read, located = read_as(model, text, file=file)
    read._located = located
    return read

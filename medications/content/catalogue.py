"""The starter catalogue's file format (docs/catalogue-format.md): reading a file, checking it, making records of it.

Read with `read_medication` and `read_vocabulary`, check with `check_medication` or `check_catalogue`, then make records: those of
files that check clean. A catalogue file is held to more than the record schema: every statement cites a source.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePath
from typing import Annotated, Generic, Literal, TypeVar

from pydantic import AfterValidator, Field, PrivateAttr

from medications.content import choices, schema
from medications.content.catalogue_yaml import Located, Path, Problem, read_as
from medications.content.citations import cited_keys, without_citations
from medications.content.readability import blocks
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
    left_out: Ordered[LeftOut] = ()
    findings: Ordered[Text] = ()


class CatalogueTerm(Part):
    code: Code
    slug: Code
    name: Text


class CatalogueSymptom(CatalogueTerm):
    group: str = ""
    link_phrase: Text
    summary: Text
    aliases: Annotated[Ordered[Text], _once()] = ()
    resources: Ordered[schema.Resource] = ()


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


# Records. They presuppose files that check clean: an unknown code is a KeyError here.

SAME_IN_RECORD = (
    *("slug", "generic_name", "pronunciation", "brand_names", "dosage_forms", "routes", "availability", "generic_available"),
    *("at_a_glance", "sections", "lead_sentences", "look_alike_footnote", "codes", "whole_page_sources", "sources"),
)


def to_record(medication: CatalogueMedication, vocabulary: Vocabulary) -> schema.MedicationRecord:
    """A checked medicine in, its record out, with the terms it names embedded."""
    return schema.MedicationRecord(
        **{name: getattr(medication, name) for name in SAME_IN_RECORD},
        drug_class=_term(vocabulary.drug_classes, medication.drug_class),
        controlled_schedule=medication.controlled_schedule or "",
        uses=[
            schema.Use(**use.model_dump(exclude={"symptom"}), symptom=_symptom_term(vocabulary, use.symptom))
            for use in medication.uses
        ],
        side_effects=[_side_effect_entry(group, row, vocabulary) for group, _, row in medication.side_effects.rows()],
    )


def _side_effect_entry(group: Group, row: CatalogueSideEffectRow, vocabulary: Vocabulary) -> schema.SideEffectEntry:
    terms = [_term(vocabulary.side_effects, code) for code in row.terms]
    return schema.SideEffectEntry(**row.model_dump(exclude={"terms"}), group=group, terms=terms)


def symptom_record(symptom: CatalogueSymptom) -> schema.SymptomRecord:
    return schema.SymptomRecord(**symptom.model_dump())


def drug_class_record(drug_class: CatalogueDrugClass) -> schema.DrugClassRecord:
    return schema.DrugClassRecord(**drug_class.model_dump())


def side_effect_record(side_effect: CatalogueSideEffect, vocabulary: Vocabulary) -> schema.SideEffectRecord:
    return schema.SideEffectRecord(
        **side_effect.model_dump(exclude={"resembles", "may_worsen"}),
        resembles=[_term(vocabulary.symptoms, code) for code in side_effect.resembles],
        may_worsen=[_term(vocabulary.symptoms, code) for code in side_effect.may_worsen],
    )


def source_record(source: schema.SourceDetails) -> schema.SourceRecord:
    return schema.SourceRecord(**source.model_dump())


def _term(terms: TermFile, code: str) -> schema.Term:
    return schema.Term(code=code, label=terms.by_code[code].name)


def _symptom_term(vocabulary: Vocabulary, code: str) -> schema.SymptomTerm:
    symptom = vocabulary.symptoms.by_code[code]
    return schema.SymptomTerm(code=code, label=symptom.name, slug=symptom.slug, link_phrase=symptom.link_phrase)


# Checks. Each gives problems with the line; none changes anything.


def check_catalogue(medications: Iterable[CatalogueMedication], vocabulary: Vocabulary) -> list[Problem]:
    """Everything: each medicine, the lists of terms, and sources across files."""
    medications = tuple(medications)
    found = [problem for medication in medications for problem in check_medication(medication, vocabulary)]
    found += [*check_vocabulary(vocabulary), *check_sources(medications)]
    return sorted(dict.fromkeys(found), key=lambda problem: (problem.file, problem.line))


def check_medication(medication: CatalogueMedication, vocabulary: Vocabulary) -> list[Problem]:
    """What one file can be held to alone, in the order of its lines."""
    found = [
        *_fact_problems(medication),
        *_term_problems(medication, vocabulary),
        *_text_problems(medication),
        *_citation_problems(medication),
        *_side_effect_problems(medication),
        *check_sources([medication]),
    ]
    return sorted(found, key=lambda problem: problem.line)


def check_vocabulary(vocabulary: Vocabulary) -> list[Problem]:
    """Side effects may only resemble or worsen symptoms that are listed."""
    return [
        vocabulary.side_effects.problem("terms", index, name, message=f"{code!r} is not a code of symptoms.yaml")
        for index, term in enumerate(vocabulary.side_effects.terms)
        for name in ("resembles", "may_worsen")
        for code in getattr(term, name)
        if code not in vocabulary.symptoms.by_code
    ]


def check_sources(medications: Iterable[CatalogueMedication]) -> list[Problem]:
    """One code is one source, and one source has one code, in all files together."""
    found, by_code, by_work = [], {}, {}
    for medication in medications:
        for index, source in enumerate(medication.sources):
            other, where = by_code.setdefault(source.code, (source, medication.file))
            if differing := [name for name in type(source).model_fields if getattr(source, name) != getattr(other, name)]:
                message = f"{source.code!r} says something else in {where} ({', '.join(differing)})"
                found.append(medication.problem("sources", index, message=message))
            work = (source.url, source.title) if source.url else (source.title, source.edition, source.authors)
            same, where = by_work.setdefault(work, (source.code, medication.file))
            if same != source.code:
                message = f"{source.code!r} is the same work as {same!r} in {where}; use one code"
                found.append(medication.problem("sources", index, message=message))
    return found


def _fact_problems(medication: CatalogueMedication) -> Iterator[Problem]:
    if PurePath(medication.file).stem != medication.slug:
        yield medication.problem("slug", message=f"the file must be named {medication.slug}.yaml")
    generic = medication.generic_available
    if generic.value != choices.GenericAvailable.UNKNOWN and not generic.markets:
        yield medication.problem("generic_available", message="needs markets: what is sold differs between them")


def _term_problems(medication: CatalogueMedication, vocabulary: Vocabulary) -> Iterator[Problem]:
    used = [(("drug_class",), medication.drug_class, vocabulary.drug_classes, "drug-classes.yaml")]
    for index, use in enumerate(medication.uses):
        used.append((("uses", index, "symptom"), use.symptom, vocabulary.symptoms, "symptoms.yaml"))
    for group, index, row in medication.side_effects.rows():
        for code in row.terms:
            used.append((("side_effects", group.value, index, "terms"), code, vocabulary.side_effects, "side-effects.yaml"))
    for path, code, terms, listed_in in used:
        if code not in terms.by_code:
            yield medication.problem(*path, message=f"{code!r} is not a code of {listed_in}")


def _text_problems(medication: CatalogueMedication) -> Iterator[Problem]:
    if not 3 <= len(medication.at_a_glance) <= 6:
        yield medication.problem("at_a_glance", message=f"needs 3 to 6 statements, has {len(medication.at_a_glance)}")
    for index, section in enumerate(medication.sections):
        for name in ("heading", "body"):
            if not getattr(section, name):
                yield medication.problem("sections", index, name, message="must not be empty")
        for block in blocks(section.body):
            if block.inside != "paragraph":
                message = f"only paragraphs and bullet lists are accepted here, this is a {block.inside.replace('_', ' ')}"
                yield medication.problem("sections", index, "body", message=message, text_line=block.line)


def _citation_problems(medication: CatalogueMedication) -> Iterator[Problem]:
    listed = {source.code for source in medication.sources}
    used = set(medication.whole_page_sources)
    for path, text_line, text, keys in _statements(medication):
        used.update(keys)
        for message in _statement_faults(text, keys, listed):
            yield medication.problem(*path, message=message, text_line=text_line)
    for code in medication.whole_page_sources:
        if code not in listed:
            yield medication.problem("whole_page_sources", message=f"{code!r} is not under sources")
    for index, source in enumerate(medication.sources):
        if source.code not in used:
            yield medication.problem("sources", index, message=f"{source.code!r} is listed but never cited")


def _statement_faults(text: str, keys: tuple[str, ...], listed: set[str]) -> Iterator[str]:
    if not keys:
        yield f"cites no source: {text[:60]!r}"
    if "[@" in without_citations(text):
        yield "has a citation that cannot be read; write [@code] or [@code, p. 12]"
    for key in keys:
        if key not in listed:
            yield f"cites {key!r}, which is not under sources"


def _statements(medication: CatalogueMedication) -> Iterator[tuple[Path, int, str, tuple[str, ...]]]:
    """All that must cite: path, line inside a body, the words, the codes cited."""
    if medication.generic_available.value != choices.GenericAvailable.UNKNOWN:
        yield ("generic_available",), 0, "generic available", medication.generic_available.sources
    for index, use in enumerate(medication.uses):
        yield ("uses", index), 0, use.symptom, use.sources
    for index, statement in enumerate(medication.at_a_glance):
        yield ("at_a_glance", index, "text"), 0, statement.text, cited_keys(statement.text)
    for index, section in enumerate(medication.sections):
        for block in blocks(section.body):
            yield ("sections", index, "body"), block.line, block.text, cited_keys(block.text)
    for group, index, row in medication.side_effects.rows():
        yield ("side_effects", group.value, index), 0, row.wording, row.sources


def _side_effect_problems(medication: CatalogueMedication) -> Iterator[Problem]:
    leads = {(lead.group, lead.when) for lead in medication.lead_sentences}
    missing = set()
    for index, lead in enumerate(medication.lead_sentences):
        if lead.when == choices.When.OVERDOSE and lead.group != Group.EMERGENCY:
            yield medication.problem("lead_sentences", index, message="signs of overdose belong in the emergency group")
    for group, index, row in medication.side_effects.rows():
        here = ("side_effects", group.value, index)
        if row.look_alike and not medication.look_alike_footnote:
            yield medication.problem(*here, message="is marked look_alike, but there is no look_alike_footnote")
        if row.when == choices.When.OVERDOSE and group != Group.EMERGENCY:
            yield medication.problem(*here, message="a sign of overdose belongs in the emergency group")
        if (group.value, row.when) not in leads | missing:
            missing.add((group.value, row.when))
            when = " and when: overdose" if row.when == choices.When.OVERDOSE else ""
            yield medication.problem(*here, message=f"has no lead sentence: add one with group: {group.value}{when}")

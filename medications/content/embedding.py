"""How a record embeds a term it names: the few words of the term's own record that are printed with it."""

from collections.abc import Callable, Mapping

from medications.content import schema
from medications.content.choices import DocumentKind
from medications.content.schema import AnyRecord, Part

Name = tuple[str, str]  # kind and code of a term, by which it stays the same whatever it is called


def as_term(record: AnyRecord) -> schema.Term:
    return schema.Term(code=record.code, label=record.name)


def as_symptom(record: schema.SymptomRecord) -> schema.SymptomTerm:
    return schema.SymptomTerm(code=record.code, label=record.name, slug=record.slug, link_phrase=record.link_phrase)


def as_source(record: schema.SourceRecord) -> schema.SourceDetails:
    return schema.SourceDetails(**record.model_dump(exclude={"kind", "schema_version"}))


def embedded(record: AnyRecord) -> schema.Part:
    """What other records print of this one. Two versions of a term that agree in it are the same to those that name it."""
    if isinstance(record, schema.SourceRecord):
        return as_source(record)
    return as_symptom(record) if isinstance(record, schema.SymptomRecord) else as_term(record)


def words_in(record: AnyRecord) -> dict[Name, Part]:
    """Each term that a record names, with the words that it has for it."""
    found: dict[Name, Part] = {}

    def note(kind: str, part: Part) -> Part:
        found[kind, part.code] = part
        return part

    _with_each(record, note)
    return found


def in_words(record: AnyRecord, words: Mapping[Name, Part]) -> AnyRecord:
    """The record with the terms it names in these words; in its own where there are none. Its own text stays as it is."""

    def exchanged(kind: str, part: Part) -> Part:
        other = words.get((kind, part.code), part)
        return schema.Term(code=other.code, label=other.label) if type(part) is schema.Term else other

    return _with_each(record, exchanged)


def _with_each(record: AnyRecord, change: Callable[[str, Part], Part]) -> AnyRecord:
    """The record with each term exchanged. Codes must stay, by which the lists are sorted."""

    def all_of(kind: str, parts: tuple[Part, ...]) -> tuple[Part, ...]:
        return tuple(change(kind, part) for part in parts)

    changes = {}
    if isinstance(record, schema.MedicationRecord | schema.SymptomRecord):
        changes["sources"] = all_of(DocumentKind.SOURCE, record.sources)
    if isinstance(record, schema.SideEffectRecord):
        changes["resembles"] = all_of(DocumentKind.SYMPTOM, record.resembles)
        changes["may_worsen"] = all_of(DocumentKind.SYMPTOM, record.may_worsen)
    if isinstance(record, schema.MedicationRecord):
        changes["drug_class"] = record.drug_class and change(DocumentKind.DRUG_CLASS, record.drug_class)
        changes["uses"] = tuple(
            use.model_copy(update={"symptom": change(DocumentKind.SYMPTOM, use.symptom)}) for use in record.uses
        )
        changes["side_effects"] = tuple(
            row.model_copy(update={"terms": all_of(DocumentKind.SIDE_EFFECT, row.terms)}) for row in record.side_effects
        )
    return record.model_copy(update=changes)

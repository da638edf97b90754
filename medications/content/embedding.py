"""How a record embeds a term it names: the few words of the term's own record that are printed with it."""

from medications.content import schema
from medications.content.schema import AnyRecord


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

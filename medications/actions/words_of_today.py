"""A record as it would be frozen now: its own text, and the terms it names in the words that a snapshot embeds."""

from collections import defaultdict

from medications.actions.snapshots import Terms
from medications.content.choices import DocumentKind
from medications.content.embedding import embedded, in_words, words_in
from medications.content.schema import AnyRecord
from medications.models import DrugClass, SideEffect, Source, Symptom

_MODELS = {
    DocumentKind.SYMPTOM: Symptom,
    DocumentKind.SIDE_EFFECT: SideEffect,
    DocumentKind.DRUG_CLASS: DrugClass,
    DocumentKind.SOURCE: Source,
}


def in_words_of_today(record: AnyRecord) -> AnyRecord:
    """A term that is not here keeps the words of the record. A bounded number of queries."""
    codes = defaultdict(set)
    for kind, code in words_in(record):
        codes[kind].add(code)
    documents = [
        document
        for kind, wanted in codes.items()
        for document in _MODELS[kind].objects.filter(code__in=wanted).values_list("document", flat=True)
    ]
    found = Terms(documents).records.values()
    return in_words(record, {(term.kind, term.code): embedded(term) for term in found})

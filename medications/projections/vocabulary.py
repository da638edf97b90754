"""The values that a reader can filter by: what live pages name, in the words of the live terms."""

from dataclasses import dataclass

from medications.content.choices import DocumentKind
from medications.models import Facet, IndexFacet, IndexRow
from medications.projections.memory import Memory
from medications.projections.wording import sentence_case

TERM_KINDS = {
    Facet.SYMPTOM: DocumentKind.SYMPTOM,
    Facet.DRUG_CLASS: DocumentKind.DRUG_CLASS,
    Facet.SIDE_EFFECT: DocumentKind.SIDE_EFFECT,
}


@dataclass(frozen=True)
class Vocabulary:
    """Labels by facet and code: `labels["symptom"]["tremor"]`."""

    labels: dict[str, dict[str, str]]

    def label(self, facet: str, code: str) -> str:
        return self.labels.get(facet, {}).get(code, code)


def vocabulary(memory: Memory) -> Vocabulary:
    return memory.get("vocabulary", _read)


def _read() -> Vocabulary:
    labels: dict[str, dict[str, str]] = {str(facet): {} for facet in Facet}
    labels |= {str(facet): _terms(facet, kind) for facet, kind in TERM_KINDS.items()}
    others = IndexFacet.objects.filter(facet__in=set(Facet) - set(TERM_KINDS) - {Facet.PRIMARY_SYMPTOM, Facet.SOURCE})
    for facet, code, label in others.values_list("facet", "code", "label").distinct().order_by("facet", "code", "label"):
        labels[facet][code] = sentence_case(label)
    return Vocabulary(labels)


def _terms(facet: str, kind: str) -> dict[str, str]:
    """Live terms in their own words; a term that is live no more, as the pages that still name it print it."""
    live = dict(IndexRow.objects.filter(kind=kind).values_list("code", "title"))
    # Codes alone are read from the database's index, without the rows: many for side effects.
    named = IndexFacet.objects.filter(facet=facet).values_list("code", flat=True).distinct().order_by()
    gone = IndexFacet.objects.filter(facet=facet, code__in=set(named) - set(live)).order_by("code", "label")
    return {code: sentence_case(label) for code, label in gone.values_list("code", "label").distinct()} | live

"""The values that a reader can filter by: what live pages name, in the words of the live terms."""

from dataclasses import dataclass

from django.utils.translation import gettext

from medications.content.choices import DocumentKind
from medications.content.phrases import sentence_case
from medications.models import Facet, IndexFacet, IndexRow
from medications.projections.memory import Memory

TERM_KINDS = {
    Facet.SYMPTOM: DocumentKind.SYMPTOM,
    Facet.DRUG_CLASS: DocumentKind.DRUG_CLASS,
    Facet.SIDE_EFFECT: DocumentKind.SIDE_EFFECT,
}

WITHOUT_LABELS = {Facet.PRIMARY_SYMPTOM, Facet.SOURCE, Facet.CODE}
OF_CHOICES = {Facet.GENERIC, Facet.AVAILABILITY, Facet.ROUTE}  # stored in English: labels of closed vocabularies


@dataclass(frozen=True)
class Vocabulary:
    """Labels by facet and code: `labels["symptom"]["tremor"]`."""

    labels: dict[str, dict[str, str]]

    def label(self, facet: str, code: str) -> str:
        return self.labels.get(facet, {}).get(code, code)


def vocabulary(memory: Memory) -> Vocabulary:
    return memory.get("vocabulary", _read)


def _read() -> Vocabulary:
    labels: dict[str, dict[str, str]] = {str(facet): {} for facet in Facet} | _terms()
    others = IndexFacet.objects.filter(facet__in=set(Facet) - set(TERM_KINDS) - WITHOUT_LABELS)
    for facet, code, label in others.values_list("facet", "code", "label").distinct().order_by("facet", "code", "label"):
        labels[facet][code] = sentence_case(gettext(label) if facet in OF_CHOICES else label)
    return Vocabulary(labels)


def _terms() -> dict[str, dict[str, str]]:
    """Live terms in their own words; a term that is live no more, as the pages that still name it print it."""
    live: dict[str, dict[str, str]] = {kind: {} for kind in TERM_KINDS.values()}
    for kind, code, title in IndexRow.objects.filter(kind__in=live).order_by().values_list("kind", "code", "title"):
        live[kind][code] = title
    terms = {str(facet): live[kind] for facet, kind in TERM_KINDS.items()}
    # Codes alone are read from the database's index, without the rows: many for side effects.
    named = IndexFacet.objects.filter(facet__in=TERM_KINDS).values_list("facet", "code").distinct().order_by()
    gone = {(facet, code) for facet, code in named if code not in terms[facet]}
    labels = IndexFacet.objects.filter(facet__in=TERM_KINDS, code__in={code for _, code in gone}).order_by("code", "label")
    for facet, code, label in labels.values_list("facet", "code", "label").distinct():
        if (facet, code) in gone:
            terms[facet][code] = sentence_case(label)
    return terms

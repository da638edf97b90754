"""The names that readers search by, each with the medicines it leads to: made once from the index, and remembered."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

import orjson
from django.urls import reverse

from medications.content.choices import DocumentKind
from medications.content.search_matching import Name, NameKind
from medications.models import Facet, IndexFacet, IndexRow
from medications.projections import addresses
from medications.projections.memory import Memory
from medications.projections.vocabulary import TERM_KINDS, vocabulary

NAMED_BY = {
    NameKind.PRIMARY_USE: Facet.PRIMARY_SYMPTOM,
    NameKind.USE: Facet.SYMPTOM,
    NameKind.DRUG_CLASS: Facet.DRUG_CLASS,
    NameKind.SIDE_EFFECT: Facet.SIDE_EFFECT,
}


@dataclass(frozen=True)
class Page:
    title: str
    url: str


@dataclass(frozen=True)
class SearchNames:
    """`medicines` by document; `symptoms` by code, those that have a page; `counts` of medicines by facet and code."""

    names: tuple[Name, ...]
    medicines: dict[UUID, Page]
    symptoms: dict[str, Page]
    counts: dict[tuple[str, str], int]


def search_names(memory: Memory) -> SearchNames:
    return memory.get("search names", lambda: _read(memory))


def filter_of(kind: NameKind) -> Facet:
    """What the list is filtered by, to have all medicines that such a name leads to."""
    return Facet.SYMPTOM if kind is NameKind.PRIMARY_USE else NAMED_BY[kind]


def filter_address(kind: NameKind, code: str) -> str:
    return f"{reverse('public:medication_index')}?{urlencode({str(filter_of(kind)): code})}"


def _read(memory: Memory) -> SearchNames:
    names, medicines = [], {}
    rows = IndexRow.objects.filter(kind=DocumentKind.MEDICATION).order_by("sort_key", "document")
    for pk, title, slug, row_json in rows.values_list("pk", "title", "slug", "row_json"):
        medicines[pk] = Page(title, addresses.path(DocumentKind.MEDICATION, slug))
        names += _own_names(pk, orjson.loads(row_json))
    (others, symptoms), owners = _terms(), _owners()
    names += _term_names(vocabulary(memory).labels, others, owners)
    return SearchNames(tuple(names), medicines, symptoms, {key: len(found) for key, found in owners.items()})


def _own_names(pk: UUID, row: dict) -> Iterator[Name]:
    yield Name(NameKind.GENERIC, row["generic_name"], (pk,))
    for brand in dict.fromkeys(brand["name"] for brand in row["brand_names"]):
        yield Name(NameKind.BRAND, brand, (pk,))


def _terms() -> tuple[dict[tuple[str, str], list[str]], dict[str, Page]]:
    """The other names of live terms, by kind and code; and the symptoms' pages."""
    others, symptoms = {}, {}
    rows = IndexRow.objects.filter(kind__in=set(TERM_KINDS.values())).order_by()
    for kind, code, title, slug, row_json in rows.values_list("kind", "code", "title", "slug", "row_json"):
        row = orjson.loads(row_json)
        others[kind, code] = [*row.get("aliases", ()), *filter(None, [row.get("link_phrase", "")])]
        if kind == DocumentKind.SYMPTOM:
            symptoms[code] = Page(title, addresses.path(kind, slug))
    return others, symptoms


def _owners() -> dict[tuple[str, str], list[UUID]]:
    """Medicines by facet and code, in the order of their names."""
    found: dict[tuple[str, str], list[UUID]] = {}
    facets = IndexFacet.objects.filter(facet__in=set(NAMED_BY.values())).order_by("row__sort_key", "row")
    for facet, code, row in facets.values_list("facet", "code", "row"):
        found.setdefault((facet, code), []).append(row)
    return found


def _term_names(labels: dict, others: dict, owners: dict) -> Iterator[Name]:
    for kind, facet in NAMED_BY.items():
        term = filter_of(kind)
        for code, label in labels[term].items():
            led_to = tuple(owners.get((facet, code), ()))
            if not led_to and kind is not NameKind.USE:
                continue
            yield Name(kind, label, led_to, code)
            for other in others.get((TERM_KINDS[term], code), ()):
                yield Name(kind, other, led_to, code, of=label)

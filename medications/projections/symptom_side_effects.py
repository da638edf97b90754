"""Side effects that can be taken for a symptom, each with how many medicines list it: the symptom may come from one of them."""

from dataclasses import dataclass
from urllib.parse import urlencode

import orjson
from django.db.models import Count
from django.urls import reverse

from medications.content.choices import DocumentKind
from medications.models import Facet, IndexFacet, IndexRow
from medications.projections.memory import Memory


@dataclass(frozen=True)
class SideEffectLine:
    """`url` is the list of the medicines that have it."""

    label: str
    url: str
    count: int


def side_effects_like(code: str, memory: Memory) -> list[SideEffectLine]:
    """For a symptom's code: the live side-effect terms that say that they resemble it and that a medicine lists, by name."""
    counts = memory.get("side effect counts", _counts)
    terms = memory.get("resembling side effects", _resembling).get(code, [])
    return [SideEffectLine(label, _url(term), counts[term]) for term, label in terms if counts.get(term)]


def _url(term: str) -> str:
    return f"{reverse('public:medication_index')}?{urlencode({'side_effect': term})}"


def _counts() -> dict[str, int]:
    facets = IndexFacet.objects.filter(facet=Facet.SIDE_EFFECT, row__kind=DocumentKind.MEDICATION)
    return dict(facets.order_by().values_list("code").annotate(count=Count("pk")))


def _resembling() -> dict[str, list[tuple[str, str]]]:
    """Code of a symptom -> code and title of each term that resembles it."""
    found: dict[str, list[tuple[str, str]]] = {}
    rows = IndexRow.objects.filter(kind=DocumentKind.SIDE_EFFECT).values_list("code", "title", "row_json")
    for code, title, data in rows:
        for symptom in orjson.loads(data)["resembles"]:
            found.setdefault(symptom["code"], []).append((code, title))
    return found

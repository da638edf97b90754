"""The live side-effect terms: their names, the symptoms they can be taken for or may worsen, and how many medicines list them."""

from dataclasses import dataclass

import orjson
from django.db.models import Count

from medications.content.choices import DocumentKind
from medications.content.folding import folded
from medications.models import Facet, IndexFacet, IndexRow
from medications.projections import addresses
from medications.projections.memory import Memory


@dataclass(frozen=True)
class SideEffectTerm:
    """`resembles` and `may_worsen` are codes of symptoms; `search_text` is folded, one name on each line."""

    code: str
    title: str
    url: str
    aliases: tuple[str, ...]
    resembles: frozenset[str]
    may_worsen: frozenset[str]
    search_text: str
    count: int

    @property
    def symptoms(self) -> frozenset[str]:
        return self.resembles | self.may_worsen


def side_effect_terms(memory: Memory) -> dict[str, SideEffectTerm]:
    """All of them by code, in the order of their names."""
    return memory.get("side effect terms", _terms)


def _terms() -> dict[str, SideEffectTerm]:
    counts = _counts()
    rows = IndexRow.objects.filter(kind=DocumentKind.SIDE_EFFECT).order_by("sort_key", "document")
    found = {}
    for code, title, slug, row_json in rows.values_list("code", "title", "slug", "row_json"):
        data = orjson.loads(row_json)
        found[code] = SideEffectTerm(
            code=code,
            title=title,
            url=addresses.path(DocumentKind.SIDE_EFFECT, slug),
            aliases=tuple(data["aliases"]),
            resembles=frozenset(symptom["code"] for symptom in data["resembles"]),
            may_worsen=frozenset(symptom["code"] for symptom in data["may_worsen"]),
            search_text=folded("\n".join([title, *data["aliases"]])),
            count=counts.get(code, 0),
        )
    return found


def _counts() -> dict[str, int]:
    facets = IndexFacet.objects.filter(facet=Facet.SIDE_EFFECT, row__kind=DocumentKind.MEDICATION)
    return dict(facets.order_by().values_list("code").annotate(count=Count("pk")))

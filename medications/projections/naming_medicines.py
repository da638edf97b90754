"""The medicines that name a side effect, by what to do about it there. Read from the Revisions that are public."""

from dataclasses import dataclass

from medications.content.choices import DocumentKind
from medications.content.schema import SideEffectEntry
from medications.content.upcasters import read_record
from medications.models import Facet, IndexFacet, IndexRow
from medications.projections import addresses, wording
from medications.projections.medication_page import GROUP_ORDER
from medications.projections.memory import Memory


@dataclass(frozen=True)
class NamingLine:
    """One row of one medicine. `url` leads to the group that it stands in; `wording` is empty where it says just the term."""

    title: str
    url: str
    wording: str
    qualifier: str
    look_alike: bool
    frequency: str


@dataclass(frozen=True)
class NamingGroup:
    group: str
    when: str
    heading: str
    lines: list[NamingLine]


def medicines_naming(code: str, title: str, memory: Memory) -> list[NamingGroup]:
    """For a side effect's code and title; groups in the order of a medicine's page, medicines by name."""
    return memory.get(("medicines naming", code), lambda: _groups(code, title))


def anchor_of(group: str, when: str) -> str:
    """Of a group of side effects, on the page of a medicine."""
    return f"{group}-{when}".replace("_", "-")


def _groups(code: str, title: str) -> list[NamingGroup]:
    found: dict[tuple[str, str], list[NamingLine]] = {}
    facets = IndexFacet.objects.filter(facet=Facet.SIDE_EFFECT, code=code)
    rows = IndexRow.objects.filter(pk__in=facets.values("row")).order_by("sort_key", "document")
    for name, slug, content in rows.values_list("title", "slug", "revision__content"):
        for entry in read_record(content).side_effects:
            if any(term.code == code for term in entry.terms):
                found.setdefault((entry.group, entry.when), []).append(_line(name, slug, entry, title))
    return [
        NamingGroup(group, when, heading, found[group, when]) for group, when, heading in GROUP_ORDER if (group, when) in found
    ]


def _line(name: str, slug: str, entry: SideEffectEntry, title: str) -> NamingLine:
    says_more = entry.wording.replace("*", "").strip().casefold() != title.casefold()
    return NamingLine(
        title=name,
        url=f"{addresses.path(DocumentKind.MEDICATION, slug)}#{anchor_of(entry.group, entry.when)}",
        wording=entry.wording.replace("*", "") if says_more else "",
        qualifier=entry.qualifier,
        look_alike=entry.look_alike,
        frequency=wording.frequency(entry.frequency),
    )

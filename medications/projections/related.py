"""What belongs beside a page but changes without it: other medicines for the same symptoms, and the symptoms' own resources."""

from dataclasses import dataclass
from datetime import date

import orjson
from django.db.models import Count
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from medications.content.choices import DocumentKind
from medications.models import Facet, IndexFacet, IndexRow
from medications.projections import addresses
from medications.projections.memory import Memory
from medications.projections.places import is_old_text
from medications.projections.trusted import trusted

NAMED = 8  # medicines named before "see all"


@dataclass(frozen=True)
class Member:
    document_id: object
    title: str
    url: str
    primary: bool
    last_updated: date


@dataclass(frozen=True)
class Related:
    """`label` is the society's own phrase: "Other medications used to treat MS-related pain". Empty when there is no other."""

    label: str
    medications: list[Member]
    more: int
    all_url: str
    symptom_title: str
    symptom_url: str
    resources_html: SafeString


def members(code: str, memory: Memory) -> list[Member]:
    """All medicines used for a symptom, by name."""
    return memory.get(("members", code), lambda: _members(code))


def first_members(code: str, memory: Memory) -> list[Member]:
    """As many of them as a page that is one of them can name."""
    return memory.get(("first members", code), lambda: _first_members(code))


def _first_members(code: str) -> list[Member]:
    facets = IndexFacet.objects.filter(facet=Facet.SYMPTOM, code=code).order_by("row__sort_key", "row")
    columns = ("row", "row__title", "row__slug", "row__last_updated")
    return [
        Member(pk, title, addresses.path(DocumentKind.MEDICATION, slug), False, updated)
        for pk, title, slug, updated in facets.values_list(*columns)[: NAMED + 1]
    ]


def member_counts(memory: Memory) -> dict[str, int]:
    """How many medicines are used for each symptom, by code."""
    return memory.get("member counts", _member_counts)


def _member_counts() -> dict[str, int]:
    facets = IndexFacet.objects.filter(facet=Facet.SYMPTOM, row__kind=DocumentKind.MEDICATION)
    return dict(facets.order_by().values_list("code").annotate(count=Count("pk")))


def aged_members(code: str, memory: Memory, today: date) -> list[tuple[Member, bool]]:
    """The same, those with the symptom as a primary use first; each with whether its text is old."""
    found = sorted(members(code, memory), key=lambda member: not member.primary)
    return [(member, is_old_text(member.last_updated, today)) for member in found]


def _members(code: str) -> list[Member]:
    facets = IndexFacet.objects.filter(facet__in=[Facet.SYMPTOM, Facet.PRIMARY_SYMPTOM], code=code)
    columns = ("row", "row__title", "row__slug", "row__last_updated", "facet")
    found: dict = {}
    for pk, title, slug, updated, facet in facets.order_by("row__sort_key", "row").values_list(*columns):
        primary = facet == Facet.PRIMARY_SYMPTOM or (pk in found and found[pk].primary)
        found[pk] = Member(pk, title, addresses.path(DocumentKind.MEDICATION, slug), primary, updated)
    return list(found.values())


def related(row: IndexRow, memory: Memory) -> list[Related]:
    """One entry a symptom that the medicine is used for, by the symptom's name. Reads `row_json` of the row."""
    uses = {use["symptom"]["code"]: use["symptom"]["label"] for use in orjson.loads(row.row_json)["uses"]}
    codes = sorted(uses, key=lambda code: uses[code])
    known = symptoms(memory)
    return [_entry(known[code], row, memory) for code in codes if code in known]


def symptoms(memory: Memory) -> dict[str, dict]:
    """Every live symptom by code: title, path, group, link phrase, resources."""
    return memory.get("symptoms", _symptoms)


def _symptoms() -> dict[str, dict]:
    rows = IndexRow.objects.filter(kind=DocumentKind.SYMPTOM).values_list("code", "title", "slug", "row_json", "related_html")
    found = {}
    for code, title, slug, row_json, html in rows:
        data = orjson.loads(row_json)
        path = addresses.path(DocumentKind.SYMPTOM, slug)
        phrase = data["link_phrase"] or data["name"]
        found[code] = {
            "code": code,
            "title": title,
            "path": path,
            "group": data["group"],
            "phrase": phrase,
            "html": trusted(html),
        }
    return found


def _entry(symptom: dict, row: IndexRow, memory: Memory) -> Related:
    first = first_members(symptom["code"], memory)
    named = [member for member in first if member.document_id != row.document_id][:NAMED]
    others = member_counts(memory).get(symptom["code"], 0) - _counts(row, symptom["code"])
    phrase = ngettext("Another medication used to treat %(symptom)s", "Other medications used to treat %(symptom)s", others)
    return Related(
        label=phrase % {"symptom": symptom["phrase"]} if others else "",
        medications=named,
        more=others - len(named),
        all_url=f"/medications/?symptom={symptom['code']}",
        symptom_title=symptom["title"],
        symptom_url=symptom["path"],
        resources_html=symptom["html"],
    )


def _counts(row: IndexRow, code: str) -> bool:
    """Whether the medicine is counted among those for the symptom. That of a preview is not stored, and may have a new use."""
    return not row._state.adding or IndexFacet.objects.filter(row=row.document_id, facet=Facet.SYMPTOM, code=code).exists()


@dataclass(frozen=True)
class SymptomLine:
    code: str
    title: str
    url: str
    count: int


def symptom_groups(memory: Memory, *, empty: bool = True) -> list[tuple[str, list[SymptomLine]]]:
    """Live symptoms under their group headings, each with the number of medicines used for it; `empty` ones too, or not."""
    groups = memory.get("symptom groups", lambda: _symptom_groups(memory))
    kept = [(group, [line for line in lines if empty or line.count]) for group, lines in groups]
    return [(group, lines) for group, lines in kept if lines]


def _symptom_groups(memory: Memory) -> list[tuple[str, list[SymptomLine]]]:
    counts = member_counts(memory)
    groups: dict[str, list[SymptomLine]] = {}
    for symptom in sorted(symptoms(memory).values(), key=lambda each: each["title"]):
        line = SymptomLine(symptom["code"], symptom["title"], symptom["path"], counts.get(symptom["code"], 0))
        groups.setdefault(symptom["group"] if symptom["group"] != "other" else "", []).append(line)
    first = sorted((group, lines) for group, lines in groups.items() if group)
    return first + ([(gettext("other"), groups[""])] if "" in groups else [])

"""What a search finds among the medicines that are public now: a page of resources, how many there are, and where to go on.

Both lists are in the order of the medicines' UUIDs, so that going on skips nothing and repeats nothing, whatever is published in
between. Statements do not grow with the number of medicines.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from medications.content.choices import DocumentKind
from medications.content.external_codes import external_code
from medications.content.folding import folded
from medications.models import Facet, IndexFacet, IndexRow
from medications.projections.fhir import clinical_use, medication_knowledge
from medications.projections.fhir.coding import SYSTEMS
from medications.projections.fhir.parameters import BadValue, alternatives, moment, tokens
from medications.projections.fhir.published import Published, as_uuid, live, of_row
from medications.projections.memory import Memory

PUBLICATION_STATUS = ("", "http://hl7.org/fhir/CodeSystem/medicationknowledge-status")
STATUSES = ("active", "entered-in-error", "inactive")
Given = list[tuple[str, str]]  # parameters and their values, each as often as it was given


@dataclass(frozen=True)
class Found:
    """`after` is where to go on; empty at the end."""

    resources: list[dict]
    total: int
    after: str


def _ids(value: str) -> Q:
    return Q(pk__in=[found for part in alternatives(value) if (found := as_uuid(part))])


def _code(value: str) -> Q:
    """Codes of other systems. One that is not here finds nothing; a system that nobody has is told by finding nothing, too."""
    names = {url: system for system, url in SYSTEMS.items()}
    condition = Q(pk__in=[])
    for system, code in tokens(value):
        systems = list(SYSTEMS) if system is None else [names[system]] if system in names else []
        for each in systems:
            here = Q(code=external_code(each, code)) if code else Q(code__startswith=external_code(each, ""))
            condition |= Q(pk__in=IndexFacet.objects.filter(here, facet=Facet.CODE).values("row"))
    return condition


def _code_text(value: str) -> Q:
    """The beginning of the name, or of a word in it."""
    condition = Q(pk__in=[])
    for part in alternatives(value):
        begins = folded(part)
        condition |= Q(sort_key__startswith=begins) | Q(sort_key__contains=f" {begins}")
    return condition


def _status(value: str) -> Q:
    """All that is public is active."""
    asked = [(system, code) for system, code in tokens(value)]
    for _, code in asked:
        if code not in STATUSES:
            raise BadValue(f"Give one of: {', '.join(STATUSES)}.")
    is_active = any(code == "active" and system in (None, *PUBLICATION_STATUS) for system, code in asked)
    return Q() if is_active else Q(pk__in=[])


def _medication(value: str) -> Q:
    return Q(pk__in=[found for part in alternatives(value) if (found := as_uuid(part.removeprefix("MedicationKnowledge/")))])


OF_MEDICINES: dict[str, Callable[[str], Q]] = {
    "_id": _ids,
    "_lastUpdated": lambda value: moment("since", value),
    "code": _code,
    "code:text": _code_text,
    "status": _status,
}
# Conditions on the medicine; `_id` and `type` are conditions on the issue.
OF_ISSUES: dict[str, Callable[[str], Q]] = {"_lastUpdated": OF_MEDICINES["_lastUpdated"], "medication": _medication}
ISSUES_BY = (*OF_ISSUES, "_id", "type")


def _rows(given: Given, conditions: dict[str, Callable[[str], Q]]) -> QuerySet[IndexRow]:
    """Raises BadValue, with the parameter's name before what is wrong."""
    rows = live()
    for name, value in given:
        if name in conditions:
            rows = rows.filter(_read(name, value, conditions[name]))
    return rows


def _read(name: str, value: str, read):
    try:
        return read(value)
    except BadValue as error:
        raise BadValue(f"{name}: {error}") from None


def medicines(given: Given, limit: int, after: str, memory: Memory, today: date) -> Found:
    rows = _rows(given, OF_MEDICINES)
    total = rows.count()
    if after:
        rows = rows.filter(pk__gt=_cursor(after))
    page = list(rows[: limit + 1]) if limit else []
    shown = [medication_knowledge.resource(of_row(row, memory, today)) for row in page[:limit]]
    return Found(shown, total, str(page[limit - 1].pk) if len(page) > limit else "")


def issues(given: Given, limit: int, after: str, memory: Memory, today: date) -> Found:
    """How many issues each medicine has is remembered until something is published: so only those on the page are made."""
    types, ids = _types(given), _issue_ids(given)
    rows = _rows(given, OF_ISSUES)
    if ids is not None:
        rows = rows.filter(pk__in={found for each in ids if (found := as_uuid(each[: clinical_use.ID_LENGTH]))})

    def wanted(published: Published) -> list[clinical_use.Issue]:
        return [each for each in clinical_use.issues(published) if each.type in types and (ids is None or each.id in ids)]

    if ids is not None:
        found = [(published, issue) for row in rows for published in [of_row(row, memory, today)] for issue in wanted(published)]
        return Found([clinical_use.resource(issue, published) for published, issue in found[:limit]], len(found), "")
    known = _counts(memory, today)
    numbers = {pk: sum(known.get(pk, {}).get(each, 0) for each in types) for pk in rows.values_list("pk", flat=True)}
    begin, place = _place(after)
    chosen, reached = [], -place
    for pk, number in numbers.items():
        if (begin is None or pk >= begin) and number and reached <= limit:
            chosen.append(pk)
            reached += number
    made = []
    for row in live().filter(pk__in=chosen if limit else []):
        published = of_row(row, memory, today)
        skipped = place if row.pk == begin else 0
        made += [(published, issue, index) for index, issue in enumerate(wanted(published))][skipped:]
    on = ""
    if len(made) > limit:
        published, _, index = made[limit]
        on = f"{published.id}.{index}" if limit else ""
    shown = [clinical_use.resource(issue, published) for published, issue, _ in made[:limit]]
    return Found(shown, sum(numbers.values()), on)


def _types(given: Given) -> set[str]:
    types = set(clinical_use.TYPES)
    for name, value in given:
        if name == "type":
            asked = {code for _, code in _read(name, value, lambda text: list(tokens(text)))}
            if asked - set(clinical_use.TYPES):
                raise BadValue(f"type: Give one of: {', '.join(clinical_use.TYPES)}.")
            types &= asked
    return types


def _issue_ids(given: Given) -> set[str] | None:
    asked = [set(_read(name, value, alternatives)) for name, value in given if name == "_id"]
    return set.intersection(*asked) if asked else None


def _counts(memory: Memory, today: date) -> dict:
    def count() -> dict:
        rows = live().filter(kind=DocumentKind.MEDICATION)
        return {row.pk: dict(Counter(clinical_use.counts(of_row(row, memory, today)))) for row in rows.iterator(100)}

    return memory.get(("fhir issues", today), count)


def _cursor(after: str):
    found = as_uuid(after)
    if found is None:
        raise BadValue("after: Take the address in the link “next” as it is.")
    return found


def _place(after: str):
    """(medicine to go on at, how many of its issues were given)."""
    if not after:
        return None, 0
    begin, _, place = after.partition(".")
    if not (place.isascii() and place.isdigit() and len(place) < 7):
        raise BadValue("after: Take the address in the link “next” as it is.")
    return _cursor(begin), int(place)

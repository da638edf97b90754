"""Lists as tables: which columns a line of the API's JSON has, and what stands in them. Several values are told apart by "; "."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import orjson

from medications.content.choices import DocumentKind, SectionKind, SideEffectGroup, StatementKind, When
from medications.content.spreadsheets import csv_line

NOT_PASSED_ON = "text not passed on: see url"
OF_TODAY = "display_until"


@dataclass(frozen=True)
class Column:
    """`field` is the member of the JSON object that it tells."""

    name: str
    field: str
    value: Callable[[dict], object]


def plain(name: str) -> Column:
    return Column(name, name, lambda record: _cell(record.get(name)))


def several(name: str, field: str, value: Callable[[dict], object]) -> Column:
    return Column(name, field, lambda record: "; ".join(str(value(each)) for each in record.get(field) or ()))


def inside(name: str, field: str, key: str) -> Column:
    return Column(name, field, lambda record: _cell((record.get(field) or {}).get(key)))


def _cell(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "; ".join(map(str, value)) if isinstance(value, list) else value


def _brand(brand: dict) -> str:
    return f"{brand['name']} ({brand['market']})" if brand["market"] else brand["name"]


IDENTITY = [plain(name) for name in ("uuid", "kind", "slug", "url", "publication_number", "digest", "basis")]
DATES = [plain(name) for name in ("last_updated", "last_reviewed", "review_due")]
WITHHELD = Column("withheld", "withheld", lambda record: NOT_PASSED_ON if record.get("withheld") else "")
LAST = [*DATES, WITHHELD, plain(OF_TODAY)]
MEDICATION = [
    *IDENTITY,
    plain("generic_name"),
    plain("pronunciation"),
    several("brand_names", "brand_names", _brand),
    inside("drug_class", "drug_class", "label"),
    inside("drug_class_code", "drug_class", "code"),
    plain("availability"),
    inside("generic_available", "generic_available", "value"),
    inside("generic_available_as_of", "generic_available", "as_of"),
    several("uses", "uses", lambda use: use["symptom"]["label"]),
    several("use_codes", "uses", lambda use: use["symptom"]["code"]),
    Column(
        "primary_use_codes",
        "uses",
        lambda record: "; ".join(use["symptom"]["code"] for use in record.get("uses") or () if use["primary"]),
    ),
    plain("source_count"),
    plain("main_source"),
    *LAST,
]


def texts(name: str, field: str, kind: str, key: str) -> Column:
    """Those of this kind, one after another, as Markdown."""
    return Column(name, field, lambda record: "\n\n".join(part[key] for part in record.get(field, ()) if part["kind"] == kind))


def side_effects(name: str, group: str, when: str) -> Column:
    def listed(record: dict) -> str:
        rows = [row for row in record.get("side_effects", ()) if (row["group"], row["when"]) == (group, when)]
        return "; ".join(row["wording"] for row in rows)

    return Column(name, "side_effects", listed)


EXPORT = [
    *MEDICATION[: -len(LAST)],
    several("safety_notices", "safety_notices", lambda notice: notice["text"]),
    *(texts(kind, "sections", kind, "body") for kind in SectionKind.values),
    texts("at_a_glance", "at_a_glance", StatementKind.POINT, "text"),
    texts("stopping", "at_a_glance", StatementKind.STOPPING, "text"),
    texts("missed_dose", "at_a_glance", StatementKind.MISSED_DOSE, "text"),
    side_effects("side_effects_usually_settle", SideEffectGroup.USUALLY_SETTLES, When.ANY),
    side_effects("side_effects_tell_clinician", SideEffectGroup.TELL_CLINICIAN, When.ANY),
    side_effects("side_effects_emergency", SideEffectGroup.EMERGENCY, When.ANY),
    side_effects("signs_of_overdose", SideEffectGroup.EMERGENCY, When.OVERDOSE),
    several("codes", "codes", lambda code: f"{code['system']}:{code['code']}"),
    several("source_codes", "sources", lambda source: source["code"]),
    *LAST,
    plain("review_overdue"),
    plain("licence"),
    inside("attribution", "attribution", "text"),
]
SYMPTOM = [*IDENTITY, *map(plain, ("code", "name", "link_phrase", "group", "aliases", "summary")), *LAST]
SIDE_EFFECT = [
    *IDENTITY,
    *map(plain, ("code", "name", "explanation", "aliases")),
    several("resembles", "resembles", lambda term: term["code"]),
    several("may_worsen", "may_worsen", lambda term: term["code"]),
    *LAST,
]
SOURCE = [
    *IDENTITY,
    *map(
        plain, ("code", "type", "title", "authors", "editors", "edition", "container", "publisher", "place", "issued", "accessed")
    ),
    *map(plain, ("isbn", "doi", "market", "grade", "permission")),
    *LAST,
]
COLUMNS = {
    DocumentKind.MEDICATION: MEDICATION,
    DocumentKind.SYMPTOM: SYMPTOM,
    DocumentKind.SIDE_EFFECT: SIDE_EFFECT,
    DocumentKind.SOURCE: SOURCE,
}


def as_csv(kind: str, lines: Iterable[bytes | str], fields: frozenset[str] | None = None) -> Iterator[str]:
    """A heading, then a line for each JSON object. With `fields`, only the columns that tell those."""
    columns = [column for column in COLUMNS[DocumentKind(kind)] if fields is None or column.field in fields]
    yield heading(columns)
    for each in lines:
        yield line(columns, orjson.loads(each))


def heading(columns: list[Column]) -> str:
    return csv_line(column.name for column in columns)


def line(columns: list[Column], record: dict) -> str:
    return csv_line(column.value(record) for column in columns)

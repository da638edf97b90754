"""Examples in the description: of an invented medicine, made by the code that makes the real answers, so that they stay true."""

from collections.abc import Callable
from datetime import date
from functools import cache
from types import SimpleNamespace

import orjson

from medications.content import choices
from medications.content.canonical import canonical_bytes, digest_of
from medications.content.schema import (
    AnyRecord,
    BrandName,
    ExternalCode,
    GenericInfo,
    MedicationRecord,
    Section,
    SideEffectEntry,
    SideEffectRecord,
    SourceDetails,
    SourceRecord,
    Statement,
    SymptomRecord,
    SymptomTerm,
    Term,
    Use,
)
from medications.projections import addresses, oembed, record_json
from medications.projections.facts import Facts

UUIDS = {kind: f"00000000-0000-4000-8000-00000000000{number}" for number, kind in enumerate(choices.DocumentKind.values)}
STREAM = "9f1c2f6e-0000-4000-8000-0000000000aa"
AT, UNTIL = "2026-05-01T12:00:00Z", "2026-05-08T23:59:59Z"
API = "/api/v1/"
LABEL = SourceDetails(
    code="example-label-2024",
    type=choices.SourceType.LABEL,
    title="Example label",
    publisher="Example agency",
    issued="2024-05",
    grade=choices.SourceGrade.PRIMARY,
)
SYMPTOM = SymptomRecord(code="tremor", slug="tremor", name="tremor", link_phrase="MS-related tremor", summary="Shaking.")
MEDICATION = MedicationRecord(
    slug="orbelazine",
    generic_name="orbelazine",
    pronunciation="or-BEL-a-zeen",
    brand_names=[BrandName(name="Quietrane", market="US", status=choices.BrandStatus.MARKETED)],
    drug_class=Term(code="calming-agent", label="calming agent"),
    routes=[choices.Route.ORAL],
    availability=choices.Availability.PRESCRIPTION,
    generic_available=GenericInfo(value=choices.GenericAvailable.YES, markets=["US"], as_of="2024-06", sources=[LABEL.code]),
    uses=[
        Use(
            symptom=SymptomTerm(code="tremor", label="tremor", slug="tremor", link_phrase="MS-related tremor"),
            primary=True,
            status=choices.UseStatus.OFF_LABEL,
            sources=[LABEL.code],
        )
    ],
    at_a_glance=[Statement(kind=choices.StatementKind.STOPPING, text=f"Ask before you stop. [@{LABEL.code}]")],
    sections=[
        Section(
            kind=choices.SectionKind.PROPER_USAGE, heading="How to take it", body=f"Take it with water. [@{LABEL.code}, p. 3]"
        )
    ],
    side_effects=[
        SideEffectEntry(
            group=choices.SideEffectGroup.USUALLY_SETTLES,
            wording="feeling sleepy",
            terms=[Term(code="drowsiness", label="drowsiness")],
            look_alike=True,
            sources=[LABEL.code],
        )
    ],
    codes=[ExternalCode(system=choices.CodeSystem.RXNORM, code="2598")],
    sources=[LABEL],
)
SIDE_EFFECT = SideEffectRecord(
    code="drowsiness", slug="drowsiness", name="drowsiness", resembles=[Term(code="fatigue", label="fatigue")]
)
SOURCE = SourceRecord(**LABEL.model_dump())
ATTRIBUTION = {"text": "Example society", "url": addresses.absolute("/")}
TODAY = {"display_until": UNTIL}
COMPLETED = {**TODAY, "review_overdue": False, "licence": "CC BY 4.0", "attribution": ATTRIBUTION}


def content(record: AnyRecord) -> dict:
    return orjson.loads(canonical_bytes(record.model_dump(mode="json")))


def facts(record: AnyRecord) -> Facts:
    return Facts(
        document_id=UUIDS[record.kind],
        publication_number=3,
        digest=digest_of(canonical_bytes(record.model_dump(mode="json"))),
        basis=choices.Basis.REVIEWED,
        role="",
        last_updated=date(2026, 4, 1),
        last_reviewed=date(2026, 4, 1),
        review_due=date(2029, 4, 1),
    )


def full(record: AnyRecord, **more) -> dict:
    return {**orjson.loads(record_json.full(record, facts(record))), **COMPLETED, "safety_notices": [], **more}


def line(record: AnyRecord) -> dict:
    return {**orjson.loads(record_json.summary(record, facts(record))), **TODAY}


def a_list(path: str, *results: dict, **more) -> dict:
    return {"results": list(results), "next": addresses.absolute(f"{API}{path}"), "previous": None, **more}


def version() -> dict:
    then = full(MEDICATION, published_at=AT, is_current=True)
    del then["safety_notices"]
    return then


def revision() -> dict:
    known = full(MEDICATION)
    told = {name: known[name] for name in ("publication_number", "digest", "basis", "last_updated", "last_reviewed")}
    here = addresses.absolute(f"{API}medications/orbelazine/revisions/3/")
    return {
        **told,
        "kind": "corrected",
        "note": "A word was missing.",
        "at": AT,
        "is_current": True,
        "is_removed": False,
        "url": here,
    }


def withdrawn_change() -> dict:
    return {
        "stream": STREAM,
        "sequence": 413,
        "kind": choices.ChangeKind.WITHDRAWN,
        "document": {"uuid": UUIDS["medication"], "kind": "medication", "slug": "orbelazine"},
        "publication_number": 3,
        "digest": None,
        "basis": choices.Basis.REVIEWED,
        "note": "It is no longer sold.",
        "reason": "It is no longer sold.",
        "replacement": None,
        "at": AT,
    }


def freshness() -> dict:
    known = full(MEDICATION)
    told = {name: known[name] for name in ("uuid", "kind", "slug", "url", "publication_number", "digest")}
    terms = {"licence": COMPLETED["licence"], "attribution": ATTRIBUTION}
    return {"results": [{"status": "changed", **told}], "stream": STREAM, "last_sequence": 413, **TODAY, **terms}


def export() -> dict:
    name = "medications.ndjson"
    file = {
        "name": name,
        "url": addresses.absolute(f"{API}export/{name}?at=412-5f0e8a31c2d94b76"),
        "media_type": "application/x-ndjson",
        "records": 89,
        "bytes": 3_100_000,
        "sha256": "7" * 64,
    }
    told = {"licence": COMPLETED["licence"], "attribution": ATTRIBUTION}
    return {"stream": STREAM, "sequence": 412, **TODAY, **told, "files": [file]}


def frame() -> dict:
    row = SimpleNamespace(title=MEDICATION.generic_name, kind=MEDICATION.kind, slug=MEDICATION.slug)
    profile = SimpleNamespace(attribution="", name=ATTRIBUTION["text"], site_title=ATTRIBUTION["text"])
    return oembed.as_json(row, profile, None, None)


OF: dict[str, Callable[[], dict]] = {
    "listMedications": lambda: a_list("medications/?cursor=WyJhIl0", line(MEDICATION)),
    "getMedication": lambda: full(MEDICATION),
    "listRevisions": lambda: {**a_list("", revision()), "next": None},
    "getRevision": version,
    "getCanonicalBytes": lambda: content(MEDICATION),
    "listSymptoms": lambda: a_list("symptoms/?cursor=WyJhIl0", line(SYMPTOM)),
    "getSymptom": lambda: full(SYMPTOM),
    "listSideEffects": lambda: a_list("side-effects/?cursor=WyJhIl0", line(SIDE_EFFECT)),
    "getSideEffect": lambda: full(SIDE_EFFECT),
    "listSources": lambda: a_list("sources/?cursor=WyJhIl0", line(SOURCE)),
    "getSource": lambda: full(SOURCE),
    "listChanges": lambda: {**a_list("", withdrawn_change()), "next": None, "stream": STREAM, "last_sequence": 413},
    "postFreshness": freshness,
    "getExport": export,
    "getOEmbed": frame,
}


@cache
def of(operation: str) -> dict | None:
    """An answer as the operation gives it."""
    make = OF.get(operation)
    return make() if make else None

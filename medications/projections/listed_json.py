"""The API's list of medicines: stored lines, each with why it is there where that depends on the question.

A line whose text may not be passed on says where the words stand that matched, and none of them.
"""

from datetime import datetime
from uuid import UUID

import orjson

from medications.content.search_matching import NameKind
from medications.projections import record_json
from medications.projections.question import Question
from medications.projections.searching import Reason

MATCHES = {
    NameKind.GENERIC: "generic_name",
    NameKind.BRAND: "brand_name",
    NameKind.PRIMARY_USE: "use",
    NameKind.USE: "use",
    NameKind.DRUG_CLASS: "drug_class",
    NameKind.SIDE_EFFECT: "side_effect",
    None: "text",
}
OF_THE_TEXT = {"side_effect", "text"}


def listed(question: Question, now: datetime) -> list[str]:
    rows = question.rows("row_json")
    lines = record_json.listed([stored for _, stored in rows], question.memory.profile, now)
    if question.found is None and question.worsening is None:
        return lines
    return [_with_why(line, stored, question, pk) for line, (pk, stored) in zip(lines, rows, strict=True)]


def _with_why(line: str, stored: str, question: Question, medicine: UUID) -> str:
    is_withheld = orjson.loads(stored)["withheld"] is not None
    why: dict = {}
    if question.found is not None:
        why["match"] = _match(question.found.reasons[medicine], question.found.is_near, is_withheld)
    if question.worsening is not None:
        listed_here = question.worsening.may_worsen(medicine)
        said = {} if is_withheld else {"said": question.worsening.said(medicine)}
        why["may_worsen"] = {"symptom": question.params["may_worsen"], "listed": listed_here, **said}
    return f"{line[:-1]},{orjson.dumps(why).decode()[1:]}"


def _match(reason: Reason, is_near: bool, is_withheld: bool) -> dict:
    where = MATCHES[reason.kind]
    part = reason.excerpt
    said = {} if is_withheld and where in OF_THE_TEXT else {"said": f"{part.before}{part.found}{part.after}"}
    return {"in": where, "near": is_near, **said}

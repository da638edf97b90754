"""The API's list of medicines: stored lines, each with why it is there where that depends on the question. A page of it, or all.

A line whose text may not be passed on says where the words stand that matched, and none of them.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import orjson

from medications.content.search_matching import NameKind
from medications.projections import cursors, record_json
from medications.projections.question import PAGE_SIZE, Question
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


@dataclass(frozen=True)
class Page:
    """Lines of a list, and the query strings of the pages beside it; empty where there is none."""

    lines: list[str]
    next_query: str
    previous_query: str


def page(question: Question, now: datetime) -> Page:
    """By number, if one was asked for; else by cursor. Raises BadCursor."""
    if "page" in question.params:
        return Page(_lines(question, question.rows("row_json"), now), question.next_url, question.previous_url)
    asked, text = question.key[1], question.params.get("cursor", "")
    cursor = cursors.decoded(text, asked) if text else None
    if question.is_ranked:
        found = cursors.window_of(question.in_order, cursor, PAGE_SIZE)
        rows = question.rows_of([pk for (pk,) in found.rows], "row_json")
    else:
        found = cursors.window(question.filterset.qs, question.order, cursor, PAGE_SIZE, "pk", "row_json")
        rows = found.rows
    following, preceding = (
        question.address(cursor=[cursors.encoded(each, asked)]) if each else "" for each in (found.following, found.preceding)
    )
    return Page(_lines(question, rows, now), following, preceding)


def every(question: Question, now: datetime) -> list[str]:
    """Every line of the list, read in one statement."""
    if question.is_ranked:
        return _lines(question, question.rows_of(question.in_order, "row_json"), now)
    return _lines(question, list(question.filterset.qs.values_list("pk", "row_json")), now)


def _lines(question: Question, rows: list[tuple], now: datetime) -> list[str]:
    lines = record_json.listed([stored for _, stored in rows], question.memory.profile, now)
    if not question.is_ranked:
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

"""Putting the text of an old page where readers look for it: paragraphs to another section, left-over lines to a place or out."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from pydantic import ValidationError

from medications.actions import audit, drafts
from medications.actions.faults import in_words
from medications.actions.findings import settle_all
from medications.actions.import_findings import UNMAPPED_LINE
from medications.content import moving
from medications.errors import PortalError
from medications.models import Document, EventKind, Finding, Revision

LEAVE_OUT = "leave_out"


class CannotArrange(PortalError):
    """What was asked for cannot be done with the draft as it is; the message says why."""


def arrange(
    *, document: Document, moves: Iterable[moving.Move], lines: Mapping[int, str], token: int, by, now: datetime
) -> Revision | None:
    """Moves paragraphs, and gives left-over lines a place: `lines` maps a finding's id to a place of moving.PLACES or LEAVE_OUT.

    `token` is the `lock_version` at which it was chosen. Returns the new version; None if only lines were left out.
    Raises CannotArrange, StaleEdit, NotAllowed; nothing is changed then.
    """
    moves = list(moves)
    with audit.as_one(kind=EventKind.DRAFT_SAVED, by=by, now=now) as act:
        act.subject = audit.of_document(document)
        document = drafts.locked(document, token)
        findings = list(document.findings.filter(pk__in=lines, code=UNMAPPED_LINE, settled_at=None).order_by("pk"))
        if len(findings) != len(lines):
            raise CannotArrange("Somebody has decided about one of these lines meanwhile, so nothing was done. Look again.")
        placed = [finding for finding in findings if lines[finding.pk] != LEAVE_OUT]
        revision = _changed(document, moves, placed, lines, by) if moves or placed else None
        settle_all(findings=findings, by=by, now=now)
    return revision


def _changed(document: Document, moves: list[moving.Move], placed: list[Finding], lines: Mapping[int, str], by) -> Revision:
    try:
        return drafts.change_record(
            document=document, change=lambda record: _arranged(record, moves, placed, lines), token=None, by=by
        )
    except ValidationError as error:
        raise CannotArrange(f"That cannot be stored: {in_words(error)}") from error


def _arranged(record, moves: list[moving.Move], placed: list[Finding], lines: Mapping[int, str]):
    try:
        record = moving.move(record, moves)
        for finding in placed:
            record = moving.place(record, finding.subject, lines[finding.pk])
    except moving.CannotMove as error:
        raise CannotArrange(str(error)) from error
    return record

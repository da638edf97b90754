"""Putting the text of an old page where readers look for it: paragraphs to another section, left-over lines to a place or out."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction

from medications.actions import drafts
from medications.actions.findings import settle_all
from medications.actions.import_findings import UNMAPPED_LINE
from medications.content import moving
from medications.errors import PortalError
from medications.models import Document, Finding, Revision

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
    with transaction.atomic():
        findings = list(document.findings.filter(pk__in=lines, code=UNMAPPED_LINE, settled_at=None).order_by("pk"))
        placed = [finding for finding in findings if lines[finding.pk] != LEAVE_OUT]
        revision = None
        if moves or placed:
            revision = drafts.change_record(
                document=document, change=lambda record: _arranged(record, moves, placed, lines), token=token, by=by
            )
        settle_all(findings=findings, by=by, now=now)
    return revision


def _arranged(record, moves: list[moving.Move], placed: list[Finding], lines: Mapping[int, str]):
    try:
        record = moving.move(record, moves)
        for finding in placed:
            record = moving.place(record, finding.subject, lines[finding.pk])
    except moving.CannotMove as error:
        raise CannotArrange(str(error)) from error
    return record

"""Rows of the editorial desk as they would be stored; for tests of the storage itself. Everything else goes through actions."""

import hashlib
from datetime import timedelta

from medications.models import (
    EmergencyPublication,
    HowWritten,
    ParkedDraft,
    PreviewLink,
    ReviewComment,
    ReviewRequest,
    SafetyNotice,
    Suppression,
    Withdrawal,
    WithdrawalKind,
    WrittenApproval,
)
from tests.factories.publications import NOW

FILE = b"%PDF-1.4 I approve this text."


def written_approval(change, **values) -> WrittenApproval:
    standard = {
        "revision": change.revision,
        "reviewer_name": "Ada Example",
        "credentials": "MD",
        "how": HowWritten.MAIL,
        "written_on": NOW.date(),
        "file_name": "mail.pdf",
        "content_type": "application/pdf",
        "size": len(FILE),
        "sha256": hashlib.sha256(FILE).hexdigest(),
        "content": FILE,
        "by_name": "Wanda",
    }
    return WrittenApproval(**{**standard, **values})


def suppression(change, **values) -> Suppression:
    standard = {
        "document": change.document,
        "revision": change.revision,
        "digest": change.revision.digest,
        "reason": "It did harm.",
    }
    return Suppression(**{**standard, **values})


def emergency(change, **values) -> EmergencyPublication:
    return EmergencyPublication(**{"change": change, "reason": "An alert came at night.", **values})


def withdrawal(change, **values) -> Withdrawal:
    return Withdrawal(**{"document": change.document, "kind": WithdrawalKind.GONE, "explanation": "No longer sold.", **values})


def request(change, **values) -> ReviewRequest:
    return ReviewRequest(**{"revision": change.revision, "asked_name": "Rita", "until": NOW.date(), **values})


def comment(change, **values) -> ReviewComment:
    return ReviewComment(**{"revision": change.revision, "text": "Is this right?", "by_name": "Rita", **values})


def parked(change, **values) -> ParkedDraft:
    standard = {"document": change.document, "revision": change.revision, "base": change.revision}
    return ParkedDraft(**{**standard, **values})


def preview_link(change, **values) -> PreviewLink:
    standard = {"revision": change.revision, "purpose": "the board", "made_at": NOW, "expires_at": NOW + timedelta(days=1)}
    return PreviewLink(**{**standard, **values})


def notice(**values) -> SafetyNotice:
    standard = {
        "text": "One batch is recalled.",
        "source_title": "Agency",
        "source_date": NOW.date(),
        "begins_on": NOW.date(),
        "ends_on": NOW.date() + timedelta(days=30),
    }
    return SafetyNotice(**{**standard, **values})

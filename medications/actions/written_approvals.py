"""Approvals that an outside clinician wrote elsewhere: recorded by somebody here, with the mail or letter itself.

It counts as that of a clinical reviewer. What it cannot show, and what stands against that, is in docs/adr/0016.
"""

import hashlib
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from medications.actions import reviews
from medications.actions.own_names import own_name
from medications.actions.reviews import Decider
from medications.content.attached_files import MOST_BYTES, AttachedFile, kind_of, safe_name
from medications.content.phrases import day
from medications.errors import CannotApprove, NotAllowed
from medications.models import Document, HowWritten, Review, ReviewDecision, Revision, WrittenApproval
from medications.models.frozen import Actor
from medications.permissions import Act, Role, may

ACCEPTED = "a PDF, an image, a mail (.eml) or plain text"


class NotRecorded(CannotApprove):
    """Something is missing or does not fit. `field` is what."""

    def __init__(self, field: str, message: str):
        self.field = field
        super().__init__(message)


def record(
    *,
    revision: Revision,
    reviewer_name: str,
    credentials: str,
    how: str,
    written_on: date,
    file: AttachedFile,
    whole_record: bool,
    consent: bool,
    by,
    now: datetime,
) -> Review:
    """The approval of exactly this version, with its file. Raises NotAllowed, NotRecorded, CannotApprove.

    `whole_record`: it says that the whole page was read. `consent`: it says that the reviewer may be named.
    """
    if not may(by, Act.EDIT):
        raise NotAllowed("Only those who edit or publish can record a written approval.")
    reviewer_name, credentials = " ".join(reviewer_name.split()), " ".join(credentials.split())
    _check(revision, reviewer_name, credentials, written_on, now, consent=consent)
    file_values = _file(file)
    with transaction.atomic():
        Document.objects.locked().get(pk=revision.document_id)
        if refused := own_name(revision, reviewer_name, by):
            raise NotRecorded("reviewer_name", refused)
        written = WrittenApproval.objects.create(
            revision=revision,
            reviewer_name=reviewer_name,
            credentials=credentials,
            how=HowWritten(how),
            written_on=written_on,
            recorded_at=now,
            **file_values,
            **Actor.of(by),
        )
        decider = Decider(role=Role.REVIEWER, by_id=None, by_name=reviewer_name, written=written, credentials=credentials)
        return reviews.decide(
            decider=decider, decision=ReviewDecision.APPROVED, revision=revision, now=now, whole_record=whole_record
        )


def _check(revision: Revision, reviewer_name: str, credentials: str, written_on: date, now: datetime, *, consent: bool) -> None:
    if not reviewer_name:
        raise NotRecorded("reviewer_name", "Give the name of the reviewer.")
    if not credentials:
        raise NotRecorded("credentials", "Give the credentials of the reviewer.")
    if not consent:
        raise NotRecorded("consent", "Without it nothing is approved: readers could not be told who it was.")
    if written_on > timezone.localdate(now):
        raise NotRecorded("written_on", "This date has not come yet.")
    saved_on = timezone.localdate(revision.created_at)
    if written_on < saved_on:
        raise NotRecorded("written_on", f"This version was saved on {day(saved_on)}. Whoever wrote before that has not read it.")


def _file(file: AttachedFile) -> dict:
    size = len(file.content)
    if not size:
        raise NotRecorded("file", "The file is empty.")
    if size > MOST_BYTES:
        raise NotRecorded("file", too_large(size))
    kind = kind_of(file.content)
    if kind is None:
        raise NotRecorded("file", f"This is not {ACCEPTED}. Save the mail or the letter as one of these.")
    return {
        "file_name": safe_name(file.name, kind),
        "content_type": kind.content_type,
        "size": size,
        "sha256": hashlib.sha256(file.content).hexdigest(),
        "content": file.content,
    }


def too_large(size: int) -> str:
    return f"The file has {size / 1024 / 1024:.1f} MB; at most {MOST_BYTES // 1024 // 1024} MB can be kept."

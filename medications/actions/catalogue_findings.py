"""What the catalogue leaves for staff to look at: its open questions, and a newer text of what has been edited here.

Each function returns what it wrote that the event of the load tells, too: what an open finding says may no longer hold.
"""

from datetime import datetime

from django.db.models import QuerySet

from medications.actions.audit import Difference
from medications.content.canonical import canonical, digest_of
from medications.content.catalogue import CatalogueMedication
from medications.content.catalogue_notes import HELD_BACK, NEWER, NOTE, newer_text, notes_of
from medications.content.comparing import FieldChange, compare
from medications.content.embedding import in_words, words_in
from medications.content.schema import AnyRecord
from medications.models import Document, Finding, Origin, Revision
from medications.projections.suppressed import suppression_of


def note(document: Document, medication: CatalogueMedication, now: datetime) -> list[Difference]:
    """Notes each open question once, whether it is settled by now or not. It is held back as long as the file says so."""
    notes = notes_of(medication)
    known = set(document.findings.values_list("message", flat=True))
    Finding.objects.bulk_create(
        Finding(document=document, code=NOTE, message=message, created_at=now) for message in notes if message not in known
    )
    reasons = document.findings.filter(code=NOTE, message__startswith=HELD_BACK).exclude(message__in=notes)
    return _settled(reasons, now)


def note_newer(
    document: Document, record: AnyRecord, newest: Revision, now: datetime
) -> tuple[list[FieldChange], list[Difference]]:
    """Notes what the catalogue says anew of something that has been edited here; once for each text of the catalogue.

    `record` is the catalogue's text. What is new in it since the text that the Document began with is returned first.
    """
    earlier = document.revisions.filter(origin=Origin.CATALOGUE).order_by("-number").first()
    base = earlier or newest
    before = base.record
    now_says = in_words(record, words_in(before))  # that a term is called otherwise by now is no news of this text
    changes, digest = compare(before, now_says), digest_of(canonical(now_says))
    newer = document.findings.filter(code=NEWER)
    written = _settled(newer.exclude(subject=digest), now)
    if changes and not newer.filter(subject=digest).exists():
        readable = suppression_of(base) is None
        message = newer_text(changes, began_with_it=earlier is not None, in_words=readable)
        Finding.objects.create(
            document=document, code=NEWER, field=changes[0].path[0], subject=digest, message=message, created_at=now
        )
        written.append(Difference(f"finding: {message}", "", "open"))
    return changes, written


def nothing_newer(document: Document, now: datetime) -> list[Difference]:
    """The text of the catalogue is here."""
    return _settled(document.findings.filter(code=NEWER), now)


def _settled(findings: QuerySet[Finding], now: datetime) -> list[Difference]:
    still_open = findings.filter(settled_at=None)
    messages = list(still_open.values_list("message", flat=True))
    still_open.update(settled_at=now)
    return [Difference(f"finding: {message}", "open", "settled") for message in messages]

"""What staff do about an error that a reader reported: answer it by mail, or close it. Either way the reader's address goes.

The worker reads the address where it is kept, and deletes it once the mail is out: no other place ever holds it.
"""

from datetime import datetime

from django.conf import settings
from django.core import mail
from django.db import transaction

from medications.actions import audit
from medications.actions.audit import Difference, Subject
from medications.actions.feedback.error_reports import TEXT_KEPT, forget, forget_later
from medications.errors import NotAllowed, PortalError
from medications.models import ErrorReport, EventKind, SocietyProfile
from medications.models.frozen import Actor
from medications.permissions import Act, may

REPORT = "error report"  # the kind of thing in events
LONGEST = 5_000


class CannotSettle(PortalError):
    """The report stays as it was, and why."""


def answer(*, report: ErrorReport, text: str, by, now: datetime, note: str = "") -> None:
    """Mails the answer to the reader, who gave an address for it. Raises NotAllowed, CannotSettle."""
    text = text.strip()
    if not text or len(text) > LONGEST:
        raise CannotSettle(f"Write an answer, of {LONGEST:,} characters at most.")
    _settle(report, answer=text, note=note.strip(), by=by, now=now)


def close(*, report: ErrorReport, note: str, by, now: datetime) -> None:
    """Nothing more is to be done about it, and no answer is sent. `note` says why, to staff. Raises NotAllowed, CannotSettle."""
    if not note.strip():
        raise CannotSettle("Say what was done, or why nothing has to be done.")
    _settle(report, answer="", note=note.strip(), by=by, now=now)


@transaction.atomic
def _settle(report: ErrorReport, *, answer: str, note: str, by, now: datetime) -> None:
    if not may(by, Act.EDIT):
        raise NotAllowed("Only those who edit pages can settle reports.")
    forget(now=now)
    found = ErrorReport.objects.select_for_update().get(pk=report.pk)
    if found.settled_at:
        raise CannotSettle(f"{found.by_name} has settled this report already.")
    if answer and not found.email:
        kept = "The address was deleted, since it had been kept for 90 days." if found.had_address else "No address was given."
        raise CannotSettle(f"There is nobody to answer. {kept} You can close the report.")
    found.answer, found.note, found.settled_at = answer, note, now
    if answer:
        transaction.on_commit(lambda: _have_it_mailed(found.pk))
    else:
        found.email = ""
    transaction.on_commit(lambda: forget_later(now + TEXT_KEPT), robust=True)
    found.by_id, found.by_name = Actor.of(by).values()
    found.save(update_fields=["answer", "note", "email", "settled_at", "by_id", "by_name"])
    audit.record(
        kind=EventKind.REPORT_ANSWERED if answer else EventKind.REPORT_CLOSED,
        by=by,
        now=now,
        subject=Subject(REPORT, str(found.pk), str(found)),
        differences=[Difference("answer", "", answer)] if answer else [],
        note=note,
    )


def mail_answer(*, report_id: int) -> int:
    """Sends the answer, and deletes the address. Returns how many mails were sent: none, if it was sent before.

    In no transaction: a mail server may take its time, and everybody else would wait.
    """
    report = ErrorReport.objects.get(pk=report_id)
    if not report.email or not report.answer:
        return 0
    sent = mail.send_mail(f"Your report on “{_title(report)}”", _body(report, report.answer), None, [report.email])
    ErrorReport.objects.filter(pk=report_id).update(email="")
    return sent


def _have_it_mailed(report_id: int) -> None:
    from medications.actions.tasks import mail_answer  # which itself calls this module

    mail_answer.enqueue(report_id=report_id)


def _body(report: ErrorReport, answer: str) -> str:
    society = SocietyProfile.objects.latest().name
    about = f"You reported an error on the page “{_title(report)}” at {settings.SITE_URL}."
    return f"{answer}\n\n-- \n{society}\n{about} We use your address for this answer only. Nobody reads answers to this mail.\n"


def _title(report: ErrorReport) -> str:
    """A subject is one line."""
    return " ".join(report.page_title.split())

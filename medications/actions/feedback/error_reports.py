"""Errors that readers report. Anybody can send one, so there is an end to how many, from one network and from all together.

Of who sends one nothing is kept but the e-mail address, if one is given: until the answer is mailed, and 90 days at most. What
they wrote is kept for a year after the report was settled.
"""

from datetime import datetime, timedelta

from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext
from django_tasks import default_task_backend

from medications.content.addresses import truncated
from medications.content.phrases import sentence_case
from medications.delivery.tasks import send_mail_later
from medications.errors import PortalError
from medications.models import Change, ErrorReport
from medications.permissions import Act, may
from medications.projections import addresses

LONGEST = 3_000  # characters
MOST_FROM_ONE_NETWORK, MOST_FROM_ALL = 5, 60
WITHIN = timedelta(hours=1)
SAME_WITHIN = timedelta(days=1)
ADDRESS_KEPT = timedelta(days=90)
TEXT_KEPT = timedelta(days=365)  # after it was settled
KEPT_LONG_ENOUGH = "It had been kept for a year after it was settled."
A_LITTLE_LATER = timedelta(minutes=5)


class CannotReport(PortalError):
    """The report was not taken, and why."""


class TooManyReports(CannotReport):
    """A limit is reached. Later it will be taken."""

    def __init__(self):
        super().__init__(
            gettext(
                "There were many reports in the last hour, so yours was not sent. It is still here: please send it again later."
            )
        )


def send(*, document_id, publication_number: int, text: str, email: str, network: str, now: datetime) -> ErrorReport:
    """Keeps a report on one version of a page, and has the worker tell staff. `network` is the sender's address, if known.

    The same, sent once more within a day, is the same report. Raises CannotReport, TooManyReports.
    """
    text, email = text.strip(), email.strip()
    if not text or len(text) > LONGEST:
        said = gettext("Say what is wrong, in at most %(number)s characters.") if text else gettext("Say what is wrong.")
        raise CannotReport(said % {"number": f"{LONGEST:,}"})
    change = Change.objects.filter(document=document_id, publication_number=publication_number).exclude(revision=None).first()
    if change is None:
        raise CannotReport(gettext("There is no such version of this page."))
    same = ErrorReport.objects.filter(document=document_id, text=text, email=email, sent_at__gt=now - SAME_WITHIN).first()
    if same:
        return same
    _count(network)
    with transaction.atomic():
        forget(now=now)
        report = ErrorReport.objects.create(
            document_id=document_id,
            page_title=sentence_case(change.title),
            publication_number=publication_number,
            text=text,
            email=email,
            had_address=bool(email),
            sent_at=now,
        )
        transaction.on_commit(lambda: _tell_staff(report), robust=True)
        if email:
            transaction.on_commit(lambda: forget_later(now + ADDRESS_KEPT), robust=True)
    return report


def forget(*, now: datetime) -> int:
    """Takes addresses and texts out that were kept long enough. Returns how many."""
    gone = ErrorReport.objects.filter(sent_at__lte=now - ADDRESS_KEPT).exclude(email="").update(email="")
    old = ErrorReport.objects.filter(settled_at__lte=now - TEXT_KEPT, removed_at=None)
    return gone + old.update(text="", email="", removed_at=now, removed_because=KEPT_LONG_ENOUGH)


def forget_later(when: datetime) -> None:
    """Asks the worker to look again on the day, so that it does not depend on whether anybody comes here then."""
    from medications.actions.tasks import forget_reports  # which itself calls this module

    if default_task_backend.supports_defer:
        forget_reports.using(run_after=when + A_LITTLE_LATER).enqueue()


def _count(network: str) -> None:
    """Under the part of an address that many share, for an hour. Two at once may count as one, which does no harm."""
    seconds = int(WITHIN.total_seconds())
    limits = {f"error-reports:{truncated(network)}": MOST_FROM_ONE_NETWORK, "error-reports": MOST_FROM_ALL}
    counts = {key: cache.get(key, 0) for key in limits}
    if any(counts[key] >= most for key, most in limits.items()):
        raise TooManyReports
    for key, count in counts.items():
        cache.set(key, count + 1, seconds)


def _tell_staff(report: ErrorReport) -> None:
    """Neither the reader's words nor the address: both stay on this site."""
    here = addresses.absolute(reverse("admin:medications_errorreport_change", args=[report.pk]))
    subject = " ".join(f"Error reported: {report.page_title}".split())  # one line
    body = (
        f"A reader reported an error on the page “{report.page_title}”, version {report.publication_number}.\n\nRead it: {here}\n"
    )
    for account in get_user_model().objects.filter(is_active=True).exclude(email="").prefetch_related("groups"):
        if may(account, Act.EDIT):
            send_mail_later.enqueue(subject=subject, body=body, to=account.email)

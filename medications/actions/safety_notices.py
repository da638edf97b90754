"""Safety notices: written once, approved as a whole, posted on several medicines in one act, ended by their last day or before.

A notice lies over the live pages and leaves their Revisions alone: nothing of a page's text, approval or dates moves. Each page
gets a next publication number and a Change of kind `safety`, so that partners and readers of the history learn of it.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from medications.actions import audit
from medications.actions.audit import Difference, Subject
from medications.actions.numbering import number_and_write
from medications.actions.publication_moves import change_of, lock
from medications.actions.reviews import ONLY_A_REVIEWER, may_decide
from medications.content.choices import Basis, ChangeKind, DocumentKind, Weight
from medications.content.phrases import day
from medications.content.review_policy import ReviewPolicy
from medications.delivery import after_commit
from medications.errors import NotAllowed, PortalError
from medications.models import Change, Document, EventKind, Publication, SafetyNotice, SocietyProfile
from medications.models.frozen import Actor
from medications.permissions import Act, may
from medications.projections import index

NOTICE = "safety notice"  # the kind of thing in events
LONGEST_TEXT = 1_000
LONGEST = timedelta(days=2 * 365)  # a notice that has no end is a section of the page
# In the public note, since the Change itself carries the basis of the page, which a notice leaves alone.
BASIS = {
    Basis.REVIEWED: "Approved by a second person before it was posted.",
    Basis.EMERGENCY: "Posted in an emergency; its review is still to come.",
}


class CannotNotify(PortalError):
    """The notice was not written, approved, posted or ended, and why. `field` is the box to look at, if it is one."""

    def __init__(self, message: str, field: str = ""):
        self.field = field
        super().__init__(message)


def write(
    *,
    text: str,
    source_title: str,
    source_url: str,
    source_date: date,
    begins_on: date,
    ends_on: date,
    documents: Iterable[Document],
    by,
    now: datetime,
) -> SafetyNotice:
    """A notice that nobody sees yet. Its words stay as they are: one that is wrong is written anew.

    Raises NotAllowed, CannotNotify.
    """
    if not may(by, Act.EDIT):
        raise NotAllowed("Your role does not allow you to write safety notices.")
    text, source_title, documents = text.strip(), " ".join(source_title.split()), list(documents)
    _check_words(text, source_title, source_date, begins_on, ends_on, timezone.localdate(now))
    with transaction.atomic():
        _check_medicines(documents)
        notice = SafetyNotice.objects.create(
            text=text,
            source_title=source_title,
            source_url=source_url.strip(),
            source_date=source_date,
            begins_on=begins_on,
            ends_on=ends_on,
            written_at=now,
            **Actor.of(by),
        )
        notice.documents.set(documents)
        said = [
            Difference("text", "", text),
            Difference("source", "", f"{source_title}, {day(source_date)} {notice.source_url}".strip()),
            Difference("shown", "", f"{day(begins_on)} to {day(ends_on)}"),
            Difference("medicines", "", ", ".join(_titles(documents))),
        ]
        _record(EventKind.NOTICE_WRITTEN, notice, by=by, now=now, differences=said)
        return notice


def approve(*, notice: SafetyNotice, by, now: datetime) -> None:
    """Whoever must approve a warning approves this one, words, source and medicines. Nobody approves their own.

    One that was posted in an emergency has the basis `reviewed` from then on. Raises NotAllowed, CannotNotify.
    """
    need = ReviewPolicy.of(SocietyProfile.objects.latest()).need(Weight.CLINICAL)
    if not may_decide(by, need):
        raise NotAllowed(ONLY_A_REVIEWER)
    if by.pk == notice.by_id:
        raise CannotNotify("You wrote this notice yourself. A second person must approve it.")
    with transaction.atomic():
        notice = _locked(notice)
        if notice.approved_at:
            raise CannotNotify(f"{notice.approved_by_name} has approved it already.")
        if notice.ended_at:
            raise CannotNotify("This notice has ended.")
        notice.approved_at = now
        notice.approved_by_id, notice.approved_by_name = Actor.of(by).values()
        if notice.posted_at:
            notice.basis = Basis.REVIEWED
        notice.save()
        _record(EventKind.NOTICE_APPROVED, notice, by=by, now=now, differences=[Difference("approved", "", notice.text)])
        if notice.posted_at:
            _tell(notice, f"The safety notice of {day(notice.begins_on)} has been reviewed.", by=by, now=now)


def post(*, notice: SafetyNotice, by, now: datetime, reason: str = "") -> list[Change]:
    """Puts the notice on all its medicines at once. Unapproved, only with a `reason` why it cannot wait (basis `emergency`).

    Raises NotAllowed, CannotNotify.
    """
    if not may(by, Act.PUBLISH):
        raise NotAllowed("Only a publisher can post a safety notice.")
    with transaction.atomic():
        notice = _locked(notice)
        if notice.posted_at:
            raise CannotNotify("This notice was posted already.")
        if notice.ends_on < timezone.localdate(now):
            raise CannotNotify("Its last day is over. Write it anew with a later one.")
        if not notice.approved_at and not reason.strip():
            raise CannotNotify("Nobody has approved it. Say why it cannot wait, or ask a clinical reviewer first.", "reason")
        _check_medicines(list(notice.documents.all()))
        notice.basis = Basis.REVIEWED if notice.approved_at else Basis.EMERGENCY
        notice.reason = "" if notice.approved_at else reason.strip()
        notice.posted_at = now
        notice.posted_by_id, notice.posted_by_name = Actor.of(by).values()
        notice.save()
        posted = [Difference("basis", "", Basis(notice.basis).label), Difference("text", "", notice.text)]
        _record(EventKind.NOTICE_POSTED, notice, by=by, now=now, differences=posted, note=notice.reason)
        source = f"{notice.source_title}, {day(notice.source_date)}"
        said = f"Safety notice: {notice.text} Source: {source}. {BASIS[notice.basis]} Shown until {day(notice.ends_on)}."
        return _tell(notice, said, by=by, now=now)


def end(*, notice: SafetyNotice, by, now: datetime, reason: str) -> list[Change]:
    """Takes the notice off all its medicines before its last day. `reason` is read by everyone.

    Raises NotAllowed, CannotNotify.
    """
    if not may(by, Act.PUBLISH):
        raise NotAllowed("Only a publisher can end a safety notice.")
    if not reason.strip():
        raise CannotNotify("Say why it ends. Everyone reads it under “What changed”.", "reason")
    with transaction.atomic():
        notice = _locked(notice)
        if not notice.posted_at or notice.ended_at or notice.ends_on < timezone.localdate(now):
            raise CannotNotify("This notice is not shown anywhere.")
        notice.ended_at, notice.end_reason = now, reason.strip()
        notice.save()
        _record(
            EventKind.NOTICE_ENDED,
            notice,
            by=by,
            now=now,
            differences=[Difference("text", notice.text, "")],
            note=notice.end_reason,
        )
        return _tell(notice, f"The safety notice of {day(notice.begins_on)} has ended. {notice.end_reason}", by=by, now=now)


def _check_words(text: str, source_title: str, source_date: date, begins_on: date, ends_on: date, today: date) -> None:
    if not text:
        raise CannotNotify("Say what readers must know.", "text")
    if len(text) > LONGEST_TEXT:
        raise CannotNotify(f"This is too long for a notice: {len(text):,} characters; at most {LONGEST_TEXT:,}.", "text")
    if not source_title:
        raise CannotNotify("Name the source.", "source_title")
    if source_date > today:
        raise CannotNotify("The source is dated in the future.", "source_date")
    if ends_on < max(begins_on, today):
        raise CannotNotify("The last day is over already, or before the first.", "ends_on")
    if ends_on - min(begins_on, today) > LONGEST:  # no days are added: the calendar ends in the year 9999
        raise CannotNotify(
            "A notice is shown for two years at most. What holds for longer belongs on the page itself.", "ends_on"
        )


def _check_medicines(documents: list[Document]) -> None:
    """All of them public now: a notice on a page that nobody can see would be taken for one that is shown."""
    if not documents:
        raise CannotNotify("Choose the medicines.", "medications")
    live = set(Publication.objects.live().filter(document__in=documents).values_list("document", flat=True))
    missing = [each for each in documents if each.pk not in live or each.kind != DocumentKind.MEDICATION]
    if missing:
        raise CannotNotify(f"Not public now: {', '.join(_titles(missing))}. Leave it out, or publish it first.", "medications")


def _titles(documents: Iterable[Document]) -> list[str]:
    return sorted(audit.of_document(each).name for each in documents)


def _locked(notice: SafetyNotice) -> SafetyNotice:
    return SafetyNotice.objects.select_for_update().get(pk=notice.pk)


def _tell(notice: SafetyNotice, note: str, *, by, now: datetime) -> list[Change]:
    """Every live page of the notice gets its next publication number and a Change; the rest of its Publication stays."""
    ids = list(notice.documents.values_list("pk", flat=True))
    lock(set(ids))
    live = Publication.objects.live().filter(document__in=ids).select_related("revision").order_by("document")
    changes = []
    for publication in live:
        publication.number += 1
        publication.save(update_fields=["number"])
        index.rebuild(publication)
        told = {"role": publication.role, "note": note, "by": by, "now": now, "revision": publication.revision}
        changes.append(change_of(publication, kind=ChangeKind.SAFETY, **told))
    number_and_write(changes)
    after_commit.published(ids)
    return changes


def _record(kind: str, notice: SafetyNotice, *, by, now: datetime, differences: list[Difference], note: str = "") -> None:
    subject = Subject(NOTICE, str(notice.pk), notice.text[:80])
    audit.record(kind=kind, by=by, now=now, subject=subject, differences=differences, note=note)

"""A page that is corrected while a draft of it is open."""

from dataclasses import dataclass

from medications.actions import live_corrections
from medications.models import Document, ParkedDraft, Revision
from tests.factories import accounts, drafts, publications, records
from tests.factories.publications import NOW

TAKE = {"kind": "proper_usage", "heading": "Proper usage"}


def with_dose(dose: str) -> list[dict]:
    return [{**TAKE, "body": f"Take {dose} a day. [@{records.LABEL}]"}]


@dataclass(frozen=True)
class Corrected:
    """What is live says 5 mg. Wilma wrote a new footnote, which is parked; the newest version is the live text again."""

    document: Document
    live: Revision
    parked: ParkedDraft

    @property
    def newest(self) -> Revision:
        return self.document.revisions.order_by("-number").first()

    @property
    def token(self) -> int:
        return self.newest.number

    def dose(self, dose: str, *, by=None) -> Revision:
        """The newest version with another dose."""
        return drafts.edited(self.document, by=by or accounts.writer("otto"), sections=with_dose(dose))

    def publish(self, dose: str = "4 mg"):
        return publications.publish(publications.approve(self.dose(dose)), kind="corrected", note="The dose was too high.")


def live_page() -> Revision:
    record = records.small_record(sections=with_dose("5 mg"), look_alike_footnote="Before.")
    return publications.published(record, by=accounts.writer("first")).revision


def begun(live: Revision | None = None, *, by=None, **changes) -> Corrected:
    """`changes` are what the parked draft wanted."""
    live = live or live_page()
    drafts.edited(live.document, by=accounts.writer("wilma"), **(changes or {"look_alike_footnote": "By Wilma."}))
    parked = live_corrections.start(document=live.document, by=by or accounts.writer("otto"), token=None, now=NOW)
    return Corrected(live.document, live, parked)

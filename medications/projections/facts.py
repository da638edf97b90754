"""What is true of a publication apart from its content: number, basis, role, dates. The same shape for now and for then."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from medications.content.choices import Basis
from medications.models import Change, IndexRow, Publication
from medications.permissions import Role

ANSWERS = {
    Role.WRITER: _("A writer of this society answers for this version, as its review policy asks."),
    Role.REVIEWER: _("A clinical reviewer of this society answers for this version, as its review policy asks."),
    Role.PUBLISHER: _("A publisher of this society answers for this version, as its review policy asks."),
    Role.ADMINISTRATOR: _("An administrator of this society answers for this version, as its review policy asks."),
}


@dataclass(frozen=True)
class Facts:
    document_id: str
    publication_number: int
    digest: str
    basis: str
    role: str
    last_updated: date
    last_reviewed: date | None
    review_due: date | None
    reviewer: str = ""  # from outside, as readers may know them: reviewers.with_reviewer
    whole_reviewer: tuple[str, str] | None = None  # the same, by name and credentials, if they have read the whole page

    @classmethod
    def of(cls, published: Publication | Change | IndexRow) -> Self:
        """Takes a Publication or its index row (what is public now), or a Change (what was public then; a Change that made
        nothing public has no digest).
        """
        return cls(
            document_id=str(published.document_id),
            publication_number=published.number if isinstance(published, Publication) else published.publication_number,
            digest=_digest(published),
            basis=published.basis,
            role=published.role,
            last_updated=published.last_updated,
            last_reviewed=published.last_reviewed,
            review_due=published.review_due,
        )

    @property
    def is_starter(self) -> bool:
        return self.basis == Basis.STARTER

    @property
    def basis_sentence(self) -> str:
        """For readers: on what ground this is public."""
        if not self.basis:
            return gettext("None yet: this is a draft.")
        if self.basis == Basis.STARTER:
            return gettext("Starter text. It has not yet been reviewed by a clinician of this society.")
        if self.basis == Basis.EMERGENCY:
            return gettext("Published in an emergency. The full review is still to come.")
        if self.role == Role.REVIEWER:
            if not self.reviewer:
                return gettext("Approved by a clinical reviewer before it was published.")
            return gettext("Approved by %(reviewer)s before it was published.") % {"reviewer": self.reviewer}
        if not self.role:
            return gettext("Approved before it was published.")
        # A second person who approved it, or one publisher where nobody else was needed: both answer for it.
        return gettext(ANSWERS[Role(self.role)])


def _digest(published: Publication | Change | IndexRow) -> str:
    if isinstance(published, IndexRow):
        return published.digest
    return published.revision.digest if published.revision_id else ""


def is_overdue(row: IndexRow | Facts | Publication, today: date) -> bool:
    """A page is overdue from the day after its review was due."""
    return row.review_due is not None and row.review_due < today

"""What a version would change, how that is weighed, who must approve it and who has: shown before deciding and publishing."""

from dataclasses import dataclass

from medications.actions.needed_approval import Needed, needed_approval
from medications.actions.reviews import approvals_of
from medications.content.choices import ReviewNeed, Weight
from medications.content.shortening import around_the_change
from medications.content.weighing import Because
from medications.models import Review, Revision
from medications.permissions import Role

WEIGHTS = {Weight.TYPO: "a typo", Weight.WORDING: "wording", Weight.CLINICAL: f"clinical ({Weight.CLINICAL.label})"}
_HEADS = {Weight.TYPO: "A typo", Weight.WORDING: "Wording", Weight.CLINICAL: "Clinical"}
BY_WHOM = {
    ReviewNeed.PUBLISHER: "One publisher can publish it; nobody else need approve.",
    ReviewNeed.SECOND_PERSON: "A second person, who did not write it, must approve exactly this version.",
    ReviewNeed.CLINICAL_REVIEWER: "A clinical reviewer, who did not write it, must approve exactly this version.",
}


@dataclass(frozen=True)
class Line:
    """One change; `why` begins with its weight. Long texts are shortened to where they differ; `whole` has them in full then."""

    label: str
    old: str
    new: str
    why: str
    whole: tuple[str, str] | None

    @classmethod
    def of(cls, because: Because) -> "Line":
        change = because.change
        whole = (change.old, change.new)
        old, new = around_the_change(*whole)
        return cls(change.label, old, new, f"{_HEADS[because.weight]}: {because.why}", None if (old, new) == whole else whole)


@dataclass(frozen=True)
class WhatChanges:
    lines: list[Line]
    weight: str
    notes: tuple[str, ...]
    by_whom: str
    approvals: list[str]
    needed: Needed


def what_changes(revision: Revision) -> WhatChanges:
    needed = needed_approval(revision)
    return WhatChanges(
        lines=[Line.of(because) for because in needed.because],
        weight=WEIGHTS[needed.weight],
        notes=needed.notes,
        by_whom=BY_WHOM[needed.need],
        approvals=[said(review) for review in approvals_of([revision])[revision.pk].given],
        needed=needed,
    )


def said(review: Review) -> str:
    """Such as: Rita Vale, MD, as clinical reviewer, whole page read, by a link that Sam Tell made."""
    whole = "whole page read" if review.whole_record else ""
    return ", ".join(
        filter(None, [review.by_name, review.credentials, f"as {Role(review.role).label.lower()}", whole, by_link(review)])
    )


def by_link(review: Review) -> str:
    """Who asked an outside reviewer. Nobody can tell who opened the link, so whoever made it is named with the decision."""
    return f"by a link that {review.invitation.by_name} made" if review.invitation else ""

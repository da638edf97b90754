"""What a version would change, how that is weighed, who must approve it and who has: shown before deciding and publishing."""

from dataclasses import dataclass

from medications.actions.decision_words import how_it_came
from medications.actions.needed_approval import Needed, needed_approval
from medications.actions.reviews import approvals_of
from medications.content.choices import ReviewNeed, Weight
from medications.content.shown_changes import ShownChange, touched
from medications.models import Review, Revision
from medications.permissions import Role

WEIGHTS = {Weight.TYPO: "a typo", Weight.WORDING: "wording", Weight.CLINICAL: f"clinical ({Weight.CLINICAL.label})"}
BY_WHOM = {
    ReviewNeed.PUBLISHER: "One publisher can publish it; nobody else need approve.",
    ReviewNeed.SECOND_PERSON: "A second person, who did not write it, must approve exactly this version.",
    ReviewNeed.CLINICAL_REVIEWER: "A clinical reviewer, who did not write it, must approve exactly this version.",
}


@dataclass(frozen=True)
class WhatChanges:
    """`lines` are the changes, `touches` what they touch all in all."""

    lines: list[ShownChange]
    touches: list[str]
    weight: str
    notes: tuple[str, ...]
    by_whom: str
    approvals: list[str]
    needed: Needed


def what_changes(revision: Revision) -> WhatChanges:
    needed = needed_approval(revision)
    lines = [ShownChange.of(because) for because in needed.because]
    return WhatChanges(
        lines=lines,
        touches=touched(lines),
        weight=WEIGHTS[needed.weight],
        notes=needed.notes,
        by_whom=BY_WHOM[needed.need],
        approvals=[said(review) for review in approvals_of([revision])[revision.pk].given],
        needed=needed,
    )


def said(review: Review) -> str:
    """Such as: Rita Vale, MD, as clinical reviewer, whole page read, in writing (letter of ...), recorded by Sam Tell."""
    whole = "whole page read" if review.whole_record else ""
    return ", ".join(
        filter(None, [review.by_name, review.credentials, f"as {Role(review.role).label.lower()}", whole, how_it_came(review)])
    )

"""Who must have approved a version before it is published: what it would change, weighed, and the newest review policy."""

from dataclasses import dataclass

from medications.actions.published_along import unpublished_terms
from medications.content.choices import Basis, DocumentKind, ReviewNeed, Weight
from medications.content.review_policy import ReviewPolicy
from medications.content.weighing import Because, heaviest, weigh
from medications.models import Publication, Revision, SocietyProfile
from medications.projections import identity
from medications.projections.suppressed import suppression_of


@dataclass(frozen=True)
class Needed:
    """`need` follows from `weight`; `because` and `notes` say why. `because` is what differs from the text that is public now."""

    weight: Weight
    need: ReviewNeed
    because: tuple[Because, ...] = ()
    notes: tuple[str, ...] = ()


def needed_approval(revision: Revision) -> Needed:
    """Reads the newest profile: a changed policy counts from the next publish on."""
    policy = ReviewPolicy.of(SocietyProfile.objects.latest())
    live = Publication.objects.filter(document=revision.document_id).select_related("revision").first()
    if live and live.basis == Basis.REVIEWED and live.revision.digest == revision.digest:
        again = (
            "The text is the one that is public now. Only a clinical reviewer's reading of the whole page brings something new."
        )
        return Needed(Weight.CLINICAL, ReviewNeed.CLINICAL_REVIEWER, notes=(again,))
    weights, because, notes = [], (), []
    if live is None or suppression_of(live.revision):
        weights.append(Weight.CLINICAL)
        notes.append("It has never been public." if live is None else "The text that was public was removed: all of it is new.")
    else:
        weighed = weigh(live.revision.record, revision.record)
        weights.append(weighed.weight)
        because = weighed.reasons
    if live and live.basis != Basis.REVIEWED:
        weights.append(Weight.CLINICAL)
        notes.append("What is public now has not been reviewed, so all of it counts as new.")
    along = [term.record for term in unpublished_terms(revision)]
    if along:
        weights += [_weight_of_new(record.kind) for record in along]
        named = ", ".join(f"{identity.title(record)} ({DocumentKind(record.kind).label})" for record in along)
        notes.append(f"It makes public with it: {named}.")
    weight = heaviest(*weights)
    return Needed(weight, policy.need(weight), because, tuple(notes))


def _weight_of_new(kind: str) -> Weight:
    """Of a term that becomes public along: a source says where words come from, any other term is one that readers act on."""
    return Weight.WORDING if kind == DocumentKind.SOURCE else Weight.CLINICAL

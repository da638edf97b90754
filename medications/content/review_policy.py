"""The society's review policy: who must have approved what before it is published, and the same in plain words for readers."""

from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from medications.content.choices import ReviewNeed, Weight

_FROM_LEAST = list(ReviewNeed)

# What the society profile said before the policy had fields of its own. It is not true of every policy, so it is not shown.
_FORMER_DEFAULT = (
    "A page is published after a clinical reviewer who did not write it has approved exactly that text. Pages are reviewed again "
    "by the date printed on them."
)

_WHAT = {
    Weight.TYPO: _("A corrected typo"),
    Weight.WORDING: _("A change of wording or of a source"),
    Weight.CLINICAL: _("A new page, or a change to a dose, a warning, a side effect, a use or a claim on generics,"),
}
_BY_WHOM = {
    ReviewNeed.PUBLISHER: _("%(what)s is published by one publisher."),
    ReviewNeed.SECOND_PERSON: _(
        "%(what)s is published after a second person, who did not write it, has approved exactly that text."
    ),
    ReviewNeed.CLINICAL_REVIEWER: _(
        "%(what)s is published after a clinical reviewer, who did not write it, has approved exactly that text."
    ),
}
_ALWAYS = (
    _("A changed number or negation is never taken for a typo."),
    _("The date “last reviewed” moves only when a clinical reviewer has read the whole page."),
    _("A page that is public without all this says so."),
)


@dataclass(frozen=True)
class ReviewPolicy:
    """Who must have approved a difference of each weight."""

    typo: ReviewNeed = ReviewNeed.PUBLISHER
    wording: ReviewNeed = ReviewNeed.SECOND_PERSON
    clinical: ReviewNeed = ReviewNeed.CLINICAL_REVIEWER

    @classmethod
    def of(cls, profile) -> "ReviewPolicy":
        """That of a society profile, or of anything with its three fields."""
        return cls(*(ReviewNeed(getattr(profile, f"{weight}_needs")) for weight in Weight))

    def need(self, weight: Weight) -> ReviewNeed:
        return {Weight.TYPO: self.typo, Weight.WORDING: self.wording, Weight.CLINICAL: self.clinical}[Weight(weight)]

    def faults(self) -> dict[Weight, str]:
        """What cannot be asked for, by the weight that asks for too little. The database refuses the same."""
        found = {}
        if self.clinical == ReviewNeed.PUBLISHER:
            found[Weight.CLINICAL] = "One publisher alone is never enough here."
        if less(self.wording, self.typo):
            found[Weight.WORDING] = "Wording matters more than a typo, so it cannot need less."
        if less(self.clinical, self.wording):
            found.setdefault(Weight.CLINICAL, "This matters more than wording, so it cannot need less.")
        return found


def less(one: ReviewNeed, other: ReviewNeed) -> bool:
    return _FROM_LEAST.index(one) < _FROM_LEAST.index(other)


def in_plain_words(policy: ReviewPolicy) -> list[str]:
    """One sentence a rule, for readers: lighter weights that need the same are said together with the heavier one."""
    by_need: dict[ReviewNeed, list[str]] = {}
    for weight in Weight:
        by_need.setdefault(policy.need(weight), []).append(_WHAT[weight])
    if len(by_need) == 1:
        by_need = {policy.clinical: [_("Every new page and every change")]}
    rules = [gettext(_BY_WHOM[need]) % {"what": _either([gettext(each) for each in what])} for need, what in by_need.items()]
    return [*rules, *map(gettext, _ALWAYS)]


def _either(parts: list[str]) -> str:
    first, *others = parts
    joined = gettext(", or ").join([first, *(each[:1].lower() + each[1:] for each in others)])
    return joined if not others else joined.removesuffix(",") + ","


def addition(text: str) -> str:
    """What the society says besides; nothing if it is the sentence that msportal once put there by itself."""
    return "" if " ".join(text.split()) == _FORMER_DEFAULT else text.strip()

"""Who must approve what, and how readers are told."""

from itertools import product

import pytest

from medications.content.choices import ReviewNeed, Weight
from medications.content.review_policy import ReviewPolicy, addition, in_plain_words
from medications.models import SocietyProfile

FORMER = (
    "A page is published after a clinical reviewer who did not write it has approved exactly that text. Pages are reviewed again "
    "by the date printed on them."
)
WITHOUT_A_HAND = ", who did not write it, has approved exactly that text."
PUBLISHER, SECOND, CLINICAL = ReviewNeed
EVERY = [ReviewPolicy(*needs) for needs in product(ReviewNeed, repeat=3)]
SOUND = [policy for policy in EVERY if not policy.faults()]


def test_the_default_is_that_of_a_small_society():
    policy = ReviewPolicy.of(SocietyProfile())

    assert [policy.need(weight) for weight in Weight] == [PUBLISHER, SECOND, CLINICAL]


@pytest.mark.parametrize("policy", EVERY, ids=str)
def test_a_policy_asks_no_less_for_what_matters_more(policy):
    order = list(ReviewNeed).index
    sound = order(policy.typo) <= order(policy.wording) <= order(policy.clinical) and policy.clinical != PUBLISHER

    assert (policy.faults() == {}) == sound


def test_a_fault_is_told_where_too_little_is_asked():
    assert ReviewPolicy(SECOND, PUBLISHER, CLINICAL).faults() == {
        Weight.WORDING: "Wording matters more than a typo, so it cannot need less."
    }
    assert ReviewPolicy(PUBLISHER, PUBLISHER, PUBLISHER).faults() == {
        Weight.CLINICAL: "One publisher alone is never enough here."
    }


def test_the_default_in_plain_words():
    assert in_plain_words(ReviewPolicy()) == [
        "A corrected typo is published by one publisher.",
        f"A change of wording or of a source is published after a second person{WITHOUT_A_HAND}",
        "A new page, or a change to a dose, a warning, a side effect, a use or a claim on generics, is published after a "
        f"clinical reviewer{WITHOUT_A_HAND}",
        "A changed number or negation is never taken for a typo.",
        "The date “last reviewed” moves only when a clinical reviewer has read the whole page.",
        "A page that is public without all this says so.",
    ]


def test_the_strictest_in_plain_words():
    assert in_plain_words(ReviewPolicy(CLINICAL, CLINICAL, CLINICAL))[0] == (
        f"Every new page and every change is published after a clinical reviewer{WITHOUT_A_HAND}"
    )


@pytest.mark.parametrize("policy", SOUND, ids=str)
def test_readers_are_told_of_no_one_who_need_not_approve(policy):
    said = " ".join(in_plain_words(policy)[:-3])

    needs = {policy.need(weight) for weight in Weight}
    assert ("one publisher" in said, "second person" in said, "clinical reviewer" in said) == (
        PUBLISHER in needs,
        SECOND in needs,
        CLINICAL in needs,
    )


def test_two_policies_are_not_told_in_the_same_words():
    assert len({tuple(in_plain_words(policy)) for policy in SOUND}) == len(SOUND)


def test_what_the_society_adds_is_kept_and_the_former_default_is_not():
    assert addition(" Our board meets in May. ") == "Our board meets in May."
    assert addition(FORMER.replace(". Pages", ".\nPages")) == ""
    assert addition(SocietyProfile().review_policy) == ""

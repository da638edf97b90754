"""Rule 5: who must have approved follows from what would change, and from the newest policy."""

from datetime import timedelta

import pytest

from medications.actions import invitations, publishing, reviews
from medications.actions.blockers import publish_blockers
from medications.actions.needed_approval import needed_approval
from medications.actions.publication_dates import review_dates
from medications.content.choices import Basis, ReviewNeed, Weight
from medications.content.weighing import Weighed
from medications.errors import CannotApprove, CannotPublish, NotAllowed
from medications.models import Publication, Review
from medications.permissions import Role
from tests.factories import accounts, drafts, publications, records
from tests.factories.policies import set_policy
from tests.factories.publications import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

LATER = NOW + timedelta(days=1)
LAST = NOW + timedelta(days=2)
TYPO = {"look_alike_footnote": "Some of these look like symptoms."}
WORDING = {"pronunciation": "or-BEL"}
CLINICAL = {"availability": "prescription"}
EVERY = {"typo": TYPO, "wording": WORDING, "clinical": CLINICAL}


@pytest.fixture
def live():
    """A public page with a misspelt word in it."""
    return publications.published(records.small_record(look_alike_footnote="Some of these look like symptms.")).document


def draft_of(document, changes, by=None):
    return drafts.edited(document, by=by, **changes)


def codes(revision) -> list[str]:
    return [reason.code for reason in publish_blockers(revision)]


def approve(revision, by, now=LATER, **kwargs):
    return reviews.approve(revision=revision, by=by, now=now, **kwargs)


def publish(revision, by=None, now=LAST):
    return publishing.publish(revision=revision, by=by or accounts.publisher(), now=now, note="Changed.")


def other(role: Role, name: str = "other"):
    return accounts.account(role, name=name)


# How much is needed


@pytest.mark.parametrize(
    ("changes", "weight", "need"),
    [
        (TYPO, Weight.TYPO, ReviewNeed.PUBLISHER),
        (WORDING, Weight.WORDING, ReviewNeed.SECOND_PERSON),
        (CLINICAL, Weight.CLINICAL, ReviewNeed.CLINICAL_REVIEWER),
    ],
)
def test_what_changes_says_who_must_approve(live, changes, weight, need):
    needed = needed_approval(draft_of(live, changes))

    assert (needed.weight, needed.need, [reason.weight for reason in needed.because]) == (weight, need, [weight])


def test_the_newest_policy_counts_at_once(live):
    revision = draft_of(live, TYPO)
    assert codes(revision) == []

    set_policy(typo_needs="second_person")

    assert codes(revision) == ["no_approval"]


def test_what_was_never_public_is_clinical():
    needed = needed_approval(drafts.draft(records.source_record()))

    assert (needed.weight, needed.notes) == (Weight.CLINICAL, ("It has never been public.",))


@pytest.mark.parametrize("basis", [Basis.STARTER, Basis.EMERGENCY])
def test_a_typo_in_what_was_never_reviewed_is_clinical(live, basis):
    live_now = Publication.objects.get(document=live)
    live_now.basis = basis
    live_now.save()

    needed = needed_approval(draft_of(live, TYPO))

    assert needed.weight == Weight.CLINICAL
    assert needed.notes == ("What is public now has not been reviewed, so all of it counts as new.",)


def test_a_source_that_becomes_public_along_is_wording(live):
    added = records.source("new-book-2020")
    newest = live.revisions.order_by("-number").first().record
    drafts.draft(records.source_record("new-book-2020"))
    needed = needed_approval(
        draft_of(live, {"sources": [*newest.sources, added], "whole_page_sources": [records.LABEL, added.code]})
    )

    assert needed.weight == Weight.WORDING
    assert needed.notes == ("It makes public with it: Official label new-book-2020 (source).",)


def test_a_symptom_that_becomes_public_along_is_clinical():
    """Of a term: what it names is weighed with it, also where the difference itself would be less."""
    term = publications.published(records.side_effect_record(resembles=[], may_worsen=[])).document
    drafts.draft(records.symptom_record("pain"))

    needed = needed_approval(draft_of(term, {"may_worsen": [records.term("pain")]}))

    assert needed.weight == Weight.CLINICAL
    assert needed.notes == ("It makes public with it: pain (symptom).",)


def test_reviewing_the_live_text_again_is_for_a_clinical_reviewer(live):
    revision = live.revisions.get()
    assert needed_approval(revision).need == ReviewNeed.CLINICAL_REVIEWER

    with pytest.raises(NotAllowed):
        approve(revision, other(Role.WRITER))


# A typo: one publisher


def test_a_publisher_publishes_a_typo_of_their_own(live):
    publisher = accounts.publisher()

    publish(draft_of(live, TYPO, by=publisher), by=publisher)

    publication = Publication.objects.get(document=live)
    assert (publication.number, publication.basis, publication.role) == (2, Basis.REVIEWED, Role.PUBLISHER)


def test_an_administrator_who_publishes_a_typo_is_called_so(live):
    change = publish(draft_of(live, TYPO), by=accounts.account(Role.ADMINISTRATOR))

    assert change.role == Role.ADMINISTRATOR


def test_a_typo_moves_no_date_of_a_review(live):
    before = Publication.objects.get(document=live)

    change = publish(draft_of(live, TYPO))

    assert (change.last_reviewed, change.review_due) == (before.last_reviewed, before.review_due)


def test_a_typo_that_a_reviewer_has_approved_says_reviewer(live):
    revision = draft_of(live, TYPO)
    approve(revision, accounts.reviewer())

    assert publish(revision).role == Role.REVIEWER


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.WRITER])
def test_a_typo_is_published_by_publishers_only(live, role):
    with pytest.raises(NotAllowed):
        publish(draft_of(live, TYPO), by=other(role))


def test_a_wish_for_changes_stops_a_typo_too(live):
    revision = draft_of(live, TYPO)
    reviews.want_changes(revision=revision, by=accounts.reviewer(), now=LATER, comment="Leave it.")

    assert codes(revision) == ["changes_wanted"]
    with pytest.raises(CannotPublish, match="Reviewer wants changes"):
        publish(revision)


# Wording: a second person


@pytest.mark.parametrize("role", [Role.WRITER, Role.PUBLISHER, Role.ADMINISTRATOR, Role.REVIEWER])
def test_a_second_person_approves_wording(live, role):
    revision = draft_of(live, WORDING)
    assert codes(revision) == ["no_approval"]

    review = approve(revision, other(role))

    assert review.role == role
    assert publish(revision).role == role


def test_wording_without_a_second_person_is_not_published_by_its_publisher(live):
    publisher = accounts.publisher()
    revision = draft_of(live, WORDING, by=publisher)

    with pytest.raises(CannotPublish, match="No second person has approved exactly this version"):
        publish(revision, by=publisher)


@pytest.mark.parametrize("superuser", [False, True])
@pytest.mark.parametrize("role", [Role.PUBLISHER, Role.ADMINISTRATOR])
def test_nobody_is_the_second_person_of_their_own_words(live, role, superuser):
    author = accounts.account(role, name="author", superuser=superuser)
    revision = draft_of(live, WORDING, by=author)

    with pytest.raises(CannotApprove, match="yourself"):
        approve(revision, author)


def test_a_hand_in_an_earlier_draft_makes_nobody_a_second_person(live):
    author = other(Role.WRITER)
    draft_of(live, {"pronunciation": "or"}, by=author)

    with pytest.raises(CannotApprove, match="yourself"):
        approve(draft_of(live, WORDING), author)


def test_a_superuser_without_an_approval_publishes_no_wording(live):
    with pytest.raises(CannotPublish):
        publish(draft_of(live, WORDING), by=accounts.account(name="root", superuser=True))


def test_a_second_persons_approval_is_of_no_whole_page(live):
    with pytest.raises(NotAllowed, match="whole page"):
        approve(draft_of(live, WORDING), other(Role.WRITER), whole_record=True)


def test_a_second_persons_approval_moves_no_date_of_a_review(live):
    revision = draft_of(live, WORDING)
    approve(revision, other(Role.WRITER))

    assert publish(revision).last_reviewed is None


def test_a_second_person_may_want_changes(live):
    revision = draft_of(live, WORDING)
    approve(revision, other(Role.WRITER))

    reviews.want_changes(revision=revision, by=other(Role.PUBLISHER, "third"), now=LATER, comment="Not so.")

    assert codes(revision) == ["no_approval"]


def test_an_edit_voids_a_second_persons_approval(live):
    approve(draft_of(live, WORDING), other(Role.WRITER))

    assert codes(draft_of(live, {"pronunciation": "OR-bel"})) == ["no_approval"]


# Dose, warning, side effect, use, generic claim: a clinical reviewer


@pytest.mark.parametrize("role", [Role.WRITER, Role.PUBLISHER, Role.ADMINISTRATOR])
def test_a_second_person_decides_on_nothing_clinical(live, role):
    revision = draft_of(live, CLINICAL)

    with pytest.raises(NotAllowed, match="clinical reviewer"):
        approve(revision, other(role))
    with pytest.raises(NotAllowed, match="clinical reviewer"):
        reviews.want_changes(revision=revision, by=other(role), now=LATER, comment="No.")

    assert codes(revision) == ["no_approval"]


def test_a_clinical_reviewer_approves_what_is_clinical(live):
    revision = draft_of(live, CLINICAL)
    approve(revision, accounts.reviewer())

    assert publish(revision).role == Role.REVIEWER


def test_clinical_changes_are_approved_by_a_second_person_where_the_policy_says_so(live):
    set_policy(clinical_needs="second_person")
    revision = draft_of(live, CLINICAL)
    approve(revision, other(Role.WRITER))

    assert publish(revision).role == Role.WRITER


def test_an_outside_reviewer_is_a_clinical_one(live):
    revision = draft_of(live, CLINICAL)
    _, token = invitations.invite(
        revision=revision, reviewer_name="Dr. Vale", credentials="MD", expires=LAST, by=accounts.writer(), now=NOW
    )

    review = invitations.decide(token=token, decision="approved", comment="", consent=True, whole_record=True, now=LATER)

    assert (review.by_id, review.by_name, review.credentials) == (None, "Dr. Vale", "MD")
    assert publish(revision).last_reviewed == LATER.date()


# Several decisions


def test_a_second_persons_approval_does_not_stand_in_front_of_a_clinical_one(live):
    revision = draft_of(live, WORDING)
    approve(revision, accounts.reviewer(), whole_record=True)
    approve(revision, other(Role.WRITER), now=LAST)

    change = publish(revision)

    assert (change.role, change.last_reviewed) == (Role.REVIEWER, LATER.date())


def test_a_clinical_reviewers_wish_is_not_taken_back_by_a_second_person(live):
    revision = draft_of(live, WORDING)
    reviews.want_changes(revision=revision, by=accounts.reviewer(), now=LATER, comment="Wrong.")
    approve(revision, other(Role.WRITER), now=LAST)
    assert codes(revision) == ["no_approval"]

    approve(revision, accounts.reviewer("another"), now=LAST)

    assert codes(revision) == []


def test_a_second_persons_wish_does_not_soften_that_of_a_clinical_reviewer(live):
    revision = draft_of(live, WORDING)
    reviews.want_changes(revision=revision, by=accounts.reviewer(), now=LATER, comment="Wrong.")
    reviews.want_changes(revision=revision, by=other(Role.WRITER), now=LATER, comment="And this.")

    approve(revision, other(Role.PUBLISHER, "third"), now=LAST)

    assert codes(revision) == ["no_approval"]


# A policy that changes, a difference that grows


def test_a_weaker_policy_makes_no_earlier_approval_of_a_lighter_kind_count(live):
    """It cannot: where a clinical reviewer is needed, nobody else's approval is written down."""
    revision = draft_of(live, CLINICAL)
    with pytest.raises(NotAllowed):
        approve(revision, other(Role.WRITER))

    set_policy(clinical_needs="second_person")

    assert codes(revision) == ["no_approval"]


def test_a_stricter_policy_takes_a_second_persons_approval_for_what_it_is(live):
    revision = draft_of(live, WORDING)
    approve(revision, other(Role.WRITER))
    assert codes(revision) == []

    set_policy(wording_needs="clinical_reviewer")

    assert codes(revision) == ["no_approval"]


def test_a_second_persons_approval_of_wording_does_not_carry_a_difference_that_has_grown(live):
    """Approved against one public text; another became public meanwhile, and against that the same draft changes more."""
    between = draft_of(live, CLINICAL)
    publications.approve(between, now=LATER)
    waiting = draft_of(live, {"availability": "", **WORDING})
    approve(waiting, other(Role.WRITER))
    publish(between)

    set_policy(clinical_needs="second_person")

    assert needed_approval(waiting).weight == Weight.CLINICAL
    assert codes(waiting) == ["no_approval"]


def test_a_clinical_approval_carries_a_difference_that_has_grown(live):
    between = draft_of(live, CLINICAL)
    publications.approve(between, now=LATER)
    waiting = draft_of(live, {"availability": "", **WORDING})
    approve(waiting, accounts.reviewer())
    publish(between)

    assert codes(waiting) == []


@pytest.mark.parametrize("changes", EVERY.values(), ids=EVERY)
def test_the_strictest_policy_needs_a_clinical_reviewer_for_everything(live, changes):
    set_policy(typo_needs="clinical_reviewer", wording_needs="clinical_reviewer")
    revision = draft_of(live, changes)
    assert codes(revision) == ["no_approval"]

    approve(revision, accounts.reviewer())

    assert codes(revision) == []


def test_many_typos_do_not_add_up_to_another_word(live):
    """One step at a time: a word that is right is never replaced as a typo, neither at once nor by way of a misspelling."""
    wrong = draft_of(live, {"look_alike_footnote": "Some of these look lake symptms."})

    assert needed_approval(wrong).weight == Weight.CLINICAL


# What cannot happen today, and must not matter if it ever does


def test_a_new_symptom_is_clinical_whatever_the_difference_weighs(live, monkeypatch):
    term = publications.published(records.side_effect_record(resembles=[], may_worsen=[])).document
    drafts.draft(records.symptom_record("pain"))
    monkeypatch.setattr("medications.actions.needed_approval.weigh", lambda old, new: Weighed(Weight.TYPO))

    assert needed_approval(draft_of(term, {"may_worsen": [records.term("pain")]})).weight == Weight.CLINICAL


@pytest.mark.parametrize(("role", "moves"), [(Role.REVIEWER, True), (Role.WRITER, False), (Role.PUBLISHER, False)])
def test_only_a_clinical_review_moves_the_date_last_reviewed(role, moves):
    review = Review(role=role, whole_record=True, decided_at=LATER)

    last_reviewed, _ = review_dates(None, review, LAST.date(), 12)

    assert last_reviewed == (LATER.date() if moves else None)

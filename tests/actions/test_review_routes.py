"""Rule 5, each weight by each route: who wrote it, who publishes it, who approved what of it, and under which policy."""

from datetime import timedelta

import pytest

from medications.actions import publishing, reviews
from medications.content.choices import ReviewNeed, Weight
from medications.content.review_policy import ReviewPolicy
from medications.errors import CannotApprove, CannotPublish, NotAllowed
from medications.models import Publication
from medications.permissions import Role
from tests.admin.desk import address
from tests.factories import accounts, drafts, publications, records
from tests.factories.policies import set_policy
from tests.factories.publications import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

LATER = NOW + timedelta(days=1)
CHANGES = {
    Weight.TYPO: {"look_alike_footnote": "Some look like symptoms."},
    Weight.WORDING: {"pronunciation": "or-BEL"},
    Weight.CLINICAL: {"availability": "prescription"},
}
POLICIES = [
    ReviewPolicy(*needs)
    for needs in [
        (ReviewNeed.PUBLISHER, ReviewNeed.PUBLISHER, ReviewNeed.SECOND_PERSON),
        (ReviewNeed.PUBLISHER, ReviewNeed.SECOND_PERSON, ReviewNeed.CLINICAL_REVIEWER),
        (ReviewNeed.SECOND_PERSON, ReviewNeed.SECOND_PERSON, ReviewNeed.SECOND_PERSON),
        (ReviewNeed.CLINICAL_REVIEWER, ReviewNeed.CLINICAL_REVIEWER, ReviewNeed.CLINICAL_REVIEWER),
    ]
]
PUBLISHERS = {
    "publisher": lambda: accounts.account(Role.PUBLISHER, name="who"),
    "administrator": lambda: accounts.account(Role.ADMINISTRATOR, name="who"),
    "superuser": lambda: accounts.account(name="who", superuser=True),
    "publisher who reviews too": lambda: accounts.account(Role.PUBLISHER, Role.REVIEWER, name="who"),
}


@pytest.fixture(params=POLICIES, ids=str)
def policy(request):
    set_policy(**{f"{weight}_needs": request.param.need(weight) for weight in Weight})
    return request.param


@pytest.fixture
def live(policy):
    return publications.published(records.small_record(look_alike_footnote="Some look like symptms."), whole_record=True).document


def number(document) -> int:
    return Publication.objects.get(document=document).number


def try_to_approve(revision, by) -> None:
    for whole in (True, False):
        try:
            reviews.approve(revision=revision, by=by, now=LATER, whole_record=whole)
        except (CannotApprove, NotAllowed):
            continue


@pytest.mark.parametrize("weight", Weight)
@pytest.mark.parametrize("who", PUBLISHERS)
@pytest.mark.parametrize("wrote_it", ["all of it", "an earlier draft"])
def test_who_wrote_it_publishes_alone_only_what_needs_one_publisher(live, policy, weight, who, wrote_it):
    account = PUBLISHERS[who]()
    revision = drafts.edited(live, by=account, **CHANGES[weight])
    if wrote_it == "an earlier draft":
        revision = drafts.edited(live, **{**CHANGES[weight], "pronunciation": "or"})
        revision = drafts.edited(live, pronunciation=CHANGES[weight].get("pronunciation", ""))
    try_to_approve(revision, account)

    alone = policy.need(weight) == ReviewNeed.PUBLISHER
    if alone:
        publishing.publish(revision=revision, by=account, now=LATER, note="Changed.")
    else:
        with pytest.raises(CannotPublish):
            publishing.publish(revision=revision, by=account, now=LATER, note="Changed.")

    assert number(live) == (2 if alone else 1)


@pytest.mark.parametrize("weight", Weight)
@pytest.mark.parametrize("who", PUBLISHERS)
def test_the_form_publishes_no_more_than_the_action(live, policy, weight, who, client):
    account = PUBLISHERS[who]()
    revision = drafts.edited(live, by=account, **CHANGES[weight])
    accounts.sign_in(client, account)

    client.post(address(live, "approve"), {"digest": revision.digest, "decision": "approved", "whole_record": "on"})
    client.post(address(live, "publish"), {"digest": revision.digest, "kind": "updated", "note": "Changed."})

    assert number(live) == (2 if policy.need(weight) == ReviewNeed.PUBLISHER else 1)


@pytest.mark.parametrize("weight", Weight)
@pytest.mark.parametrize("role", [Role.WRITER, Role.REVIEWER])
def test_an_approval_from_before_the_latest_edit_publishes_nothing(live, policy, weight, role):
    try_to_approve(drafts.edited(live, look_alike_footnote="Some look lik symptms."), accounts.account(role, name="second"))
    revision = drafts.edited(live, **{"look_alike_footnote": "Some look like symptms.", **CHANGES[weight]})

    if policy.need(weight) != ReviewNeed.PUBLISHER:
        with pytest.raises(CannotPublish):
            publishing.publish(revision=revision, by=accounts.publisher(), now=LATER, note="Changed.")
        assert number(live) == 1


@pytest.mark.parametrize("weight", Weight)
@pytest.mark.parametrize("role", [Role.WRITER, Role.PUBLISHER, Role.ADMINISTRATOR, Role.REVIEWER])
@pytest.mark.parametrize("whole", [True, False])
def test_the_date_of_the_review_moves_with_a_clinical_reading_of_the_whole_page_alone(live, policy, weight, role, whole):
    before = Publication.objects.get(document=live).last_reviewed
    revision = drafts.edited(live, **CHANGES[weight])
    try:
        reviews.approve(revision=revision, by=accounts.account(role, name="second"), now=LATER, whole_record=whole)
        publishing.publish(revision=revision, by=accounts.publisher(), now=LATER, note="Changed.")
    except (NotAllowed, CannotPublish):
        pass

    moved = Publication.objects.get(document=live).last_reviewed > before
    assert moved == (role == Role.REVIEWER and whole)

"""The screen on which an outside reviewer is asked."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from medications.actions import invitations
from medications.models import Event, Review, ReviewInvitation
from tests.admin.desk import address, said
from tests.factories import accounts, drafts, publications, records
from tests.factories.invitations import invited
from tests.factories.publications import NOW

LINK = re.compile(r'value="(http://[^"]+/review/([\w-]{43})/)"')

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture(autouse=True)
def _the_day():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def revision():
    return drafts.draft(records.small_record())


def ask(desk, revision, *, by=None, **values):
    values = {"digest": revision.digest, "reviewer_name": "Dr. Ada Example", "credentials": "MD", "days": "14", **values}
    return desk(by or accounts.writer()).client.post(address(revision.document, "invite"), values)


def decide(token: str, **values):
    values = {"decision": "approved", "comment": "", "consent": True, "whole_record": True, "now": NOW, **values}
    return invitations.decide(token=token, **values)


def shown(desk, revision, screen: str, *, by=None) -> str:
    return " ".join(desk(by or accounts.writer()).open(revision.document, screen).content.decode().split())


def test_the_answer_shows_a_link_that_works(desk, revision, settings):
    page = ask(desk, revision).content.decode()

    link, token = LINK.search(page).groups()
    asked = invitations.invitation_of(token, NOW)
    assert link.startswith(settings.SITE_URL)
    assert (asked.invitation.revision, asked.invitation.reviewer_name, asked.invitation.by_name) == (
        revision,
        "Dr. Ada Example",
        "Writer",
    )
    assert asked.invitation.expires_at == NOW + timedelta(days=14)


def test_the_link_is_shown_once(desk, revision):
    answer = ask(desk, revision)
    token = LINK.search(answer.content.decode())[2]

    assert "no-store" in answer["Cache-Control"]
    for screen in ("invite", "change", "history", "approve"):
        assert token not in shown(desk, revision, screen)
    assert token not in str(list(ReviewInvitation.objects.values_list())) + str(list(Event.objects.values_list()))


def test_the_host_of_the_link_is_the_sites_own(desk, revision, settings):
    settings.ALLOWED_HOSTS = ["*"]
    values = {"digest": revision.digest, "reviewer_name": "Ada", "credentials": "MD", "days": "14"}

    page = desk(accounts.writer()).client.post(address(revision.document, "invite"), values, headers={"Host": "evil.example"})

    assert "evil.example" not in LINK.search(page.content.decode())[1]


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"days": "61"}, "less than or equal to 60"),
        ({"days": "0"}, "greater than or equal to 1"),
        ({"reviewer_name": " "}, "This field is required."),
        ({"credentials": ""}, "This field is required."),
        ({"digest": "0" * 64}, "The draft has changed since you opened this page."),
    ],
)
def test_what_is_missing_or_too_much_is_said(desk, revision, values, message):
    page = ask(desk, revision, **values).content.decode()

    assert message in page
    assert not ReviewInvitation.objects.exists()


def test_a_form_sent_twice_makes_one_link(desk, revision):
    ask(desk, revision)

    assert "has an open link for this version already" in ask(desk, revision).content.decode()
    assert ReviewInvitation.objects.count() == 1


def test_who_was_asked_is_listed_with_the_state(desk, revision):
    _, token = invited(revision, name="One")
    decide(token)
    invited(revision, name="Two")

    page = shown(desk, revision, "invite")

    assert "One, MD, neurologist" in page
    assert "Decision given" in page
    assert page.count("Take back the link of") == 1
    assert "Take back the link of Two" in page


def test_a_link_is_taken_back(desk, revision):
    invitation, token = invited(revision)

    answer = desk(accounts.writer()).client.post(address(revision.document, "revoke_invitation", invitation.pk))

    assert answer["Location"] == address(revision.document, "invite")
    assert said(answer) == ["The link of Dr. Ada Example opens nothing any more."]
    assert invitations.invitation_of(token, NOW).state == invitations.State.REVOKED


def test_a_link_that_was_used_meanwhile_is_not_taken_back(desk, revision):
    invitation, token = invited(revision)
    decide(token)

    answer = desk(accounts.writer()).client.post(address(revision.document, "revoke_invitation", invitation.pk))

    assert said(answer) == ["Dr. Ada Example has decided already."]


def test_a_link_of_another_page_is_not_taken_back_from_here(desk, revision):
    other = drafts.draft(records.small_record("another"))
    invitation, token = invited(other)

    answer = desk(accounts.writer()).client.post(address(revision.document, "revoke_invitation", invitation.pk))

    assert answer.status_code == 404
    assert invitations.invitation_of(token, NOW).state == invitations.State.OPEN


def test_following_a_link_takes_nothing_back(desk, revision):
    invitation, token = invited(revision)

    answer = desk(accounts.writer()).client.get(address(revision.document, "revoke_invitation", invitation.pk))

    assert answer.status_code == 405
    assert invitations.invitation_of(token, NOW).state == invitations.State.OPEN


def test_a_reviewer_can_neither_ask_nor_take_back(desk, revision):
    invitation, token = invited(revision)
    reviewer = accounts.reviewer()

    assert desk(reviewer).open(revision.document, "invite").status_code == 403
    assert ask(desk, revision, by=reviewer).status_code == 403
    taken = desk(reviewer).client.post(address(revision.document, "revoke_invitation", invitation.pk))

    assert taken.status_code == 403
    assert invitations.invitation_of(token, NOW).state == invitations.State.OPEN
    assert "Ask an outside reviewer" not in shown(desk, revision, "change", by=reviewer)
    assert "Ask an outside reviewer" in shown(desk, revision, "change")


def test_asking_wants_a_fresh_sign_in(revision):
    client = Client()
    accounts.sign_in(client, accounts.writer(), fresh=False)
    values = {"digest": revision.digest, "reviewer_name": "Ada", "credentials": "MD", "days": "14"}

    answer = client.post(address(revision.document, "invite"), values)

    assert "reauthenticate" in answer["Location"]
    assert not ReviewInvitation.objects.exists()


@pytest.mark.parametrize("screen", ["approve", "publish", "history", "change"])
def test_whoever_publishes_sees_who_decided_and_who_made_the_link(desk, revision, screen):
    decide(invited(revision, by=accounts.publisher("sam"))[1])

    page = shown(desk, revision, screen, by=accounts.publisher())

    assert "Dr. Ada Example" in page
    assert "a link that Sam made" in page or "Sam made the link" in page


def test_history_has_credentials_and_the_asking(desk, revision):
    decide(invited(revision)[1])

    page = shown(desk, revision, "history")

    assert "Outside reviewer asked by link: Dr. Ada Example, MD, neurologist, by Writer" in page
    assert page.count("Dr. Ada Example, MD, neurologist") == 2
    assert "by a link that Writer made" in page


def test_the_event_of_the_decision_names_who_made_the_link(revision):
    decide(invited(revision)[1])

    event = Event.objects.get(kind="approved")

    assert (event.by_name, event.by_id) == ("Dr. Ada Example", None)
    assert "by a link that Writer made" in event.note


def test_a_wish_for_changes_from_outside_is_shown_to_staff(desk, revision):
    decide(invited(revision)[1], decision="changes_wanted", comment="The dose is missing.")

    page = shown(desk, revision, "change")

    assert "Dr. Ada Example wants changes" in page
    assert "The dose is missing." in page


def test_the_site_names_the_reviewer_who_agreed_to_it_and_the_api_does_not(client, revision):
    decide(invited(revision)[1])
    publications.publish(revision)

    for path in ("/medications/orbelazine/", "/medications/orbelazine/history/", "/changes/"):
        assert "Approved by Dr. Ada Example, MD, neurologist" in client.get(path).content.decode(), path
    record = client.get("/api/v1/medications/orbelazine/").content.decode()
    assert "orbelazine" in record
    assert "Ada" not in record
    assert Review.objects.get().credentials == "MD, neurologist"

"""The screen on which a publisher makes a version public before anybody has approved it."""

import pytest

from medications.actions import reviews
from medications.models import Change, EmergencyPublication, Publication
from tests.admin.desk import address, said
from tests.factories import accounts, drafts, publications, records

pytestmark = pytest.mark.slow

NOW = publications.NOW


@pytest.fixture
def live(db):
    return publications.published(records.small_record())


@pytest.fixture
def revision(live):
    return drafts.edited(live.document, availability="prescription")


def publish(desk, revision, *, by=None, **values):
    given = {"digest": revision.digest, "reason": "An alert.", "note": "A lower dose.", "kind": "safety", "sure": "on", **values}
    sent = {name: value for name, value in given.items() if value is not None}
    return desk(by or accounts.publisher()).client.post(address(revision.document, "emergency"), sent)


def number(revision) -> int:
    return Publication.objects.get(document=revision.document).number


def want_changes(revision):
    return reviews.want_changes(revision=revision, by=accounts.reviewer(), now=NOW, comment="The dose is wrong.")


def test_it_is_public_at_once_and_the_reason_is_kept(desk, revision):
    response = publish(desk, revision)

    assert response["Location"] == address(revision.document)
    assert "is public now, without an approval" in said(response)[0]
    assert Publication.objects.get(document=revision.document).basis == "emergency"
    assert EmergencyPublication.objects.get().reason == "An alert."
    assert Change.objects.latest("pk").note == "A lower dose."


def test_readers_are_told_on_the_page_but_not_the_reason(desk, revision, client):
    publish(desk, revision, reason="Nobody answered the phone.")

    page = client.get("/medications/orbelazine/").content.decode()

    assert "Published in an emergency. The full review is still to come." in page
    assert "Nobody answered" not in page


@pytest.mark.parametrize("left_out", ["sure", "reason", "note"])
def test_without_the_tick_the_reason_or_the_note_nothing_happens_and_nothing_typed_is_lost(desk, revision, left_out):
    response = publish(desk, revision, **{left_out: None})

    page = response.content.decode()
    assert number(revision) == 1
    assert ("An alert." in page, "A lower dose." in page) == (left_out != "reason", left_out != "note")


def test_a_wish_for_changes_is_shown_and_has_to_be_answered(desk, revision):
    objection = want_changes(revision)
    page = desk(accounts.publisher()).open(revision.document, "emergency").content.decode()
    assert "Reviewer wants changes in exactly this version" in page
    assert "The dose is wrong." in page

    publish(desk, revision, despite=objection.pk)
    assert number(revision) == 1

    publish(desk, revision, despite=objection.pk, answered="on")
    assert number(revision) == 2


def test_a_wish_for_changes_that_came_meanwhile_is_shown_before_anything_happens(desk, revision):
    want_changes(revision)

    response = publish(desk, revision, answered="on")  # opened before: it names no wish

    page = response.content.decode()
    assert number(revision) == 1
    assert "Read what, and let your reason answer it." in page
    assert "An alert.</textarea>" in page
    assert f'name="despite" value="{reviews.approvals_of([revision])[revision.pk].objection.pk}"' in page


def test_a_first_publication_is_possible_too(desk):
    revision = drafts.draft(records.small_record())

    publish(desk, revision, kind=None)

    assert number(revision) == 1


def test_what_changed_after_the_screen_was_opened_is_not_published(desk, revision):
    drafts.edited(revision.document, pronunciation="sneaked in")

    response = publish(desk, revision)

    page = response.content.decode()
    assert "The draft has changed since you opened this screen." in page
    assert "Your reason was: An alert." in page
    assert number(revision) == 1


def test_what_is_missing_stops_it_here_too(desk):
    page = desk(accounts.publisher()).open(drafts.draft(records.medication_record(uses=[])).document, "emergency")

    assert "No use in MS is given." in page.content.decode()
    assert "Publish without an approval</button>" not in page.content.decode()


def test_the_way_there_is_offered_where_an_approval_is_missing(desk, revision):
    page = desk(accounts.publisher()).open(revision.document, "publish").content.decode()

    assert f'href="{address(revision.document, "emergency")}"' in page


def test_the_way_there_is_not_offered_where_it_is_approved(desk, revision):
    publications.approve(revision)

    page = desk(accounts.publisher()).open(revision.document, "publish").content.decode()

    assert address(revision.document, "emergency") not in page


@pytest.mark.parametrize("role", ["writer", "reviewer"])
def test_who_may_not_publish_sees_no_screen_and_publishes_nothing(desk, revision, role):
    user = accounts.account(role)

    assert desk(user).open(revision.document, "emergency").status_code == 403
    assert publish(desk, revision, by=user).status_code == 403
    assert number(revision) == 1


def test_hostile_numbers_in_the_hidden_field_are_no_error(desk, revision):
    for value in ("x", "-1", "9" * 30, "0"):
        assert publish(desk, revision, despite=value).status_code == 200
    assert number(revision) == 1

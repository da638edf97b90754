"""The screen on which somebody with an account is asked for a review, and what the panel says of it."""

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone

from medications.models import ReviewRequest
from tests.admin.desk import address, said
from tests.factories import accounts, drafts, publications, records
from tests.factories.review_requests import asked

pytestmark = pytest.mark.slow


@pytest.fixture
def revision(db):
    return drafts.draft(records.small_record())


def ask(desk, revision, whom, *, by=None, **values):
    values = {"digest": revision.digest, "asked": whom, "until": timezone.localdate().isoformat(), "message": "", **values}
    return desk(by or accounts.publisher()).client.post(address(revision.document, "ask_review"), values)


def with_mail(account):
    get_user_model().objects.filter(pk=account.pk).update(email="rita@example.org")
    return account


def test_whoever_is_asked_is_on_the_panel_afterwards(desk, revision):
    rita = with_mail(accounts.reviewer("rita"))

    response = ask(desk, revision, rita.pk, message="Mind the dose.")

    assert response["Location"] == address(revision.document)
    assert said(response) == ["orbelazine: Rita was asked and gets a mail."]
    panel = " ".join(desk().open(revision.document).content.decode().split())
    assert "Rita was asked on" in panel
    assert "by Publisher, needed by" in panel
    assert "Mind the dose." in panel


def test_who_has_no_address_is_said_to_get_no_mail(desk, revision):
    response = ask(desk, revision, accounts.reviewer("rita").pk)

    assert "There is no e-mail address to write to, so tell them yourself." in said(response)[0]


def test_any_clinical_reviewer_can_be_asked(desk, revision):
    accounts.reviewer("rita")

    ask(desk, revision, "any")

    assert ReviewRequest.objects.get().asked_name == "Any clinical reviewer"


def test_only_who_can_approve_it_is_offered(desk, revision):
    rita, other = accounts.reviewer("rita"), accounts.publisher("other")

    page = desk(accounts.publisher()).open(revision.document, "ask_review").content.decode()

    assert f'value="{rita.pk}"' in page
    assert "Rita (clinical reviewer)" in page
    assert f'name="asked" value="{other.pk}"' not in page


def test_somebody_who_is_not_offered_is_refused_and_the_message_stays(desk, revision):
    accounts.reviewer("rita")

    response = ask(desk, revision, accounts.publisher("other").pk, message="Mind the dose.")

    assert response.status_code == 200
    assert "Mind the dose.</textarea>" in response.content.decode()
    assert not ReviewRequest.objects.exists()


def test_a_day_that_is_over_is_refused_with_the_reason(desk, revision):
    response = ask(desk, revision, accounts.reviewer("rita").pk, until="2020-01-01", message="Mind the dose.")

    page = response.content.decode()
    assert "Give a day from today on" in page
    assert "Mind the dose.</textarea>" in page


def test_a_draft_that_changed_since_the_screen_was_opened_is_not_asked_about(desk, revision):
    rita = accounts.reviewer("rita")
    drafts.edited(revision.document, pronunciation="new")

    response = ask(desk, revision, rita.pk)

    assert "The draft has changed since you opened this page." in response.content.decode()
    assert not ReviewRequest.objects.exists()


def test_where_nobody_can_approve_it_the_way_to_an_outside_reviewer_is_shown(desk, revision):
    page = desk(accounts.publisher()).open(revision.document, "ask_review").content.decode()

    assert "Nobody with an account here could approve this version" in page
    assert f'href="{address(revision.document, "invite")}"' in page
    assert "Ask for the review</button>" not in page


def test_whoever_comes_by_the_mail_reads_the_message_where_the_decision_is_made(desk, revision):
    asked(revision, message="Mind the dose.")

    assert "Mind the dose." in desk(accounts.reviewer()).open(revision.document, "approve").content.decode()


def test_a_late_request_is_marked_on_the_panel(desk, revision):
    asked(revision)

    assert '<strong class="asked__late">late</strong>' in desk().open(revision.document).content.decode()


def test_a_request_is_taken_back_by_its_button_only(desk, revision):
    request = asked(revision)
    where = address(revision.document, "withdraw_request", request.pk)
    editor = desk(accounts.publisher())
    assert editor.client.get(where).status_code == 405

    response = editor.client.post(where)

    assert said(response) == ["Reviewer is not asked any more."]
    request.refresh_from_db()
    assert request.withdrawn_at is not None


def test_a_request_that_was_answered_is_not_taken_back(desk, revision):
    request = asked(revision)
    publications.approve(revision, now=publications.NOW)

    response = desk(accounts.publisher()).client.post(address(revision.document, "withdraw_request", request.pk))

    assert said(response) == ["This request is over already: it was answered, or the draft has changed."]


def test_a_request_of_another_page_is_not_taken_back_from_here(desk, revision):
    request = asked(drafts.draft(records.small_record("another")))

    response = desk(accounts.publisher()).client.post(address(revision.document, "withdraw_request", request.pk))

    assert response.status_code == 404


def test_who_may_not_edit_sees_no_form_and_no_button(desk, revision):
    request = asked(revision)
    reviewer = desk(accounts.reviewer())

    assert reviewer.open(revision.document, "ask_review").status_code == 403
    assert reviewer.client.post(address(revision.document, "withdraw_request", request.pk)).status_code == 403
    assert "Take it back" not in reviewer.open(revision.document).content.decode()

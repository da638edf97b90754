"""The screens of safety notices: what each of them says, and that nothing typed is lost."""

import pytest
from django.utils import timezone

from medications.models import SafetyNotice
from tests.admin.desk import said
from tests.factories import accounts, drafts, publications, records
from tests.factories.safety_notices import TEXT, approved, notice, posted

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

LIST = "/admin/medications/safetynotice/"


@pytest.fixture
def document():
    return publications.published(records.small_record()).document


def of_today(**values) -> dict:
    today = timezone.localdate()
    return {"begins_on": today, "ends_on": today, **values}


def words(document, **values) -> dict:
    today = timezone.localdate().isoformat()
    days = dict.fromkeys(["source_date", "begins_on", "ends_on"], today)
    return {"text": "A recall.", "source_title": "Agency", **days, "medications": [document.medication.pk], **values}


def address(found) -> str:
    return f"{LIST}{found.pk}/change/"


def test_writer_saves_a_notice_for_several_medicines(desk, document):
    other = publications.published(records.small_record("sample drug")).document
    sent = words(document, medications=[document.medication.pk, other.medication.pk])

    response = desk(accounts.writer()).client.post(f"{LIST}add/", sent)

    found = SafetyNotice.objects.get()
    assert response["Location"] == address(found)
    assert set(found.documents.all()) == {document, other}


def test_refused_notice_keeps_what_was_typed(desk, document):
    response = desk(accounts.writer()).client.post(f"{LIST}add/", words(document, source_title="  ", text="A long story."))

    shown = response.content.decode()
    assert "A long story." in shown
    assert "This field is required." in shown
    assert not SafetyNotice.objects.exists()


def test_only_medicines_that_are_public_are_offered(desk, document):
    drafts.draft(records.small_record("secretol"))

    shown = desk(accounts.writer()).client.get(f"{LIST}add/").content.decode()

    assert "orbelazine" in shown
    assert "secretol" not in shown


def test_reviewer_approves_and_publisher_posts(desk, document):
    found = notice(document, **of_today())

    desk(accounts.reviewer()).client.post(address(found), {"act": "approve"})
    response = desk(accounts.publisher()).client.post(address(found), {"act": "post"})

    assert said(response) == ["The notice is on 1 page now."]
    found.refresh_from_db()
    assert found.basis == "reviewed"


def test_author_who_reviews_is_told_that_somebody_else_must(desk, document):
    both = accounts.account("writer", "reviewer", name="both")
    found = notice(document, by=both, **of_today())

    shown = desk(both).client.get(address(found)).content.decode()
    refused = desk(both).client.post(address(found), {"act": "approve"}).content.decode()

    assert "You wrote this notice, so somebody else must approve it." in shown
    assert "Approve this notice" not in shown
    assert "You wrote this notice yourself." in refused


def test_unapproved_post_asks_for_a_reason(desk, document):
    found = notice(document, **of_today())

    shown = desk(accounts.publisher()).client.post(address(found), {"act": "post", "reason": ""}).content.decode()

    assert "Say why it cannot wait" in shown
    found.refresh_from_db()
    assert found.posted_at is None


def test_posting_asks_for_a_fresh_sign_in(desk, document):
    found, publisher = approved(document, **of_today()), desk(accounts.publisher())
    accounts.sign_in(publisher.client, accounts.publisher(), fresh=False)

    response = publisher.client.post(address(found), {"act": "post"})

    assert response["Location"].startswith("/accounts/reauthenticate/")
    found.refresh_from_db()
    assert found.posted_at is None


def test_ending_says_off_how_many_pages_it_is(desk, document):
    found = posted(document, **of_today())

    response = desk(accounts.publisher()).client.post(address(found), {"act": "end", "reason": "Over."})

    assert said(response) == ["The notice is off 1 page now."]


@pytest.mark.parametrize("act", ["", "delete", "x" * 500])
def test_unknown_act_does_nothing_and_says_so(desk, document, act):
    found = approved(document, **of_today())

    response = desk(accounts.publisher()).client.post(address(found), {"act": act})

    assert "Nothing was done." in response.content.decode()


@pytest.mark.parametrize("number", ["1", "not-a-uuid", "00000000-0000-0000-0000-000000000000"])
def test_notice_that_is_not_there_is_not_found(desk, number):
    assert desk(accounts.publisher()).client.get(f"{LIST}{number}/change/").status_code == 404


def test_list_says_where_each_stands(desk, document):
    notice(document, **of_today())
    posted(document, **of_today())

    shown = desk(accounts.writer()).client.get(LIST).content.decode()

    assert shown.count(TEXT) == 2
    assert "Written, not yet approved" in shown
    assert ">Shown<" in shown

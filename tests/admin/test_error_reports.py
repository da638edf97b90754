"""Reports of readers at the desk: what the list and the screen say, answering, closing, and that nothing typed is lost."""

import pytest
from django.core.cache import cache
from django.utils import timezone

from medications.models import Event, EventKind
from medications.permissions import Role
from tests.admin.desk import address as form_of
from tests.admin.desk import said
from tests.factories import accounts, publications, records
from tests.factories.error_reports import sent as sent_then

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

LIST = "/admin/medications/errorreport/"


@pytest.fixture(autouse=True)
def _no_counts():
    cache.clear()


@pytest.fixture
def change():
    return publications.published(records.small_record())


def sent(change, **changes):
    return sent_then(change, now=timezone.now(), **changes)


def address(report) -> str:
    return f"{LIST}{report.pk}/change/"


def test_the_list_says_what_is_wrong_where_and_what_became_of_it(desk, change):
    sent(change)

    page = desk(accounts.reviewer()).client.get(LIST).content.decode()

    assert "The word “swallow” is missing." in page
    assert "Open; an answer is wanted" in page


@pytest.mark.parametrize(("state", "shown"), [("open", 1), ("answered", 0), ("closed", 1), ("nothing", 0)])
def test_the_list_is_filtered_by_state(desk, change, state, shown):
    client = desk(accounts.writer()).client
    closed = sent(change, text="Closed.")
    client.post(address(closed), {"act": "close", "note": "Mended."})
    sent(change)

    answer = client.get(f"{LIST}?state={state}")

    assert answer.context["cl"].result_count == shown


def test_the_screen_leads_to_the_version_that_was_seen_and_to_the_form(desk, change):
    publications.republished(change.document, now=timezone.now(), pronunciation="new")

    page = desk(accounts.writer()).client.get(address(sent(change))).content.decode()

    assert 'href="/medications/orbelazine/history/1/"' in page
    assert "version 2</a>" in page
    assert f'href="{form_of(change.document)}"' in page


def test_an_answer_is_sent_from_the_screen(desk, change):
    report = sent(change)

    response = desk(accounts.writer()).client.post(address(report), {"act": "answer", "text": "Thank you.", "note": ""})

    report.refresh_from_db()
    assert response["Location"] == address(report)
    assert said(response) == ["Your answer is on its way. Once it is sent, the reader’s address is deleted."]
    assert report.answer == "Thank you."
    assert Event.objects.filter(kind=EventKind.REPORT_ANSWERED).count() == 1


def test_an_empty_answer_is_given_back_with_what_was_typed(desk, change):
    report = sent(change)

    response = desk(accounts.writer()).client.post(address(report), {"act": "answer", "text": " ", "note": "Looked at it."})

    page = response.content.decode()
    assert "Write an answer" in page
    assert "Looked at it." in page
    report.refresh_from_db()
    assert report.settled_at is None


def test_without_an_address_there_is_nothing_to_send(desk, change):
    page = desk(accounts.writer()).client.get(address(sent(change, email=""))).content.decode()

    assert "Send the answer" not in page
    assert "Close the report" in page


def test_a_settled_report_shows_what_was_done_and_no_form(desk, change):
    client, report = desk(accounts.writer()).client, sent(change)
    client.post(address(report), {"act": "close", "note": "Mended in version 2."})

    page = client.get(address(report)).content.decode()

    assert "Mended in version 2." in page
    assert "Writer" in page
    assert "errorreport_form" not in page


def test_a_reviewer_reads_and_does_not_settle(desk, change):
    client, report = desk(accounts.reviewer()).client, sent(change)

    assert "errorreport_form" not in client.get(address(report)).content.decode()
    assert client.post(address(report), {"act": "close", "note": "Mended."}).status_code == 403


def test_a_report_waits_on_the_start_page_of_those_who_edit(desk, change):
    report = sent(change)

    assert address(report) in desk(accounts.writer()).client.get("/admin/").content.decode()
    assert address(report) not in desk(accounts.reviewer()).client.get("/admin/").content.decode()


def test_the_list_is_not_filtered_by_the_address(desk, change):
    sent(change)

    assert desk(accounts.writer()).client.get(f"{LIST}?email__startswith=r").status_code == 400


def test_markup_of_a_reader_is_text(desk, change):
    report = sent(change, text="<script>alert(1)</script>")

    assert "<script>alert" not in desk(accounts.writer()).client.get(address(report)).content.decode()


def test_an_administrator_removes_the_text(desk, change):
    client, report = desk(accounts.account(Role.ADMINISTRATOR)).client, sent(change)

    response = client.post(address(report), {"act": "remove", "reason": "It named a neighbor."})

    assert said(response) == ["What the reader wrote is removed."]
    page = client.get(address(report)).content.decode()
    assert "It named a neighbor." in page
    assert "swallow" not in page
    assert 'id="remove"' not in page
    assert "(removed)" in client.get(LIST).content.decode()


def test_a_removal_without_a_reason_changes_nothing(desk, change):
    report = sent(change)

    client = desk(accounts.account(Role.ADMINISTRATOR)).client
    page = client.post(address(report), {"act": "remove", "reason": ""}).content.decode()

    assert "This field is required." in page
    assert "swallow" in page


def test_who_is_no_administrator_is_not_offered_to_remove(desk, change):
    client, report = desk(accounts.publisher()).client, sent(change)

    assert 'id="remove"' not in client.get(address(report)).content.decode()
    assert client.post(address(report), {"act": "remove", "reason": "Mine."}).status_code == 403

"""Asking, approving, publishing before an approval and reviewing again, in Chromium: by keyboard, with two people signed in."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone
from playwright.sync_api import expect

from medications.actions import comments, reviews
from medications.models import Publication
from tests.admin.desk import address
from tests.factories import accounts, drafts, publications, records
from tests.factories.emergencies import published_in_emergency
from tests.factories.review_requests import asked

pytestmark = pytest.mark.slow

SIZES = [(320, "dark"), (1280, "light")]


@pytest.fixture
def revision(transactional_db):
    return drafts.draft(records.small_record())


def press(page, role: str, name: str) -> None:
    """Goes to something and presses Enter, as a person without a mouse does."""
    page.get_by_role(role, name=name, exact=True).first.focus()
    page.keyboard.press("Enter")


def test_a_review_is_asked_for_and_given_by_keyboard(revision, window):
    rita = accounts.reviewer("rita")
    get_user_model().objects.filter(pk=rita.pk).update(email="rita@example.org")
    writer, reviewer = window(accounts.writer()), window(rita)

    writer.goto(address(revision.document))
    press(writer, "link", "Ask for a review")
    writer.get_by_role("radio", name="Rita (clinical reviewer)").focus()
    writer.keyboard.press("Space")
    writer.keyboard.press("Tab")
    expect(writer.get_by_label("Needed by")).to_be_focused()
    writer.get_by_label("Message").fill("Mind the dose.")
    press(writer, "button", "Ask for the review")
    expect(writer.get_by_text("Rita was asked and gets a mail.")).to_be_visible()
    expect(writer.get_by_text("In review").first).to_be_visible()

    reviewer.goto("/admin/")
    expect(reviewer.get_by_role("heading", name="Reviews asked of you (1)")).to_be_visible()
    press(reviewer, "link", "orbelazine")
    expect(reviewer.get_by_role("heading", name="Your decision")).to_be_visible()
    reviewer.get_by_label("I have read the whole page").focus()
    reviewer.keyboard.press("Space")
    press(reviewer, "button", "Approve this version")
    expect(reviewer.get_by_text("you have approved version 1").first).to_be_visible()
    reviewer.goto("/admin/")
    expect(reviewer.get_by_text("Nothing waits for you.")).to_be_visible()


def test_an_emergency_waits_until_a_reviewer_has_confirmed_it(transactional_db, window):
    live = publications.published(records.small_record(), now=timezone.now(), whole_record=True)
    drafts.edited(live.document, availability="prescription")
    publisher, reviewer = window(accounts.publisher()), window(accounts.reviewer())

    publisher.goto(address(live.document, "publish"))
    publisher.get_by_text("It cannot wait for an approval?").focus()
    publisher.keyboard.press("Enter")
    press(publisher, "link", "Go to publishing in an emergency")
    press(publisher, "button", "Publish without an approval")
    expect(publisher.get_by_text("Tick this if it really cannot wait.")).to_be_visible()
    publisher.get_by_label("Why this cannot wait for an approval").fill("An alert came at night.")
    publisher.get_by_label("What changed").fill("It needs a prescription now.")
    publisher.get_by_label("Publish it now, although nobody has approved it").check()
    press(publisher, "button", "Publish without an approval")
    expect(publisher.get_by_text("is public now, without an approval")).to_be_visible()

    reviewer.goto("/admin/")
    expect(reviewer.get_by_role("heading", name="Published in an emergency, to be reviewed (1)")).to_be_visible()
    expect(reviewer.get_by_text("An alert came at night.")).to_be_visible()
    press(reviewer, "link", "orbelazine")
    reviewer.get_by_label("I have read the whole page").check()
    press(reviewer, "button", "Reviewed, nothing to change")
    expect(reviewer.get_by_text("reviewed, nothing to change. Readers see")).to_be_visible()
    reviewer.goto("/admin/")
    expect(reviewer.get_by_text("Published in an emergency")).to_have_count(0)
    assert Publication.objects.get(document=live.document).basis == "reviewed"


@pytest.mark.parametrize(("width", "scheme"), SIZES)
def test_the_screens_have_no_fault_that_axe_finds_and_nothing_sticks_out(
    transactional_db, window, assert_fit_for_use, width, scheme
):
    live = publications.published(records.small_record(), now=timezone.now(), whole_record=True)
    draft = drafts.edited(live.document, availability="prescription")
    reviews.want_changes(revision=draft, by=accounts.reviewer("rita"), now=timezone.now(), comment="The dose is wrong.")
    everything = accounts.account("writer", "reviewer", "publisher", name="everything")
    page = window(everything, width=width, color_scheme=scheme)

    for screen in ("ask_review", "emergency", "reviewed"):
        page.goto(address(live.document, screen))
        assert_fit_for_use(page)
        if screen == "ask_review":
            page.get_by_label("Needed by").fill("")  # everything else is filled in already
        page.locator(".desk-screen .submit-row button").click()
        expect(page.locator(".errornote, .errorlist").first).to_be_visible()
        assert_fit_for_use(page)


@pytest.mark.parametrize(("width", "scheme"), SIZES)
def test_a_start_page_full_of_work_has_no_fault_that_axe_finds(transactional_db, window, assert_fit_for_use, width, scheme):
    everything = accounts.account("writer", "reviewer", "publisher", name="everything")
    fill(everything)
    page = window(everything, width=width, color_scheme=scheme)

    page.goto("/admin/")

    expect(page.locator(".work__queue")).to_have_count(6)
    assert_fit_for_use(page)


def fill(account) -> None:
    """Something for every queue of this account, with names and words as long as they come."""
    now = timezone.now()
    long = "interferon beta-1a with a very long name that goes on and on"
    asked(drafts.draft(records.small_record(long)), account, message="Please mind the dose. " * 12)
    unwanted = drafts.draft(records.small_record("natalizumab"), by=account)
    reviews.want_changes(revision=unwanted, by=accounts.reviewer(), now=now, comment="Say how often. " * 30)
    comments.comment(revision=unwanted, place="", text="None?", by=accounts.reviewer(), now=now)
    publications.approved(records.small_record("dantrolene"), now=now)
    published_in_emergency(drafts.draft(records.small_record("baclofen")), now=now)
    overdue = publications.published(records.small_record("tizanidine"), now=now - timedelta(days=900), whole_record=True)
    drafts.edited(overdue.document, pronunciation="new")

"""The history of a page in Chromium: comparing by keyboard, restoring by two people at once, every screen by axe."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.admin.desk import address
from tests.factories import accounts, desk, drafts, publications
from tests.factories.publications import NOW


@pytest.fixture
def document(transactional_db):
    """Version 2 is public, 3 is a draft; the page was withdrawn for a day, and the text of version 1 removed."""
    first = publications.published(whole_record=True)
    later = publications.republished(first.document, now=NOW + timedelta(days=30), pronunciation="or-BEL")
    desk.withdrawal(first, at=NOW + timedelta(days=40), reinstated_at=NOW + timedelta(days=41)).save()
    drafts.edited(later.document, sections=[], pronunciation="or-BELLE", look_alike_footnote="Other words.")
    desk.suppression(first).save()
    return first.document


@pytest.mark.parametrize(("width", "scheme"), [(320, "dark")])
def test_every_screen_is_fit_for_use(window, document, assert_fit_for_use, width, scheme):
    page = window(accounts.writer(), width=width, color_scheme=scheme)
    screens = [
        address(document, "history"),
        address(document, "history") + "?a=1&b=1",
        address(document, "version", 1),
        address(document, "version", 2),
        address(document, "compare", 1, 2),
        address(document, "compare", 2, 3),
        address(document, "restore", 1),
        address(document, "restore", 2),
        address(document, "said_on"),
        address(document, "said_on") + "?date=2026-03-15",
        address(document, "said_on") + "?date=2026-04-11&time=12:30",
        address(document, "said_on") + "?date=never",
    ]

    for url in screens:
        page.goto(url)
        assert_fit_for_use(page)


def test_two_versions_are_compared_by_keyboard_alone(window, document):
    page = window(accounts.writer())
    page.goto(address(document, "history"))

    first = page.get_by_role("radio", name="Version 2 as the first")
    expect(first).to_be_checked()
    first.focus()
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("radio", name="Version 3 as the first")).to_be_checked()
    page.keyboard.press("ArrowDown")
    page.get_by_role("button", name="Compare the two that are chosen").first.focus()
    page.keyboard.press("Enter")

    page.wait_for_url("**/history/2...3/")
    page.get_by_role("link", name="in version 2 (Proper usage)").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#old-section-proper-usage")).to_be_in_viewport()
    expect(page.locator("#old-section-proper-usage")).to_contain_text("Differs")
    assert page.locator("#new-section-proper-usage").count() == 0


def test_of_two_people_the_second_is_told_and_sees_the_plan_anew(window, document):
    ada, bo = window(accounts.writer(name="ada")), window(accounts.publisher(name="bo"))
    for page in (ada, bo):
        page.goto(address(document, "history"))
        page.get_by_role("link", name="Restore version 2 as a draft").click()
        expect(page.get_by_text("Version 3, by Writer")).to_be_visible()

    ada.get_by_role("button", name="Restore version 2 as a draft").click()
    expect(ada.get_by_text("version 2 is back as a draft, version 4")).to_be_visible()
    bo.get_by_role("button", name="Restore version 2 as a draft").click()

    expect(bo.get_by_role("alert")).to_contain_text("Not restored: Ada saved this while you had it open.")
    expect(bo.get_by_text("There is nothing to restore:")).to_be_visible()
    assert document.revisions.count() == 4


def test_the_answer_for_a_date_is_found_from_the_history_and_can_be_printed(window, document):
    page = window(accounts.reviewer())
    page.goto(address(document, "history"))

    page.get_by_label("Date").fill("2026-04-02")
    page.get_by_label("Time, if it matters").fill("09:30")
    page.get_by_role("button", name="Show what was public").click()

    expect(page.get_by_text("Verified: the stored text has the digest that was approved.")).to_be_visible()
    expect(page.get_by_role("button", name="Print this answer")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="Print this answer")).to_be_hidden()
    expect(page.get_by_role("heading", name="Approved by whom")).to_be_visible()

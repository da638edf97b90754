"""Where the keyboard is after something was done, and what a slip of it does not do."""

import pytest
from playwright.sync_api import expect

from medications.models import Publication
from medications.permissions import Role
from tests.admin.desk import address
from tests.factories import accounts, drafts, publications

pytestmark = pytest.mark.slow


@pytest.fixture
def form(transactional_db, window):
    page = window(accounts.writer())
    page.goto(address(drafts.draft().document))
    return page


def name_of_focus(page) -> str:
    return page.evaluate("document.activeElement.name || document.activeElement.getAttribute('aria-label') || ''")


def test_a_row_that_is_added_has_the_cursor_and_one_taken_away_gives_it_on(form):
    adder = form.locator("#brand_names-group .add-row a")
    for number in (2, 3):
        adder.press("Enter")
        expect(form.locator(f"#id_brand_names-{number}-name")).to_be_focused()

    form.get_by_role("button", name="Remove: new row 3").press("Enter")
    form.wait_for_function("document.activeElement !== document.body")
    assert name_of_focus(form) == "Remove: new row 3"
    form.keyboard.press("Enter")
    expect(adder).to_be_focused()


def test_what_was_saved_is_heard_first(form):
    form.get_by_label("Pronunciation").fill("new")
    form.get_by_role("button", name="Save", exact=True).click()

    expect(form.get_by_role("status").filter(has_text="Saved: orbelazine, version 2.")).to_be_focused()


def test_enter_on_a_choice_publishes_nothing(transactional_db, window):
    newest = drafts.edited(publications.published().document, look_alike_footnote="New.")
    revision = publications.approve(newest)
    page = window(accounts.account(*Role, name="everything"))
    page.goto(address(revision.document, "publish"))
    page.get_by_label("What changed").fill("New.")

    page.locator("input[type=radio][name=kind]:checked").press("Enter")
    page.wait_for_timeout(300)

    assert page.url.endswith("/publish/")
    assert Publication.objects.get(document=revision.document).number == 1


def test_a_page_is_read_compared_and_published_without_scripts(transactional_db, window):
    document = drafts.edited(publications.published().document, look_alike_footnote="New.").document
    page = window(accounts.account(*Role, name="everything"), width=360, java_script_enabled=False)

    page.goto(address(document, "approve"))
    page.locator(".comment-box summary").first.click()
    page.locator(".comment-box__write[open] textarea").first.fill("Good.")
    page.locator(".comment-box__write[open] button").first.click()
    expect(page.get_by_text("Your comment was sent.")).to_be_visible()
    page.get_by_role("button", name="Approve this version").click()
    page.goto(address(document, "history"))
    page.get_by_role("button", name="Compare the two that are chosen").first.click()
    expect(page.locator("ins").first).to_be_visible()
    page.goto(address(document, "publish"))
    page.get_by_label("What changed").fill("New.")
    page.get_by_role("button", name="Publish", exact=True).click()

    assert Publication.objects.get(document=document).number == 2

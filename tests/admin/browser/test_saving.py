"""Two signed-in people and one form; what is typed and not saved. In Chromium."""

import re

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Error, expect

from medications.models import Autosave
from tests.admin.desk import address
from tests.browser import signing_in
from tests.factories import accounts, drafts, records, second_factors

pytestmark = pytest.mark.slow
KEPT = re.compile(r"Unsaved changes kept at \d")


@pytest.fixture
def document(transactional_db):
    return drafts.draft().document


def newest(document):
    return document.revisions.order_by("-number").first().record


def save(page):
    page.get_by_role("button", name="Save", exact=True).click()


def wait_until_kept(page):
    expect(page.get_by_role("status").filter(has_text=KEPT)).to_be_visible()


def two(window, document, **options):
    """Wilma and Otto, each with the form open."""
    wilma, otto = (window(accounts.writer(name=name), **options) for name in ("wilma", "otto"))
    for page in (wilma, otto):
        page.goto(address(document))
    return wilma, otto


def conflict(page, browser_problems):
    """The screen on which to choose: a 409, which the browser notes on its console."""
    expect(page.get_by_role("heading", name="Not saved yet: choose for each difference")).to_be_visible()
    browser_problems.clear()


def test_the_second_of_two_saves_is_not_lost(window, document, browser_problems):
    wilma, otto = two(window, document)
    wilma.get_by_label("Pronunciation").fill("by Wilma")
    save(wilma)
    expect(wilma.get_by_text("Saved: orbelazine, version 2.")).to_be_visible()

    otto.get_by_label("Pronunciation").fill("by Otto")
    save(otto)
    conflict(otto, browser_problems)
    assert newest(document).pronunciation == "by Wilma"
    otto.get_by_role("radio", name="Mine (Pronunciation)").focus()
    otto.keyboard.press("Space")
    otto.get_by_role("button", name="Save these choices").click()

    expect(otto.get_by_text("Saved: orbelazine, version 3.")).to_be_visible()
    assert newest(document).pronunciation == "by Otto"
    assert not Autosave.objects.exists()


def test_going_back_fills_in_nothing_that_was_typed_on_an_earlier_version(window, document):
    """The page is fetched anew, with the newest version; a browser would type into it what was typed before."""
    wilma = window(accounts.writer(name="wilma"))
    wilma.goto(address(document))
    wilma.get_by_label("Pronunciation").fill("by Wilma")
    save(wilma)
    expect(wilma.get_by_text("Saved: orbelazine, version 2.")).to_be_visible()
    drafts.edited(document, by=accounts.writer(name="otto"), pronunciation="by Otto")

    wilma.go_back()

    expect(wilma.get_by_label("Pronunciation")).to_have_value("by Otto")
    save(wilma)
    assert newest(document).pronunciation == "by Otto"


def test_two_who_edit_one_row_both_keep_their_words(window, document, browser_problems):
    wilma, otto = two(window, document)
    wilma.locator("#id_side_effects-1-qualifier").fill("at first")
    save(wilma)
    expect(wilma.get_by_text("Saved: orbelazine, version 2.")).to_be_visible()

    otto.locator("#id_side_effects-1-wording").fill("ringing in the ears")
    save(otto)
    conflict(otto, browser_problems)
    otto.get_by_role("button", name="Save these choices").click()

    expect(otto.get_by_text("Saved: orbelazine, version 3.")).to_be_visible()
    row = newest(document).side_effects[1]
    assert (row.wording, row.qualifier) == ("ringing in the ears", "at first")


def test_a_row_that_the_other_deleted_is_chosen_about(window, document, browser_problems):
    wilma, otto = two(window, document)
    wilma.locator("#id_side_effects-1-DELETE").check()
    save(wilma)
    expect(wilma.get_by_text("Saved: orbelazine, version 2.")).to_be_visible()

    otto.locator("#id_side_effects-1-qualifier").fill("at first")
    save(otto)
    conflict(otto, browser_problems)
    otto.get_by_role("button", name="Save these choices").click()
    expect(otto.get_by_role("link", name="Side effects, ringing ears: Choose one.")).to_be_visible()
    browser_problems.clear()
    otto.get_by_role("radio", name="Mine (Side effects, ringing ears)").check()
    otto.get_by_role("button", name="Save these choices").click()

    expect(otto.get_by_text("Saved: orbelazine, version 3.")).to_be_visible()
    assert newest(document).side_effects[1].qualifier == "at first"


def test_writing_a_text_anew_chooses_it(window, document, browser_problems):
    wilma, otto = two(window, document)
    wilma.get_by_label("Pronunciation").fill("by Wilma")
    save(wilma)
    expect(wilma.get_by_text("Saved: orbelazine, version 2.")).to_be_visible()
    otto.get_by_label("Pronunciation").fill("by Otto")
    save(otto)
    conflict(otto, browser_problems)

    otto.get_by_label("Pronunciation, written anew").fill("by both")
    otto.get_by_role("button", name="Save these choices").click()

    expect(otto.get_by_text("Saved: orbelazine, version 3.")).to_be_visible()
    assert newest(document).pronunciation == "by both"


@pytest.mark.parametrize(("width", "scheme"), [(320, "dark")])
def test_the_choice_is_fit_for_use(window, document, browser_problems, assert_fit_for_use, width, scheme):
    rows = newest(document).side_effects
    wilma = window(accounts.writer(name="wilma"), width=width, color_scheme=scheme)
    wilma.goto(address(document))
    drafts.edited(
        document,
        by=accounts.writer(name="otto"),
        pronunciation="by Otto",
        look_alike_footnote="a-very-long-word-" * 12,
        side_effects=[rows[1], rows[2], records.effect("hiccups")],
    )
    wilma.get_by_label("Pronunciation").fill("by Wilma")
    wilma.locator("#id_side_effects-0-qualifier").fill("very")

    save(wilma)
    conflict(wilma, browser_problems)
    assert_fit_for_use(wilma)
    wilma.get_by_role("button", name="Save these choices").click()
    expect(wilma.get_by_role("heading", name="There is a problem")).to_be_visible()
    browser_problems.clear()
    assert_fit_for_use(wilma)


# What is typed and not saved


@pytest.mark.parametrize("how", ["closed", "crashed"])
def test_what_was_typed_before_a_tab_was_killed_is_offered_back(window, document, how):
    page = window(accounts.writer())
    context = page.context
    page.goto(address(document))
    page.get_by_label("Pronunciation").fill("typed in vain?")
    page.locator("#id_side_effects-1-wording").fill("a whistle")
    wait_until_kept(page)
    kill(page, how)

    again = context.new_page()
    again.goto(address(document))
    again.get_by_role("link", name="Bring it back").click()

    expect(again.get_by_label("Pronunciation")).to_have_value("typed in vain?")
    expect(again.locator("#id_side_effects-1-wording")).to_have_value("a whistle")
    assert newest(document).pronunciation == "or-BEL-a-zeen"
    save(again)
    expect(again.get_by_text("Saved: orbelazine, version 2.")).to_be_visible()
    expect(again.get_by_text("You have unsaved work here")).to_have_count(0)


def kill(page, how: str) -> None:
    """Without asking the page, which may well want to say something."""
    if how == "crashed":
        with pytest.raises(Error, match="crash"):
            page.goto("chrome://crash")
    page.close(run_before_unload=False)


def test_what_was_brought_back_to_a_page_that_moved_on_leads_to_the_choice(window, document, browser_problems):
    page = window(accounts.writer(name="wilma"))
    page.goto(address(document))
    page.get_by_label("Pronunciation").fill("by Wilma")
    wait_until_kept(page)
    drafts.edited(document, by=accounts.writer(name="otto"), pronunciation="by Otto")

    again = page.context.new_page()
    page.close(run_before_unload=False)
    again.goto(address(document))
    expect(again.get_by_text("Since then Otto saved version 2.")).to_be_visible()
    again.get_by_role("link", name="Bring it back").click()
    save(again)

    conflict(again, browser_problems)


def test_a_save_right_after_the_text_was_kept_goes_through(window, document):
    page = window(accounts.writer())
    page.goto(address(document))
    page.get_by_label("Pronunciation").fill("typed")
    wait_until_kept(page)

    save(page)

    expect(page.get_by_text("Saved: orbelazine, version 2.")).to_be_visible()


def test_what_is_thrown_away_is_not_offered_again(window, document):
    page = window(accounts.writer())
    page.goto(address(document))
    page.get_by_label("Pronunciation").fill("typed")
    wait_until_kept(page)
    again = page.context.new_page()
    again.goto(address(document))

    again.get_by_role("button", name="Throw it away").click()

    expect(again.get_by_text("Thrown away.")).to_be_visible()
    expect(again.get_by_text("You have unsaved work here")).to_have_count(0)
    assert not Autosave.objects.exists()


def test_what_is_offered_survives_typing_beside_it(window, document, browser_problems):
    page = window(accounts.writer(name="wilma"))
    page.goto(address(document))
    page.get_by_label("Pronunciation").fill("before the crash")
    wait_until_kept(page)
    again = page.context.new_page()
    page.close(run_before_unload=False)
    again.goto(address(document))

    again.get_by_label("Pronunciation").fill("not seen the offer")
    expect(again.get_by_text("Bring it back or throw it away first")).to_be_visible()
    browser_problems.clear()  # the refusal
    again.on("dialog", lambda dialog: dialog.accept())
    again.get_by_role("link", name="Bring it back").click()

    expect(again.get_by_label("Pronunciation")).to_have_value("before the crash")
    browser_problems.clear()


def test_whoever_loses_the_session_signs_in_elsewhere_and_goes_on(window, document, browser_problems):
    """With the forgery token of the new session, which the form learns by itself."""
    wilma = second_factors.with_app(signing_in.with_password(accounts.writer(name="wilma")))
    page = window(wilma)
    page.goto(address(document))
    Session.objects.all().delete()

    page.get_by_label("Pronunciation").fill("typed without a session")
    save(page)
    expect(page.get_by_text("You are signed out.")).to_be_visible()
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Sign in in another tab").click()
    other = opened.value
    signing_in.type_password(other, wilma)
    other.get_by_label("Code").fill(second_factors.code())
    other.get_by_role("button", name="Sign in", exact=True).click()
    other.wait_for_url("**/admin/")
    page.bring_to_front()
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    wait_until_kept(page)
    browser_problems.clear()  # the first try, with the old token
    save(page)

    expect(page.get_by_text("Saved: orbelazine, version 2.")).to_be_visible()
    assert newest(document).pronunciation == "typed without a session"


@pytest.mark.parametrize(("width", "scheme"), [(320, "dark")])
def test_what_is_offered_back_is_fit_for_use(window, document, assert_fit_for_use, width, scheme):
    page = window(accounts.writer(name="wilma"), width=width, color_scheme=scheme)
    page.goto(address(document))
    page.get_by_label("Pronunciation").fill("typed")
    wait_until_kept(page)
    drafts.edited(document, by=accounts.writer(name="otto"), pronunciation="by Otto")
    page.on("dialog", lambda dialog: dialog.accept())

    page.goto(address(document))
    assert_fit_for_use(page)
    page.get_by_role("link", name="Bring it back").click()
    expect(page.get_by_text("Brought back, not saved yet")).to_be_visible()
    assert_fit_for_use(page)

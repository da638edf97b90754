"""Finding a medicine in Chromium: suggestions while one types, results that change in place, and both without script."""

import pytest
from playwright.sync_api import expect

from tests.browser.fitness import sticks_out
from tests.factories import publications, records

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.usefixtures("transactional_db")]

PHONE = {"width": 360, "height": 720}


@pytest.fixture
def site(transactional_db):
    publications.published(records.medication_record("orbelazine"))
    publications.published(records.small_record("abelol", uses=[records.use("pain", primary=True)]))
    publications.published(records.small_record("zumadin", uses=[records.use("fatigue")]))


def names(page) -> list[str]:
    return page.get_by_role("article").get_by_role("heading", level=3).all_inner_texts()


@pytest.mark.usefixtures("site")
def test_suggestions_come_while_typing_and_lead_to_the_page_by_keyboard(open_page):
    page = open_page("/", **PHONE)
    box = page.get_by_label("Find a medicine")

    box.press_sequentially("quitr")
    link = page.get_by_role("link", name="Quietrane brand name of orbelazine")
    expect(link).to_be_visible()
    expect(page.get_by_role("status")).to_contain_text("1 suggestion with a name like it.")
    assert not sticks_out(page)
    box.press("ArrowDown")
    expect(link).to_be_focused()
    page.keyboard.press("Enter")

    page.wait_for_url("**/medications/orbelazine/")


@pytest.mark.usefixtures("site")
def test_escape_and_leaving_close_the_suggestions(open_page):
    page = open_page("/")
    box, suggested = page.get_by_label("Find a medicine"), page.locator(".search-box__list")

    box.press_sequentially("orb")
    expect(suggested).to_be_visible()
    box.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(suggested).to_be_hidden()
    expect(box).to_be_focused()

    box.press_sequentially("e")
    expect(suggested).to_be_visible()
    page.get_by_role("heading", level=1).click()
    expect(suggested).to_be_hidden()


@pytest.mark.usefixtures("site")
def test_nothing_moves_when_suggestions_come(open_page):
    page = open_page("/", **PHONE)
    below = page.get_by_role("link", name="All 3 medicines from A to Z")
    before = below.bounding_box()

    page.get_by_label("Find a medicine").press_sequentially("orb")
    expect(page.locator(".search-box__list")).to_be_visible()

    assert below.bounding_box() == before


@pytest.mark.usefixtures("site")
def test_results_change_in_place_and_are_announced(open_page):
    page = open_page("/medications/")
    page.evaluate("window.stayed = true")
    summary = page.locator("[data-part-status]")

    page.get_by_label("Pain (2)").check()
    assert names(page) == ["Abelol", "Orbelazine", "Zumadin"]  # not before the button is pressed
    page.get_by_role("button", name="Show medicines").first.click()
    expect(summary).to_have_text("2 medicines for pain")
    assert page.url.endswith("/medications/?symptom=pain")
    expect(page.locator("#results")).to_be_focused()
    assert names(page) == ["Abelol", "Orbelazine"]
    assert page.title().startswith("2 medicines for pain")

    page.get_by_role("link", name="Remove filter Used for: Pain").click()
    expect(summary).to_have_text("3 medicines")
    assert page.url.endswith("/medications/")

    page.go_back()
    expect(summary).to_have_text("2 medicines for pain")
    expect(page.get_by_label("Pain (2)")).to_be_checked()
    assert page.evaluate("window.stayed")
    page.reload()
    assert names(page) == ["Abelol", "Orbelazine"]


@pytest.mark.usefixtures("site")
def test_everything_works_without_script(open_page):
    page = open_page("/", java_script_enabled=False)
    page.get_by_label("Find a medicine").fill("quitrain")
    page.get_by_role("button", name="Search").click()
    assert "Did you mean Quietrane?" in page.locator("main").inner_text()

    page.goto("/medications/")
    page.get_by_label("Pain (2)").check()
    page.get_by_role("button", name="Show medicines").first.click()
    assert names(page) == ["Abelol", "Orbelazine"]
    page.get_by_role("link", name="Remove filter Used for: Pain").click()
    assert names(page) == ["Abelol", "Orbelazine", "Zumadin"]


@pytest.mark.usefixtures("site")
def test_when_the_server_does_not_answer_the_search_still_goes_by_its_button(new_context, browser_problems):
    page = new_context(viewport=PHONE).new_page()
    page.goto("/")
    page.route("**/suggestions/**", lambda route: route.abort())

    page.get_by_label("Find a medicine").press_sequentially("orb")
    page.wait_for_timeout(500)
    page.get_by_role("button", name="Search").click()

    page.wait_for_url("**/medications/?q=orb")
    assert names(page) == ["Orbelazine"]
    browser_problems[:] = [each for each in browser_problems if "ERR_FAILED" not in each]

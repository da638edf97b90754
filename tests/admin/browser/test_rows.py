"""Rows put into another order by keyboard."""

import pytest
from playwright.sync_api import expect

from tests.admin.desk import address
from tests.factories import accounts, drafts, records


@pytest.fixture
def document(transactional_db):
    return drafts.draft().document


@pytest.fixture
def page(window, document):
    page = window(accounts.writer())
    page.goto(address(document))
    return page


HEADINGS = "#sections-group .inline-related:not(.empty-form) input[name$=-heading]"


def headings(page) -> list[str]:
    return page.locator(HEADINGS).evaluate_all("(all) => all.map((each) => each.value)")


def places(page) -> list[str]:
    return page.locator("#sections-group .inline-related:not(.empty-form) input[name$=-position]").evaluate_all(
        "(all) => all.map((each) => each.value)"
    )


def newest(document):
    return document.revisions.order_by("-number").first().record


def save(page, number: int):
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text(f"Saved: orbelazine, version {number}.")).to_be_visible()


def test_a_section_is_moved_by_keyboard_and_saved_in_its_new_place(page, document):
    button = page.get_by_role("button", name="Move up: Proper usage")
    button.focus()

    page.keyboard.press("Enter")
    expect(page.locator("#desk-rows-said")).to_have_text("Proper usage: now 2 of 3")
    page.keyboard.press("Space")
    expect(page.locator("#desk-rows-said")).to_have_text("Proper usage: now 1 of 3")

    expect(button).to_be_focused()
    assert headings(page) == ["Proper usage", "About it", "Boxed warning"]
    assert places(page) == ["1", "2", "3"]
    save(page, 2)
    assert [part.heading for part in newest(document).sections] == ["Proper usage", "About it", "Boxed warning"]


def test_the_ends_are_said_and_nothing_moves(page):
    page.get_by_role("button", name="Move up: About it").press("Enter")
    expect(page.locator("#desk-rows-said")).to_have_text("About it: already first of 3")
    page.get_by_role("button", name="Move down: Proper usage").press("Enter")
    expect(page.locator("#desk-rows-said")).to_have_text("Proper usage: already last of 3")

    assert headings(page) == ["About it", "Boxed warning", "Proper usage"]


def test_a_row_of_a_table_is_moved(page, document):
    page.get_by_role("button", name="Move down: Calms the nerves.").press("Enter")

    expect(page.locator("#desk-rows-said")).to_contain_text("now 2 of 3")
    save(page, 2)
    assert [part.kind for part in newest(document).at_a_glance] == ["stopping", "point", "missed_dose"]


def test_a_new_row_is_moved_among_the_saved_ones(page, document):
    page.get_by_role("button", name="Add another Side effect on this page").click()
    row = page.locator("#side_effects-3")
    row.get_by_label("As printed").fill("hiccups")
    row.get_by_label("Group").select_option("tell_clinician")

    page.get_by_role("button", name="Move up").nth(-1).focus()
    for _ in range(2):
        page.keyboard.press("Enter")

    expect(page.locator("#desk-rows-said")).to_have_text("hiccups: now 2 of 4")
    save(page, 2)
    assert [row.wording for row in newest(document).side_effects][1] == "hiccups"


def test_taking_a_new_row_away_leaves_saved_rows_with_their_own_boxes(page, document):
    """Django numbers all boxes anew then, by where the rows stand."""
    page.get_by_role("button", name="Add another Section").click()
    page.get_by_role("button", name="Add another Section").click()
    for number, name in ((3, "New"), (4, "Newer")):
        row = page.locator(f"#sections-{number}")
        row.get_by_label("Heading").fill(name)
        row.get_by_label("Kind").select_option("other")
        row.locator("textarea").fill("New text.")
        for _ in range(3):
            row.get_by_role("button", name="Move up").press("Enter")

    page.locator("#sections-3").get_by_role("button", name="Remove").click()
    expect(page.locator(HEADINGS).first).to_have_value("Newer")  # once Django has numbered them, they are put in order again

    assert headings(page) == ["Newer", "About it", "Boxed warning", "Proper usage"]
    named = [page.locator(f"#id_sections-{number}-heading").input_value() for number in range(4)]
    assert named == ["About it", "Boxed warning", "Proper usage", "Newer"]
    save(page, 2)
    assert [part.heading for part in newest(document).sections] == ["Newer", "About it", "Boxed warning", "Proper usage"]
    assert {part.heading: part.body for part in newest(document).sections}["Newer"] == "New text."


def test_a_number_that_is_typed_moves_the_row(page):
    box = page.locator("#id_sections-2-position")
    box.fill("0")
    page.keyboard.press("Tab")

    assert headings(page)[0] == "Proper usage"


def test_a_refused_form_comes_back_in_the_order_of_its_numbers(page):
    page.get_by_role("button", name="Move up: Proper usage").press("Enter")
    page.get_by_label("Chemical name").fill("")

    page.get_by_role("button", name="Save", exact=True).click()

    expect(page.locator(".errornote")).to_be_visible()
    assert headings(page) == ["About it", "Proper usage", "Boxed warning"]


def test_what_was_moved_counts_as_typed(page):
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.get_by_role("button", name="Move up: Proper usage").click()

    page.get_by_role("link", name="History").click()
    page.wait_for_url("**/history/")

    assert asked == ["beforeunload"]


def test_two_hundred_rows_are_moved_without_a_wait(window, transactional_db):
    effects = [records.effect(f"side effect {number}", "drowsiness") for number in range(200)]
    document = drafts.draft(records.medication_record(side_effects=effects)).document
    page = window(accounts.writer())
    page.set_default_timeout(60_000)
    page.goto(address(document))
    page.locator("#side_effects-199 .desk-move__button").first.focus()

    took = page.evaluate(
        "() => { const began = performance.now(); document.activeElement.click(); return performance.now() - began; }"
    )

    expect(page.locator("#desk-rows-said")).to_have_text("side effect 199: now 199 of 200")
    assert took < 1000

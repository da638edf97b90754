"""Citing a source while writing, and adding one that is missing, without leaving the page."""

import pytest
from playwright.sync_api import expect

from medications.models import Event, Source
from tests.admin.desk import address
from tests.factories import accounts, drafts, records
from tests.factories.lookups import DOI, ISBN, OtherSites, connected
from tests.factories.records import BOOK, LABEL

BODY = "#id_sections-0-body"


@pytest.fixture
def document(transactional_db):
    return drafts.draft().document


@pytest.fixture
def page(window, document):
    page = window(accounts.writer())
    page.goto(address(document))
    return page


@pytest.fixture
def sites(monkeypatch):
    return connected(monkeypatch)


def opened(page, text: str = "It helps.", at: int | None = None):
    """The dialog, opened from the first section's box that holds this text."""
    page.locator(BODY).fill(text)
    if at is not None:
        page.locator(BODY).evaluate("(box, at) => box.setSelectionRange(at, at)", at)
    page.locator(BODY).locator("xpath=../div[@role='toolbar']").get_by_role("button", name="Cite a source").click()
    return page.get_by_role("dialog")


def text_of(page) -> str:
    return page.locator(BODY).input_value()


def add_from(page, typed: str, text: str = "It helps."):
    """The dialog, after something was looked up in it."""
    dialog = opened(page, text)
    dialog.get_by_role("button", name="Add a source that is missing").click()
    dialog.get_by_label("DOI, ISBN or web address").fill(typed)
    page.keyboard.press("Enter")
    return dialog


def test_a_source_is_found_chosen_and_put_in_by_keyboard(page):
    dialog = opened(page)
    page.keyboard.type("steady")
    expect(dialog.get_by_role("option")).to_have_count(1)
    expect(dialog.get_by_role("status").first).to_have_text("1 source found.")

    page.keyboard.press("ArrowDown")
    expect(dialog.get_by_role("combobox")).to_have_attribute("aria-activedescendant", "desk-cite-option-0")
    page.keyboard.press("Enter")
    page.keyboard.type("p. 12")
    page.keyboard.press("Enter")

    expect(dialog).to_be_hidden()
    assert text_of(page) == f"It helps. [@{BOOK}, p. 12]"
    assert page.evaluate("document.activeElement.id") == BODY.removeprefix("#")
    expect(page.locator("#desk-said")).to_have_text(f"Inserted [@{BOOK}, p. 12].")
    page.keyboard.press("Control+z")
    assert text_of(page) == "It helps."


def test_what_is_cited_on_the_page_is_offered_at_once(page):
    dialog = opened(page)

    expect(dialog.get_by_role("option")).to_have_count(2)
    dialog.get_by_role("option").filter(has_text=f"[@{LABEL}]").click()
    dialog.get_by_role("button", name="Insert citation").click()
    assert text_of(page) == f"It helps. [@{LABEL}]"


@pytest.mark.parametrize(
    ("text", "at", "expected"),
    [
        (f"It helps. [@{LABEL}] Much.", 15, f"It helps. [@{LABEL}; @{BOOK}] Much."),
        (f"It helps. [@{LABEL}, p. 3]", None, f"It helps. [@{LABEL}, p. 3; @{BOOK}]"),
        ("One. Two.", 4, f"One. [@{BOOK}] Two."),
        ("", None, f"[@{BOOK}]"),
        ("One. ", None, f"One. [@{BOOK}]"),
    ],
)
def test_a_citation_goes_where_the_cursor_was(page, text, at, expected):
    dialog = opened(page, text, at)
    page.keyboard.type("steady")
    expect(dialog.get_by_role("option")).to_have_count(1)
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")

    expect(dialog).to_be_hidden()
    assert text_of(page) == expected


def test_a_place_that_would_break_the_citation_is_refused(page):
    dialog = opened(page)
    dialog.get_by_role("option").first.click()

    page.keyboard.type("p. [12]")
    page.keyboard.press("Enter")

    expect(dialog.get_by_role("alert").filter(has_text="brackets")).to_be_visible()
    assert text_of(page) == "It helps."


def test_closing_leaves_the_text_alone_and_goes_back_to_it(page):
    dialog = opened(page)
    page.keyboard.press("Escape")

    expect(dialog).to_be_hidden()
    assert text_of(page) == "It helps."
    assert page.evaluate("document.activeElement.id") == BODY.removeprefix("#")


def test_nothing_found_leads_to_adding(page):
    dialog = opened(page)
    page.keyboard.type("zzz")

    expect(dialog.get_by_role("status").first).to_have_text("No source found. Try another word, or add the source.")


# A source that is missing


def test_a_source_is_added_by_its_doi_and_cited_without_leaving_the_page(page, document, sites):
    dialog = add_from(page, DOI)
    expect(dialog.get_by_label("Title")).to_have_value("Tremor in multiple sclerosis & what helps")
    expect(dialog.get_by_role("status").filter(has_text="Filled in from doi.org.")).to_be_visible()

    dialog.get_by_label("Grade").select_option("primary")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog.get_by_text("Chosen: Tremor in multiple sclerosis")).to_be_visible()
    page.keyboard.type("p. 3")
    page.keyboard.press("Enter")

    expect(dialog).to_be_hidden()
    assert text_of(page) == "It helps. [@smith-2019, p. 3]"
    source = Source.objects.get(code="smith-2019")
    assert Event.objects.filter(kind="draft_saved", subject_id=str(source.document_id)).count() == 1
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved: orbelazine, version 2.")).to_be_visible()
    newest = document.revisions.order_by("-number").first().record
    assert "smith-2019" in [each.code for each in newest.sources]


def test_what_is_refused_stays_in_the_dialog_with_the_reason(page, sites):
    dialog = add_from(page, DOI)
    expect(dialog.get_by_label("Title")).not_to_have_value("")
    dialog.get_by_label("Title").fill("My own title")
    dialog.get_by_label("Code").fill(LABEL)
    dialog.get_by_label("Grade").select_option("primary")

    dialog.get_by_role("button", name="Save").click()

    expect(dialog.get_by_text("Source with this Code already exists.")).to_be_visible()
    expect(dialog.get_by_label("Title")).to_have_value("My own title")
    dialog.get_by_label("Code").fill("smith-2019")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog.get_by_text("Chosen: My own title")).to_be_visible()


def test_without_a_network_the_form_opens_with_what_is_known(page, monkeypatch):
    connected(monkeypatch, OtherSites({}))

    dialog = add_from(page, ISBN)

    said = "Nothing could be looked up. There is no site called that. Please fill in the rest yourself."
    expect(dialog.get_by_role("status").filter(has_text=said)).to_be_visible()
    expect(dialog.locator("#new-source-id_isbn")).to_have_value(ISBN)


def test_a_mistake_in_a_number_is_said_at_once(page, sites):
    dialog = add_from(page, "978-1-932603-08-9")

    expect(dialog.get_by_text("This ISBN has a mistake in it")).to_be_visible()
    expect(dialog.get_by_label("DOI, ISBN or web address")).to_be_focused()
    assert sites.asked == []


def test_a_source_that_is_here_already_is_cited_instead(page, sites):
    drafts.draft(records.source_record("here-2019", title="Here already", doi=DOI, isbn="", url=""))
    dialog = add_from(page, DOI)
    expect(dialog.get_by_text("This source is here already:")).to_be_visible()

    dialog.get_by_role("button", name="Use this one").click()
    expect(dialog.get_by_text("Chosen: Here already")).to_be_visible()
    page.keyboard.press("Enter")

    assert text_of(page) == "It helps. [@here-2019]"


def test_a_session_that_ended_loses_nothing(page, sites, browser_problems):
    dialog = add_from(page, DOI)
    expect(dialog.get_by_label("Title")).not_to_have_value("")
    page.context.clear_cookies()

    dialog.get_by_role("button", name="Save").click()

    expect(dialog.get_by_role("status").filter(has_text="What you typed is still here.")).to_be_visible()
    browser_problems.clear()  # the save that was refused
    expect(dialog.get_by_label("Title")).to_have_value("Tremor in multiple sclerosis & what helps")


def test_the_key_that_closes_does_not_throw_a_form_away(page, sites):
    dialog = add_from(page, DOI)
    dialog.get_by_label("Title").press_sequentially("x")

    page.keyboard.press("Escape")

    expect(dialog.get_by_role("status").filter(has_text="not saved yet")).to_be_visible()
    expect(dialog.get_by_label("Title")).to_be_visible()


@pytest.mark.parametrize(("width", "scheme"), [(320, "dark")])
def test_the_dialogs_are_fit_for_use(window, document, sites, assert_fit_for_use, width, scheme):
    page = window(accounts.writer(), width=width, color_scheme=scheme)
    page.goto(address(document))

    dialog = opened(page)
    expect(dialog.get_by_role("option")).to_have_count(2)
    page.keyboard.press("ArrowDown")
    assert_fit_for_use(page)
    page.keyboard.press("Enter")
    assert_fit_for_use(page)
    dialog.get_by_role("button", name="Close").click()
    dialog = add_from(page, DOI)
    expect(dialog.get_by_label("Title")).not_to_have_value("")
    assert_fit_for_use(page)
    inside, around = dialog.get_by_label("Title").bounding_box(), dialog.bounding_box()
    assert inside["x"] + inside["width"] < around["x"] + around["width"]


@pytest.mark.parametrize(("width", "scheme"), [(320, "dark")])
def test_the_pages_of_the_look_up_are_fit_for_use(window, document, sites, assert_fit_for_use, width, scheme):
    drafts.draft(records.source_record("here-2019", title="Here already", doi="", isbn=ISBN, url=""))
    page = window(accounts.writer(), width=width, color_scheme=scheme)

    page.goto("/admin/medications/source/look-up/")
    assert_fit_for_use(page)
    for typed in ("x", ISBN, DOI):
        page.get_by_label("DOI, ISBN or web address").fill(typed)
        page.get_by_role("button", name="Look it up").click()
        page.wait_for_load_state()
        assert_fit_for_use(page)
    page.goto("/admin/medications/source/")
    assert_fit_for_use(page)


def test_a_popup_adds_a_source_to_the_box_that_asked(page, sites):
    row = page.locator("#side_effects-0")
    with page.expect_popup() as opening:
        row.locator("#add_id_side_effects-0-sources").click()
    popup = opening.value
    popup.get_by_label("DOI, ISBN or web address").fill(DOI)
    popup.get_by_role("button", name="Look it up").click()
    popup.get_by_label("Grade").select_option("primary")
    with popup.expect_event("close"):
        popup.get_by_role("button", name="Save").click()

    expect(row.locator(".field-sources")).to_contain_text("Tremor in multiple sclerosis & what helps")
    source = Source.objects.get(code="smith-2019")
    assert str(source.pk) in row.locator("select[name$=-sources]").evaluate(
        "(box) => [...box.selectedOptions].map((each) => each.value)"
    )

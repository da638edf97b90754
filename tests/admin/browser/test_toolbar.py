"""The toolbar of a box for Markdown, and the preview: by keyboard, with the browser's own undo."""

import pytest
from playwright.sync_api import expect

from tests.admin.desk import address
from tests.factories import accounts, drafts
from tests.factories.records import LABEL

BODY = "#id_sections-0-body"
# A text, what is selected in it (between |), the button, and what comes of it.
DONE = [
    ("Never |stop| it.", "Bold", "Never **|stop|** it."),
    ("Never |stop |it.", "Bold", "Never **|stop|** it."),
    ("Never **|stop|** it.", "Bold", "Never |stop| it."),
    ("Never |**stop**| it.", "Bold", "Never |stop| it."),
    ("Never st|op it.", "Bold", "Never **|stop|** it."),
    ("Never |", "Bold", "Never **|bold words|**"),
    ("Never |stop| it.", "Italic", "Never *|stop|* it."),
    ("Never **|stop|** it.", "Italic", "Never ***|stop|*** it."),
    ("Never ***|stop|*** it.", "Italic", "Never **|stop|** it."),
    ("|One.\n\n- two|", "Bold", "|**One.**\n\n- **two**|"),
    ("|**One.**\n\n- **two**|", "Bold", "|One.\n\n- two|"),
    ("|one\ntwo|", "Bullets", "|- one\n- two|"),
    ("|- one\n- two|", "Bullets", "|one\ntwo|"),
    ("|- one\n- two|", "Numbers", "|1. one\n2. two|"),
    ("Not with:\n|alcohol\n|Later.", "Bullets", "Not with:\n\n- alcohol|\n\nLater."),
    ("|", "Bullets", "- |"),
    ("a\n|b", "Heading", "a\n# b|"),
    ("# |b", "Heading", "b|"),
]
SELECT = (
    "([selector, from, to]) => { const box = document.querySelector(selector); box.focus(); box.setSelectionRange(from, to); }"
)


@pytest.fixture
def page(window, transactional_db):
    document = drafts.draft().document
    page = window(accounts.writer())
    page.goto(address(document))
    return page


def toolbar(page, box: str = BODY):
    return page.locator(box).locator("xpath=../div[@role='toolbar']")


@pytest.fixture
def done(page):
    """A function: what the box holds after a button was pressed on a text; | stands for the ends of what is selected."""

    def press(text: str, button: str) -> str:
        plain, marks = text.replace("|", ""), [at for at, sign in enumerate(text) if sign == "|"]
        page.locator(BODY).fill(plain)
        page.evaluate(SELECT, [BODY, marks[0], marks[-1] - (len(marks) - 1)])
        toolbar(page).get_by_role("button", name=button, exact=True).click()
        return marked(page)

    return press


def marked(page) -> str:
    return page.evaluate(
        """(selector) => { const { value, selectionStart: from, selectionEnd: to } = document.querySelector(selector);
        return value.slice(0, from) + '|' + (from === to ? '' : value.slice(from, to) + '|') + value.slice(to); }""",
        BODY,
    )


def test_a_button_does_what_it_says(done):
    assert [(text, button, done(text, button)) for text, button, _ in DONE] == DONE


def test_the_browsers_undo_takes_it_back(page, done):
    done("Never |stop| it.", "Bold")

    page.keyboard.press("Control+z")

    assert page.locator(BODY).input_value() == "Never stop it."


@pytest.mark.parametrize(("keys", "expected"), [("Control+b", "**stop**"), ("Control+i", "*stop*")])
def test_a_key_does_it_too(page, keys, expected):
    page.locator(BODY).fill("stop")
    page.keyboard.press("Control+a")

    page.keyboard.press(keys)

    assert page.locator(BODY).input_value() == expected


def test_the_toolbar_is_one_stop_for_the_tab_key_and_arrows_go_on(page):
    page.locator(BODY).focus()
    page.keyboard.press("Shift+Tab")
    focused = page.locator(":focus")

    first = focused.inner_text()
    page.keyboard.press("ArrowRight")
    second = focused.inner_text()
    page.keyboard.press("End")
    last = focused.inner_text()
    page.keyboard.press("ArrowRight")
    around = focused.inner_text()
    page.keyboard.press("Tab")

    assert (first, second, last, around) == ("Bold", "Italic", "Preview", "Bold")
    assert page.evaluate("document.activeElement.id") == BODY.removeprefix("#")


def test_the_toolbar_offers_what_is_printed_there(page):
    block = toolbar(page).get_by_role("button").all_inner_texts()
    line = toolbar(page, "#id_at_a_glance-0-text").get_by_role("button").all_inner_texts()

    assert block == ["Bold", "Italic", "Bullets", "Numbers", "Heading", "Link", "Cite a source", "Preview"]
    assert line == ["Bold", "Italic", "Link", "Cite a source", "Preview"]


def test_a_row_that_is_added_has_a_toolbar_of_its_own(page):
    page.get_by_role("button", name="Add another Section").click()

    new = "#id_sections-3-body"
    page.locator(new).fill("stop")
    page.keyboard.press("Control+b")

    expect(toolbar(page, new)).to_have_count(1)
    assert page.locator(new).input_value() == "**stop**"
    page.get_by_role("button", name="Add another Section").click()
    expect(toolbar(page, "#id_sections-4-body")).to_have_count(1)


def test_a_link_is_asked_for_and_put_in(page):
    page.locator(BODY).fill("See help.")
    page.evaluate(SELECT, [BODY, 4, 8])

    page.keyboard.press("Control+k")
    dialog = page.get_by_role("dialog", name="Link")
    page.keyboard.type("javascript:alert(1)")
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("alert")).to_contain_text("An address begins with https://")
    dialog.get_by_label("Address").fill("www.example.org/a(b)")
    page.keyboard.press("Enter")

    expect(dialog).to_be_hidden()
    assert page.locator(BODY).input_value() == "See [help](https://www.example.org/a%28b%29)."
    assert page.evaluate("document.activeElement.id") == BODY.removeprefix("#")


# Preview


def preview(page, box: str = BODY):
    return page.locator(box).locator("xpath=../div[@role='group']")


def test_a_preview_follows_what_is_typed(page):
    toolbar(page).get_by_role("button", name="Preview").click()
    pane = preview(page)
    expect(pane.locator("strong")).to_have_text("made up")

    page.locator(BODY).fill(f"- Take **one**. [@{LABEL}, p. 3]")

    expect(pane.locator("li strong")).to_have_text("one")
    expect(pane.get_by_role("link", name="Source 1, p. 3")).to_be_visible()
    expect(pane.locator(".desk-preview__sources")).to_contain_text("Official label")
    expect(page.locator("#desk-said")).to_have_text("Preview updated.")
    toolbar(page).get_by_role("button", name="Preview").click()
    expect(pane).to_have_count(0)


def test_a_preview_says_that_a_source_is_unknown(page):
    page.locator(BODY).fill("Take one. [@nobody-1999]")
    toolbar(page).get_by_role("button", name="Preview").click()

    expect(preview(page).get_by_role("list").first).to_have_text(
        'There is no source with the code "nobody-1999". Add the source first, or correct the code.'
    )
    expect(page.locator("#desk-said")).to_contain_text("Preview updated. There is no source")


def test_a_preview_shows_a_boxed_warning_once_the_box_is_ticked(page):
    toolbar(page).get_by_role("button", name="Preview").click()
    expect(preview(page).locator("strong")).to_be_visible()

    page.locator("#id_sections-0-boxed").check()

    expect(preview(page).locator(".callout--boxed")).to_be_visible()


def test_a_preview_that_cannot_be_had_says_so(page, browser_problems):
    page.context.clear_cookies()
    toolbar(page).get_by_role("button", name="Preview").click()

    expect(preview(page)).to_contain_text("The preview cannot be shown now. Your text is not affected.")
    browser_problems.clear()


def test_two_previews_have_no_id_in_common(page):
    for number in (0, 2):
        toolbar(page, f"#id_sections-{number}-body").get_by_role("button", name="Preview").click()
        expect(preview(page, f"#id_sections-{number}-body").locator("li[id]")).to_have_count(1)

    ids = page.evaluate("[...document.querySelectorAll('[id]')].map((each) => each.id)")

    assert sorted(ids) == sorted(set(ids))


@pytest.mark.parametrize(("width", "scheme"), [(320, "dark")])
def test_a_form_with_previews_is_fit_for_use(window, transactional_db, assert_fit_for_use, width, scheme):
    document = drafts.draft().document
    page = window(accounts.writer(), width=width, color_scheme=scheme)
    page.goto(address(document))
    for box in (BODY, "#id_sections-1-body", "#id_at_a_glance-0-text"):
        toolbar(page, box).get_by_role("button", name="Preview").click()
        expect(preview(page, box).locator(".desk-preview__sources")).to_be_visible()

    assert_fit_for_use(page)


def test_buttons_are_large_enough_to_hit(page):
    sizes = (
        toolbar(page)
        .get_by_role("button")
        .evaluate_all("(all) => all.map((each) => Math.min(each.offsetWidth, each.offsetHeight))")
    )

    assert min(sizes) >= 24

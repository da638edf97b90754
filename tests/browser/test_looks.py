"""How pages look: what a reader chose is there at once, nothing moves while a page loads."""

import pytest

from tests.browser.fitness import sticks_out
from tests.browser.looks import SHIFTS
from tests.factories.site import complete_site

pytestmark = pytest.mark.usefixtures("transactional_db")

PAGES = ["/", "/medications/", "/medications/orbelazine/", "/symptoms/tremor/", "/about/display/"]
BACKGROUND = "getComputedStyle(document.body).backgroundColor"
THEMES = {"light": "rgb(250, 249, 246)", "dark": "rgb(18, 25, 31)", "contrast": "rgb(0, 0, 0)"}


@pytest.fixture(autouse=True)
def site():
    complete_site()


def choose(page, **choice) -> None:
    """By keys and clicks, from the page that is open."""
    with page.expect_navigation():
        page.get_by_role("link", name="Text and colors").click()
    for name, value in choice.items():
        page.locator(f'input[name="{name}"][value="{value}"]').check()
    with page.expect_navigation():
        page.get_by_role("button", name="Use these").click()


@pytest.mark.parametrize("device", ["light", "dark"])
@pytest.mark.parametrize("theme", THEMES)
def test_a_theme_is_chosen_and_the_reader_is_back_where_she_was(open_page, theme, device):
    page = open_page("/medications/?q=orb", width=360, color_scheme=device)

    choose(page, theme=theme)

    assert page.url.endswith("/medications/?q=orb")
    assert page.evaluate(BACKGROUND) == THEMES[theme]


def test_large_text_is_large_and_nothing_sticks_out(open_page):
    page = open_page("/medications/orbelazine/", width=360)
    before = page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")

    choose(page, text="largest", spacing="wide")

    assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") == 2 * before
    assert not sticks_out(page)


@pytest.mark.parametrize("theme", ["dark", "contrast"])
def test_a_theme_stays_on_the_screen(open_page, theme):
    page = open_page("/medications/orbelazine/")
    choose(page, theme=theme)

    page.emulate_media(media="print")

    assert page.evaluate(BACKGROUND) == "rgb(255, 255, 255)"


def test_nothing_moves_while_a_page_loads_in_a_wide_window(new_context):
    """In a narrow one: test_every_look.py."""
    context = new_context(viewport={"width": 1280, "height": 740})
    context.add_init_script(SHIFTS)
    page, moved = context.new_page(), {}

    for path in PAGES:
        page.goto(path, wait_until="networkidle")
        page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        moved[path] = page.evaluate("window.shifts")

    assert moved == {path: [] for path in PAGES}

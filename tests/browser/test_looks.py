"""How pages look: what a reader chose is there at once, nothing moves while a page loads, the style guide has no fault."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.signing_in import window
from tests.factories import accounts
from tests.factories.site import complete_site

pytestmark = pytest.mark.usefixtures("transactional_db")

PAGES = ["/", "/medications/", "/medications/orbelazine/", "/symptoms/tremor/", "/about/display/"]
SHIFTS = """
    window.shifts = [];
    new PerformanceObserver((list) => window.shifts.push(...list.getEntries().map((each) => each.value)))
        .observe({type: "layout-shift", buffered: true});
"""
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
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("theme", ["dark", "contrast"])
def test_a_theme_stays_on_the_screen(open_page, theme):
    page = open_page("/medications/orbelazine/")
    choose(page, theme=theme)

    page.emulate_media(media="print")

    assert page.evaluate(BACKGROUND) == "rgb(255, 255, 255)"


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("path", PAGES)
def test_nothing_moves_while_a_page_loads(new_context, path, width):
    context = new_context(viewport={"width": width, "height": 740})
    context.add_init_script(SHIFTS)
    page = context.new_page()

    page.goto(path, wait_until="networkidle")
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")

    assert page.evaluate("window.shifts") == []


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("theme", THEMES)
def test_the_style_guide_has_no_fault_in_any_theme(new_context, live_server, browser_problems, theme, width):
    page = window(new_context, live_server, accounts.writer(), width=width)
    page.goto("/styleguide/")
    choose(page, theme=theme)
    page.goto("/styleguide/")

    found = Axe().run(page, options={"preload": False}).response["violations"]
    browser_problems.clear()  # axe sets styles itself, which the policy refuses
    assert [(each["id"], [node["target"] for node in each["nodes"]]) for each in found] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

"""Every kind of page in every look: axe finds nothing, nothing sticks out, is cut off, too small to hit or moves while loading.

A failure lists page, look, rule and element, of all pages.
"""

import pytest

from tests.browser import listening
from tests.browser.kinds_of_pages import ASKING, ERRORS, FINDING, MEDICINES, TAKEN_ALONG, every_kind, hand_over_errors
from tests.browser.looks import NARROW, SHIFTS, Fault, faults
from tests.browser.signing_in import window as signed_in
from tests.factories import accounts

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.usefixtures("transactional_db")]


@pytest.fixture
def window(new_context):
    context = new_context(viewport={"width": NARROW, "height": 900})
    context.add_init_script(SHIFTS)
    hand_over_errors(context)
    return context.new_page()


def opened(page, path: str, problems: list[str]) -> list[str]:
    """Opens it. Gives what the console has to say of a page, but that its answer is an error."""
    page.set_viewport_size({"width": NARROW, "height": 900})
    address, _, button = path.partition(" ")
    page.goto(address, wait_until="networkidle")
    if button:
        with page.expect_navigation():
            page.get_by_role("button", name=button).click()
    said = [each for each in problems if "the server responded with a status of 4" not in each]
    problems.clear()
    return said


def looked_over(page, pages: dict[str, str], problems: list[str]) -> list[Fault]:
    found = []
    for name, path in pages.items():
        found += [Fault(name, "console", each, "") for each in opened(page, path, problems)]
        found += [Fault(name, "heard", what, element) for what, element in listening.faults(page)]
        found += faults(page, name)
    page.wait_for_timeout(100)
    problems.clear()
    return found


def told(found: list[Fault]) -> str:
    return f"{len(found)} faults\n" + "\n".join(dict.fromkeys(map(str, found)))


@pytest.mark.parametrize("pages", [MEDICINES, TAKEN_ALONG, FINDING, ASKING, ERRORS], ids=lambda pages: next(iter(pages)))
def test_every_kind_of_page_is_right_in_every_look(window, browser_problems, pages):
    preview = every_kind()

    found = looked_over(window, pages | ({"preview": preview} if pages is ERRORS else {}), browser_problems)

    assert not found, told(found)


def test_the_style_guide_is_right_in_every_look(new_context, live_server, browser_problems):
    page = signed_in(new_context, live_server, accounts.writer(), width=NARROW)
    page.context.add_init_script(SHIFTS)
    page.goto("/styleguide/", wait_until="networkidle")

    found = [each for each in faults(page, "style guide") if each.look != "paper"]  # it shows forms, and nobody prints it

    page.wait_for_timeout(100)
    browser_problems.clear()
    assert not found, told(found)

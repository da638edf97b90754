"""Every screen of the admin that the access matrix lists: axe finds nothing, nothing sticks out, the keyboard gets everywhere.

Screens that all five kinds share are looked at for a medicine, and for a symptom where it has rows of its own.
"""

import re
from collections.abc import Iterator

import pytest

from medications.access_matrix.addresses import ADDRESSES
from medications.access_matrix.rules import Answer, Caller
from medications.permissions import Role
from tests.access.world import World
from tests.browser.fitness import found_by_axe, sticks_out
from tests.factories import accounts

# A file to keep, which is no page.
FILE = "/written-approval/<int:approval_id>/file/"
# Two of the five kinds stand for all where a screen is the same for each.
ALIKE = re.compile(r"^admin/medications/(sideeffect|drugclass|source|symptom)/<int:row_id>/")
# The screens are shared out to tests of about the same length.
PARTS = 4
FOCUSABLE = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0'], iframe"

# In the page: everything one should get to, each with a number; of a group of radio buttons the chosen one, or the first.
MARK = """(selector) => {
    const open = (element) => element.checkVisibility({visibilityProperty: true}) && !element.closest('[inert]');
    const usable = [...document.querySelectorAll(selector)].filter((each) => !each.disabled && each.tabIndex >= 0 && open(each));
    const groups = new Map();
    for (const each of usable.filter((one) => one.type === 'radio')) {
        const key = `${each.form ? [...document.forms].indexOf(each.form) : ''} ${each.name}`;
        if (!groups.has(key) || each.checked) { groups.set(key, each); }
    }
    const wanted = usable.filter((each) => each.type !== 'radio' || [...groups.values()].includes(each));
    wanted.forEach((each, number) => { each.dataset.number = number; });
    return wanted.map((each) => each.outerHTML.slice(0, 120));
}"""
# Where the focus is: the number, and whether a ring shows it. What is inside a frame shows its own.
WHERE = """() => {
    const element = document.activeElement, style = getComputedStyle(element);
    const ring = element.matches('iframe') || (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2);
    const box = element.getBoundingClientRect(), ends = (low, size) => [low + 2, low + size / 2, low + size - 2];
    const isAt = (x, y) => {
        const top = document.elementFromPoint(x, y);
        return top && (top.contains(element) || element.contains(top));
    };
    const uncovered = ends(box.x, box.width).some((x) => ends(box.y, box.height).some((y) => isAt(x, y)));
    return {number: element.dataset.number ?? null, seen: ring && uncovered, html: element.outerHTML.slice(0, 120)};
}"""


def screens() -> list[str]:
    """Routes of the desk that somebody may open."""
    return [route for address in ADDRESSES if opens(address) for route in address.routes() if not ALIKE.match(route)]


def opens(address) -> bool:
    is_page = address.route.startswith("admin/") and not address.route.endswith(FILE)
    return is_page and Answer.OPEN in {address.read[Caller(role)] for role in Role}


@pytest.fixture
def site(transactional_db):
    return World()


@pytest.fixture
def everybody(site):
    """One account that may open every screen."""
    return accounts.account(*Role, name="everything")


def pages(page, site, part: int) -> Iterator[str]:
    """Opens each screen of a part that is a page, one after the other, on a wide window in light colors."""
    for route in screens()[part::PARTS]:
        page.set_viewport_size({"width": 1280, "height": 800})
        page.emulate_media(color_scheme="light")
        response = page.goto(site.urls[route], wait_until="load")
        assert response.ok, (route, response.status)
        if "html" in response.headers.get("content-type", ""):
            yield route
        page.evaluate("window.onbeforeunload = null")


@pytest.mark.parametrize("part", range(PARTS))
def test_every_screen_is_fit_for_keys_eyes_and_ears(site, everybody, window, browser_problems, part):
    page = window(everybody)
    faults = []

    for route in pages(page, site, part):
        assert [each for each in browser_problems if "/favicon.ico" not in each] == [], route
        faults += [(route, *each) for each in (*unreached(page), *found_by_axe(page), *on_a_telephone(page))]
        browser_problems.clear()  # axe's own

    assert faults == []


def unreached(page) -> list[tuple]:
    """What the keyboard does not get to, and where it does not show that it is there."""
    wanted = page.evaluate(MARK, FOCUSABLE)
    reached, unseen = set(), set()
    for _ in range(3 * len(wanted) + 30):  # a form may begin in the middle; a date has three places
        if len(reached) == len(wanted):
            break
        page.keyboard.press("Tab")
        at = page.evaluate(WHERE)
        if at["number"] is not None:
            reached.add(int(at["number"]))
            if not at["seen"]:
                unseen.add(at["html"])
    missed = [("not reached", wanted[number]) for number in range(len(wanted)) if number not in reached]
    return [*missed, *(("focus cannot be seen", html) for html in unseen)]


def on_a_telephone(page) -> list[tuple]:
    """What is wrong at 320 pixels, in dark colors."""
    page.set_viewport_size({"width": 320, "height": 800})
    page.emulate_media(color_scheme="dark")
    return [*([("wider than the window",)] if sticks_out(page) else []), *found_by_axe(page)]

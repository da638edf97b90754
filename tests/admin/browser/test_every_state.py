"""Screens with content, errors and open dialogs: fit for eyes, ears, keys, small screens, large text and forced colors."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.admin.browser.states import STATES, Desk
from tests.browser.listening import faults

pytestmark = pytest.mark.slow
NOT_OURS = [[".select2-container--open"]]
# Links of Django's admin fade from one color to the next; axe must not measure halfway.
SETTLED = "Promise.all(document.getAnimations().map((each) => each.finished))"
LOOKS = [(1280, "light", "none"), (320, "dark", "none"), (320, "light", "active")]


@pytest.mark.usefixtures("transactional_db")
@pytest.mark.parametrize("state", STATES, ids=[each.__name__ for each in STATES])
def test_a_screen_is_fit_for_use(state, new_context, live_server, browser_problems):
    page = state(Desk(new_context, live_server))
    browser_problems.clear()  # a refused form answers with an error
    found = faults(page)

    for width, scheme, colors in LOOKS:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme, forced_colors=colors)
        page.evaluate(SETTLED)
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            found.append((width, "wider than the window"))
        if colors == "active":
            continue  # axe reads the colors of the style sheets, not those that are forced
        violations = Axe().run(page, context={"exclude": NOT_OURS}, options={"preload": False}).response["violations"]
        found += [(width, scheme, colors, each["id"], node["html"][:200]) for each in violations for node in each["nodes"]]
    page.evaluate("window.onbeforeunload = null")
    browser_problems.clear()  # axe sets styles itself, which the policy refuses

    assert not found, "\n".join(map(str, found))

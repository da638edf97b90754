"""Screens with content, errors and open dialogs: fit for eyes, ears, keys, small screens, large text and forced colors."""

import pytest

from tests.admin.browser.states import STATES, Desk
from tests.browser.fitness import found_by_axe, sticks_out
from tests.browser.listening import faults

pytestmark = pytest.mark.slow
# Width, colors, forced colors, and whether axe looks as well: it reads the colors of the style sheets, not forced ones, and light
# colors are looked at in test_every_screen.py.
LOOKS = [(1280, "light", "none", False), (320, "light", "active", False), (320, "dark", "none", True)]


@pytest.mark.usefixtures("transactional_db")
@pytest.mark.parametrize("state", STATES, ids=[each.__name__ for each in STATES])
def test_a_screen_is_fit_for_use(state, new_context, live_server, browser_problems):
    page = state(Desk(new_context, live_server))
    browser_problems.clear()  # a refused form answers with an error
    found = faults(page)

    for width, scheme, colors, axe in LOOKS:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme, forced_colors=colors)
        if sticks_out(page):
            found.append((width, "wider than the window"))
        if axe:
            found += [(width, scheme, *each) for each in found_by_axe(page)]
    page.evaluate("window.onbeforeunload = null")
    browser_problems.clear()  # axe's own

    assert not found, "\n".join(map(str, found))

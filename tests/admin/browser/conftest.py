"""The desk in Chromium, with the fixtures of tests/browser/fixtures.py."""

from functools import partial

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser import signing_in
from tests.browser.fitness import sticks_out

# Django's own and select2's; not ours to mend.
NOT_OURS = [[".select2"], ["th.original"], [".breadcrumbs"], ["#changelist-search"], [".submit-row input"]]


@pytest.fixture
def window(new_context, live_server):
    """A function that gives a page of a browser in which somebody has signed in: `window(user, width=400)`."""
    return partial(signing_in.window, new_context, live_server)


@pytest.fixture
def assert_fit_for_use(browser_problems):
    """A function: nothing is on the console, nothing sticks out to the right, and axe finds nothing to complain about."""

    def check(page):
        assert browser_problems == []
        assert not sticks_out(page)
        violations = Axe().run(page, context={"exclude": NOT_OURS}, options={"preload": False}).response["violations"]
        browser_problems.clear()  # axe sets styles itself, which the policy refuses
        assert [(each["id"], node["html"], node["failureSummary"]) for each in violations for node in each["nodes"]] == []

    return check

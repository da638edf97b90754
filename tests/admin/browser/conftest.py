"""The desk in Chromium, with the fixtures of tests/browser/fixtures.py."""

from functools import partial

import pytest

from tests.browser import signing_in


@pytest.fixture
def window(new_context, live_server):
    """A function that gives a page of a browser in which somebody has signed in: `window(user, width=400)`."""
    return partial(signing_in.window, new_context, live_server)

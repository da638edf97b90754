"""The desk in Chromium, with the fixtures of tests/browser/fixtures.py."""

import pytest

from tests.factories import accounts


@pytest.fixture
def window(new_context, client, live_server):
    """A function that gives a page of a browser in which somebody has signed in: `window(user, width=400)`."""

    def signed_in(user, *, width: int = 1280, **options):
        accounts.sign_in(client, user)
        context = new_context(viewport={"width": width, "height": 900}, **options)
        session = client.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        return context.new_page()

    return signed_in

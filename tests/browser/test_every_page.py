"""Every address outside the desk, opened in Chromium: nothing is stopped by the policy, no script fails.

The desk's own are opened in tests/admin/browser/test_every_screen.py.
"""

import re

import pytest

from medications.access_matrix.addresses import ADDRESSES
from medications.access_matrix.rules import Answer, Caller
from medications.models import PolicyViolation
from medications.permissions import Role
from tests.access.world import World
from tests.browser.signing_in import window, with_password
from tests.factories import accounts, second_factors

# No pages: files to keep, what a link of its own opens, and a reviewer's link, which is opened in test_review.py.
NO_PAGES = (
    "sitemap.xml",
    "feeds/",
    "api/v1/export/medications.",
    "accounts/2fa/recovery-codes/download/",
    "accounts/^password",
    "review/<str:token>/",
    "preview/<str:token>/",
)
FILES = ("/cite/<slug:form>/", "/changes.atom")
DESK = re.compile("admin/.")


def opens_for_somebody(address) -> bool:
    is_page = not address.route.startswith(NO_PAGES) and not address.route.endswith(FILES) and not DESK.match(address.route)
    return is_page and Answer.OPEN in {address.read[Caller(role)] for role in Role}


@pytest.mark.usefixtures("transactional_db")
def test_no_page_is_stopped_from_anything(new_context, live_server):
    site = World()
    site.violation.delete()
    account = second_factors.with_app(with_password(accounts.account(*Role, name="does-everything")))
    passkey = second_factors.passkey(account).pk
    second_factors.recovery_codes(account)
    page = window(new_context, live_server, account)
    opened = []

    for route in [route for address in ADDRESSES if opens_for_somebody(address) for route in address.routes()]:
        response = page.goto(site.urls[route].replace("<int:pk>", str(passkey)))
        assert response.ok, route
        opened.append(route)
    page.wait_for_timeout(300)

    assert len(opened) > 30
    assert not PolicyViolation.objects.exists()

"""Frames on another site in Chromium: what fits, what a partner's script does, and what WordPress is told."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.cache import cache

from tests.browser.fitness import sticks_out
from tests.factories.site import complete_site

pytestmark = pytest.mark.usefixtures("transactional_db")

EMBED = "/embed/medications/orbelazine/"
LISTENS = "<script>window.told = []; addEventListener('message', (event) => window.told.push(event.data));</script>"


@pytest.fixture(autouse=True)
def site():
    cache.clear()
    complete_site()


class Partner(BaseHTTPRequestHandler):
    """A site on a port of its own: Chromium lets no made-up site load anything from this machine."""

    body = ""

    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(f"<!DOCTYPE html><title>Partner</title><link rel=icon href=data:,>{LISTENS}{self.body}".encode())

    def log_message(self, *args):
        pass


@pytest.fixture
def partner(new_context, browser_problems):
    """A function that opens a page of another site with this body. The visit there is no problem."""
    server = ThreadingHTTPServer(("localhost", 0), Partner)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://localhost:{server.server_port}/"

    def show(body: str):
        Partner.body = body
        page = new_context(viewport={"width": 700, "height": 900}).new_page()
        page.route(address, lambda route: route.continue_())
        page.goto(address)
        return page

    yield show
    browser_problems[:] = [each for each in browser_problems if each != f"request to another host: {address}"]
    server.shutdown()
    server.server_close()


def test_a_frame_can_be_as_narrow_as_a_side_column_and_anybody_can_read_it(open_page):
    findings = []
    for scheme in ("light", "dark"):
        page = open_page(EMBED, width=240, color_scheme=scheme)
        findings += [f"{scheme}: {each['id']}" for each in Axe().run(page, options={"preload": False}).response["violations"]]
        if sticks_out(page):
            findings.append(f"{scheme}: scrolls sideways")

    assert findings == []


def test_a_frame_is_as_high_as_its_text_where_the_partner_asks_for_it_and_nobody_else_sets_it(partner, live_server):
    page = partner(
        f'<iframe src="{live_server.url}{EMBED}" title="A" width="600" height="100"></iframe>'
        f'<script src="{live_server.url}/embed.js" async></script>'
    )
    page.wait_for_function("document.querySelector('iframe').clientHeight > 300")
    text = page.frames[1].evaluate("document.documentElement.getBoundingClientRect().height")
    page.evaluate("window.postMessage({type: 'msportal:height', height: 5}, '*')")
    page.wait_for_function("window.told.some((each) => each.height === 5)")

    assert abs(page.locator("iframe").bounding_box()["height"] - text) < 9  # it is told anew when the bar for scrolling is gone


def test_without_the_script_a_frame_keeps_its_size(partner, live_server):
    page = partner(f'<iframe src="{live_server.url}{EMBED}" title="A" width="600" height="100"></iframe>')
    page.wait_for_function("window.told.length > 0")

    assert page.evaluate("document.querySelector('iframe').clientHeight") == 100


def test_wordpress_is_told_the_height_and_the_link_that_its_sandbox_does_not_open(partner, live_server):
    page = partner(f'<iframe src="{live_server.url}{EMBED}#?secret=abc" sandbox="allow-scripts" title="A" width="600"></iframe>')
    page.wait_for_function("window.told.some((each) => each.message === 'height' && each.secret === 'abc' && each.value > 300)")

    page.frames[1].get_by_role("link", name="Read the full page").click()

    link = "each.message === 'link' && each.secret === 'abc' && each.value.endsWith('/medications/orbelazine/')"
    page.wait_for_function(f"window.told.some((each) => {link})")

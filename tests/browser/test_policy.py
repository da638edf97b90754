"""What a browser makes of our headers: pages work under them, what they stop is reported, and frames open where they should."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from medications.models import PolicyViolation
from tests.browser.signing_in import window
from tests.factories import accounts
from tests.factories.site import complete_site
from tests.public.examples import EXAMPLES

# Not what a browser keeps as a file, or shows in a page of its own making.
NO_PAGES = ("api/", "feeds/", "sitemap.xml")
FILES = ("/cite/<slug:form>/", "/changes.atom")
PAGES = [addresses[0] for route, addresses in EXAMPLES.items() if not route.startswith(NO_PAGES) and not route.endswith(FILES)]
STAFF_PAGES = [
    "/admin/",
    "/admin/medications/policyviolation/",
    "/accounts/password/change/",
    "/accounts/2fa/",
    "/accounts/sessions/",
]


@pytest.fixture
def stopped(page, browser_problems):
    """A function: what was counted by now, after waiting for so many. What the browser says on its console is expected."""

    def counted(times: int) -> list[tuple]:
        for _ in range(100):
            if sum(PolicyViolation.objects.values_list("count", flat=True)) >= times:
                break
            page.wait_for_timeout(50)
        return list(PolicyViolation.objects.order_by("pk").values_list("directive", "blocked", "path", "count"))

    yield counted
    page.wait_for_timeout(100)
    browser_problems.clear()


def test_no_public_page_is_stopped_from_anything(transactional_db, page):
    complete_site()

    for path in PAGES:
        page.goto(path)
    page.wait_for_timeout(300)

    assert not PolicyViolation.objects.exists()


def test_no_page_for_staff_is_stopped_from_anything(transactional_db, new_context, live_server):
    page = window(new_context, live_server, accounts.account("administrator"))

    for path in STAFF_PAGES:
        page.goto(path)
    page.wait_for_timeout(300)

    assert not PolicyViolation.objects.exists()


def test_what_is_stopped_is_reported_and_counted(transactional_db, page, stopped):
    complete_site()

    for query in ("?q=tremor#a", "?q=pain"):
        page.goto(f"/medications/{query}")
        page.evaluate("document.body.setAttribute('style', 'color: red')")

    assert stopped(times=2) == [("style-src-attr", "inline", "/medications/", 2)]
    assert page.evaluate("getComputedStyle(document.body).color") != "rgb(255, 0, 0)"


@pytest.mark.parametrize("path", ["/", "/medications/orbelazine/"])
def test_a_public_page_opens_no_frame_even_of_this_site(transactional_db, page, live_server, stopped, path):
    complete_site()
    page.goto(path)

    page.evaluate("document.body.append(Object.assign(document.createElement('iframe'), {src: '/healthz'}))")

    assert stopped(times=1) == [("frame-src", live_server.url, path, 1)]


def test_a_public_page_runs_no_script_from_elsewhere(transactional_db, page, stopped):
    complete_site()
    page.goto("/")

    page.evaluate("document.body.append(Object.assign(document.createElement('script'), {src: 'https://cdn.example/a.js'}))")

    assert [(directive, path) for directive, _, path, _ in stopped(times=1)] == [("script-src-elem", "/")]


class FramingPage(BaseHTTPRequestHandler):
    """A page that shows the address after the question mark in a frame."""

    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(f'<iframe src="{self.path.partition("?")[2]}"></iframe>'.encode())

    def log_message(self, *args):
        pass


@pytest.fixture
def another_site(page):
    """The address of a page of another site, showing what is added in a frame. A real one: Chromium keeps made-up ones out."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), FramingPage)
    threading.Thread(target=server.serve_forever).start()
    address = f"http://127.0.0.1:{server.server_port}/"
    page.route(f"{address}**", lambda route: route.continue_())
    yield f"{address}?"
    server.shutdown()
    server.server_close()


def in_frame(page, address: str) -> str:
    page.goto(address)
    page.wait_for_load_state("networkidle")
    return page.frame_locator("iframe").locator("body").inner_text()


@pytest.mark.urls("tests.wiring.framed_urls")
@pytest.mark.parametrize(("path", "opens"), [("/embed/", True), ("/preview/", False), ("/loose/", False)])
@pytest.mark.usefixtures("stopped")
def test_another_site_frames_embeds_only(page, live_server, another_site, path, opens):
    assert (in_frame(page, f"{another_site}{live_server.url}{path}") == path.strip("/")) is opens


@pytest.mark.urls("tests.wiring.framed_urls")
@pytest.mark.parametrize(("path", "opens"), [("/embed/", True), ("/preview/", True), ("/loose/", False)])
@pytest.mark.usefixtures("stopped")
def test_our_own_pages_frame_previews_too(page, live_server, path, opens):
    html = f'<iframe src="{path}"></iframe>'
    page.route("**/framing/", lambda route: route.fulfill(body=html, content_type="text/html"))

    assert (in_frame(page, "/framing/") == path.strip("/")) is opens

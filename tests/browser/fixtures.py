"""Pages in Debian's Chromium, driven by Playwright against the live server.

A test takes `open_page(path, width=...)`. It fails on any console error, content-security violation or request elsewhere.
"""

import os
from pathlib import Path
from urllib.parse import urlsplit

import pytest

# Debian's packages. The first has no window around the page, and takes a third of the time for the same tests.
CHROMIUMS = [Path("/usr/bin/chromium-headless-shell"), Path("/usr/bin/chromium")]
CHROMIUM = next((path for path in CHROMIUMS if path.exists()), CHROMIUMS[-1])
ARGUMENTS = [
    "--no-sandbox",  # CI runs as root, where Chromium's sandbox cannot start
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",  # no request leaves this machine
]
PATIENCE = 30_000  # milliseconds: a busy machine is no fault of a page
# Chromium reports a violation to the console by itself; this says which rule and what, also for workers and beacons.
REPORT_VIOLATIONS = """
    document.addEventListener("securitypolicyviolation", (event) =>
        console.error(`content security policy: ${event.violatedDirective} blocked ${event.blockedURI}`));
"""


@pytest.fixture(scope="session")
def browser():
    """One Chromium for all tests of this process."""
    if not CHROMIUM.exists():
        pytest.skip("Chromium is not installed (Debian: chromium-headless-shell)")
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=PATIENCE)
    # Playwright's sync API keeps an event loop running in this thread, in which Django refuses to touch the database.
    # Nothing here is really asynchronous: the test waits while the browser works.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def browser_problems():
    """What went wrong in the browser so far. A test that provokes an error, a 404 say, checks it and then clears the list."""
    problems: list[str] = []
    yield problems
    assert problems == [], "the browser reported problems"


@pytest.fixture
def new_context(browser, live_server, browser_problems):
    """A function that makes a fresh browser context (own cookies); takes what Playwright's new_context takes."""
    contexts = []

    def make(**options):
        context = browser.new_context(base_url=live_server.url, reduced_motion="reduce", **options)
        context.set_default_timeout(PATIENCE)
        context.add_init_script(REPORT_VIOLATIONS)
        context.on("request", lambda request: note_request(request, live_server.url, browser_problems))
        context.on("console", lambda message: note_message(message, browser_problems))
        context.on("weberror", lambda error: browser_problems.append(f"script error: {error.error}"))
        contexts.append(context)
        return context

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def open_page(new_context):
    """A function that opens a path of the live server in a window of the given width and gives Playwright's page."""

    def open_at(path: str, *, width: int = 1280, height: int = 900, **options):
        page = new_context(viewport={"width": width, "height": height}, **options).new_page()
        page.goto(path)
        return page

    return open_at


@pytest.fixture
def page(new_context):
    """An empty page in a window 1280 wide."""
    return new_context(viewport={"width": 1280, "height": 900}).new_page()


def note_request(request, server: str, problems: list[str]) -> None:
    """Notes what is not asked of our server. Watching is enough, and costs a fraction of letting each request through."""
    wanted, ours = urlsplit(request.url), urlsplit(server)
    if wanted.scheme in ("http", "https") and (wanted.scheme, wanted.netloc) != (ours.scheme, ours.netloc):
        problems.append(f"request to another host: {request.url}")


def note_message(message, problems: list[str]) -> None:
    if message.type == "error":
        problems.append(f"console: {message.text} ({message.location.get('url', '')})")

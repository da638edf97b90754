"""`make screenshots`: the pictures of docs/editors.md and of the public pages, taken in Chromium of a demonstration site that is
made for it.

One story is told from a changed sentence to its publication, by the accounts of the demonstration; each step takes its picture.
A picture shows the part of the page that the text is about, in the colors of a bright screen.
"""

import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests import small_png
from tests.browser.fixtures import ARGUMENTS, CHROMIUM
from tests.public_pictures import photograph

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "screenshots"
PASSWORD = re.compile(r"^ +(writer|reviewer|publisher|administrator) +(\S+)", re.MULTILINE)
READY, LONGEST_START = "msportal is at", 300
WIDE, PHONE = {"width": 1100, "height": 800}, {"width": 360, "height": 720}
MEDICINE, WITHDRAWN = "gabapentin", "alendronate"


class Story:
    """The site, a window for each account, and what has been made so far."""

    def __init__(self, browser: Browser, base: str, passwords: dict[str, str]):
        self.browser, self.base, self.passwords = browser, base, passwords
        self.pages: dict[str, Page] = {}
        self.form = ""

    def account(self, name: str) -> Page:
        """A window in which this account has signed in."""
        if name not in self.pages:
            page = self.window()
            page.goto("/admin/")
            page.get_by_label("User name").fill(name)
            page.get_by_label("Password").fill(self.passwords[name])
            page.get_by_role("button", name="Sign in", exact=True).click()
            page.wait_for_url("**/admin/")
            page.evaluate("localStorage.setItem('django.admin.navSidebarIsOpen', 'false')")
            self.pages[name] = page
        return self.pages[name]

    def window(self, size: dict | None = None) -> Page:
        context = self.browser.new_context(base_url=self.base, viewport=size or WIDE, reduced_motion="reduce")
        context.set_default_timeout(20_000)
        return context.new_page()

    def screen(self, page: Page, name: str) -> Page:
        """Opens a screen beside the form of the medicine of the story."""
        page.goto(self.form.replace("change/", name))
        return page


def today():
    return datetime.now(UTC).date()


def take(page: Page, name: str, element: str = "", *, height: int = 0) -> None:
    """Writes one picture: of the element, or of the window; at most `height` of it."""
    page.evaluate("document.activeElement?.blur()")
    target = page.locator(element).first if element else None
    if target is not None:
        target.scroll_into_view_if_needed()
    box = target.bounding_box() if target else {"x": 0, "y": 0, "width": page.viewport_size["width"], "height": 10_000}
    scrolled = page.evaluate("window.scrollY")
    whole = page.evaluate("document.documentElement.scrollHeight")
    top = max(0, box["y"] + (scrolled if target else 0) - (12 if target else 0))
    clip = {"x": max(0, box["x"] - 12), "y": top, "width": min(box["width"] + 24, page.viewport_size["width"])}
    clip["height"] = min(box["height"] + 24, height or 760, whole - top)
    small_png.take(page, FOLDER / f"{name}.png", clip=clip, full_page=True)
    print(f"  {name}.png")


def press(page: Page, name: str) -> None:
    """Sends a form, and waits for the answer."""
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).first.click()


def tell(story: Story) -> None:
    writes(story)
    is_reviewed(story)
    is_corrected_at_the_same_time(story)
    is_published(story)
    is_looked_back_at(story)
    is_told_of_an_error(story)
    is_taken_down(story)


def writes(story: Story) -> None:
    writer = story.account("writer")
    writer.goto("/admin/medications/medication/")
    take(writer, "list", "#changelist", height=420)
    writer.get_by_role("link", name=MEDICINE).click()
    story.form = writer.url
    box = writer.locator("#id_sections-0-body")
    box.evaluate("box => box.scrollIntoView({block: 'center'})")
    box.press("Control+End")
    box.press_sequentially(" Ask your pharmacist if your tablets look different.")
    writer.get_by_role("button", name="Preview").nth(section_button(writer, "Preview")).click()
    writer.wait_for_timeout(1500)
    take(writer, "writing", "#sections-0", height=640)
    writer.get_by_role("button", name="Cite a source").nth(section_button(writer, "Cite a source")).click()
    writer.wait_for_timeout(500)
    take(writer, "cite", "dialog[open]")
    writer.keyboard.press("Escape")
    press(writer, "Save")
    writer.goto(story.form)
    take(writer, "panel", ".desk-panel", height=900)
    take(story.screen(writer, "preview/"), "preview", "#content", height=760)


def section_button(page: Page, name: str) -> int:
    """The place of the first section's button among all of its name."""
    buttons = page.get_by_role("button", name=name)
    inside = [buttons.nth(i).evaluate("b => Boolean(b.closest('#sections-0'))") for i in range(buttons.count())]
    return inside.index(True)


def is_reviewed(story: Story) -> None:
    writer, reviewer = story.account("writer"), story.account("reviewer")
    story.screen(writer, "ask-review/")
    writer.get_by_label("Message").fill("Only the last sentence is new.")
    take(writer, "ask", "#content")
    press(writer, "Ask for the review")
    reviewer.goto("/admin/")
    take(reviewer, "start", "#content", height=420)
    reviewer.get_by_role("link", name=MEDICINE).click()
    take(reviewer, "changes", ".desk-panel:has-text('What changes'), .what-changes, #content", height=620)


def is_corrected_at_the_same_time(story: Story) -> None:
    """Two people have the form open, and both save."""
    writer, publisher = story.account("writer"), story.account("publisher")
    for page in (writer, publisher):
        page.goto(story.form)
    for page, words in ((publisher, "GAB-a-PEN-tin"), (writer, "gab-uh-PEN-tin")):
        page.get_by_label("Pronunciation").fill(words)
        press(page, "Save")
    take(writer, "conflict", "#content", height=900)
    writer.goto(story.form)


def is_published(story: Story) -> None:
    reviewer, publisher = story.account("reviewer"), story.account("publisher")
    story.screen(reviewer, "approve/")
    reviewer.get_by_label("I have read the whole page").check()
    take(reviewer, "decision", "form:has([name=whole_record])")
    press(reviewer, "Approve this version")
    story.screen(publisher, "publish/")
    publisher.get_by_label("What changed").fill("We say what to do when your tablets look different.")
    take(publisher, "publish", "#content", height=900)
    press(publisher, "Publish")


def is_looked_back_at(story: Story) -> None:
    writer = story.account("writer")
    story.screen(writer, "history/")
    take(writer, "history", "#content", height=900)
    story.screen(writer, "history/1...2/")
    take(writer, "compare", "#content", height=760)
    story.screen(writer, f"history/on/?date={today().isoformat()}")
    take(writer, "said-on", "#content", height=760)


def is_told_of_an_error(story: Story) -> None:
    """A reader reports one, and wants an answer; a writer finds it on the start page."""
    reader, writer = story.window(), story.account("writer")
    reader.goto(f"/medications/{MEDICINE}/report/")
    reader.get_by_label("What is wrong?").fill("Under “Taking the capsules” a word is missing: it says “with of water”.")
    reader.get_by_label("Your e-mail address").fill("reader@example.org")
    press(reader, "Send")
    writer.goto("/admin/")
    take(writer, "start-writer", "#content", height=520)
    writer.locator(".work a[href*='/errorreport/']").first.click()
    take(writer, "report", "#content", height=900)


def is_taken_down(story: Story) -> None:
    publisher = story.account("publisher")
    story.screen(publisher, "withdraw/")
    take(publisher, "withdraw", "#content", height=900)
    publisher.goto("/admin/medications/safetynotice/add/")
    publisher.get_by_label("Text").fill("Some packs are recalled. Ask your pharmacist whether yours is one of them.")
    publisher.get_by_label("Source", exact=True).fill("Example agency: recall notice")
    publisher.get_by_label("Last day it is shown").fill((today() + timedelta(days=60)).isoformat())
    take(publisher, "notice", "#content", height=900)
    publisher.goto(f"/admin/medications/medication/?q={WITHDRAWN}")
    publisher.get_by_role("link", name=WITHDRAWN).click()
    publisher.goto(publisher.url.replace("change/", "withdraw/"))
    publisher.get_by_label("It is gone").check()
    publisher.get_by_label("Why", exact=True).fill("It is no longer sold in this country.")
    press(publisher, "Withdraw it")


@contextmanager
def demonstration() -> Iterator[tuple[str, dict[str, str]]]:
    """A site of its own with the starter catalogue: its address, and the passwords of its accounts."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "log"
        environment = {**os.environ, "VAR_DIR": folder, "PORT": str(port)}
        with log.open("w") as file:
            command = [sys.executable, "-m", "msportal.local", "start"]
            site = subprocess.Popen(command, env=environment, stdout=file, stderr=file, start_new_session=True)
        try:
            wait_until_ready(site, log)
            yield f"http://localhost:{port}", dict(PASSWORD.findall(log.read_text()))
        finally:
            site.send_signal(signal.SIGINT)
            site.wait(timeout=60)


def wait_until_ready(site: subprocess.Popen, log: Path) -> None:
    end = time.monotonic() + LONGEST_START
    while READY not in log.read_text():
        if site.poll() is not None or time.monotonic() > end:
            raise SystemExit(f"The demonstration site did not start:\n{log.read_text()}")
        time.sleep(0.5)


def main() -> None:
    if not CHROMIUM.exists():
        raise SystemExit("Chromium is not installed (Debian: chromium).")
    FOLDER.mkdir(exist_ok=True)
    with demonstration() as (base, passwords), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        print(f"Pictures for docs/editors.md into {FOLDER.name}/:")
        tell(Story(browser, base, passwords))
        print("Pictures of the public pages:")
        photograph(browser, base, FOLDER / "public")
        browser.close()


if __name__ == "__main__":
    main()

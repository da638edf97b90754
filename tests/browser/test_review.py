"""An outside reviewer in Chromium: asked at the desk, decides on a telephone without account or scripts, then it is published."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import expect

from medications.actions import invitations
from medications.models import Review
from tests.browser.fitness import sticks_out
from tests.browser.signing_in import window
from tests.factories import accounts, drafts, publications, records
from tests.factories.invitations import invited, path


@pytest.fixture
def revision(transactional_db):
    """A change to a page that is public: a new sentence on side effects, and another name for the medicine's sound."""
    live = publications.published(records.medication_record())
    return drafts.edited(live.document, pronunciation="or-BEL", look_alike_footnote="May be taken for a sign of MS.")


def asked(revision, **kwargs) -> str:
    now = timezone.now()
    return invited(revision, now=now, expires=now + invitations.LONGEST, **kwargs)[1]


def desk_screen(revision, screen: str) -> str:
    return f"/admin/medications/medication/{revision.document.medication.pk}/{screen}/"


def test_a_page_is_approved_from_outside_and_published(revision, new_context, live_server, settings, browser_problems):
    settings.SITE_URL = live_server.url
    writer = window(new_context, live_server, accounts.writer(), width=360)
    writer.goto(desk_screen(revision, "change"))
    writer.get_by_role("link", name="Ask an outside reviewer").click()
    writer.get_by_label("Name of the reviewer").fill("Dr. Ada Example")
    writer.get_by_label("Credentials").fill("MD, neurologist, Example Hospital")
    writer.get_by_role("button", name="Make the link").click()
    link = writer.get_by_label("Link for Dr. Ada Example").input_value()

    phone = new_context(viewport={"width": 360, "height": 740}, java_script_enabled=False).new_page()
    phone.goto(link)
    expect(phone.get_by_role("heading", name="Please review: Orbelazine")).to_be_visible()
    expect(phone.get_by_text("Say it: or-BEL")).to_be_visible()
    phone.get_by_label("I approve this text as it stands").check()
    phone.get_by_label("I have read the whole page").check()
    phone.get_by_role("button", name="Send my decision").click()
    expect(phone.get_by_text("To approve, agree to be named.")).to_be_visible()
    phone.get_by_label("The society may name me as the reviewer").check()
    phone.get_by_role("button", name="Send my decision").click()
    expect(phone.get_by_role("heading", name="Thank you")).to_be_visible()
    phone.goto(link)
    expect(phone.get_by_role("heading", name="This link has been used")).to_be_visible()
    browser_problems.clear()  # the browser says on its console that the link is gone

    publisher = window(new_context, live_server, accounts.publisher(), width=360)
    publisher.goto(desk_screen(revision, "publish"))
    expect(publisher.get_by_text("by a link that Writer made")).to_be_visible()
    publisher.get_by_label("Updated").check()
    publisher.get_by_label("What changed").fill("Says how to say it.")
    publisher.get_by_role("button", name="Publish").click()
    expect(publisher.get_by_role("link", name="View on site").first).to_be_visible()
    phone.goto("/medications/orbelazine/")
    expect(phone.get_by_text("Say it: or-BEL")).to_be_visible()


def test_the_decision_is_made_by_keyboard_alone(revision, open_page):
    page = open_page(path(asked(revision)), width=320)

    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to your decision"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    for _ in range(3):
        page.keyboard.press("Tab")
    page.keyboard.type("The dose is missing.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    review = Review.objects.first()  # the newest
    assert (review.decision, review.comment) == ("changes_wanted", "The dose is missing.")


def over(revision) -> list[str]:
    """A link of each kind that is not open."""
    used, taken_back, changed = (asked(revision, name=name) for name in ("One", "Two", "Three"))
    now = timezone.now()
    invitations.decide(token=used, decision="changes_wanted", comment="x", consent=False, whole_record=False, now=now)
    invitation = invitations.invitation_of(taken_back, now).invitation
    invitations.revoke(invitation=invitation, by=accounts.writer(), now=now)
    drafts.edited(revision.document, pronunciation="another")
    return [path(token) for token in (used, taken_back, changed, "unknown")]


@pytest.mark.parametrize(
    ("width", "options"),
    [(320, {"color_scheme": "dark"}), (320, {"forced_colors": "active"}), (1280, {"color_scheme": "light"})],
    ids=["phone, dark", "phone, forced colors", "desktop"],
)
def test_no_page_of_it_has_a_fault_that_axe_finds_and_nothing_sticks_out(revision, new_context, browser_problems, width, options):
    page = new_context(viewport={"width": width, "height": 900}, **options).new_page()

    def check(what: str):
        assert not sticks_out(page), what
        assert [fault["id"] for fault in Axe().run(page).response["violations"]] == [], what

    page.goto(path(asked(revision)))
    check("open")
    page.get_by_role("button", name="Send my decision").click()
    check("with an error")
    page.goto("/review/thank-you/")
    check("thank you")
    for address in over(revision):
        page.goto(address)
        check(address)
    browser_problems.clear()


def test_at_twice_the_size_of_text_nothing_sticks_out_of_a_phone(revision, new_context):
    """As when a reader sets the browser's text to 200 %: the root's size doubles, and with it all that is measured by it."""
    page = new_context(viewport={"width": 320, "height": 900}).new_page()
    page.goto(path(asked(revision)))

    page.evaluate("document.documentElement.style.setProperty('font-size', '200%')")

    assert not sticks_out(page)

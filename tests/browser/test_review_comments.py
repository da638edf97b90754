"""An outside reviewer comments and approves on a telephone of 360 px, without an account and without scripts. In Chromium."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import expect

from medications.actions import comments, invitations
from medications.models import Review, ReviewComment
from tests.browser.fitness import sticks_out
from tests.factories import drafts, publications, records
from tests.factories.invitations import invited, path


@pytest.fixture
def revision(transactional_db):
    live = publications.published(records.medication_record())
    return drafts.edited(live.document, look_alike_footnote="Some of these do not look like symptoms of MS.")


def asked(revision) -> str:
    now = timezone.now()
    return invited(revision, now=now, expires=now + invitations.LONGEST)[1]


def test_a_page_is_commented_on_and_approved_on_a_telephone(revision, new_context, live_server, browser_problems):
    phone = new_context(viewport={"width": 360, "height": 740}, java_script_enabled=False).new_page()
    phone.goto(path(asked(revision)))
    expect(phone.locator("ins", has_text="do not")).to_be_visible()

    phone.get_by_text("Comment on Section “Proper usage”", exact=True).click()
    phone.get_by_label("Your comment").locator("visible=true").fill("With water?")
    phone.get_by_text("Comment on “Tell your doctor or nurse soon”", exact=True).click()
    phone.get_by_label("What it is about").locator("visible=true").select_option(label="Side effect “ringing ears”")
    phone.locator("#text-tell-clinician-any").fill("How often?")
    phone.get_by_label("I approve this text as it stands").check()
    phone.get_by_label("Comment", exact=True).fill("Nearly there.")
    phone.locator("#comment-on-section-2").get_by_role("button", name="Send this comment").click()

    expect(phone.get_by_text("Your 2 comments were sent.")).to_be_visible()
    expect(phone.get_by_text("You commented on Side effect “ringing ears”")).to_be_visible()
    expect(phone.get_by_label("I approve this text as it stands")).to_be_checked()
    expect(phone.get_by_label("Comment", exact=True)).to_have_value("Nearly there.")
    assert not sticks_out(phone)
    phone.get_by_label("The society may name me as the reviewer").check()
    phone.get_by_role("button", name="Send my decision").click()
    expect(phone.get_by_role("heading", name="Thank you")).to_be_visible()

    assert {each.text for each in ReviewComment.objects.all()} == {"With water?", "How often?"}
    assert (Review.objects.first().decision, Review.objects.first().comment) == ("approved", "Nearly there.")
    assert browser_problems == []


@pytest.mark.parametrize(
    ("width", "options"),
    [(320, {"color_scheme": "dark"}), (320, {"forced_colors": "active"}), (1280, {"color_scheme": "light"})],
    ids=["phone, dark", "phone, forced colors", "desktop"],
)
def test_with_all_boxes_open_and_errors_it_has_no_fault_that_axe_finds(revision, new_context, browser_problems, width, options):
    token = asked(revision)
    said = [comments.Remark("side_effects.1", "How often?"), comments.Remark("", "Well written. " * 30)]
    comments.comment_by_link(token=token, remarks=said, now=timezone.now())
    page = new_context(viewport={"width": width, "height": 900}, **options).new_page()

    def check(what: str):
        page.wait_for_load_state()
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
        assert not sticks_out(page), what
        faults = Axe().run(page).response["violations"]
        assert [(fault["id"], node["html"]) for fault in faults for node in fault["nodes"]] == [], what

    page.goto(path(token))
    check("open")
    page.locator("#text-rest").fill("x" * 5_001)
    page.get_by_role("button", name="Send my decision").click()
    expect(page.get_by_text("At most 5,000 characters")).to_be_visible()
    check("with an error")
    browser_problems.clear()


def test_at_twice_the_size_of_text_nothing_sticks_out_of_a_phone(revision, new_context):
    page = new_context(viewport={"width": 320, "height": 900}).new_page()
    page.goto(path(asked(revision)))
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")

    page.evaluate("document.documentElement.style.setProperty('font-size', '200%')")

    assert not sticks_out(page)

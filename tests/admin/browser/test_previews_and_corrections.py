"""Previews at both widths, a link without an account, and a correction while a draft is open, until the draft is back."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from medications.actions.preview_links import USUAL
from medications.models import Change
from tests.admin.desk import address
from tests.factories import accounts, drafts, publications, records
from tests.factories.corrections import begun, live_page
from tests.factories.preview_links import given, path

PHONE, DESK = "iframe[title$='phone']", "iframe[title$='desk']"
SCHEMES = [(320, "dark")]
LOADED = "() => document.readyState === 'complete' || new Promise((done) => window.addEventListener('load', () => done(true)))"


@pytest.fixture
def document(transactional_db):
    """A public page with everything on it, and a newer draft."""
    live = publications.published(records.medication_record())
    drafts.edited(live.document, pronunciation="or-BEL")
    return live.document


@pytest.mark.parametrize(("width", "scheme"), SCHEMES)
def test_a_draft_is_seen_at_the_widths_of_a_phone_and_of_a_desk(window, document, assert_fit_for_use, width, scheme):
    page = window(accounts.writer(), width=width, color_scheme=scheme)
    page.goto(address(document))

    page.get_by_role("link", name="Preview", exact=True).click()

    for frame, expected in ((PHONE, 375), (DESK, 1100)):
        page.locator(frame).scroll_into_view_if_needed()
        inside = page.frame_locator(frame)
        expect(inside.get_by_text("Say it: or-BEL")).to_be_visible()
        inside.locator("html").evaluate(LOADED)
        assert inside.locator("html").evaluate("() => window.innerWidth") == expected
        assert inside.locator("html").evaluate("(html) => html.scrollWidth") <= expected
    assert_fit_for_use(page)


def test_a_link_in_a_frame_opens_a_tab_and_a_place_on_the_page_does_not(window, document):
    page = window(accounts.writer())
    page.goto(address(document, "preview"))
    inside = page.frame_locator(PHONE)

    inside.get_by_role("link", name="Possible side effects", exact=True).click()
    expect(inside.get_by_role("heading", name="Possible side effects")).to_be_in_viewport()
    with page.expect_popup() as opened:
        inside.get_by_role("link", name="Tremor").first.click()

    expect(opened.value.get_by_role("heading", name="Tremor", level=1)).to_be_visible()


@pytest.mark.parametrize(("width", "scheme"), SCHEMES)
def test_a_link_shows_the_draft_without_an_account_until_it_is_ended(
    window, document, new_context, browser_problems, assert_fit_for_use, live_server, settings, width, scheme
):
    settings.SITE_URL = live_server.url
    writer = window(accounts.writer(), width=width, color_scheme=scheme)
    writer.goto(address(document, "preview"))
    writer.get_by_role("link", name="Give somebody a link to it").click()
    writer.get_by_label("For whom").fill("The board, before its meeting")
    writer.get_by_role("button", name="Make the link").click()
    expect(writer.get_by_label("Link", exact=True)).to_be_visible()
    assert_fit_for_use(writer)
    link = writer.get_by_label("Link", exact=True).input_value()

    reader = new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, java_script_enabled=False).new_page()
    reader.goto(link)
    expect(reader.get_by_text("Draft for The board, before its meeting. Not approved, not public.")).to_be_visible()
    expect(reader.get_by_text("Say it: or-BEL")).to_be_visible()

    writer.get_by_role("button", name="End the link for The board").click()
    expect(writer.get_by_text("Ended by hand.")).to_be_visible()
    reader.reload()
    expect(reader.get_by_role("heading", name="This preview is over")).to_be_visible()
    browser_problems.clear()  # the browser says on its console that the link is gone


@pytest.mark.parametrize(("width", "scheme"), SCHEMES)
def test_what_a_link_opens_is_fit_for_use(transactional_db, open_page, assert_fit_for_use, browser_problems, width, scheme):
    now = timezone.now()
    for record in (records.medication_record(), records.symptom_record("numbness"), records.drug_class_record("other-agent")):
        link = given(drafts.draft(record), now=now, expires=now + USUAL)
        assert_fit_for_use(open_page(path(link), width=width, color_scheme=scheme))
    page = open_page("/preview/unknown/", width=width, color_scheme=scheme)
    browser_problems.clear()
    assert_fit_for_use(page)


def test_the_page_that_was_left_does_not_tell_where_its_visitor_came_from(document, open_page):
    now = timezone.now()
    page = open_page(path(given(document.revisions.first(), now=now, expires=now + USUAL)))

    page.get_by_role("link", name="The page as it is public now").click()

    page.wait_for_url("**/medications/orbelazine/")
    assert page.evaluate("document.referrer") == ""


def test_a_dose_is_corrected_while_a_draft_is_open_and_the_draft_comes_back(window, transactional_db, assert_fit_for_use):
    """Steps of the officer: correct, type, save, publish (opening, two fields, button); of the reviewer: approve."""
    document = live_page().document
    drafts.edited(document, by=accounts.writer("wilma"), look_alike_footnote="By Wilma.")
    officer = window(accounts.account("publisher", name="olga"))

    officer.goto(address(document))
    officer.get_by_role("button", name="Correct the live page").click()
    expect(officer.get_by_text("The form shows what is public now.")).to_be_visible()
    dose = officer.locator("#id_sections-0-body")
    dose.fill(dose.input_value().replace("5 mg", "4 mg"))
    officer.get_by_role("button", name="Save", exact=True).click()
    expect(officer.get_by_text("Saved: orbelazine, version 4.")).to_be_visible()
    expect(officer.get_by_text("This draft corrects the live page")).to_be_visible()
    assert_fit_for_use(officer)
    reviewer = window(accounts.reviewer())
    reviewer.goto(address(document, "approve"))
    reviewer.get_by_role("button", name="Approve this version").click()
    officer.goto(address(document, "publish"))
    expect(officer.get_by_label("Corrected")).to_be_checked()
    officer.get_by_label("What changed").fill("The dose was too high.")
    officer.get_by_role("button", name="Publish", exact=True).click()
    expect(officer.get_by_text("is public now.")).to_be_visible()
    assert Change.objects.order_by("id").last().kind == "corrected"

    officer.get_by_role("link", name="Bring it back").click()
    expect(officer.get_by_role("heading", name="Comes back (1)")).to_be_visible()
    assert_fit_for_use(officer)
    officer.get_by_role("button", name="Bring it back").click()
    expect(officer.get_by_text("is back: version 5 has its changes.")).to_be_visible()
    newest = document.revisions.order_by("-number").first().record
    assert newest.look_alike_footnote == "By Wilma."
    assert "4 mg" in newest.sections[0].body


@pytest.mark.parametrize(("width", "scheme"), SCHEMES)
def test_what_both_changed_is_chosen(window, transactional_db, assert_fit_for_use, browser_problems, width, scheme):
    corrected = begun(sections=[{"kind": "proper_usage", "heading": "Proper usage", "body": f"Six. [@{records.LABEL}]"}])
    corrected.publish("4 mg")
    page = window(accounts.writer(), width=width, color_scheme=scheme)
    page.goto(address(corrected.document, "bring_back", corrected.parked.pk))
    assert_fit_for_use(page)

    page.get_by_role("button", name="Bring it back").click()
    expect(page.get_by_text("Nothing was saved, and the draft is still parked.")).to_be_visible()
    browser_problems.clear()  # the browser says on its console that it was a conflict
    page.get_by_label("As the parked draft has it").check()
    page.get_by_role("button", name="Bring it back").click()

    expect(page.get_by_text("is back: version 5 has its changes.")).to_be_visible()
    assert corrected.newest.record.sections[0].body.startswith("Six.")

"""Who did what, and keys, in a browser."""

import pytest
from playwright.sync_api import expect

from medications.models import ApiKey, Event
from tests.factories import accounts, drafts, publications
from tests.factories.keys import issued

EVENTS, KEYS = "/admin/medications/event/", "/admin/medications/apikey/"


@pytest.fixture
def past(transactional_db):
    """Something happened: a page with much on it was changed, keys were issued, an account was changed."""
    document = publications.published().document
    drafts.edited(document, uses=[], at_a_glance=[], look_alike_footnote="A footnote of many words. " * 60)
    return issued()[0]


@pytest.mark.parametrize(("width", "scheme"), [(320, "dark")])
def test_every_screen_is_fit_for_use(window, past, assert_fit_for_use, width, scheme):
    page = window(accounts.account("administrator"), width=width, color_scheme=scheme)
    changed = Event.objects.filter(kind="draft_saved", note__contains="became").first()
    somebody = accounts.writer().pk

    for url in (
        EVENTS,
        f"{EVENTS}{changed.pk}/change/",
        f"/admin/auth/user/{somebody}/history/",
        KEYS,
        f"{KEYS}issue/",
        f"{KEYS}{past.pk}/change/",
    ):
        page.goto(url)
        assert_fit_for_use(page)


def test_a_key_is_issued_copied_and_taken_back_with_the_keyboard_at_hand(window, past, assert_fit_for_use):
    page = window(accounts.account("administrator"), width=320)
    page.goto(KEYS)

    page.get_by_role("link", name="Issue a key").click()
    page.get_by_label("Holder").fill("Partner of the test")
    page.get_by_label("Contact").fill("web@partner.example")
    page.keyboard.press("Enter")
    shown = page.get_by_label("Key of Partner of the test")
    plain = shown.input_value()
    assert_fit_for_use(page)
    api = page.request.get("/api/v1/medications/", headers={"Authorization": f"Bearer {plain}"})
    assert api.status == 200

    page.get_by_role("link", name="I have copied it").click()
    expect(page.get_by_text(plain)).to_have_count(0)
    page.get_by_role("link", name="Partner of the test").click()
    page.get_by_label("Yes, revoke it").check()
    page.get_by_role("button", name="Revoke the key").click()

    expect(page.get_by_text("opens nothing any more")).to_be_visible()
    assert ApiKey.objects.get(holder="Partner of the test").revoked_at
    api = page.request.get("/api/v1/medications/", headers={"Authorization": f"Bearer {plain}"})
    assert api.status == 401

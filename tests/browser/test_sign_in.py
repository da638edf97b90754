"""Signing in as staff do it: first time, by app, by passkey, with a recovery code; and being asked again before what matters."""

import pytest
from playwright.sync_api import expect

from medications.models import Event, EventKind, Publication
from tests.admin.desk import address
from tests.browser.fitness import found_by_axe, sticks_out
from tests.browser.signing_in import PASSWORD, sign_in, type_password, window, with_password
from tests.factories import accounts, publications, second_factors


@pytest.fixture(autouse=True)
def _passkeys_on_localhost(settings):
    """As on a machine whose SITE_URL is localhost."""
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True


@pytest.fixture
def fresh_page(new_context):
    """An empty page of a browser nobody has signed in with."""
    return new_context(viewport={"width": 1280, "height": 900}).new_page()


def plug_in_authenticator(page) -> None:
    """What a laptop with a fingerprint reader has, played by Chromium."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def sign_out(page) -> None:
    page.goto("/accounts/logout/")
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/accounts/login/**")


def has_event(kind: str, account) -> bool:
    return Event.objects.filter(kind=kind, subject_id=str(account.pk)).exists()


def test_the_first_sign_in_sets_up_an_app_before_the_desk_opens(fresh_page):
    account = with_password(accounts.writer())
    page = fresh_page
    page.goto("/admin/medications/medication/")
    type_password(page, account)
    expect(page.get_by_text("Set one up now")).to_be_visible()

    page.get_by_role("link", name="Set up an app").click()
    secret = page.locator(".form__secret").inner_text().replace(" ", "")
    page.get_by_label("Code").fill(second_factors.code(secret))
    page.get_by_role("button", name="Use this app from now on").click()
    expect(page.locator(".form__codes li")).to_have_count(10)
    page.get_by_role("link", name="I have kept them: go on").click()

    page.wait_for_url("**/admin/medications/medication/")
    assert has_event(EventKind.SECOND_FACTOR_ADDED, account)


def test_a_passkey_is_added_and_then_signs_in_alone(fresh_page):
    account, page = with_password(accounts.writer()), fresh_page
    plug_in_authenticator(page)
    page.goto("/admin/")
    type_password(page, account)
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_role("button", name="Add a passkey").click()
    page.get_by_role("link", name="I have kept them: go on").click()
    page.wait_for_url("**/admin/")
    sign_out(page)

    page.goto("/admin/")
    page.get_by_role("button", name="Sign in with a passkey").click()

    page.wait_for_url("**/admin/")
    expect(page.get_by_text("Editorial desk").first).to_be_visible()


def test_a_passkey_that_was_canceled_is_told_in_words(fresh_page):
    page = fresh_page
    page.add_init_script("navigator.credentials.get = async () => { throw new DOMException('', 'NotAllowedError'); }")
    page.goto("/accounts/login/")

    page.get_by_role("button", name="Sign in with a passkey").click()

    expect(page.locator("#passkey_error")).to_contain_text("it was canceled")


def test_a_recovery_code_lets_somebody_in_once(new_context, fresh_page):
    account = second_factors.with_app(with_password(accounts.writer()))
    code, page = second_factors.recovery_codes(account)[0], fresh_page
    page.goto("/admin/")
    type_password(page, account)
    page.get_by_label("Code").fill(code)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/admin/")
    sign_out(page)

    page.goto("/admin/")
    type_password(page, account)
    page.get_by_label("Code").fill(code)
    page.get_by_role("button", name="Sign in", exact=True).click()

    expect(page.get_by_text("That code is not right")).to_be_visible()


def test_without_the_second_factor_no_screen_opens(fresh_page):
    account, page = second_factors.with_app(with_password(accounts.publisher())), fresh_page
    page.goto("/admin/")
    type_password(page, account)

    page.goto("/admin/medications/medication/")

    expect(page.get_by_role("heading", name="Show your second factor")).to_be_visible()


def test_publishing_after_a_while_asks_who_it_is_and_then_goes_on(new_context, live_server):
    document = publications.approved().document
    account = with_password(accounts.publisher())
    page = window(new_context, live_server, account, fresh=False)
    page.goto(address(document, "publish"))

    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_role("heading", name="Is it you?")).to_be_visible()
    assert not Publication.objects.filter(document=document).exists()
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()

    expect(page.get_by_text("is public now")).to_be_visible()
    assert Publication.objects.filter(document=document).exists()


def test_somebody_ends_what_they_left_open_elsewhere(new_context):
    account = accounts.writer()
    elsewhere = sign_in(new_context, account)
    page = new_context().new_page()
    page.goto("/accounts/sessions/")
    type_password(page, account)
    page.get_by_label("Code").fill(second_factors.code(later=1))
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("button", name="Sign out there").click()
    expect(page.get_by_text("Signed out in 1 other place.")).to_be_visible()

    elsewhere.reload()

    assert "/accounts/login/" in elsewhere.url


def test_signing_in_needs_no_mouse(fresh_page):
    account, page = second_factors.with_app(with_password(accounts.writer())), fresh_page
    page.goto("/admin/")

    page.get_by_label("User name").focus()
    page.keyboard.type(account.username)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/accounts/2fa/authenticate/")
    page.get_by_label("Code").focus()
    page.keyboard.type(second_factors.code())
    page.keyboard.press("Enter")

    page.wait_for_url("**/admin/")


OPEN = ["login/", "password/reset/", "password/reset/done/", "password/reset/key/1-none/", "inactive/"]
SIGNED_IN = [
    "2fa/",
    "2fa/webauthn/",
    "2fa/webauthn/add/",
    "2fa/totp/activate/",
    "2fa/recovery-codes/generate/",
    "2fa/reauthenticate/",
    "2fa/webauthn/reauthenticate/",
    "reauthenticate/",
    "password/change/",
    "sessions/",
    "logout/",
]


@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (1280, "light")])
def test_the_pages_of_sign_in_have_no_fault_that_axe_finds_and_nothing_sticks_out(new_context, live_server, width, scheme):
    page = new_context(viewport={"width": width, "height": 900}, color_scheme=scheme).new_page()
    inside = window(new_context, live_server, with_password(accounts.writer()), width=width, color_scheme=scheme)

    for which, paths in ((page, OPEN), (inside, SIGNED_IN)):
        for path in paths:
            which.goto(f"/accounts/{path}")
            assert found_by_axe(which) == [], path
            assert not sticks_out(which), path

"""How a reader wants pages to look: chosen in a form, kept in a cookie, put on every page, and shown to nobody else."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import override_settings

from medications.content.display import Display, Spacing, TextSize, Theme
from tests.factories import publications, records
from tests.factories.site import kept

pytestmark = pytest.mark.django_db

ADDRESS, PAGE = "/about/display/", "/medications/orbelazine/"
CHOICE = {"theme": "dark", "text": "large", "spacing": "wide"}


@pytest.fixture(scope="module", autouse=True)
def site(django_db_setup, django_db_blocker):
    """One medicine."""
    with kept(django_db_blocker):
        publications.published(records.small_record())
        yield


def choose(client, **values):
    return client.post(ADDRESS, {**CHOICE, **values})


def opening(answer) -> str:
    """The first tag of a page."""
    return re.search(r"<html[^>]*>", answer.content.decode())[0]


# The choice


@pytest.mark.parametrize("path", ["/", PAGE, "/symptoms/", "/about/privacy/", "/nothing/", "/accounts/login/"])
def test_a_choice_stands_on_every_page(client, path):
    choose(client)

    assert opening(client.get(path)) == '<html lang="en" data-theme="dark" data-text="large" data-spacing="wide">'


def test_a_page_without_a_choice_says_nothing_of_it(client):
    assert opening(client.get(PAGE)) == '<html lang="en">'


def test_what_is_as_usual_is_not_said(client):
    choose(client, text="normal", spacing="normal")

    assert opening(client.get(PAGE)) == '<html lang="en" data-theme="dark">'


def test_the_form_shows_what_is_chosen(client):
    choose(client, theme="contrast")

    checked = re.findall(r'name="(\w+)" value="(\w+)" checked', client.get(ADDRESS).content.decode())

    assert checked == [("theme", "contrast"), ("text", "large"), ("spacing", "wide")]


@pytest.mark.parametrize(
    "cookie", ["", "nonsense", "dark", "<b>.large", "dark.large.wide.more", "a" * 4000, "..", "DARK", "dark\x00"]
)
def test_any_cookie_is_read(client, cookie):
    client.cookies["display"] = cookie

    assert client.get(PAGE).status_code == 200


def test_what_is_unknown_in_a_cookie_counts_as_no_choice():
    assert Display.of("neon.large.wide") == Display(Theme.SYSTEM, TextSize.LARGE, Spacing.WIDE)


def test_a_cookie_is_read_as_it_was_written():
    chosen = Display(Theme.CONTRAST, TextSize.LARGEST, Spacing.WIDE)

    assert Display.of(chosen.cookie) == chosen


@override_settings(SITE_IS_HTTPS=True, DISPLAY_COOKIE_NAME="__Host-display")
def test_on_https_the_cookie_is_for_this_host_and_no_script(client):
    cookie = choose(client).cookies["__Host-display"]

    assert (cookie["secure"], cookie["httponly"], cookie["samesite"], cookie["path"], cookie["domain"]) == (
        True,
        True,
        "Lax",
        "/",
        "",
    )


@pytest.mark.parametrize("path", ["/", "/nothing/", "/accounts/login/"])
def test_high_contrast_brings_its_styles_and_nobody_else_pays_for_them(client, path):
    usual = client.get(path).content
    choose(client, theme="contrast")

    assert b"css/contrast.css" not in usual
    assert b"css/contrast.css" in client.get(path).content


# The way back


def test_she_comes_back_to_where_she_was(client):
    form = client.get(ADDRESS, headers={"referer": "http://testserver/medications/?symptom=tremor"}).content.decode()
    back = re.search(r'name="back" value="([^"]*)"', form)[1]

    assert back == "/medications/?symptom=tremor"
    assert choose(client, back=back)["Location"] == back


@pytest.mark.parametrize(
    "back", ["", "https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "medications/"]
)
def test_nobody_is_led_elsewhere(client, back):
    assert choose(client, back=back)["Location"] == "/"


@pytest.mark.parametrize("referer", ["https://evil.example/x", "http://testserver/about/display/", "nonsense", "http://[", ""])
def test_what_is_no_page_of_ours_is_not_gone_back_to(client, referer):
    assert 'name="back" value=""' in client.get(ADDRESS, headers={"referer": referer}).content.decode()


# What is refused


@pytest.mark.parametrize(
    "change", [{"theme": "neon"}, {"text": ""}, {"spacing": "dark"}, {"back": "x" * 3000}, {"back": "/\x00"}]
)
def test_what_is_not_understood_changes_nothing_and_says_so(client, change):
    answer = choose(client, **change)

    assert answer.status_code == 400
    assert not answer.cookies
    assert "nothing was changed" in answer.content.decode()


def test_another_site_cannot_change_how_pages_look(client):
    answer = client.post(ADDRESS, CHOICE, headers={"sec-fetch-site": "cross-site"})

    assert answer.status_code == 400
    assert not answer.cookies


# Caches


@override_settings(STALE_LIMIT=60)
def test_a_page_made_for_a_choice_fills_no_shared_cache(client):
    usual = client.get(PAGE)
    choose(client)
    own = client.get(PAGE)

    assert usual["Cache-Control"].startswith("public")
    assert own["Cache-Control"].startswith("private")
    assert "Cookie" in usual["Vary"]
    assert "Cookie" in own["Vary"]


def test_readers_without_a_choice_share_one_copy(client):
    first, second = client.get(PAGE), client.get(PAGE)

    assert first["ETag"] == second["ETag"]
    assert not first.wsgi_request.session.accessed


def test_a_copy_from_before_a_choice_is_not_held_for_the_new_page(client):
    usual = client.get(PAGE)
    choose(client)

    again = client.get(PAGE, headers={"if-none-match": usual["ETag"], "if-modified-since": usual["Last-Modified"]})

    assert again.status_code == 200


def test_the_form_is_kept_nowhere(client):
    assert client.get(ADDRESS)["Cache-Control"] == "private, no-store"
    assert choose(client)["Cache-Control"] == "private, no-store"


# Styles

CSS = Path(settings.BASE_DIR) / "static" / "css"
TOKENS = (CSS / "tokens.css").read_text() + (CSS / "contrast.css").read_text()


def roles(selector: str) -> list[str]:
    block = TOKENS.split(selector + " {", 1)[1].split("}", 1)[0]
    return [line.strip() for line in block.splitlines() if "--role" in line]


def test_the_chosen_dark_theme_is_that_of_dark_devices():
    assert roles(':root[data-theme="dark"]') == roles(':root:not([data-theme="light"], [data-theme="contrast"])')


def test_high_contrast_leaves_no_color_of_another_theme():
    def names(selector: str) -> set[str]:
        return {line.split(":")[0] for line in roles(selector)}

    assert names(':root[data-theme="contrast"]') >= names(':root[data-theme="dark"]')


@pytest.mark.parametrize("value", [*Theme.values, *TextSize.values, *Spacing.values])
def test_every_choice_does_something(value):
    usual = {Theme.SYSTEM, TextSize.NORMAL, Spacing.NORMAL}

    assert value in usual or f'="{value}"]' in TOKENS

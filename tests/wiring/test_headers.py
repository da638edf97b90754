"""Every kind of answer tells the browser what it may do: as little as it needs."""

import pytest
import time_machine
from django.test import Client
from django.urls import resolve

from medications.public.policy_reports import policy_reports
from msportal.headers import PASSKEYS, REPORTS, UNUSED
from tests.factories import accounts
from tests.factories.site import complete_site, kept
from tests.public.examples import ADDRESSES

pytestmark = pytest.mark.django_db

STILL = {"default-src": "'none'", "style-src": "'self'", "img-src": "'self'", "form-action": "'self'", "base-uri": "'none'"}
PUBLIC = {**STILL, "script-src": "'self'", "connect-src": "'self'"}
EMBEDDED = {**STILL, "script-src": "'self'"}
STAFF = {**PUBLIC, "frame-src": "'self'"}
DATA = {"default-src": "'none'", "sandbox": "", "frame-ancestors": "'none'"}
EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Server": "msportal",
    "X-Frame-Options": "DENY",
}
PAGES = [
    "/",
    "/medications/?symptom=tremor",
    "/medications/orbelazine/",
    "/about/display/",
    "/about/privacy/",
    "/nothing/",  # 404
    "/medications/orbelazine-old/",  # 301
    "/medications",  # 301, of Django's own
    "/static/nothing.css",  # 404
]
DATA_ADDRESSES = [
    "/api/v1/medications/",
    "/api/v1/nothing/",
    "/api/v1/medications/?nonsense=1",
    "/healthz",
    "/.well-known/security.txt",
]
DATA_ADDRESSES += ["/static/css/base.css", "/static/admin/img/search.svg"]
STAFF_PAGES = ["/accounts/login/", "/admin/", "/admin/nothing/", "/admin/medications/medication/"]


@pytest.fixture(scope="module", autouse=True)
def site(django_db_setup, django_db_blocker):
    with kept(django_db_blocker):
        yield complete_site()


@pytest.fixture
def staff(client):
    accounts.sign_in(client, accounts.account("administrator"))
    return client


def get(client, path: str):
    """The answer; a static file is read to its end."""
    response = client.get(path)
    if response.streaming:
        list(response.streaming_content)  # closes the file
    return response


def policy(response) -> dict[str, str]:
    """Content-Security-Policy as directive -> sources, without where it is reported."""
    parts = dict(part.split(" ", 1) if " " in part else (part, "") for part in response["Content-Security-Policy"].split("; "))
    return {name: sources for name, sources in parts.items() if name not in {"report-uri", "report-to"}}


@pytest.mark.parametrize("path", [*PAGES, *DATA_ADDRESSES, *STAFF_PAGES])
def test_every_answer_carries_what_holds_everywhere(staff, path):
    response = get(staff, path)

    assert {name: response.get(name) for name in EVERYWHERE} == EVERYWHERE


@pytest.mark.parametrize("path", PAGES)
def test_a_public_page_may_load_styles_images_and_scripts_of_this_site_and_nothing_else(client, path):
    assert policy(get(client, path)) == {**PUBLIC, "frame-ancestors": "'none'"}


@pytest.mark.parametrize("path", ["/review/never-given/", "/preview/never-given/"])
def test_a_page_that_a_link_opens_may_run_no_script(client, path):
    assert policy(get(client, path)) == {**STILL, "frame-ancestors": "'none'"}


@pytest.mark.parametrize("path", STAFF_PAGES)
def test_a_page_for_staff_may_have_frames_of_this_site_too(staff, path):
    assert policy(staff.get(path)) == {**STAFF, "frame-ancestors": "'none'"}


@pytest.mark.parametrize("path", DATA_ADDRESSES)
def test_what_is_no_page_may_load_nothing(client, path):
    assert policy(get(client, path)) == DATA


def test_a_form_without_its_token_is_refused_with_a_page_of_ours():
    response = Client(enforce_csrf_checks=True).post("/accounts/login/")

    assert response.status_code == 403
    assert "The form was not accepted" in response.content.decode()
    assert "<style" not in response.content.decode()


def test_a_method_that_is_not_known_is_answered_like_any_page(client):
    assert policy(client.post("/")) == {**PUBLIC, "frame-ancestors": "'none'"}


# Framing, on the addresses of tests/wiring/framed_urls.py


@pytest.mark.urls("tests.wiring.framed_urls")
@pytest.mark.parametrize(
    ("path", "ancestors", "frame_options", "resource"),
    [
        ("/embed/", "*", None, "cross-origin"),
        ("/preview/", "'self'", "SAMEORIGIN", "same-origin"),
        ("/embed/?gone", "'none'", "DENY", "same-origin"),
        ("/loose/", "'none'", "DENY", "same-origin"),
    ],
)
def test_only_a_view_that_says_so_may_be_framed(client, path, ancestors, frame_options, resource):
    response = client.get(path)

    sources = {"*": EMBEDDED, "'self'": STILL, "'none'": PUBLIC}[ancestors]
    assert policy(response) == {**sources, "frame-ancestors": ancestors}
    assert response.get("X-Frame-Options") == frame_options
    assert response["Cross-Origin-Resource-Policy"] == resource


@pytest.mark.urls("tests.wiring.framed_urls")
@pytest.mark.parametrize("path", ["/embed/", "/preview/"])
def test_an_answer_that_nothing_has_changed_says_nothing_of_framing(client, path):
    """The browser keeps what came with its copy; whether that may be framed is not known here any more."""
    etag = client.get(path)["ETag"]

    response = client.get(path, headers={"If-None-Match": etag})

    assert response.status_code == 304
    assert {"X-Frame-Options", "Content-Security-Policy", "Cross-Origin-Resource-Policy"}.isdisjoint(response.headers)


# Other sites


@pytest.mark.parametrize(
    ("path", "resource"),
    [("/", "same-origin"), ("/api/v1/medications/", "same-origin"), ("/static/css/base.css", "cross-origin")],
)
def test_other_sites_may_use_static_files_only(client, path, resource):
    assert get(client, path)["Cross-Origin-Resource-Policy"] == resource


def test_no_feature_of_the_browser_is_left_on_for_readers(client):
    features = client.get("/")["Permissions-Policy"].split(", ")

    assert set(features) == {f"{name}=()" for name in (*UNUSED, *PASSKEYS)}


def test_staff_can_use_passkeys_and_no_other_feature(client):
    features = client.get("/accounts/login/")["Permissions-Policy"].split(", ")

    assert {feature for feature in features if not feature.endswith("=()")} == {f"{name}=(self)" for name in PASSKEYS}


# http and https


def test_on_https_browsers_keep_to_it(https_client):
    response = https_client.get("/")

    assert response["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload"
    assert "upgrade-insecure-requests" in policy(response)


def test_on_https_plain_http_is_led_there(https_client):
    response = https_client.get("/medications/", headers={"X-Forwarded-Proto": "http"})

    assert (response.status_code, response["Location"]) == (301, "https://testserver/medications/")
    assert policy(response)["default-src"] == "'none'"


def test_on_http_nothing_speaks_of_https(client):
    response = client.get("/")

    assert "Strict-Transport-Security" not in response
    assert "upgrade-insecure-requests" not in policy(response)


# Reports of what was stopped


def test_reports_have_an_address(client):
    assert f"report-uri {REPORTS}" in client.get("/")["Content-Security-Policy"]
    assert resolve(REPORTS).func is policy_reports


def test_the_newer_way_of_reporting_is_offered_where_browsers_take_it(client, https_client):
    response = https_client.get("/")

    assert response["Reporting-Endpoints"] == f'csp="{REPORTS}"'
    assert "report-to csp" in response["Content-Security-Policy"]


def test_the_newer_way_of_reporting_is_not_offered_on_http_where_it_would_shut_out_the_older(client):
    response = client.get("/")

    assert "Reporting-Endpoints" not in response
    assert "report-to" not in response["Content-Security-Policy"]


# Copies


@pytest.mark.parametrize("path", [*STAFF_PAGES, "/admin/jsi18n/"])
def test_what_staff_see_is_kept_nowhere(staff, path):
    assert staff.get(path)["Cache-Control"] == "no-store, private"


@pytest.mark.parametrize(
    "headers", [{}, {"Host": "evil.example"}, {"Content-Type": "multipart/form-data"}, {"X-Forwarded-Proto": "ftp"}], ids=str
)
@pytest.mark.parametrize(
    "path", ["/nothing/", "/medications/never/", "/static/nothing.css", "/api/v1/nothing/", "/medications/?letter=Q"]
)
def test_a_fault_is_kept_nowhere(client, path, headers):
    """Else a request that provokes one could put it into a shared cache, before everybody's eyes."""
    response = client.get(path, headers=headers)

    assert response.status_code >= 400
    assert response["Cache-Control"] == "no-store"


def test_a_method_that_is_refused_is_not_kept_either(client):
    assert client.post("/").headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", ADDRESSES)
def test_what_readers_see_does_not_depend_on_who_they_are(client, path):
    """But on how they want pages to look: tests/public/test_display.py."""
    assert not client.get(path).wsgi_request.session.accessed


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Forwarded-Host": "evil.example"},
        {"X-Forwarded-Port": "8443"},
        {"X-Forwarded-Prefix": "/evil"},
        {"X-Forwarded-Scheme": "http"},
        {"X-Forwarded-Proto": "https"},
        {"Forwarded": "host=evil.example;proto=http"},
        {"X-Original-URL": "/admin/"},
        {"X-Rewrite-URL": "/admin/"},
        {"X-HTTP-Method-Override": "POST"},
        {"Origin": "https://evil.example"},
        {"Referer": "https://evil.example/"},
        {"User-Agent": "another"},
        {"Cookie": "sessionid=x; csrftoken=y; messages=z"},
        {"Range": "bytes=0-10"},
    ],
    ids=str,
)
@pytest.mark.parametrize("path", ["/", "/medications/orbelazine/", "/api/v1/medications/", "/.well-known/security.txt"])
def test_a_header_that_is_no_part_of_a_cache_key_changes_nothing(client, path, headers):
    def answered(response):
        return response.status_code, response.content, dict(response.headers)

    with kept_time():
        assert answered(client.get(path, headers=headers)) == answered(client.get(path))


def kept_time():
    return time_machine.travel("2026-06-01T09:00:00Z", tick=False)


@pytest.mark.parametrize("path", ["/", "/medications/orbelazine/", "/api/v1/medications/", "/.well-known/security.txt"])
def test_asking_for_the_headers_only_gives_those_of_the_page(client, path):
    with kept_time():
        full, head = client.get(path), client.head(path)

    assert head.content == b""
    assert {**head.headers, "ETag": full["ETag"]} == full.headers  # which is made of the text, and there is none

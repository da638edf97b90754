"""The privacy page says only what is true: every sentence on it has a check here, and every check its sentence."""

import json
import logging
import re
import time
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.contrib.auth import get_user_model
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from medications.actions import partners, report_answers, tasks
from medications.actions.partners import webhook_outbox, webhooks
from medications.content.readability import grade, sentences
from medications.management.commands.serve import commands
from medications.models import ApiKey, ErrorReport, Event, EventKind, PolicyViolation, ReviewInvitation, Revision, SocietyProfile
from medications.permissions import Role
from medications.projections import index
from medications.projections.memory import Memory
from tests.assertions import recorded_sql
from tests.browser.signing_in import PASSWORD
from tests.factories import accounts, drafts, invitations, records
from tests.factories.publications import NOW
from tests.factories.site import complete_site, kept
from tests.factories.webhooks import URL, registered
from tests.logged import logged_lines
from tests.public.examples import ADDRESSES, REFUSED

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

PRIVACY = "/about/privacy/"
OPERATORS = Path(__file__).resolve().parents[2] / "docs" / "operators.md"
CHECKED: list[str] = []


def says(*said: str):
    """Decorates the test that shows that these sentences are true."""
    CHECKED.extend(said)
    return lambda test: test


class Seen(HTMLParser):
    """What stands in a page: paragraphs and list entries of its main part, and every tag with its attributes."""

    def __init__(self, html: str):
        super().__init__()
        self.blocks: list[str] = []
        self.tags: list[tuple[str, dict]] = []
        self.in_main = self.in_block = False
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.in_main = self.in_main or tag == "main"
        if self.in_main and tag in {"p", "li"}:
            self.in_block = True
            self.blocks.append("")

    def handle_endtag(self, tag):
        self.in_main = self.in_main and tag != "main"
        self.in_block = self.in_block and tag not in {"p", "li"}

    def handle_data(self, data):
        if self.in_block:
            self.blocks[-1] += data


@pytest.fixture(scope="module", autouse=True)
def site(django_db_setup, django_db_blocker):
    with kept(django_db_blocker):
        yield complete_site()


@pytest.fixture
def pages(client):
    """Every public page that is HTML, by address."""
    answers = {address: client.get(address) for address in [*ADDRESSES, *REFUSED]}
    return {address: answer for address, answer in answers.items() if answer["Content-Type"].startswith("text/html")}


@pytest.fixture
def tags(pages):
    return [tag for answer in pages.values() for tag in Seen(answer.content.decode()).tags]


def said_on_the_page(client) -> list[str]:
    return list(sentences("\n\n".join(Seen(client.get(PRIVACY).content.decode()).blocks)))


def test_every_sentence_has_a_check_and_every_check_its_sentence(client):
    assert sorted(said_on_the_page(client)) == sorted(CHECKED)


def test_a_sentence_without_a_check_would_be_noticed(client):
    SocietyProfile.objects.create(version=99, name="Example society. We know all about you")
    index.touch()

    assert "We know all about you." in set(said_on_the_page(client)) - set(CHECKED)


def test_the_page_is_easy_to_read(client):
    assert grade(said_on_the_page(client)) <= 8


def test_every_page_leads_to_it(pages):
    """A list of suggestions is a piece of one."""
    shown = {address: answer for address, answer in pages.items() if answer.status_code == 200}
    whole = [address for address, answer in shown.items() if b"<html" in answer.content]

    assert [address for address in whole if f'href="{PRIVACY}"'.encode() in shown[address].content] == whole
    assert {address.partition("?")[0] for address in shown.keys() - set(whole)} == {"/suggestions/"}


# When you read this site


@says("You can read every page here without telling us who you are.", "You need no account.")
def test_every_page_is_shown_to_somebody_without_account_and_browser_name():
    assert {Client().get(address).status_code for address in ADDRESSES} == {200}


@says("We set no cookie, unless you choose how our pages look.")
def test_no_answer_sets_a_cookie(client):
    assert [address for address in [*ADDRESSES, *REFUSED, "/nothing/"] if client.get(address).cookies] == []
    assert not client.post("/csp-reports/", b"{}", content_type="application/csp-report").cookies


def choose(client, **choice):
    return client.post("/about/display/", {"theme": "dark", "text": "large", "spacing": "normal", **choice})


@says("Then one cookie holds your choice of colors, text size and spacing, and nothing else.")
def test_the_cookie_of_a_choice_is_the_choice(client):
    answer = choose(client)

    assert {name: cookie.value for name, cookie in answer.cookies.items()} == {"display": "dark.large.normal"}


@says("It stays on your device for a year, or until you choose the usual look again.")
def test_the_cookie_of_a_choice_goes_away(client):
    kept = choose(client).cookies["display"]["max-age"]
    choose(client, theme="system", text="normal")

    assert kept == 365 * 24 * 60 * 60
    assert [name for name, cookie in client.cookies.items() if cookie.value] == []


@says("We do not keep your choice in any other place.")
def test_a_choice_is_written_down_nowhere(client):
    with logged_lines() as lines, recorded_sql() as statements:
        choose(client)
        client.get("/")

    assert lines == []
    assert [sql for sql in statements if not sql.startswith("SELECT")] == []


@says("We use no ads, no counters and no tracking tools.")
def test_no_page_has_anything_that_counts_or_runs(tags):
    assert {tag for tag, _ in tags} & {
        "iframe",
        "frame",
        "object",
        "embed",
        "img",
        "video",
        "audio",
        "portal",
        "base",
    } == set()
    scripts = [attributes for tag, attributes in tags if tag == "script" and attributes.get("type") != "application/ld+json"]
    assert {attributes.get("src") for attributes in scripts} == {"/static/js/suggestions.js", "/static/js/results.js"}
    assert [attributes for _, attributes in tags if "ping" in attributes or "http-equiv" in attributes] == []


@says("All parts of a page come from this site.")
def test_nothing_is_loaded_from_elsewhere(pages, tags):
    loaded = [attributes.get("href", "") for tag, attributes in tags if tag == "link" and attributes["rel"] != "canonical"]
    loaded += [
        attributes[name]
        for _, attributes in tags
        for name in ("src", "srcset", "poster", "data", "background")
        if name in attributes
    ]
    sent = [attributes["action"] for tag, attributes in tags if tag == "form"]

    assert loaded
    assert [address for address in loaded + sent if not re.match(r"/(?!/)", address)] == []
    assert [address for address, answer in pages.items() if re.search(r"https?:|\*", answer["Content-Security-Policy"])] == []


@says("Reading and searching add nothing to our database.")
def test_no_page_writes(client):
    with recorded_sql() as statements:
        for address in [*ADDRESSES, *REFUSED, "/medications/?q=tremor"]:
            client.get(address)

    assert statements
    assert [sql for sql in statements if not sql.startswith("SELECT")] == []


@says("While you type in a search box, your browser asks this site for names that fit.", "We do not keep what you type there.")
def test_what_is_typed_is_written_down_nowhere(client):
    with logged_lines() as lines, recorded_sql() as statements:
        answer = client.get("/suggestions/?q=secretol")

    assert "secretol" in answer.content.decode()
    assert lines == []
    assert [sql for sql in statements if not sql.startswith("SELECT")] == []
    assert "secretol" not in str(Memory.kept)


@says("When you follow a link to another site, your browser does not say which page you came from.")
def test_other_sites_are_not_told_the_page(pages, tags):
    assert {answer["Referrer-Policy"] for answer in pages.values()} == {"same-origin"}
    assert [attributes for _, attributes in tags if "referrerpolicy" in attributes or attributes.get("name") == "referrer"] == []


@says("Our pages cannot use your camera, your microphone or your location.")
def test_devices_are_switched_off(pages):
    for answer in pages.values():
        assert {"camera=()", "microphone=()", "geolocation=()"} <= set(answer["Permissions-Policy"].split(", "))


# What our server writes down


@says("Our server program keeps no list of who read which page.")
def test_no_page_that_is_read_is_logged(client):
    with logged_lines() as lines:
        for address in ADDRESSES:
            client.get(address)

    assert lines == []
    assert "--no-access-log" in commands("127.0.0.1", 8000)["web"]


@pytest.mark.urls("tests.wiring.framed_urls")
@says("When something goes wrong, it writes down the time, the page and the fault.")
def test_a_fault_is_logged(client):
    client.raise_request_exception = False
    with logged_lines() as lines:
        client.get("/broken/")

    assert re.match(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d+ ERROR", lines[0])
    assert "/broken/" in lines[0]
    assert "ValueError" in lines[0]


@pytest.mark.urls("tests.wiring.framed_urls")
@says("It leaves out what you searched for and which filters you chose.")
def test_what_was_asked_for_is_not_logged(client):
    client.raise_request_exception = False
    with logged_lines() as lines:
        client.get("/broken/?q=bladder&symptom=urgency")
        client.get("/nothing/?q=bladder&symptom=urgency")

    assert len(lines) == 2
    assert [line for line in lines if "bladder" in line or "urgency" in line] == []


@says("It cuts off the end of any internet address, so that the address no longer points to one device.")
def test_addresses_are_logged_shortened():
    with logged_lines() as lines:
        logging.getLogger("any.library").warning("refused %s and %s", "203.0.113.77", "2001:db8:1:2::3")

    assert lines[0].endswith("refused 203.0.113.0 and 2001:db8:1::")


@says("Our guide for the people who run the server tells them to keep no such list in other places, either.")
def test_operators_are_told_to_switch_off_other_logs():
    nginx = re.search(r"(?ms)^    server \{.*?^    \}", OPERATORS.read_text())[0]

    assert re.search(r"^\s+access_log off;", nginx, re.MULTILINE)
    assert re.search(r"^\s+error_log \S+ crit;", nginx, re.MULTILINE)


# When your browser stops something


@says(
    "Each page tells your browser what it may load.",
    "If the page tries to load something else, your browser stops it and sends us a report.",
)
def test_every_page_has_a_policy_with_an_address_for_reports(pages):
    """That browsers do so: tests/browser/test_policy.py."""
    for answer in pages.values():
        assert answer["Content-Security-Policy"].startswith("default-src 'none'; ")
        assert "; report-uri /csp-reports/" in answer["Content-Security-Policy"]


def reported(client, **more) -> list[dict]:
    """What is kept of a report that says a lot."""
    report = {
        "document-uri": "http://testserver/medications/?q=secret#secret",
        "referrer": "http://testserver/?q=secret",
        "blocked-uri": "https://ads.example/secret",
        "effective-directive": "img-src",
        "script-sample": "secret",
    }
    content = json.dumps({"csp-report": {**report, **more}})
    sender = {"REMOTE_ADDR": "203.0.113.77", "HTTP_USER_AGENT": "secret", "HTTP_COOKIE": "a=secret"}
    client.post("/csp-reports/", content, content_type="application/csp-report", **sender)
    return list(PolicyViolation.objects.values())


@says(
    "From the report we keep three things: which rule stopped it, where it came from and on which page.",
    "We count how often this happens, with the first and last time.",
)
def test_of_a_report_this_is_kept(client):
    (row,) = reported(client)

    assert (row.pop("directive"), row.pop("blocked"), row.pop("path")) == ("img-src", "https://ads.example", "/medications/")
    assert set(row) == {"id", "count", "first_seen", "last_seen"}


@says("We do not keep who sent the report.")
def test_of_the_sender_nothing_is_kept(client):
    with logged_lines() as lines:
        (row,) = reported(client)

    assert [value for value in row.values() if "secret" in str(value) or "203.0.113" in str(value)] == []
    assert lines == []


@says("We ignore what your own browser add-ons do.")
def test_reports_about_extensions_are_ignored(client):
    assert reported(client, **{"source-file": "moz-extension"}) == []


# If you report an error on a page


def report_sent(**changes):
    """A report with an address, as somebody sends it who can be told by a lot."""
    cache.clear()
    sender = {"REMOTE_ADDR": "203.0.113.77", "HTTP_USER_AGENT": "secret", "HTTP_COOKIE": "a=secret"}
    values = {"text": "A word is wrong.", "email": "reader@example.org", "version": "2"} | changes
    assert Client().post("/medications/orbelazine/report/", values, **sender).status_code == 302
    return ErrorReport.objects.latest("pk")


@says("You can report an error without saying who you are.", "You can give us an e-mail address if you want an answer.")
def test_an_error_is_reported_without_an_address():
    assert report_sent(email="").email == ""


@says("We keep what you write, the page, its version and the time.")
def test_of_a_report_of_an_error_this_is_kept():
    told = {"document_id", "page_title", "publication_number", "text", "sent_at", "email", "had_address"}
    with logged_lines() as lines:
        report = report_sent()

    values = ErrorReport.objects.filter(pk=report.pk).values().get()
    assert {name for name, value in values.items() if value not in ("", None)} == told | {"id"}
    assert [value for value in values.values() if "secret" in str(value) or "203.0.113" in str(value)] == []
    assert lines == []


@says("We use it for that answer and for nothing else.")
def test_only_the_mail_with_the_answer_goes_to_the_address(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        report = report_sent()
        report_answers.answer(report=report, text="Thank you.", by=accounts.writer(), now=timezone.now())

    assert [message.subject for message in mail.outbox if "reader@example.org" in message.to] == ["Your report on “Orbelazine”"]


@says("Our staff can answer you without seeing it.")
def test_no_screen_shows_the_address(client):
    report = report_sent()
    accounts.sign_in(client, accounts.account(*Role, name="everything"))

    screens = [f"/admin/medications/errorreport/{report.pk}/change/", "/admin/medications/errorreport/", "/admin/"]
    shown = [client.get(address).content.decode() for address in screens]

    assert "Send the answer" in shown[0]
    assert [page for page in shown if "reader@" in page] == []
    assert client.get("/admin/medications/errorreport/?email__startswith=r").status_code == 400


@says("We delete it as soon as our answer is sent or your report is closed, and after 90 days at the latest.")
def test_the_address_goes_with_the_answer_with_closing_and_after_90_days(django_capture_on_commit_callbacks):
    answered, closed, waiting = (report_sent(text=f"Wrong {number}") for number in range(3))
    now = timezone.now()

    with django_capture_on_commit_callbacks(execute=True):
        report_answers.answer(report=answered, text="Thank you.", by=accounts.writer(), now=now)
        report_answers.close(report=closed, note="Mended.", by=accounts.writer(), now=now)
    kept = set(ErrorReport.objects.exclude(email="").values_list("pk", flat=True))
    with time_machine.travel(now + timedelta(days=90)):
        tasks.forget_reports.call()

    assert kept == {waiting.pk}
    assert not ErrorReport.objects.exclude(email="").exists()


@says("What you wrote is deleted one year after we answer or close your report.")
def test_the_text_goes_a_year_after_a_report_was_closed():
    report, now = report_sent(), timezone.now()
    report_answers.close(report=report, note="Mended.", by=accounts.writer(), now=now)

    with time_machine.travel(now + timedelta(days=365)):
        tasks.forget_reports.call()

    assert ErrorReport.objects.get(pk=report.pk).text == ""


@says(
    "If you want it deleted sooner, ask us, and say on which page and day you sent it.",
    "That there was a report, and what we did about it, stays.",
)
def test_a_report_is_found_by_page_and_day_and_its_text_removed(client):
    report = report_sent()
    accounts.sign_in(client, accounts.account(*Role, name="everything"))

    found = client.get("/admin/medications/errorreport/?q=Orbelazine").content.decode()
    client.post(f"/admin/medications/errorreport/{report.pk}/change/", {"act": "remove", "reason": "The reader asked for it."})

    kept = ErrorReport.objects.get(pk=report.pk)
    assert f"/errorreport/{report.pk}/change/" in found
    assert (kept.text, kept.email, kept.page_title, kept.publication_number) == ("", "", "Orbelazine", 2)


@says("A mail tells our staff that a report came in, but your words and your address are not in that mail.")
def test_the_mail_to_staff_says_only_that_there_is_a_report(django_capture_on_commit_callbacks):
    writer = accounts.writer()
    writer.email = "writer@example.org"
    writer.save()

    with django_capture_on_commit_callbacks(execute=True):
        report_sent()

    (message,) = [each for each in mail.outbox if each.to == ["writer@example.org"]]
    assert message.subject == "Error reported: Orbelazine"
    assert "A word is wrong." not in message.body
    assert "reader@" not in message.body


@says("To slow down those who flood us, we count reports for a short time.")
def test_reports_are_counted_under_no_address_and_forgotten():
    report_sent()

    assert cache._expire_info
    assert [key for key in cache._expire_info if "203.0" in key] == []
    assert max(cache._expire_info.values()) <= time.time() + 60 * 60


# If you work on this site


def signed_in(client, password: str = PASSWORD):
    account = accounts.writer()
    if not account.password:
        account.set_password(PASSWORD)
        account.save()
    sender = {"REMOTE_ADDR": "203.0.113.77", "HTTP_USER_AGENT": "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"}
    client.get("/accounts/login/", **sender)
    client.post("/accounts/login/", {"login": account.username, "password": password}, **sender)
    return account


@says(
    "Staff sign in, and this needs two cookies.",
    "One keeps you signed in, and the other protects forms.",
    "Scripts cannot read them.",
)
def test_staff_get_two_cookies(client):
    signed_in(client)

    assert {name: bool(cookie["httponly"]) for name, cookie in client.cookies.items()} == {"sessionid": True, "csrftoken": True}


@says("Your account holds your name and your e-mail address.")
def test_an_account_is_about_name_and_address():
    told = {
        field.name for field in get_user_model()._meta.concrete_fields if field.get_internal_type() in {"CharField", "EmailField"}
    }

    assert told == {"username", "password", "first_name", "last_name", "email"}


@says("We note when you sign in, and when someone fails to sign in with your user name.")
def test_sign_ins_are_noted(client):
    signed_in(Client(), password="wrong")
    signed_in(client)

    assert {EventKind.SIGNED_IN, EventKind.SIGN_IN_FAILED} <= set(Event.objects.values_list("kind", flat=True))


@says("To slow down those who guess passwords, we count tries to sign in for a short time.")
def test_tries_are_counted_under_no_address_and_forgotten(client):
    signed_in(client, password="wrong")

    assert cache._expire_info
    assert [key for key in cache._expire_info if "203.0" in key or "allauth" in key] == []
    assert max(cache._expire_info.values()) <= time.time() + 60 * 60


@says("For each device where you are signed in, we keep the name of its browser, the time and a shortened internet address.")
def test_of_a_device_this_is_kept(client):
    account = signed_in(client)

    session = UserSession.objects.get(user=account)
    assert session.ip == "203.0.113.0"
    assert session.user_agent == "Firefox on Linux"
    assert session.created_at


@says("You can see these devices and sign them out.")
def test_devices_are_listed_and_can_be_signed_out(client):
    signed_in(client)
    signed_in(elsewhere := Client())
    page = client.get("/accounts/sessions/").content.decode()
    client.post("/accounts/sessions/")

    assert "Firefox on Linux" in page
    assert elsewhere.get("/accounts/sessions/").status_code == 302


@says("What you write, approve or publish is kept with your name, even after your account is deleted.")
def test_the_name_stays_with_what_was_done():
    author = accounts.writer(name="leaving")
    revision = drafts.draft(records.small_record("something new"), by=author)
    author.delete()

    assert Revision.objects.get(pk=revision.pk).by_name == "Leaving"


@says("If you review a text through a link we sent you, we keep your name and your credentials.")
def test_an_outside_reviewer_is_kept_by_name_and_credentials():
    own = {"reviewer_name", "credentials"}
    others = {"id", "revision", "by_id", "by_name", "token_digest", "invited_at", "expires_at", "used_at", "revoked_at"}

    assert {field.name for field in ReviewInvitation._meta.concrete_fields} == own | others


@says("For that we set one cookie, which protects the form.")
def test_an_outside_reviewer_gets_one_cookie():
    now = timezone.now()
    address = invitations.link(drafts.draft(records.small_record("to review")), now=now, expires=now + timedelta(days=9))

    assert set(Client().get(address).cookies) == {"csrftoken"}


@says("To slow down those who guess such links, we count wrong ones for a short time.")
def test_wrong_links_are_counted_and_forgotten():
    """By the part of an internet address that many share, under a name that nobody can read."""
    Client().get("/review/guessed/", REMOTE_ADDR="203.0.113.77")
    Client().get("/review/guessed/", REMOTE_ADDR="203.0.113.78")

    assert cache.get("review-links:203.0.113.0") == 2
    with time_machine.travel(timezone.now() + timedelta(minutes=11)):
        assert cache.get("review-links:203.0.113.0") is None


# If your own site uses our texts


@says("Your site needs no key to read our data.")
def test_the_api_is_open():
    assert Client().get("/api/v1/medications/").status_code == 200


@says(
    "If you ask for a key, we keep your site's name, a contact address and the last day the key was used.",
    "We do not keep the key itself.",
)
def test_of_a_key_this_is_kept():
    administrator, now = accounts.account("administrator"), timezone.now()

    key, text = partners.issue_key(
        holder="Partner", contact="web@partner.example", expires=now + timedelta(days=9), by=administrator, now=now
    )

    row = ApiKey.objects.filter(pk=key.pk).values().get()
    assert (row.pop("holder"), row.pop("contact"), row.pop("last_used_on")) == ("Partner", "web@partner.example", None)
    followed = {"followed_stream", "followed_sequence", "followed_at"}
    assert set(row) - followed == {
        "id",
        "prefix",
        "digest",
        "issued_at",
        "expires_at",
        "revoked_at",
        "by_id",
        "by_name",
        "scopes",
    }
    assert text not in str(row)


@says(
    "We keep how far your site has read our list of changes, and where it wants to be told of them.",
    "What came of telling it is deleted after 30 days.",
)
def test_of_webhooks_this_is_kept():
    webhook, _ = registered()
    webhooks.send_test(webhook=webhook, by=webhook.key, now=NOW)
    kept = {field.attname for field in ApiKey._meta.concrete_fields if field.attname.startswith("followed")}

    assert kept == {"followed_stream", "followed_sequence", "followed_at"}
    assert webhook.url == URL
    assert webhook_outbox.prune(now=NOW + timedelta(days=30, seconds=1)) == 1


# Questions


@says(
    "This site is run by Example society.",
    "You can call our helpline at 0800 2.",
    "If you found a security problem, please report it to security@example.org.",
)
def test_whom_to_ask_is_what_the_profile_says(tags, client):
    links = [attributes.get("href") for _, attributes in Seen(client.get(PRIVACY).content.decode()).tags]

    assert {"tel:08002", "mailto:security@example.org"} <= set(links)

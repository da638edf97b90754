"""What is kept of reports: by browsers, and by readers who found an error."""

import json
import time
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from medications.actions import report_answers, tasks
from medications.models import ErrorReport, PolicyViolation
from medications.permissions import Role
from tests.factories import accounts
from tests.logged import logged_lines
from tests.public.privacy.page import says

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


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

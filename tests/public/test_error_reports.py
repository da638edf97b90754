"""Reporting an error on a page: without script, without cookie, bound to the version that was seen, and nothing typed is lost."""

import pytest
from django.core.cache import cache
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from medications.models import ErrorReport, IndexRow
from tests.factories.site import complete_site, kept
from tests.factories.withdrawals import withdrawn

pytestmark = pytest.mark.django_db

REPORT = "/medications/orbelazine/report/"
SENT = {"text": "The word “swallow” is missing.", "email": "reader@example.org", "website": "", "version": "2"}


@pytest.fixture(scope="module", autouse=True)
def site(django_db_setup, django_db_blocker):
    with kept(django_db_blocker):
        yield complete_site()


@pytest.fixture(autouse=True)
def _no_counts():
    cache.clear()


def tree(response) -> LexborHTMLParser:
    return LexborHTMLParser(response.content.decode())


def send(client=None, address: str = REPORT, **changes):
    return (client or Client(enforce_csrf_checks=True)).post(address, {**SENT, **changes})


def assert_given_back(response, status: int, said: str, *, kept: int = 0, **typed) -> None:
    """The form again, with why it was not sent and what was typed."""
    page = tree(response)
    assert response.status_code == status
    assert said in " ".join(page.css_first("main").text().split())
    assert page.css_first("textarea").text().strip() == typed.get("text", SENT["text"])
    assert page.css_first("input[name=email]").attributes["value"] == typed.get("email", SENT["email"])
    assert page.css_first("title").text().startswith("Error: ")
    assert ErrorReport.objects.count() == kept


def test_a_report_is_kept_and_the_reader_thanked():
    response = send()

    assert (response.status_code, response["Location"]) == (302, f"{REPORT}?sent=yes")
    assert "Thank you" in tree(Client().get(response["Location"])).css_first("h1").text()
    report = ErrorReport.objects.get()
    assert (report.text, report.email, report.publication_number) == (SENT["text"], SENT["email"], 2)


def test_a_report_needs_no_personal_data():
    send(email="")

    assert ErrorReport.objects.get().had_address is False


def test_the_form_works_as_it_is_sent_by_a_browser_without_script():
    form = tree(Client().get(f"{REPORT}?version=1")).css_first("form[method=post]")
    boxes = {box.attributes["name"]: box.attributes.get("value") or "" for box in form.css("input, textarea")}

    Client(enforce_csrf_checks=True).post(form.attributes["action"], {**boxes, "text": "Wrong."})

    assert ErrorReport.objects.get().publication_number == 1


def test_no_cookie_is_set():
    assert not Client().get(REPORT).cookies
    assert not send().cookies
    assert not send(text="").cookies


def test_the_form_is_about_the_newest_version_if_none_is_named():
    assert tree(Client().get(REPORT)).css_first("input[name=version]").attributes["value"] == "2"


@pytest.mark.parametrize(
    "query", ["version=3", "version=0", "version=x", "version=", "version=%00", "version=99999999", "sent=no"]
)
def test_a_version_that_never_was_is_told_and_the_form_kept(query):
    response = Client().get(f"{REPORT}?{query}")

    assert response.status_code == 404
    assert "There is no such version of this page." in response.content.decode()
    assert tree(response).css_first("textarea")


def test_nothing_is_not_sent():
    assert_given_back(send(text="  "), 400, "Say what is wrong.", text="")


def test_a_text_that_is_too_long_is_given_back():
    assert_given_back(send(text="x" * 3001), 400, "3000", text="x" * 3001)


def test_an_address_that_is_none_is_given_back():
    assert_given_back(send(email="reader@"), 400, "does not look like an e-mail address", email="reader@")


@pytest.mark.parametrize("version", ["3", "0", "", "x", "99999999999999999999"])
def test_a_version_that_never_was_is_not_reported_on(version):
    assert_given_back(send(version=version), 400, "There is no such version of this page.")


def test_what_falls_into_the_trap_is_not_kept_and_a_person_is_told():
    assert_given_back(send(website="https://buy.example"), 400, "This box must be empty.")


def test_the_trap_is_not_met_by_people():
    trap = tree(Client().get(REPORT)).css_first(".report__trap")

    assert "report__trap--sprung" not in trap.attributes["class"]
    assert trap.css_first("input").attributes["tabindex"] == "-1"
    assert trap.css_first("label").text() == "Leave this box empty"


def test_who_sends_too_many_is_told_when_and_loses_nothing():
    for number in range(5):
        send(text=f"Wrong {number}")

    response = send()

    assert_given_back(response, 429, "please send it again later", kept=5)
    assert response["Retry-After"] == "3600"


def test_a_form_of_another_site_is_refused():
    response = Client().post(REPORT, SENT, headers={"Sec-Fetch-Site": "cross-site"})

    assert response.status_code == 403
    assert not ErrorReport.objects.exists()


def test_what_is_sent_to_a_former_address_is_not_lost():
    response = send(address="/medications/orbelazine-old/report/")

    assert (response.status_code, response["Location"]) == (308, REPORT)


@pytest.mark.parametrize("kind", ["banner", "moved", "gone"])
def test_who_wrote_while_the_page_was_withdrawn_has_not_written_in_vain(site, kind):
    withdrawn(site.document, kind, replacement=IndexRow.objects.get(slug="sample-drug").document)

    response = send()

    assert Client().get(response["Location"]).status_code == 200
    assert ErrorReport.objects.get().document == site.document


def test_markup_in_a_report_is_text_when_it_is_given_back():
    response = send(text="<script>alert(1)</script>", email="x")

    assert "<script>alert" not in response.content.decode()

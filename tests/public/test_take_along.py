"""Taking a page along: sheets, entries for citing, a mail with its address."""

import json
from datetime import timedelta
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
import time_machine
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from medications.content.choices import Basis
from medications.models import IndexRow, SocietyProfile
from medications.projections import index
from medications.projections.sharing import mail_link
from tests.factories import publications, records
from tests.factories.site import LATER, complete_site, kept
from tests.factories.withdrawals import withdrawn

pytestmark = pytest.mark.django_db

PAGE = "/medications/orbelazine/"
FORMS = ["reader", "carer", "clinician"]
PARTS = ["card/", "card/?for=carer", "cite/", "cite/bibtex/", "report/"]


@pytest.fixture(scope="module", autouse=True)
def site(django_db_setup, django_db_blocker):
    with kept(django_db_blocker):
        yield complete_site()


def text_of(address: str, status: int = 200) -> str:
    response = Client().get(address)
    assert response.status_code == status
    return " ".join(LexborHTMLParser(response.content.decode()).css_first("main").text().split())


# Sheets


@pytest.mark.parametrize("kind", FORMS)
def test_every_sheet_says_where_it_is_from_and_of_which_day(kind):
    text = text_of(f"{PAGE}card/?for={kind}")

    assert "http://testserver/medications/orbelazine/" in text
    assert "Last updated" in text or "last updated" in text
    assert "Approved by a clinical reviewer before it was published." in text


@pytest.mark.parametrize("kind", FORMS)
def test_every_sheet_has_the_societys_emergency_and_poison_numbers(kind):
    text = text_of(f"{PAGE}card/?for={kind}")

    assert "In an emergency, call 911." in text
    assert "0800 1" in text


@pytest.mark.parametrize("kind", FORMS)
def test_every_sheet_heads_signs_of_overdose_as_such_and_has_the_missed_dose(kind):
    text = text_of(f"{PAGE}card/?for={kind}")

    assert "Signs of overdose" in text
    assert "Skip a missed dose." in text


def test_a_clinicians_sheet_has_the_revision_the_publication_and_the_digest():
    text = text_of(f"{PAGE}card/?for=clinician")
    row = IndexRow.objects.get(slug="orbelazine")

    assert f"Publication number{row.publication_number}" in text
    assert f"Revision number{row.revision.number}" in text
    assert row.digest in text


def test_the_sheet_without_a_word_for_whom_is_the_readers():
    assert text_of(f"{PAGE}card/") == text_of(f"{PAGE}card/?for=reader")


def test_a_sheet_that_does_not_exist_is_told_with_those_that_do():
    text = text_of(f"{PAGE}card/?for=nobody", status=404)

    assert "There is no sheet of that name." in text
    assert "For someone who helps me" in text


@pytest.mark.parametrize("kind", FORMS)
def test_starter_text_and_an_overdue_review_are_told_on_every_sheet(kind):
    with time_machine.travel(LATER + timedelta(days=2000)):
        assert "review of this page was due" in text_of(f"{PAGE}card/?for={kind}")
    IndexRow.objects.filter(slug="orbelazine").update(basis=Basis.STARTER)
    assert "not yet reviewed by a clinician" in text_of(f"{PAGE}card/?for={kind}")


@pytest.mark.parametrize("kind", ["reader", "carer"])
def test_a_sheet_says_so_where_the_page_does_not_say_what_to_do_about_a_missed_dose(kind):
    text = text_of(f"/medications/sample-drug/card/?for={kind}")

    assert "If a dose is missed Our page does not say." in text


# Citing


def test_the_text_has_society_title_version_date_address_and_day_of_access():
    with time_machine.travel(LATER):
        text = text_of(f"{PAGE}cite/")

    assert "Example society. Orbelazine. In: Medications used in MS. Version 2, last updated" in text
    assert "http://testserver/medications/orbelazine/history/2/ (accessed" in text


@pytest.mark.parametrize(
    ("form", "content_type", "ending"),
    [
        ("bibtex", "application/x-bibtex; charset=utf-8", "bib"),
        ("ris", "application/x-research-info-systems; charset=utf-8", "ris"),
        ("csl", "application/vnd.citationstyles.csl+json; charset=utf-8", "json"),
    ],
)
def test_an_entry_is_a_file_of_its_form(client, form, content_type, ending):
    response = client.get(f"{PAGE}cite/{form}/")

    assert response["Content-Type"] == content_type
    assert response["Content-Disposition"] == f'attachment; filename="orbelazine-version-2.{ending}"'
    assert "http://testserver/medications/orbelazine/history/2/" in response.content.decode()


def test_the_address_in_an_entry_shows_the_version_that_was_cited(client):
    address = json.loads(client.get(f"{PAGE}cite/csl/").content)[0]["URL"]

    assert "or-BEL" in client.get(urlsplit(address).path).content.decode()


def test_a_society_with_signs_of_latex_in_its_name_is_escaped(client):
    profile = SocietyProfile.objects.latest()
    SocietyProfile.objects.create(version=profile.version + 1, name="MS & Friends {100%}")
    index.touch()

    assert (
        r"author = {{MS \& Friends \textbraceleft{}100\%\textbraceright{}}}" in client.get(f"{PAGE}cite/bibtex/").content.decode()
    )


def test_starter_text_is_told_to_those_who_cite_it(client):
    IndexRow.objects.filter(slug="orbelazine").update(basis=Basis.STARTER)

    assert "Starter text." in json.loads(client.get(f"{PAGE}cite/csl/").content)[0]["note"]
    assert "Starter text." in text_of(f"{PAGE}cite/")


def test_a_form_that_does_not_exist_is_told_with_those_that_do():
    text = text_of(f"{PAGE}cite/endnote/", status=404)

    assert "There is no form “endnote”." in text
    assert "BibTeX" in text


# On the page


def links(html: str) -> dict[str, str]:
    return {" ".join(link.text().split()): link.attributes["href"] for link in LexborHTMLParser(html).css("#take-along ~ * a")}


def test_the_page_leads_to_all_of_it_at_its_end(client):
    found = links(client.get(PAGE).content.decode())

    assert found["Short sheet in large print"] == f"{PAGE}card/"
    assert found["Sheet for someone who helps"] == f"{PAGE}card/?for=carer"
    assert found["Full text for a doctor, nurse or pharmacist"] == f"{PAGE}card/?for=clinician"
    assert found["Cite or embed this page"] == f"{PAGE}cite/"
    assert found["Report an error on this page"] == f"{PAGE}report/?version=2"


def test_a_mail_has_the_title_and_the_canonical_address(client):
    address = links(client.get(f"{PAGE}").content.decode())["Send this page by e-mail"]
    told = parse_qs(address.removeprefix("mailto:?"))

    assert told["subject"] == ["Orbelazine – Medications used in MS"]
    assert told["body"] == ["Orbelazine\r\nhttp://testserver/medications/orbelazine/\r\n"]


def test_a_mail_is_not_broken_by_signs_in_the_title():
    link = mail_link("A & B?\r\nBcc: x@example.org #1", "http://testserver/", "S")

    assert "&" not in link.partition("&body=")[0].removeprefix("mailto:?subject=")
    assert "\r" not in link
    assert unquote(link).startswith("mailto:?subject=A & B?")


# Taken down, moved


@pytest.mark.parametrize("part", PARTS)
def test_a_former_address_leads_on(client, part):
    response = client.get(f"/medications/orbelazine-old/{part}")

    assert (response.status_code, response["Location"]) == (301, f"{PAGE}{part}")


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize(
    ("kind", "answer"),
    [("banner", (301, PAGE)), ("moved", (301, "/medications/sample-drug/")), ("gone", (410, None))],
)
def test_nothing_is_made_of_a_page_that_was_withdrawn(client, site, part, kind, answer):
    withdrawn(site.document, kind, replacement=IndexRow.objects.get(slug="sample-drug").document)

    response = client.get(f"{PAGE}{part}")

    assert (response.status_code, response.headers.get("Location")) == answer


def test_a_page_that_was_never_public_has_none(client):
    publications.approved(records.small_record("never public"))

    assert {client.get(f"/medications/never-public/{part}").status_code for part in PARTS} == {404}

"""What a page says besides its text: where it stands, what it lacks, and what to do in an emergency."""

from datetime import timedelta

import pytest
import time_machine

from medications.actions import publishing
from medications.models import Origin, SocietyProfile
from medications.projections import recent_changes
from tests.factories import accounts, drafts, publications, records
from tests.factories.publications import NOW

pytestmark = pytest.mark.django_db

DUE = NOW + timedelta(days=365)
PAGE = "/medications/orbelazine/"


def text(client, address: str = PAGE) -> str:
    return client.get(address).content.decode()


def test_page_says_on_what_basis_it_is_public(client):
    publications.published(records.small_record())

    assert "Approved by a clinical reviewer before it was published." in text(client)


@pytest.mark.parametrize("address", [PAGE, f"{PAGE}history/"])
@pytest.mark.parametrize(("role", "said"), [("publisher", "A publisher"), ("administrator", "An administrator")])
def test_page_does_not_say_approved_where_nobody_need_approve(client, address, role, said):
    first = publications.published(records.small_record(look_alike_footnote="Some look like symptms."))
    typo = drafts.edited(first.document, look_alike_footnote="Some look like symptoms.")
    publishing.publish(revision=typo, by=accounts.account(role), now=NOW, note="A typo.")

    page = text(client, address)

    assert f"{said} of this society answers for this version, as its review policy asks." in page
    assert page.count("Approved by a clinical reviewer") == (1 if "history" in address else 0)


@pytest.mark.parametrize("address", [PAGE, "/symptoms/tremor/"])
def test_starter_page_says_that_nobody_has_reviewed_it(client, address):
    publishing.publish_starter(revision=drafts.draft(records.small_record(), origin=Origin.CATALOGUE), now=NOW)

    assert "not yet reviewed by a clinician" in text(client, address)


@pytest.mark.parametrize("starter", [True, False])
def test_page_of_a_medicine_says_that_it_does_not_list_every_warning(client, starter):
    if starter:
        publishing.publish_starter(revision=drafts.draft(records.small_record(), origin=Origin.CATALOGUE), now=NOW)
    else:
        publications.published(records.small_record())

    assert "This page does not list every warning." in text(client)


def test_page_gives_its_dates(client):
    publications.published(records.small_record(), whole_record=True)

    assert "Last updated March 2, 2026" in text(client)
    assert "Last reviewed March 2, 2026" in text(client)


@pytest.mark.parametrize(("after", "said"), [(timedelta(days=0), False), (timedelta(days=1), True)])
def test_page_whose_review_is_overdue_says_so_from_the_day_after(client, after, said):
    publications.published(records.small_record(), whole_record=True)

    with time_machine.travel(DUE + after):
        page = text(client)

    assert ("it has not been reviewed since" in page) is said


def test_numbers_of_the_society_profile_are_those_of_today_on_a_page_published_before(client):
    emergency = records.effect("no breath", group="emergency")
    publications.published(records.small_record(side_effects=[emergency]))
    assert "your local emergency number" in text(client)

    SocietyProfile.objects.create(version=2, emergency_number="112", poison_line_phone="0800 123")
    publications.published(records.small_record("another"))

    assert 'href="tel:112"' in text(client)
    assert 'href="tel:0800123"' in text(client)


def test_version_shows_the_page_as_it_read_then(client):
    first = publications.published(records.medication_record())
    publications.republished(first.document, now=NOW + timedelta(days=1), pronunciation="or-BEL", generic_name="orbelazine forte")

    then, now = text(client, f"{PAGE}history/1/"), text(client)

    assert "or-BEL-a-zeen" in then
    assert "Orbelazine forte" not in then.split("<article", 1)[1]
    assert "Orbelazine forte" in now


def test_history_lists_every_version_newest_first(client):
    first = publications.published(records.small_record(), note="The first.")
    publications.republished(first.document, now=NOW + timedelta(days=1), pronunciation="new")

    page = text(client, f"{PAGE}history/")

    assert page.index("history/2/") < page.index("history/1/")
    assert "The first." in page


@pytest.mark.parametrize(
    "address",
    ["/nothing/", "/medications/never/", "/symptoms/never/", f"{PAGE}history/9/", f"{PAGE}history/0/", "/changes/?before=x"],
)
def test_address_that_does_not_exist_gives_a_page_that_says_so(client, address):
    publications.published(records.small_record())

    answer = client.get(address)

    assert answer.status_code == 404
    assert b"<h1" in answer.content


@pytest.mark.parametrize("address", ["/", "/medications/", PAGE, f"{PAGE}history/", "/symptoms/", "/changes/"])
def test_pages_are_only_read(client, address):
    publications.published(records.small_record())

    assert client.post(address).status_code == 405


@pytest.mark.parametrize("address", ["/", "/medications/", "/symptoms/", "/changes/", "/api/v1/medications/", "/api/v1/changes/"])
def test_empty_site_answers(client, address):
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("address", ["/", "/medications/", PAGE, "/changes/"])
def test_reader_gets_no_cookie_and_asks_again_each_time(client, address):
    publications.published(records.small_record())

    answer = client.get(address)

    assert not answer.cookies
    assert "must-revalidate" in answer["Cache-Control"]
    assert not answer.wsgi_request.session.accessed


def test_text_of_a_record_is_escaped(client):
    publications.published(records.small_record(pronunciation="<script>alert(1)</script>", look_alike_footnote="<b>x</b>"))

    assert "<script>alert" not in text(client)
    assert "<script>alert" not in text(client, "/medications/")


def test_changes_are_paged(client, monkeypatch):
    monkeypatch.setattr(recent_changes, "PAGE_SIZE", 5)
    for number in range(6):
        publications.published(records.small_record(f"medicine {number}"))

    first = text(client, "/changes/")
    (following,) = {part.split('"')[0] for part in first.split('href="')[1:] if part.startswith("?before=")}
    second = text(client, f"/changes/{following}")

    assert first.count('class="changes__item"') == 5
    assert second.count('class="changes__item"') == 2

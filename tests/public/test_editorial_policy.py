"""The editorial policy and the page on accessibility: what the profile says, what is counted, and no more than is true."""

import re
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
import time_machine

from medications.content.readability import grade, sentences
from medications.models import SocietyProfile
from medications.projections import index
from tests.factories import publications, records
from tests.factories.publications import NOW
from tests.factories.site import complete_site
from tests.factories.withdrawals import withdrawn
from tests.public.examples import ADDRESSES

pytestmark = pytest.mark.django_db

POLICY, ACCESSIBILITY = "/about/editorial-policy/", "/about/accessibility/"


def profile(**fields) -> None:
    SocietyProfile.objects.create(version=99, name="Example society", **fields)
    index.touch()


def text(client, address: str) -> str:
    """The main part as it is read, a line for each paragraph, entry and heading."""
    main = re.search(r"<main.*?</main>", client.get(address).content.decode(), re.DOTALL)[0]
    lines = re.sub(r"</(?:p|li|h\d|dt|dd)>", "\n\n", main)
    return "\n".join(" ".join(unescape(re.sub(r"<[^>]+>", "", line)).split()) for line in lines.split("\n\n"))


def figure(client, label: str) -> str:
    lines = text(client, POLICY).splitlines()
    return lines[lines.index(label) + 1]


def test_publisher_funding_and_contact_are_those_of_the_profile(client):
    profile(
        publisher_disclosure="We are a charity.\n\nNo maker sits on our board.",
        funding_disclosure="Members pay.",
        reader_contact="texts@example.org",
    )

    said = text(client, POLICY)

    assert "This site is published by Example society." in said
    assert "We are a charity.\nNo maker sits on our board." in said
    assert "Members pay." in said
    assert 'href="mailto:texts@example.org"' in client.get(POLICY).content.decode()


def test_what_the_profile_does_not_say_is_said_to_be_missing(client):
    profile()

    said = text(client, POLICY)

    assert "It has not yet said here who decides on the texts" in said
    assert "Example society has not yet said here how this site is paid for." in said


def test_markup_in_a_disclosure_stays_text(client):
    profile(publisher_disclosure="<script>alert(1)</script>", funding_disclosure="<b>us</b>")

    assert "<script>alert" not in client.get(POLICY).content.decode()
    assert "<script>alert(1)</script>" in text(client, POLICY)


def test_review_policy_is_the_one_that_counts(client):
    profile(
        typo_needs="clinical_reviewer", wording_needs="clinical_reviewer", clinical_needs="clinical_reviewer", review_months=6
    )

    said = text(client, POLICY)

    assert "Every new page and every change is published after a clinical reviewer" in said
    assert "due for review 6 months after" in said


@time_machine.travel(datetime(2027, 6, 1, 9, tzinfo=UTC), tick=False)
def test_figures_are_counted_from_what_is_public(client):
    publications.published(records.small_record(), whole_record=True)
    gone = publications.published(records.small_record("otherazine")).document
    assert figure(client, "Pages") == "3: 2 on medicines, 1 on symptoms"
    assert figure(client, "Past their review date") == "3"
    assert figure(client, "Age of the texts").startswith("15 months")

    withdrawn(gone, "gone", now=NOW + timedelta(days=1))

    assert figure(client, "Pages") == "2: 1 on medicines, 1 on symptoms"
    assert figure(client, "Past their review date") == "2"


def test_page_becomes_overdue_without_anybody_doing_anything(client):
    """What a process remembers of the index must not hold the day."""
    with time_machine.travel(NOW, tick=False):
        publications.published(records.small_record(), whole_record=True)
        assert figure(client, "Past their review date") == "0"

    with time_machine.travel(NOW + timedelta(days=500), tick=False):
        assert figure(client, "Past their review date") == "2"


def test_starter_text_is_spoken_of_only_where_there_is_some(client):
    publications.published(records.small_record())

    assert "starter text" not in text(client, POLICY)


def test_site_without_pages_has_a_policy(client):
    assert figure(client, "Pages") == "0: 0 on medicines, 0 on symptoms"
    assert "Age of the texts" not in text(client, POLICY)


@pytest.mark.parametrize("address", [POLICY, ACCESSIBILITY])
def test_no_seal_or_certificate_is_claimed(client, address):
    complete_site()

    assert not re.search(r"certif|accredit|honcode|\bseal\b|award|complian|conform", text(client, address), re.IGNORECASE)


@pytest.mark.parametrize("address", [POLICY, ACCESSIBILITY])
def test_it_is_easy_to_read(client, address):
    complete_site()

    assert grade(sentences(text(client, address).replace("\n", "\n\n"))) <= 8


def test_every_page_leads_to_both(client):
    complete_site()

    for address in ADDRESSES:
        answer = client.get(address)
        is_part = address.startswith(("/embed/", "/suggestions/"))
        if "text/html" in answer["Content-Type"] and not is_part:
            assert answer.content.decode().count(f'href="{POLICY}"') >= 1, address
            assert answer.content.decode().count(f'href="{ACCESSIBILITY}"') >= 1, address


def test_accessibility_says_where_to_write_if_it_is_known(client):
    assert "has not yet said here where you can write to" in text(client, ACCESSIBILITY)

    profile(reader_contact="https://example.org/write")

    assert 'href="https://example.org/write"' in client.get(ACCESSIBILITY).content.decode()
    assert "has not yet said" not in text(client, ACCESSIBILITY)

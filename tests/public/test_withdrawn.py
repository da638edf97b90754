"""Rule 8: every address that a withdrawn page ever had goes on answering, and says why, since when, and what to read instead."""

from datetime import timedelta

import pytest
from django.utils.html import escape

from medications.actions.catalogue_saves import find_document
from medications.actions.former_addresses import keep_address
from medications.models import WORKING_COPY, IndexRow
from tests.assertions import recorded_sql, tables_named, tables_of
from tests.factories import accounts, drafts, publications, records
from tests.factories.publications import NOW
from tests.factories.withdrawals import AFTERWARDS, WHY, reinstated, suppressed, withdrawn

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

SLUGS = ["first", "second", "orbelazine"]
SINCE = "May 1, 2026"  # AFTERWARDS, as readers see it
BODY = "Swallow it whole."


@pytest.fixture
def document():
    """A medicine that had two other slugs before, and said something else first."""
    record = records.small_record(
        slug="first",
        look_alike_footnote="An older footnote.",
        sections=[{"kind": "proper_usage", "heading": "Proper usage", "body": BODY}],
        side_effects=[records.effect("ringing ears", "ringing-ears", look_alike=True)],
    )
    first = publications.published(record)
    for days, slug in enumerate(["second", "orbelazine"], 1):
        publications.republished(first.document, now=NOW + timedelta(days=days), slug=slug, look_alike_footnote="A footnote.")
    return first.document


@pytest.fixture
def other():
    return publications.published(records.small_record("otherazine", uses=[records.use("tremor")])).document


def text_of(client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


# Under a banner


def test_banner_stands_before_the_last_text(client, document, other):
    withdrawn(document, "banner", replacement=other)

    page = text_of(client, "/medications/orbelazine/")

    assert f'<time datetime="{AFTERWARDS.isoformat()}">{SINCE}</time>' in page
    assert page.index(WHY) < page.index('href="/medications/otherazine/">Otherazine') < page.index("<h1") < page.index(BODY)
    assert '<meta name="robots" content="noindex">' in page
    assert 'rel="canonical"' not in page


def test_former_slugs_lead_to_the_banner(client, document):
    withdrawn(document, "banner")

    for slug in SLUGS[:2]:
        assert client.get(f"/medications/{slug}/?from=mail")["Location"] == "/medications/orbelazine/?from=mail"


def test_old_versions_stay_readable_under_the_banner(client, document):
    withdrawn(document, "banner")

    page = text_of(client, "/medications/orbelazine/history/1/")

    assert page.index(WHY) < page.index("An older footnote.")


# Moved


@pytest.mark.parametrize("slug", SLUGS)
def test_every_slug_of_a_page_that_moved_leads_to_the_other_at_its_address_of_now(client, document, other, slug):
    withdrawn(document, "moved", replacement=other)
    publications.republished(other, now=AFTERWARDS, slug="otherazine-new")

    answer = client.get(f"/medications/{slug}/")

    assert (answer.status_code, answer["Location"]) == (301, "/medications/otherazine-new/")


def test_a_chain_of_moves_ends_at_the_page_that_is_public(client, document, other):
    third = publications.published(records.small_record("thirdazine")).document
    withdrawn(document, "moved", replacement=other)
    withdrawn(other, "moved", replacement=third)

    assert client.get("/medications/first/")["Location"] == "/medications/thirdazine/"


def test_a_chain_that_ends_at_nothing_public_answers_with_the_explanation(client, document, other):
    withdrawn(document, "moved", replacement=other, explanation="Both are the same.")
    withdrawn(other, "gone")

    assert "Both are the same." in text_of(client, "/medications/orbelazine/", 410)


def test_a_chain_that_became_a_circle_after_all_answers_with_the_explanation(client, document, other):
    """No act makes one; a restored or edited database might."""
    withdrawn(document, "moved", replacement=other)
    reinstated(document)
    standing = withdrawn(other, "moved", replacement=document).withdrawal
    withdrawn(document, "gone")
    type(standing).objects.filter(document=document, reinstated_at=None).update(kind="moved", replacement=other)

    assert WHY in text_of(client, "/medications/orbelazine/", 410)
    assert WHY in text_of(client, "/medications/otherazine/", 410)


def test_a_page_that_came_back_is_what_its_address_answers(client, document, other):
    withdrawn(document, "moved", replacement=other)
    reinstated(document)

    assert BODY in text_of(client, "/medications/orbelazine/")
    assert client.get("/medications/first/")["Location"] == "/medications/orbelazine/"


# Gone


@pytest.mark.parametrize("slug", SLUGS)
def test_every_slug_of_a_page_that_is_gone_says_what_was_here_and_why(client, document, other, slug):
    withdrawn(document, "gone", replacement=other, explanation="It did <harm>.")

    answer = client.get(f"/medications/{slug}/")
    page = answer.content.decode()

    assert (answer.status_code, answer["Cache-Control"]) == (410, "no-store")
    for said in ("Orbelazine: this page was withdrawn", SINCE, escape("It did <harm>."), 'href="/medications/otherazine/"'):
        assert said in page
    assert '<meta name="robots" content="noindex">' in page
    assert BODY not in page


def test_old_versions_of_a_page_that_is_gone_say_so(client, document):
    withdrawn(document, "gone")

    page = text_of(client, "/medications/orbelazine/history/1/", 410)

    assert WHY in page
    assert "An older footnote." not in page
    assert client.get("/medications/orbelazine/history/9/").status_code == 404


def test_a_page_to_read_instead_that_is_withdrawn_itself_is_not_named(client, document, other):
    withdrawn(document, "gone", replacement=other)
    withdrawn(other, "gone")

    assert "otherazine" not in text_of(client, "/medications/orbelazine/", 410)


def test_a_symptom_that_is_gone_says_so(client):
    symptom = publications.published(records.symptom_record("numbness", slug="numb")).document
    withdrawn(symptom, "gone")

    assert WHY in text_of(client, "/symptoms/numb/", 410)


def test_a_symptom_under_a_banner_keeps_its_text(client):
    symptom = publications.published(records.symptom_record("numbness")).document
    withdrawn(symptom, "banner")

    page = text_of(client, "/symptoms/numbness/")

    assert page.index(WHY) < page.index("What numbness is, in a sentence.")


# Whatever the kind


@pytest.mark.parametrize("kind", ["banner", "moved", "gone"])
class TestEachKind:
    def test_history_stays_readable_and_lists_the_withdrawal(self, client, document, other, kind):
        withdrawn(document, kind, replacement=other)

        page = text_of(client, "/medications/orbelazine/history/")

        assert page.index(f'<strong>Withdrawn</strong>, <time datetime="{AFTERWARDS.isoformat()}">{SINCE}') < page.index(
            "Version 3"
        )
        assert WHY in page
        assert ">Current<" not in page
        assert '<meta name="robots" content="noindex">' in page

    def test_no_list_search_filter_or_other_page_names_it(self, client, document, other, kind):
        withdrawn(document, kind, replacement=other)

        for address in (
            "/medications/",
            "/medications/?q=a",
            "/medications/?symptom=tremor&letter=O",
            "/symptoms/tremor/",
            "/medications/otherazine/",
        ):
            assert "/medications/orbelazine/" not in text_of(client, address)
        assert "All 1 medicine from" in text_of(client, "/")

    def test_latest_changes_say_so(self, client, document, other, kind):
        text_of(client, "/")
        withdrawn(document, kind, replacement=other)

        for address in ("/", "/changes/"):
            assert WHY in text_of(client, address)

    def test_address_of_the_old_site_leads_where_the_page_was(self, client, document, other, kind):
        keep_address(document=document, address="http://testserver/old/orb.html", by=accounts.writer(), now=NOW)
        withdrawn(document, kind, replacement=other)

        assert client.get("/old/orb.html")["Location"] == "/medications/orbelazine/"


def test_slug_of_a_draft_of_a_withdrawn_page_is_not_found_out(client, document):
    withdrawn(document, "gone")
    drafts.edited(document, slug="secret")

    assert client.get("/medications/secret/").status_code == 404


def test_history_of_a_page_that_came_back_tells_all_of_it(client, document):
    withdrawn(document, "gone")
    reinstated(document, now=AFTERWARDS + timedelta(days=1))

    page = text_of(client, "/medications/orbelazine/history/")

    assert page.index("Put back") < page.index("Withdrawn") < page.index("Version 3")
    assert page.count(">Current<") == 1


# Removed texts


@pytest.fixture
def removed(document):
    return suppressed(document.revisions.get(number=1))


def test_removed_version_says_what_it_was_and_why(client, document, removed):
    page = text_of(client, "/medications/orbelazine/history/1/", 410)

    for said in (removed.digest, "The dose was wrong.", SINCE, "March 2, 2026"):
        assert said in page
    assert "An older footnote." not in page


def test_removed_version_is_listed_as_removed_without_its_note(client):
    first = publications.published(records.small_record(), note="Now says: take nine.")
    publications.republished(first.document, now=NOW, look_alike_footnote="Take one.")
    suppressed(first.revision)

    history = text_of(client, "/medications/orbelazine/history/")

    assert "Text removed" in history
    assert "Text of version 1 removed" in history
    for address in ("/medications/orbelazine/history/", "/changes/", "/"):
        assert "take nine" not in text_of(client, address)


def test_other_versions_are_read_as_before(client, document, removed):
    assert "A footnote." in text_of(client, "/medications/orbelazine/history/2/")
    assert BODY in text_of(client, "/medications/orbelazine/")


def test_removed_version_of_a_page_that_is_gone_says_that_it_was_removed(client, document, removed):
    withdrawn(document, "gone")

    assert removed.digest in text_of(client, "/medications/orbelazine/history/1/", 410)


def test_pages_of_others_are_found_as_before(client, document, other):
    withdrawn(document, "gone")

    assert text_of(client, "/medications/otherazine/")
    assert find_document("medication", "otherazine") == other
    assert IndexRow.objects.filter(kind="medication").count() == 1


# What it costs, and what it reads


@pytest.mark.parametrize("kind", ["banner", "moved", "gone"])
def test_answers_read_no_working_copy_and_ask_little(client, document, other, kind):
    suppressed(document.revisions.get(number=1))
    withdrawn(document, kind, replacement=other)

    for address in (
        *(f"/medications/{slug}/" for slug in SLUGS),
        *(f"/medications/orbelazine/history/{below}" for below in ("", "1/", "2/")),
        "/api/v1/medications/orbelazine/",
        "/api/v1/medications/orbelazine/revisions/1/canonical",
        "/api/v1/changes/",
    ):
        with recorded_sql() as statements:
            client.get(address)
        assert {table for sql in statements for table in tables_named(sql) & tables_of(*WORKING_COPY)} == set()
        assert len(statements) <= 10


def test_drafts_of_a_withdrawn_page_change_nothing_of_its_answers(client, document):
    withdrawn(document, "banner")
    addresses = ["/medications/orbelazine/", "/medications/first/", "/medications/orbelazine/history/"]
    before = [client.get(address).content for address in addresses]

    publications.approve(drafts.edited(document, slug="secret", generic_name="secret", pronunciation="secret"))

    assert [client.get(address).content for address in addresses] == before

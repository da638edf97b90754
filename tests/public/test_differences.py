"""The difference between any two versions, for readers."""

from datetime import timedelta

import pytest

from medications.actions import reviewed_again
from medications.models import WORKING_COPY
from tests.assertions import recorded_sql, tables_named, tables_of
from tests.factories import accounts, drafts, publications, records
from tests.factories.publications import NOW
from tests.factories.site import kept
from tests.factories.withdrawals import WHY, suppressed, withdrawn

pytestmark = pytest.mark.django_db

PAGE = "/medications/orbelazine/"
HISTORY = f"{PAGE}history/"


@pytest.fixture(scope="module", autouse=True)
def site(django_db_setup, django_db_blocker):
    """Orbelazine in three versions: a footnote, another one, and a new page address with another pronunciation."""
    changes = [{"look_alike_footnote": "Take two."}, {"slug": "orbelazine", "pronunciation": "or-BEL"}]
    with kept(django_db_blocker):
        first = publications.published(records.small_record(slug="first", look_alike_footnote="Take one."), note="Begun.")
        for day, fields in enumerate(changes, start=1):
            publications.publish(
                publications.approve(drafts.edited(first.document, **fields), now=NOW + timedelta(days=day)),
                now=NOW + timedelta(days=day),
                kind="updated",
                note=f"Note {day}.",
            )
        yield


@pytest.fixture
def document():
    return drafts.find_document("medication", "orbelazine")


def text_of(client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def test_words_that_changed_are_marked(client):
    page = text_of(client, f"{HISTORY}1...2/")

    assert '<del class="word-differences__removed"><span class="visually-hidden"> taken out: </span>one' in page
    assert '<ins class="word-differences__added"><span class="visually-hidden"> added: </span>two' in page
    assert "1 change in all" in page


def test_it_says_who_stands_behind_it_and_what_was_said_of_each_step(client):
    page = text_of(client, f"{HISTORY}1...3/")

    assert page.index("Note 1.") < page.index("Note 2.")
    assert "Begun." not in page
    assert "Approved by a clinical reviewer before it was published." in page
    assert "From version 1" in page


def test_it_leads_to_the_current_version(client):
    assert "Neither of the two is the current version." in text_of(client, f"{HISTORY}1...2/")
    assert "Neither of the two is the current version." not in text_of(client, f"{HISTORY}1...3/")


def test_versions_that_say_the_same_say_so(client):
    first = publications.published(records.small_record("testamine"), whole_record=True)
    reviewed_again.confirm(revision=first.revision, by=accounts.reviewer(), now=NOW + timedelta(days=1))

    assert "both versions say the same, to the letter" in text_of(client, "/medications/testamine/history/1...2/")


@pytest.mark.parametrize(
    ("asked", "led_to"),
    [("2...1", "1...2"), ("2...2", "2"), ("3...1", "1...3")],
)
def test_the_older_version_comes_first(client, asked, led_to):
    answer = client.get(f"{HISTORY}{asked}/")

    assert (answer.status_code, answer["Location"]) == (301, f"{HISTORY}{led_to}/")


def test_former_address_leads_on(client):
    assert client.get("/medications/first/history/1...2/")["Location"] == f"{HISTORY}1...2/"


@pytest.mark.parametrize("pair", ["1...9", "0...1", "1...99999999999999999999999", "9...1"])
def test_version_that_never_was_is_not_found(client, pair):
    assert client.get(f"{HISTORY}{pair}/", follow=True).status_code == 404


def test_draft_is_not_compared(client, document):
    drafts.edited(document, look_alike_footnote="Secret.")

    assert client.get(f"{HISTORY}3...4/").status_code == 404


# Removed texts, withdrawn pages


@pytest.mark.parametrize("pair", ["1...2", "1...3"])
def test_removed_text_is_not_shown_by_a_difference_either(client, document, pair):
    suppression = suppressed(document.revisions.get(number=1))

    page = text_of(client, f"{HISTORY}{pair}/", 410)

    assert "Take" not in page
    assert suppression.digest in page
    assert "The dose was wrong." in page


def test_newer_text_that_was_removed_is_not_shown(client, document):
    suppressed(document.revisions.get(number=2))

    assert "Take" not in text_of(client, f"{HISTORY}1...2/", 410)
    assert "or-BEL" in text_of(client, f"{HISTORY}1...3/")


def test_page_that_is_gone_says_so(client, document):
    withdrawn(document, "gone")

    page = text_of(client, f"{HISTORY}1...2/", 410)

    assert WHY in page
    assert "Take" not in page


def test_page_under_a_banner_is_compared_under_it(client, document):
    withdrawn(document, "banner")

    page = text_of(client, f"{HISTORY}1...2/")

    assert 'id="withdrawn"' in page
    assert "current version" not in page


# The ways to it


def test_history_leads_to_what_each_version_changed(client):
    page = text_of(client, HISTORY)

    assert "/history/1...2/" in page
    assert "/history/2...3/" in page


def test_history_passes_over_a_removed_text(client, document):
    suppressed(document.revisions.get(number=2))

    page = text_of(client, HISTORY)

    assert "/history/1...3/" in page
    assert "...2/" not in page
    assert '<option value="2"' not in page


def test_old_version_leads_to_what_changed_since(client):
    assert 'history/1...3/">What changed since this version' in text_of(client, f"{HISTORY}1/")
    assert "What changed since" not in text_of(client, f"{HISTORY}3/")


@pytest.mark.parametrize("query", ["?from=1&to=3", "?from=3&to=1"])
def test_two_versions_chosen_in_the_form_are_compared(client, query):
    answer = client.get(f"{HISTORY}{query}")

    assert (answer.status_code, answer["Location"]) == (302, f"{HISTORY}1...3/")


@pytest.mark.parametrize("query", ["?from=1&to=9", "?from=1&to=1", "?from=1", "?to=x&from=%00", "?from=&to="])
def test_choice_that_cannot_be_compared_is_told_and_kept(client, query):
    page = text_of(client, f"{HISTORY}{query}", 404)

    assert "Choose two different versions from the lists." in page
    assert ('<option value="1" selected>' in page) == ("from=1" in query)


def test_page_with_one_version_offers_no_choice(client):
    publications.published(records.small_record("testamine"))

    assert "Compare two versions" in text_of(client, HISTORY)
    assert "Compare two versions" not in text_of(client, "/medications/testamine/history/")


def test_difference_reads_no_working_copy_and_asks_little(client):
    with recorded_sql() as statements:
        client.get(f"{HISTORY}1...3/")

    assert {table for sql in statements for table in tables_named(sql) & tables_of(*WORKING_COPY)} == set()
    assert len(statements) <= 6

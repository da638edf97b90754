"""Atom feeds: valid, complete, of the right pages; what we no longer stand behind is to be forgotten."""

from datetime import timedelta

import pytest

from medications.models import WORKING_COPY, Change
from medications.projections import atom_feeds
from tests.assertions import recorded_sql, tables_named, tables_of
from tests.factories import drafts, publications, records
from tests.factories.publications import NOW
from tests.factories.site import kept
from tests.factories.withdrawals import WHY, reinstated, suppressed, withdrawn
from tests.public.atom_format import entries_of, faults, tombstones_of

pytestmark = pytest.mark.django_db

SITE = "/feeds/changes.atom"
TREMOR, PAIN = "/symptoms/tremor/changes.atom", "/symptoms/pain/changes.atom"


@pytest.fixture(scope="module", autouse=True)
def site(django_db_setup, django_db_blocker):
    """Orbelazine and otherazine for tremor; orbelazine published twice, the second time last of all."""
    with kept(django_db_blocker):
        publications.published(records.small_record("otherazine", uses=[records.use("tremor")]))
        first = publications.published(records.small_record(uses=[records.use("tremor")]), note="First words.")
        publications.republished(first.document, now=NOW + timedelta(days=1), look_alike_footnote="New.")
        yield


@pytest.fixture
def document():
    return drafts.find_document("medication", "orbelazine")


@pytest.fixture
def other():
    return drafts.find_document("medication", "otherazine")


def read(client, address: str) -> bytes:
    answer = client.get(address)
    assert answer.status_code == 200
    assert faults(answer.content) == []
    return answer.content


def titles(client, address: str) -> list[str]:
    return list(entries_of(read(client, address)).values())


def ids(document) -> list[str]:
    return [atom_feeds.entry_id(change) for change in Change.objects.filter(document=document).exclude(revision=None)]


def test_site_feed_tells_every_change_newest_first(client):
    assert titles(client, SITE)[:2] == ["Orbelazine: updated", "Orbelazine: first published"]


def test_entry_gives_note_basis_and_the_way_to_the_version(client):
    feed = read(client, SITE).decode()

    assert "First words. Approved by a clinical reviewer before it was published. Text last updated March 2, 2026." in feed
    assert 'href="http://testserver/medications/orbelazine/history/1/"' in feed


def test_terms_without_a_page_are_not_told_of(client):
    assert [title for title in titles(client, SITE) if "Official label" in title] == []


def test_ids_stay_when_the_page_moves(client, document):
    before = set(entries_of(read(client, SITE)))
    publications.republished(document, now=NOW + timedelta(days=2), slug="renamed")

    assert before < set(entries_of(read(client, SITE)))


def test_only_the_newest_entries_are_listed(client, monkeypatch):
    monkeypatch.setattr(atom_feeds, "MOST_ENTRIES", 1)

    assert titles(client, SITE) == ["Orbelazine: updated"]


# Taken down, put back, removed


@pytest.mark.parametrize("kind", ["banner", "moved", "gone"])
@pytest.mark.parametrize("address", [SITE, TREMOR])
def test_withdrawal_is_told_and_what_was_said_before_is_to_be_forgotten(client, document, other, kind, address):
    said = ids(document)
    withdrawn(document, kind, replacement=other)

    feed = read(client, address)

    assert "Orbelazine: withdrawn" in entries_of(feed).values()
    assert not set(said) & set(entries_of(feed))
    assert tombstones_of(feed) == dict.fromkeys(said, WHY)
    assert "Read instead: otherazine." in feed.decode()


def test_page_that_is_back_is_told_of_again(client, document):
    withdrawn(document, "gone")
    reinstated(document)

    feed = read(client, SITE)

    assert "Orbelazine: put back" in entries_of(feed).values()
    assert tombstones_of(feed) == {}


def test_removed_text_is_to_be_forgotten_and_its_note_is_gone(client, document):
    (first, second) = sorted(Change.objects.filter(document=document), key=lambda change: change.pk)
    suppressed(first.revision)

    feed = read(client, SITE)

    assert tombstones_of(feed) == {atom_feeds.entry_id(first): "The dose was wrong."}
    assert atom_feeds.entry_id(second) in entries_of(feed)
    assert "Orbelazine: text of an old version removed" in entries_of(feed).values()
    assert "First words." not in feed.decode()


def test_tombstones_are_bounded(client, document, monkeypatch):
    monkeypatch.setattr(atom_feeds, "MOST_TOMBSTONES", 1)
    withdrawn(document, "gone")

    assert list(tombstones_of(read(client, SITE))) == [ids(document)[0]]


# Of one symptom


def test_symptom_feed_leaves_out_medicines_for_others(client):
    publications.published(records.small_record("painaway", uses=[records.use("pain")]))

    assert not [title for title in titles(client, TREMOR) if "Painaway" in title]
    assert "Painaway: first published" in titles(client, PAIN)


def test_medicine_that_is_no_longer_for_it_is_told_of_once_more_only(client, document):
    for day, footnote in [(2, "Moved."), (3, "Later.")]:
        publications.republished(
            document, now=NOW + timedelta(days=day), uses=[records.use("pain")], look_alike_footnote=footnote
        )

    told = Change.objects.filter(document=document).order_by("pk")
    assert [atom_feeds.entry_id(each) in entries_of(read(client, TREMOR)) for each in told] == [True, True, True, False]
    assert [atom_feeds.entry_id(each) in entries_of(read(client, PAIN)) for each in told] == [False, False, True, True]


def test_draft_for_another_symptom_changes_nothing(client, document):
    publications.approve(drafts.edited(document, uses=[records.use("pain")]))
    drafts.draft(records.symptom_record("pain"))

    assert client.get(PAIN).status_code == 404 or "Orbelazine" not in client.get(PAIN).content.decode()


def test_feed_goes_where_its_symptom_went(client):
    symptom = drafts.find_document("symptom", "tremor")
    publications.republished(symptom, now=NOW + timedelta(days=2), slug="shaking")

    assert client.get(TREMOR)["Location"] == "/symptoms/shaking/changes.atom"
    assert "Orbelazine: updated" in titles(client, "/symptoms/shaking/changes.atom")


def test_feed_of_nothing_is_not_found(client):
    assert client.get("/symptoms/never/changes.atom").status_code == 404


@pytest.fixture
def alone():
    """A symptom that no medicine is for, so that it can be withdrawn."""
    return publications.published(records.symptom_record("numbness")).document


def test_feed_of_a_symptom_that_is_gone_says_so(client, alone):
    withdrawn(alone, "gone")

    answer = client.get("/symptoms/numbness/changes.atom")

    assert answer.status_code == 410
    assert WHY in answer.content.decode()


def test_feed_of_a_symptom_that_moved_leads_to_the_other_feed(client, alone):
    other = publications.published(records.symptom_record("tingling")).document
    withdrawn(alone, "moved", replacement=other)

    assert client.get("/symptoms/numbness/changes.atom")["Location"] == "/symptoms/tingling/changes.atom"


def test_feed_of_a_symptom_under_a_banner_says_that_it_is_withdrawn(client, alone):
    withdrawn(alone, "banner")

    assert titles(client, "/symptoms/numbness/changes.atom") == ["Numbness: withdrawn"]


# What it costs, and what it reads


def test_feeds_read_no_working_copy_and_ask_little(client, document, other):
    suppressed(document.revisions.get(number=1))
    withdrawn(document, "moved", replacement=other)

    for address in (SITE, TREMOR):
        with recorded_sql() as statements:
            client.get(address)
        assert {table for sql in statements for table in tables_named(sql) & tables_of(*WORKING_COPY)} == set()
        assert len(statements) <= 7


@pytest.mark.parametrize(("page", "feed"), [("/changes/", SITE), ("/symptoms/tremor/", TREMOR)])
def test_pages_lead_to_their_feeds(client, page, feed):
    html = client.get(page).content.decode()

    assert '<link rel="alternate" type="application/atom+xml"' in html
    assert html.count(f'href="{feed}"') == 2

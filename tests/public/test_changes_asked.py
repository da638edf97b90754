"""What changed since a day, of which pages, and who stands behind each change: the page of all changes as it is asked."""

import re
from datetime import UTC, datetime

import pytest

from medications.actions import invitations as links
from tests.factories import drafts, invitations, publications, records
from tests.factories.publications import NOW
from tests.factories.site import kept

pytestmark = pytest.mark.django_db

FEBRUARY, MAY = datetime(2026, 2, 28, 23, 30, tzinfo=UTC), datetime(2026, 5, 1, 0, 30, tzinfo=UTC)


@pytest.fixture(scope="module", autouse=True)
def site(django_db_setup, django_db_blocker):
    """Orbelazine of February, approved anew in March by an outside reviewer who agreed to be named; abelol of May."""
    with kept(django_db_blocker):
        first = publications.published(records.small_record(), now=FEBRUARY)
        revision = drafts.edited(first.document, pronunciation="or-BEL")
        _, token = invitations.invited(revision)
        links.decide(token=token, decision="approved", comment="", consent=True, whole_record=True, now=NOW)
        publications.publish(revision, now=NOW, kind="corrected", note="How to say it.")
        publications.published(records.small_record("abelol"), now=MAY)
        yield


def items(client, query: str = "") -> list[str]:
    """Each change, without markup."""
    html = client.get(f"/changes/{query}").content.decode()
    return [re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", part)) for part in html.split('<li class="changes__item">')[1:]]


def titles(client, query: str) -> list[str]:
    return [" ".join(item.split()[:2]).rstrip(",") for item in items(client, query)]


def test_changes_since_a_month_are_those_of_its_first_day_and_later(client):
    assert titles(client, "?since=2026-05&pages=medicines") == ["Abelol First"]
    assert titles(client, "?since=2026-03&pages=medicines") == ["Abelol First", "Orbelazine Corrected"]
    assert titles(client, "?since=2026-02&pages=medicines") == ["Abelol First", "Orbelazine Corrected", "Orbelazine First"]


def test_changes_since_a_day_are_counted_in_words(client):
    html = client.get("/changes/?since=2026-03-01&pages=medicines").content.decode()

    assert "<h2>2 changes since March 1, 2026</h2>" in html
    assert '<option value="2026-03-01" selected>March 1, 2026</option>' in html


def test_nothing_since_then_is_said(client):
    html = client.get("/changes/?since=9999-12-31").content.decode()

    assert "<h2>No changes since December 31, 9999</h2>" in html
    assert items(client, "?since=9999-12-31") == []


def test_pages_of_one_kind_can_be_asked_for(client):
    assert titles(client, "?pages=symptoms") == ["Tremor First"]


def test_each_says_who_stands_behind_it_and_leads_to_what_changed_and_to_its_sources(client):
    (changed,) = [item for item in items(client, "?since=2026-03&pages=medicines") if "Corrected" in item]
    html = client.get("/changes/?since=2026-03&pages=medicines").content.decode()

    assert "How to say it." in changed
    assert "Approved by Dr. Ada Example, MD, neurologist before it was published." in changed
    assert 'href="/medications/orbelazine/history/1...2/"' in html
    assert 'href="/medications/orbelazine/history/2/#sources"' in html
    assert 'id="sources"' in client.get("/medications/orbelazine/history/2/").content.decode()


def test_a_first_version_leads_to_no_difference(client):
    assert "history/0...1" not in client.get("/changes/").content.decode()
    assert [item.count("What changed in") for item in items(client, "?pages=medicines")] == [0, 1, 0]


def test_the_months_to_choose_from_go_back_to_the_first_change(client):
    html = client.get("/changes/?since=2026-03").content.decode()

    months = re.findall(r'<option value="(\d{4}-\d{2})"', html)
    assert months[-1] == "2026-02"
    assert months == sorted(months, reverse=True)
    assert '<option value="2026-03" selected>March 2026</option>' in html


@pytest.mark.parametrize("query", ["since=soon", "since=2026-02-30", "since=2026", "pages=cats", "before=x", "sinse=2026-03"])
def test_what_cannot_be_asked_is_said_and_the_form_stays(client, query):
    answer = client.get(f"/changes/?{query}")
    html = answer.content.decode()

    assert answer.status_code == 404
    assert query.split("=")[0 if "sinse" in query else 1] in html[html.index('role="alert"') :]
    assert 'name="since"' in html
    assert items(client, f"?{query}") == []


def test_what_was_asked_stays_on_the_next_page(client, monkeypatch):
    monkeypatch.setattr("medications.projections.recent_changes.PAGE_SIZE", 1)

    html = client.get("/changes/?since=2026-02&pages=medicines").content.decode()

    assert re.search(r'href="\?since=2026-02&amp;pages=medicines&amp;before=\d+"', html)

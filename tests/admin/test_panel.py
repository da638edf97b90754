"""Where this page stands."""

import re

import pytest

from medications.actions import reviews
from medications.models import Finding
from tests.admin.desk import address, said
from tests.factories import accounts, drafts, publications, records

pytestmark = pytest.mark.slow

LATER = publications.NOW.replace(month=6)


def links(response) -> dict[str, str]:
    """Text -> address of every link of the page."""
    return {
        text: href for href, text in re.findall(r'<a (?:class="button" )?href="([^"]*)">([^<]+)</a>', response.content.decode())
    }


def test_each_state_that_holds_is_a_tag(desk):
    live = publications.published(records.small_record(), now=publications.NOW.replace(year=2020), whole_record=True)
    drafts.edited(live.document, pronunciation="new")

    page = desk().open(live.document).content.decode()

    assert re.findall(r'<li class="state-tag [^>]*>([^<]+)', page) == ["Review overdue", "Public, with a newer draft"]


def test_what_is_missing_links_to_where_it_is_put_in(desk):
    bare = records.medication_record(uses=[], sources=[], whole_page_sources=[], at_a_glance=[], sections=[], side_effects=[])
    document = drafts.draft(
        records.changed(bare, generic_available={"value": "yes"}, drug_class=None, lead_sentences=[])
    ).document

    found = links(desk().open(document))

    assert found["No use in MS is given."] == "#uses-group"
    assert found["No source is given, neither for a statement nor for the whole page."] == "#id_whole_page_sources"
    assert found["The drug class is not given; readers cannot filter by it."] == "#id_drug_class"
    assert found["The claim on generics has no date; such claims go stale."] == "#id_generic_as_of"
    assert found["No clinical reviewer has approved exactly this version."] == address(document, "approve")


def test_every_anchor_is_on_the_page(desk):
    bare = records.medication_record(uses=[], sources=[], whole_page_sources=[], at_a_glance=[], sections=[], side_effects=[])
    document = drafts.draft(
        records.changed(bare, generic_available={"value": "yes"}, drug_class=None, lead_sentences=[])
    ).document

    page = desk().open(document).content.decode()

    anchors = set(re.findall(r'href="#([^"]+)"', page)) - {"content-start"}
    assert len(anchors) > 12
    assert {anchor for anchor in anchors if f'id="{anchor}"' not in page} == set()


def test_dates_approval_and_view_on_site_of_a_public_page(desk):
    document = publications.published(records.small_record(), whole_record=True).document

    response = desk().open(document)

    page = " ".join(response.content.decode().split())
    assert "<dt>Last updated</dt><dd>March 2, 2026</dd>" in page.replace("> <", "><")
    assert "<dt>Last reviewed</dt><dd>March 2, 2026</dd>" in page.replace("> <", "><")
    assert "By Reviewer on March 2, 2026, whole page read" in page
    assert "What is missing before" not in page
    assert links(response)["View on site"] == "/medications/orbelazine/"


def test_view_on_site_leads_to_the_address_that_is_public_now(desk):
    document = publications.published(records.small_record()).document

    desk().change(document, slug="orbelazine-next")

    assert links(desk().open(document))["View on site"] == "/medications/orbelazine/"


def test_an_overdue_review_is_called_so(desk):
    document = publications.published(records.small_record(), now=publications.NOW.replace(year=2020), whole_record=True).document

    assert "(overdue)" in desk().open(document).content.decode()


def test_wanted_changes_are_shown_to_the_writer(desk):
    revision = drafts.draft(records.small_record())
    reviews.want_changes(revision=revision, by=accounts.reviewer(), now=LATER, comment="The dose is missing.")

    page = desk().open(revision.document).content.decode()

    assert "Reviewer wants changes" in page
    assert "The dose is missing." in page


@pytest.fixture
def finding(db):
    document = drafts.draft(records.small_record()).document
    return Finding.objects.create(document=document, code="inferred", field="uses", message="The use was inferred.")


def test_findings_are_listed_with_their_place_and_settled(desk, finding):
    writer = desk()
    page = writer.open(finding.document).content.decode()
    assert "The use was inferred." in page
    assert '<a href="#uses-group">Go to it' in page

    response = writer.client.post(address(finding.document, "settle", finding.pk))

    finding.refresh_from_db()
    assert response["Location"] == address(finding.document) + "#findings"
    assert said(response) == ["Settled: The use was inferred."]
    assert (finding.settled_at is not None, finding.settled_by_name) == (True, "Writer")
    writer.open(finding.document)  # shows the message once
    assert "The use was inferred." not in writer.open(finding.document).content.decode()


def test_a_finding_is_not_settled_by_looking(desk, finding):
    assert desk().client.get(address(finding.document, "settle", finding.pk)).status_code == 405
    finding.refresh_from_db()
    assert finding.settled_at is None


def test_who_may_not_edit_may_not_settle(desk, finding):
    response = desk(accounts.reviewer()).client.post(address(finding.document, "settle", finding.pk))

    finding.refresh_from_db()
    assert response.status_code == 403
    assert finding.settled_at is None


def test_a_finding_of_another_page_is_not_settled_from_here(desk, finding):
    other = drafts.draft(records.small_record("another")).document

    assert desk().client.post(address(other, "settle", finding.pk)).status_code == 404

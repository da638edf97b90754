"""Rule 11: index rows can be dropped and made again from what is live, and a check says where they differ."""

import uuid
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from medications.models import IndexFacet, IndexRow, IndexState, Publication, Revision
from medications.projections import drift
from medications.projections.index import folded
from tests.factories import drafts, publications, records
from tests.factories.site import complete_site, kept

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def site(django_db_setup, django_db_blocker):
    with kept(django_db_blocker):
        yield complete_site()


def stored() -> tuple[list, list]:
    rows = list(IndexRow.objects.order_by("pk").values_list())
    facets = list(IndexFacet.objects.order_by("row", "facet", "code").values_list("row", "facet", "code", "label"))
    return rows, facets


def rebuild(*arguments: str) -> str:
    said = StringIO()
    call_command("rebuild_index", *arguments, stdout=said, stderr=said)
    return said.getvalue()


def generation() -> uuid.UUID:
    return IndexState.objects.get().generation


def test_rebuilt_rows_are_the_same_to_the_byte():
    before = stored()

    rebuild()

    assert stored() == before
    assert len(before[0]) == Publication.objects.count()


def test_rows_are_made_from_nothing():
    before = stored()
    IndexRow.objects.all().delete()

    rebuild()

    assert stored() == before


def test_drafts_have_no_part_in_it(site):
    before = stored()
    drafts.edited(site.document, generic_name="secret")
    drafts.edited(drafts.find_document("symptom", "tremor"), name="secret")
    drafts.draft(records.small_record("another secret"))

    rebuild()

    assert stored() == before


def test_rebuilding_makes_processes_forget():
    before = generation()

    rebuild()

    assert generation() != before


def test_check_is_content_and_changes_nothing():
    before, known = stored(), generation()

    rebuild("--check")

    assert (stored(), generation()) == (before, known)


def spoil_a_row():
    IndexRow.objects.filter(slug="orbelazine").update(title="Something else")


def spoil_a_stored_page():
    IndexRow.objects.filter(slug="orbelazine").update(page_html="<p>Take two.</p>")


def take_a_row_away():
    IndexRow.objects.filter(slug="orbelazine").delete()


def add_a_row():
    revision = drafts.draft(records.small_record("never public"))
    twin = IndexRow.objects.get(slug="sample-drug")
    twin.document, twin.slug, twin.revision = revision.document, "never-public", revision
    twin.save(force_insert=True)


def take_a_facet_away():
    IndexFacet.objects.filter(row__slug="orbelazine", facet="side_effect").first().delete()


def add_a_facet():
    row = IndexRow.objects.get(slug="orbelazine")
    IndexFacet.objects.create(row=row, facet="symptom", code="baldness", label="baldness")


def leave_an_old_row():
    older = Revision.objects.filter(document__index_row__slug="orbelazine", number=1).get()
    IndexRow.objects.filter(slug="orbelazine").update(revision=older, publication_number=1)


SPOILT = {
    spoil_a_row: "medication orbelazine differs in title",
    spoil_a_stored_page: "medication orbelazine differs in page_html",
    take_a_row_away: "has no index row",
    add_a_row: "medication never-public is in the index but not public",
    take_a_facet_away: "medication orbelazine differs in facets",
    add_a_facet: "medication orbelazine differs in facets",
    leave_an_old_row: "medication orbelazine differs in",
}


@pytest.mark.parametrize("spoil", SPOILT, ids=lambda spoil: spoil.__name__)
def test_check_reports_drift_and_fails(spoil):
    spoil()
    said = StringIO()

    with pytest.raises(CommandError, match="1 index rows differ"):
        call_command("rebuild_index", check=True, stderr=said)

    assert SPOILT[spoil] in said.getvalue()


@pytest.mark.parametrize("spoil", SPOILT, ids=lambda spoil: spoil.__name__)
def test_rebuilding_mends_drift(spoil):
    before = stored()
    spoil()

    rebuild()

    assert stored() == before


def test_drift_can_be_looked_for_in_some_documents_only(site):
    other = Publication.objects.exclude(document=site.document_id).first()
    spoil_a_row()

    assert drift.find([str(other.document_id)]) == []
    assert len(drift.find([str(site.document_id)])) == 1


def test_publishing_writes_the_row_that_rebuilding_would():
    publications.published(records.medication_record("fresh"))

    assert drift.find() == []


@pytest.mark.parametrize(
    ("text", "found"),
    [("Étalin", "etalin"), ("Straße", "strasse"), ("ﬁbrin", "fibrin"), ("4-AP", "4-ap")],
)
def test_words_are_compared_without_accents_and_capitals(text, found):
    assert folded(text) == found

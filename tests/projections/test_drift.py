"""Rule 11: index rows can be dropped and rebuilt from Revisions, and a check says where they differ."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from medications.models import IndexFacet, IndexRow
from medications.projections import drift
from tests.factories import publications, records

pytestmark = pytest.mark.django_db


@pytest.fixture
def live():
    return publications.published(records.medication_record("orbelazine"))


def index_content() -> tuple:
    rows = list(IndexRow.objects.order_by("pk").values())
    facets = sorted(IndexFacet.objects.values_list("row", "facet", "code", "label"), key=str)
    return rows, facets


def test_rebuilding_gives_the_same_rows_to_the_byte(live):
    before = index_content()

    call_command("rebuild_index", stdout=StringIO())

    assert index_content() == before


def test_dropping_and_rebuilding_gives_the_same_rows(live):
    before = index_content()
    IndexRow.objects.all().delete()

    call_command("rebuild_index", stdout=StringIO())

    assert index_content() == before


def test_the_check_is_silent_while_the_index_is_true(live):
    assert drift.find() == []
    call_command("rebuild_index", "--check", stdout=StringIO())


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda row: IndexRow.objects.filter(pk=row.pk).update(page_html="<h1>Something else</h1>"), "differs in page_html"),
        (lambda row: IndexRow.objects.filter(pk=row.pk).delete(), "has no index row"),
        (lambda row: IndexFacet.objects.filter(row=row, facet="symptom").delete(), "differs in facets"),
    ],
    ids=["changed", "missing", "facets"],
)
def test_the_check_reports_what_differs_and_ends_with_an_error(live, spoil, said):
    spoil(IndexRow.objects.get(slug="orbelazine"))
    errors = StringIO()

    with pytest.raises(CommandError):
        call_command("rebuild_index", "--check", stderr=errors)

    assert said in errors.getvalue()


def test_the_check_reports_a_row_of_what_is_not_public(live):
    row = IndexRow.objects.get(slug="orbelazine")
    IndexRow.objects.create(
        **{field.attname: getattr(row, field.attname) for field in IndexRow._meta.concrete_fields}
        | {"document_id": records_document().pk, "slug": "ghost"}
    )

    assert drift.find() == ["medication ghost is in the index but not public"]


def records_document():
    from tests.factories import drafts

    return drafts.draft(records.small_record("ghost drug")).document

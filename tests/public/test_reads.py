"""Rule 1: what the public and partners ask for is answered without a look at what staff edit."""

from datetime import UTC, datetime

import pytest
import time_machine

from medications.models import WORKING_COPY, Medication, MedicationUse, Section, SideEffect, SideEffectRow, Source, Symptom
from tests.assertions import recorded_sql, shown, tables_named, tables_of
from tests.factories import drafts, publications, records
from tests.factories.site import complete_site, kept
from tests.public.examples import ADDRESSES, EXAMPLES, REFUSED, public_routes

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def site(django_db_setup, django_db_blocker):
    with kept(django_db_blocker):
        yield complete_site()


def test_every_public_address_has_an_example():
    assert set(public_routes()) == set(EXAMPLES), "add an example of the new address to tests/public/examples.py"


@pytest.mark.parametrize("address", ADDRESSES)
def test_example_is_answered(address):
    assert shown(address)[0] == 200


@pytest.mark.parametrize("address", [*ADDRESSES, *REFUSED])
def test_answer_reads_no_working_copy(address):
    with recorded_sql() as statements:
        status, _ = shown(address)

    assert status == REFUSED.get(address, 200)
    for sql in statements:
        assert not tables_named(sql) & tables_of(*WORKING_COPY), sql


def test_reading_the_working_copy_would_be_noticed(site):
    """What the test above leans on."""
    with recorded_sql() as statements:
        str(site.document.medication.whole_page_sources.count())

    assert {table for sql in statements for table in tables_named(sql) & tables_of(*WORKING_COPY)} == {
        "medications_medication",
        "medications_medication_whole_page_sources",
    }


@pytest.mark.slow
@time_machine.travel(datetime(2026, 6, 1, 9, tzinfo=UTC), tick=False)
def test_nothing_public_changes_when_drafts_do(site):
    before = {address: shown(address) for address in [*ADDRESSES, *REFUSED]}

    edit_everything(site.document)

    assert {address: shown(address) for address in [*ADDRESSES, *REFUSED]} == before


def edit_everything(document) -> None:
    """Drafts of the page and of all it names, a new page, an approval: short of publishing, all that staff can do."""
    drafts.edited(document, slug="secret", generic_name="secret", uses=[], sections=[], side_effects=[], sources=[])
    for kind, code, changes in [
        ("symptom", "tremor", {"name": "secret", "slug": "secret", "resources": [], "aliases": ["secret"]}),
        ("side_effect", "coma", {"name": "secret"}),
        ("drug_class", "calming-agent", {"name": "secret"}),
        ("source", records.LABEL, {"title": "secret", "permission": "secret"}),
    ]:
        drafts.edited(drafts.find_document(kind, code), **changes)
    publications.approved(records.medication_record("another secret"))
    for model in (MedicationUse, Section, SideEffectRow):
        model.objects.all().delete()
    Medication.objects.update(generic_name="secret")
    Symptom.objects.update(link_phrase="secret")
    SideEffect.objects.update(explanation="secret")
    Source.objects.update(title="secret")

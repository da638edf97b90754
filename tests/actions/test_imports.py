"""Taking over an old page: a draft with its findings, never anything public."""

import hashlib
from datetime import date
from pathlib import Path

import pytest

from medications.actions.imports import ImportRefused, import_page
from medications.importing.page import parse_page
from medications.models import Change, Document, Finding, ImportRun, Medication, Source, Symptom
from tests.assertions import public_rows
from tests.factories import drafts, publications, records
from tests.factories.accounts import writer
from tests.factories.publications import NOW

pytestmark = pytest.mark.django_db

SAMPLE = Path(__file__).resolve().parents[1] / "importing/samples/orbelazine.txt"


def imported(text: str = "", **kwargs):
    text = text or SAMPLE.read_text()
    page = parse_page(text, file="orbelazine.txt", today=date(2026, 3, 2))
    digest = hashlib.sha256(text.encode()).hexdigest()
    return import_page(page=page, original=text, sha256=digest, by=writer(), now=NOW, **kwargs)


def test_an_old_page_becomes_a_draft_and_nothing_public():
    result = imported()

    record = result.revision.record
    assert result.outcome == "new"
    assert record.generic_name == "orbelazine"
    assert [use.symptom.label for use in record.uses] == ["vertigo", "itching", "muscle stiffness"]
    assert record.side_effects
    assert not Change.objects.exists()


def test_what_the_parser_found_waits_for_a_person():
    result = imported()

    assert Finding.objects.filter(document=result.document, code="generic_name_inferred", settled_at=None).exists()


def test_the_text_of_the_old_page_is_kept():
    result = imported()

    assert ImportRun.objects.get(document=result.document).original == SAMPLE.read_text()


def test_its_source_is_for_this_site_only():
    imported()

    source = Source.objects.get()
    assert (source.reuse_site, source.reuse_print, source.reuse_partners) == (True, False, False)


def test_the_same_page_again_changes_nothing():
    first = imported()

    again = imported()

    assert (again.outcome, again.revision) == ("unchanged", first.revision)
    assert Medication.objects.count() == 1
    assert Finding.objects.count() == len(parse_page(SAMPLE.read_text(), file="x", today=date(2026, 3, 2)).findings)


def test_a_changed_page_proposes_a_new_draft_of_the_same_document():
    first = imported()

    again = imported(SAMPLE.read_text().replace("Wine, beer", "Wine, cider"))

    assert (again.outcome, again.document) == ("proposed", first.document)
    assert again.revision.number == first.revision.number + 1


def test_a_page_about_a_public_medicine_changes_nothing_public():
    publications.published(records.medication_record("orbelazine"))
    before = public_rows()

    result = imported()

    assert result.outcome == "proposed"
    assert public_rows() == before
    assert Document.objects.filter(kind="medication").count() == 1


def test_what_the_old_page_does_not_say_stays_in_the_draft():
    publications.published(records.medication_record("orbelazine"))

    record = imported().revision.record

    assert record.drug_class.code == "calming-agent"
    assert [part.heading for part in record.sections if part.boxed] == ["Boxed warning"]
    assert {part.kind for part in record.at_a_glance} == {"point", "stopping", "missed_dose"}


def test_a_newer_claim_on_generics_is_not_replaced_by_an_old_one():
    publications.published(records.medication_record("orbelazine"))

    assert imported().revision.record.generic_available.as_of == "2024-06"


def test_somebodys_unpublished_work_is_not_replaced_without_being_told_to():
    drafts.draft(records.medication_record("orbelazine"))

    with pytest.raises(ImportRefused, match="replace-draft"):
        imported()
    assert imported(replace_draft=True).outcome == "proposed"


def test_a_symptom_that_is_here_under_another_name_is_used():
    drafts.draft(records.symptom_record("spinning", name="spinning", aliases=["vertigo"]))

    record = imported().revision.record

    assert record.uses[0].symptom.code == "spinning"
    assert not Symptom.objects.filter(code="vertigo").exists()


def test_a_page_without_a_medicine_is_refused():
    page = parse_page("Just a shopping list.\n", file="list.txt")

    with pytest.raises(ImportRefused, match="No medicine"):
        import_page(page=page, original="Just a shopping list.\n", sha256="0" * 64, by=writer(), now=NOW)

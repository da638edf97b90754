"""Rule 3: record -> working copy -> Revision gives the same content back, and the same digest."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings

from medications.actions.snapshots import snapshot
from medications.actions.working_copies import write_record
from medications.content.canonical import canonical, digest_of
from medications.errors import PortalError
from medications.models import Document, MedicationUse, Origin, RevisionTerm, Section, SideEffectRow
from tests.factories import accounts, drafts, publications, records, strategies

pytestmark = pytest.mark.django_db


@pytest.fixture
def vocabulary():
    """Every term that the strategies name, as drafts."""
    for code in strategies.SYMPTOMS:
        drafts.draft(records.symptom_record(code))
    for code in strategies.CLASSES:
        drafts.draft(records.drug_class_record(code))
    for code in strategies.SIDE_EFFECTS:
        drafts.draft(records.side_effect_record(code))
    for code in strategies.SOURCES:
        drafts.draft(records.source_record(code))


def written(record) -> Document:
    document = Document.objects.create(kind=record.kind)
    write_record(document, record)
    return document


def digest(record) -> str:
    return digest_of(canonical(record))


@pytest.mark.slow
@given(record=strategies.medication_records())
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_medicine_written_and_read_back_is_the_same(vocabulary, record):
    with transaction.atomic():
        revision = snapshot(document=written(record), by=None, origin=Origin.FORM)

        assert revision.record == record
        assert revision.digest == digest(record)
        transaction.set_rollback(True)


def test_complete_medicine_written_and_read_back_is_the_same():
    record = records.medication_record()

    assert drafts.draft(record).digest == digest(record)


@pytest.mark.parametrize(
    "record",
    [
        records.symptom_record(summary="What it is. [@example-label-2024]", sources=[records.source()]),
        records.symptom_record(aliases=[], resources=[], summary=""),
        records.side_effect_record(resembles=[records.term("tremor"), records.term("pain")]),
        records.drug_class_record(),
        records.source_record(),
        records.source_record(reuse={"site": True, "print": False, "partners": False}, url="", issued=""),
    ],
    ids=lambda record: record.kind,
)
def test_term_written_and_read_back_is_the_same(record):
    assert drafts.draft(record).digest == digest(record)


def test_row_ids_are_no_content():
    revision = drafts.draft()
    rows = set(Section.objects.values_list("pk", flat=True))

    write_record(revision.document, revision.record)

    assert not rows & set(Section.objects.values_list("pk", flat=True))
    assert snapshot(document=revision.document, by=None, origin=Origin.FORM) == revision


def test_positions_with_gaps_are_no_content():
    revision = drafts.draft()
    for model in (MedicationUse, SideEffectRow, Section):
        for row in model.objects.all():
            model.objects.filter(pk=row.pk).update(position=row.position * 10 + 3)

    assert snapshot(document=revision.document, by=None, origin=Origin.FORM) == revision


def test_order_of_sections_is_content():
    revision = drafts.draft()
    first, last = Section.objects.order_by("position").first(), Section.objects.order_by("position").last()
    Section.objects.filter(pk=first.pk).update(position=last.position + 1)

    after = snapshot(document=revision.document, by=None, origin=Origin.FORM)

    assert after.digest != revision.digest
    assert after.record.sections == (*revision.record.sections[1:], revision.record.sections[0])


def test_author_and_time_are_no_content():
    first = drafts.draft(records.small_record())

    again = drafts.draft(records.small_record(), by=accounts.writer("somebody-else"), origin=Origin.IMPORT)

    assert again == first


def test_draft_embeds_the_live_words_of_a_term_not_those_of_its_draft():
    live = publications.published(records.symptom_record("tremor", name="tremor"))
    drafts.edited(live.document, name="shaking")

    record = drafts.draft(records.small_record()).record

    assert record.uses[0].symptom.label == "tremor"


def test_draft_embeds_the_newest_words_of_a_term_that_was_never_public():
    term = drafts.draft(records.symptom_record("tremor", name="tremor"))
    drafts.edited(term.document, name="shaking")

    record = drafts.draft(records.small_record()).record

    assert record.uses[0].symptom.label == "shaking"


def test_revision_says_which_version_of_each_term_it_embeds():
    revision = drafts.draft()

    named = RevisionTerm.objects.filter(revision=revision)

    embedded = {(term.term_revision.record.kind, term.term_revision.record.code) for term in named}
    assert embedded == {(term.kind, term.code) for term in drafts.terms_of(revision.record)}
    assert all(term.term_id == term.term_revision.document_id for term in named)


def test_source_cited_only_in_a_text_is_carried_in_full():
    drafts.draft(records.source_record("ashgrove-2003"))
    record = records.small_record(at_a_glance=[{"text": "Calms. [@ashgrove-2003]"}])

    found = drafts.draft(record).record

    assert [source.code for source in found.sources] == ["ashgrove-2003", records.LABEL]


@pytest.mark.parametrize(
    "changes",
    [
        {"uses": [records.use("unheard-of")]},
        {"whole_page_sources": ["unheard-of"]},
        {"sources": [records.source("unheard-of")]},
        {"generic_available": {"value": "yes", "sources": ["unheard-of"]}},
        {"side_effects": [records.effect("x", "unheard-of")]},
        {"drug_class": records.term("unheard-of")},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_record_that_names_an_unknown_term_is_refused_by_its_code(vocabulary, changes):
    with pytest.raises(PortalError, match="unheard-of"):
        written(records.changed(records.small_record(), **changes))

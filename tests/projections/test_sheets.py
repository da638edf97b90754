"""Sheets to take along: what stands on each, and that they say nothing that the page does not say."""

import pytest
from django.utils import timezone

from medications.content.schema import Reuse, Section, Statement
from medications.models import SocietyProfile
from medications.projections import rows
from medications.projections.memory import Memory
from medications.projections.sheets import MOST_SOURCES, Sheet, sheet, short_text
from tests.factories import publications, records
from tests.factories.records import BOOK, LABEL, effect, medication_record, source


def groups(kind: Sheet, record=None) -> dict[str, list[str]]:
    return {group.heading: group.items for group in short_text(record or medication_record(), kind).groups}


def test_a_readers_sheet_leaves_out_what_usually_settles():
    assert groups(Sheet.READER) == {
        "Tell your doctor or nurse soon": ["ringing ears"],
        "Signs of overdose: get emergency help": ["deep sleep"],
    }


def test_a_carers_sheet_has_every_group():
    assert groups(Sheet.CARER) == {
        "Usually settle": ["sleepiness or tiredness* (mild)"],
        "Tell your doctor or nurse soon": ["ringing ears"],
        "Signs of overdose: get emergency help": ["deep sleep"],
    }


def test_signs_for_which_to_call_at_once_come_apart_from_those_to_tell():
    short = short_text(medication_record(), Sheet.CARER)

    assert [group.heading for group in short.urgent] == ["Signs of overdose: get emergency help"]
    assert [group.heading for group in short.to_tell] == ["Usually settle", "Tell your doctor or nurse soon"]


def test_statements_stand_without_note_numbers():
    short = short_text(medication_record(), Sheet.READER)

    assert short.stopping == ["Do not stop suddenly."]
    assert short.missed_dose == ["Skip a missed dose."]
    assert [(part.heading, part.html) for part in short.boxed] == [("Boxed warning", "<ul>\n<li>Not for cats.</li>\n</ul>\n")]


def test_nothing_of_what_must_not_be_missed_is_cut():
    """However long it is."""
    long = "A very long warning. " * 200
    record = medication_record(
        sections=[Section(kind="precautions", heading="Boxed warning", body=long, boxed=True)],
        at_a_glance=[Statement(kind="stopping", text=long), Statement(kind="missed_dose", text=long)],
    )

    short = short_text(record, Sheet.READER)

    assert [text.count("A very long warning.") for text in (short.boxed[0].html, *short.stopping, *short.missed_dose)] == [
        200
    ] * 3


def test_uses_come_with_the_primary_one_first_and_say_what_is_off_label():
    record = medication_record(uses=[records.use("pain", status="approved"), records.use("tremor", primary=True)])

    assert short_text(record, Sheet.READER).uses == ["Tremor, off-label", "Pain"]


def test_the_footnote_on_look_alikes_stands_where_there_is_a_star():
    assert short_text(medication_record(), Sheet.READER).footnote == ""
    assert short_text(medication_record(), Sheet.CARER).footnote == "Some of these look like symptoms of MS."


def test_sources_are_those_of_what_stands_on_it_and_the_rest_is_counted():
    more = [f"more-{number}" for number in range(MOST_SOURCES)]
    record = medication_record(
        side_effects=[effect("ringing ears", sources=[LABEL, *more])],
        sources=[source(LABEL), source(BOOK, title="Steady days"), *map(source, more)],
    )

    short = short_text(record, Sheet.READER)

    assert short.sources[0] == f"Official label {LABEL}, Example agency, May 2024"
    assert (len(short.sources), short.more_sources) == (MOST_SOURCES, 2)


# Of a public page


def shown(record, kind: Sheet) -> dict:
    change = publications.published(record)
    row = rows.find("medication", record.slug, "page_html")
    assert row.document_id == change.document_id
    return sheet(row, Memory(), timezone.localdate(), kind)


@pytest.mark.django_db
def test_a_clinician_gets_the_full_text_with_what_identifies_it():
    found = shown(medication_record(), Sheet.CLINICIAN)

    assert "Swallow it whole." in found["fragment"]
    assert (found["facts"].publication_number, found["revision_number"], len(found["facts"].digest)) == (1, 1, 64)


@pytest.mark.django_db
@pytest.mark.parametrize("kind", list(Sheet))
def test_a_text_that_may_not_be_printed_is_on_no_sheet(kind):
    reprint = source(LABEL, reuse=Reuse(site=True, print=False))
    found = shown(records.small_record(sources=[reprint]), kind)

    assert found["refused"] == [f"Official label {LABEL}"]
    assert (found["short"], found["fragment"]) == (None, "")


@pytest.mark.django_db
def test_a_text_of_ours_may_be_printed_whatever_the_flags_of_its_sources():
    cited = source(LABEL, permission="", reuse=Reuse(site=True, print=False))

    assert shown(records.small_record(sources=[cited]), Sheet.READER)["refused"] == []


@pytest.mark.django_db
def test_the_emergency_numbers_in_a_full_text_are_those_of_the_profile():
    profile = SocietyProfile.objects.latest()
    SocietyProfile.objects.create(version=profile.version + 1, name="Example society", emergency_number="112")

    assert "tel:112" in shown(medication_record(), Sheet.CLINICIAN)["fragment"]

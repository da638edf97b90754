"""An old text keeps the date of the old page until a sentence changes; no new sentence hides behind an old date."""

import hashlib
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from medications.actions.imports import OldPage, import_page
from medications.content.moving import Move, move, place
from medications.content.schema import BrandName, ExternalCode, GenericInfo, MedicationRecord, Section, Statement
from medications.models import Change, Document
from tests.factories import accounts, drafts, publications, records
from tests.factories.publications import NOW
from tests.importing.pages import parsed, sample_text, small_page

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

PRINTED = date(2006, 3, 4)
LATER = NOW + timedelta(days=30)
LEFT_OVER = "Ask about the trial. It has ended."
PAGE = sample_text().replace("Quietrane (U.S. and Canada)", f"Quietrane (U.S. and Canada)\n\n{LEFT_OVER}")


def take_over(text: str = PAGE, **options):
    """One old page, with a line that found no place; laid over what is here of the same medicine."""
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    old = OldPage(page=replace(parsed(text), file="orbelazine.txt"), original=text, sha256=sha256)
    return import_page(old=old, by=accounts.writer(), now=NOW, **options)


def newest(document: Document):
    return document.revisions.order_by("-number").first()


def publish(document: Document, *, now=NOW) -> Change:
    return publications.publish(publications.approve(newest(document), now=now), now=now)


def edit(document: Document, change) -> None:
    drafts.draft(change(newest(document).record), document=document)


def with_row(record: MedicationRecord, **changes) -> MedicationRecord:
    first, *others = record.side_effects
    return records.changed(record, side_effects=[first.model_copy(update=changes), *others])


def with_use(record: MedicationRecord, **changes) -> MedicationRecord:
    first, *others = record.uses
    return records.changed(record, uses=[first.model_copy(update=changes), *others])


def with_section(record: MedicationRecord, **changes) -> MedicationRecord:
    first, *others = record.sections
    return records.changed(record, sections=[first.model_copy(update=changes), *others])


def with_body(record: MedicationRecord, old: str, new: str) -> MedicationRecord:
    sections = [part.model_copy(update={"body": part.body.replace(old, new)}) for part in record.sections]
    assert tuple(sections) != record.sections
    return records.changed(record, sections=sections)


def with_statement(record: MedicationRecord, text: str) -> MedicationRecord:
    return records.changed(record, at_a_glance=[*record.at_a_glance, Statement(kind="stopping", text=text)])


def with_lead(record: MedicationRecord, **changes) -> MedicationRecord:
    first, *others = record.lead_sentences
    return records.changed(record, lead_sentences=[first.model_copy(update=changes), *others])


def to(**changes):
    return lambda record: records.changed(record, **changes)


NO_NEW_SENTENCE = {
    "paragraph moved": lambda record: move(record, [Move(1, 0, "precautions")]),
    "paragraph moved to at a glance": lambda record: move(record, [Move(1, 3, "stopping")]),
    "sentence repeated at a glance": lambda record: with_statement(
        record, "Do not stop taking orbelazine from one day to the next."
    ),
    "sentence cited": lambda record: with_body(
        record, "your nurse gives you.", f"your nurse gives you. [@{record.sources[0].code}]"
    ),
    "sentence left out": lambda record: with_body(record, " Ask your pharmacist before mixing any of them with it.", ""),
    "left-over line placed": lambda record: place(record, LEFT_OVER, "other"),
    "term linked": lambda record: with_row(record, terms=(records.term("yawning"),)),
    "drug class": to(drug_class=records.term("calming-agent")),
    "dosage forms": to(dosage_forms=["tablet"]),
    "routes": to(routes=["oral"]),
    "availability": to(availability="prescription"),
    "schedule": to(controlled_schedule="IV"),
    "codes": to(codes=[ExternalCode(system="rxnorm", code="1")]),
    "brand markets and status": to(brand_names=[BrandName(name="Quietrane", market="GB", status="marketed")]),
    "generic markets and date": to(generic_available=GenericInfo(value="no", markets=["US"], as_of="2026")),
    "symptom that is meant": lambda record: with_use(record, symptom=records.symptom_term("dizziness")),
    "slug": to(slug="moved"),
}
A_NEW_SENTENCE = {
    "new sentence": lambda record: place(record, "Never take it with milk.", "proper_usage"),
    "changed sentence": lambda record: with_body(record, "Do not stop taking", "Stop taking"),
    "dose changed": lambda record: with_body(record, "Swallow one capsule", "Swallow two capsules"),
    "new sentence at a glance": lambda record: with_statement(record, "Stop at once."),
    "note of a use": lambda record: with_use(record, note="Never take more than 80 mg a day."),
    "qualifier of a use": lambda record: with_use(record, qualifier="by day"),
    "heading": lambda record: with_section(record, heading="Do not take it if"),
    "wording of a side effect": lambda record: with_row(record, wording="gaping"),
    "group of a side effect": lambda record: with_row(record, group="tell_clinician"),
    "qualifier of a side effect": lambda record: with_row(record, qualifier="rarely"),
    "star of a side effect": lambda record: with_row(record, look_alike=True),
    "lead sentence": lambda record: with_lead(record, text="Call at once about"),
    "lead sentence of other side effects": lambda record: with_lead(record, when="any"),
    "footnote": to(look_alike_footnote="None of these looks like MS."),
    "name": to(generic_name="orbelazine sodium"),
    "pronunciation": to(pronunciation="or-BEL"),
}


def date_after(change, *, published_before: bool) -> date:
    document = take_over().document
    if published_before:
        assert publish(document).last_updated == PRINTED
    edit(document, change)
    return publish(document, now=LATER).last_updated


@pytest.mark.parametrize("published_before", [False, True])
@pytest.mark.parametrize("change", NO_NEW_SENTENCE.values(), ids=NO_NEW_SENTENCE)
def test_an_old_text_keeps_its_date_without_a_new_sentence(change, published_before):
    assert date_after(change, published_before=published_before) == PRINTED


@pytest.mark.parametrize("published_before", [False, True])
@pytest.mark.parametrize("change", A_NEW_SENTENCE.values(), ids=A_NEW_SENTENCE)
def test_a_new_sentence_makes_the_text_new(change, published_before):
    assert date_after(change, published_before=published_before) == LATER.date()


def test_a_text_put_back_as_the_old_page_had_it_is_as_old_again():
    document = take_over().document
    publish(document)
    edit(document, lambda record: place(record, "Never take it with milk.", "other"))
    publish(document, now=LATER)
    edit(document, lambda record: records.changed(record, sections=record.sections[:-1]))

    assert publish(document, now=LATER).last_updated == PRINTED


# Laid over what is here


def catalogue_page(**changes) -> Document:
    """A public page of the same medicine that no old page was taken over for."""
    values = {"uses": [records.use("vertigo", primary=True)], "sections": [Section(kind="about", heading="About", body="Newer.")]}
    return publications.published(records.small_record(**{**values, **changes})).revision.document


def test_an_old_page_that_replaces_every_sentence_brings_its_date():
    document = catalogue_page()
    assert take_over().document == document

    assert publish(document, now=LATER).last_updated == PRINTED


def test_a_line_of_the_old_page_is_its_own_also_where_it_was_laid_over_another_text():
    document = catalogue_page()
    take_over()
    edit(document, lambda record: place(record, LEFT_OVER, "other"))

    assert publish(document, now=LATER).last_updated == PRINTED


@pytest.mark.parametrize(
    "kept",
    [
        {"at_a_glance": [Statement(text="Newer.")]},
        {"sections": [Section(kind="storage", heading="Storage", body="Keep it cool.")]},
        {"uses": [records.use("vertigo", primary=True, note="Newer.")]},
    ],
)
def test_a_mixture_with_a_newer_text_is_of_today(kept):
    document = catalogue_page(**kept)
    take_over()

    assert publish(document, now=LATER).last_updated == LATER.date()


def test_a_mixture_keeps_the_day_of_its_last_new_sentence_when_facts_are_filled_in():
    document = catalogue_page(at_a_glance=[Statement(text="Newer.")])
    take_over()
    publish(document, now=LATER)
    edit(document, to(availability="prescription"))

    assert publish(document, now=LATER + timedelta(days=9)).last_updated == LATER.date()


def test_sentences_of_two_old_pages_are_as_old_as_the_later_page():
    document = take_over().document
    again = small_page(proper_usage="Take it with water.", tail="Last updated May 6, 2008")
    assert take_over(again).document == document
    edit(document, lambda record: place(record, "Tiny amounts may reach breast milk and leave a nursing baby sleepy.", "other"))

    assert publish(document, now=LATER).last_updated == date(2008, 5, 6)


@pytest.mark.parametrize("printed", ["", "Last updated March 4, 2096"])
def test_a_page_without_a_date_that_can_be_keeps_the_day_it_was_published(printed):
    document = take_over(PAGE.replace("Last updated March 4, 2006", printed)).document
    assert publish(document).last_updated == NOW.date()
    edit(document, to(availability="prescription"))

    assert publish(document, now=LATER).last_updated == NOW.date()


# Never taken over


def test_a_fact_of_a_page_that_was_never_an_old_one_is_its_text():
    document = catalogue_page()
    edit(document, to(availability="prescription"))

    assert publish(document, now=LATER).last_updated == LATER.date()


def test_more_old_pages_cost_no_more_queries():
    document = take_over().document
    once = queries_of_publishing(document)
    for year in range(2007, 2011):
        take_over(PAGE.replace("March 4, 2006", f"March 4, {year}"))

    assert queries_of_publishing(document) <= once


def queries_of_publishing(document: Document) -> int:
    publish(document)
    edit(document, lambda record: place(record, f"Version {newest(document).number}.", "other"))
    publications.approve(newest(document))
    with CaptureQueriesContext(connection) as queries:
        publications.publish(newest(document))
    return len(queries)


def test_no_old_page_is_looked_for_behind_a_term():
    revision = publications.approved(records.symptom_record())

    with CaptureQueriesContext(connection) as queries:
        publications.publish(revision)

    assert not [query for query in queries if "importrun" in query["sql"]]

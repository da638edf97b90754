"""The page of one medicine as data: order, headings, numbers of sources."""

from dataclasses import replace
from datetime import date

import pytest
from django.template.loader import render_to_string

from medications.content.schema import Section
from medications.projections.facts import Facts, is_overdue
from medications.projections.medication_page import medication_page
from tests.factories import records

FACTS = Facts("id", 1, "d" * 64, "reviewed", "reviewer", date(2026, 3, 2), None, date(2027, 3, 2))


def page(**changes):
    return medication_page(records.medication_record(**changes), FACTS)


def test_signs_of_overdose_stand_under_a_heading_of_their_own():
    rows = [
        records.effect("rash", group="emergency"),
        records.effect("deep sleep", group="emergency", when="overdose"),
        records.effect("cough"),
    ]

    parts = page(side_effects=rows).side_effects

    assert [(part.heading, [row.wording for row in part.rows]) for part in parts] == [
        ("Tell your doctor or nurse soon", ["cough"]),
        ("Get emergency help", ["rash"]),
        ("Signs of overdose: get emergency help", ["deep sleep"]),
    ]


def test_rows_keep_their_order_within_a_group():
    rows = [records.effect("zzz"), records.effect("aaa")]

    assert [row.wording for row in page(side_effects=rows).side_effects[0].rows] == ["zzz", "aaa"]


def test_boxed_warning_stands_apart_from_the_sections():
    found = page()

    assert [part.heading for part in found.boxed] == ["Boxed warning"]
    assert [part.heading for part in found.sections] == ["About it", "Proper usage"]


ORDER = ["<h1>", "Say it", "Last updated", "Brand name", "Primary usage in MS", "callout--boxed", "At a glance", "Stopping this"]
ORDER += ["If you miss a dose", "does not list every warning", "Generic available", "On this page", "Possible side effects"]


def test_what_a_reader_needs_first_comes_first():
    html = render_to_string("fragments/medication.html", {"page": page()})

    assert [html.index(part) for part in ORDER] == sorted(html.index(part) for part in ORDER)


def test_sources_of_the_boxed_warning_come_after_those_of_the_uses():
    boxed = Section(kind="precautions", heading="Boxed warning", body=f"Not for cats. [@{records.BOOK}]", boxed=True)
    found = page(sections=[boxed], at_a_glance=[])

    assert [reference.source.code for reference in found.references] == [records.LABEL, records.BOOK]


@pytest.mark.parametrize(
    ("statuses", "said", "unsaid"),
    [
        (["approved"], ["Approved: "], ["Off-label: "]),
        (["off_label"], ["Off-label: "], ["Approved: "]),
        (["approved", "off_label"], ["Approved: ", "Off-label: "], []),
        (["unknown"], [], ["Approved: ", "Off-label: "]),
    ],
)
def test_the_standing_of_a_use_is_explained_where_it_is_named(statuses, said, unsaid):
    uses = [records.use(f"symptom-{number}", status=status) for number, status in enumerate(statuses)]

    html = render_to_string("fragments/medication.html", {"page": page(uses=uses)})

    assert [text for text in said if text not in html] == []
    assert [text for text in unsaid if text in html] == []


def test_it_is_said_at_the_top_who_answers_for_a_page():
    html = render_to_string("fragments/medication.html", {"page": page()})

    assert "Approved by a clinical reviewer" in html[: html.index("Brand name")]


def test_an_outside_reviewer_is_named_at_the_top():
    facts = replace(FACTS, reviewer="Ada Example, MD")
    html = render_to_string("fragments/medication.html", {"page": medication_page(records.medication_record(), facts)})

    assert "Approved by Ada Example, MD before it was published." in html[: html.index("Brand name")]


def test_stopping_and_missed_dose_stand_apart_from_the_other_statements():
    found = page()

    assert (len(found.stopping), len(found.missed_dose), len(found.points)) == (1, 1, 1)


def test_sources_are_numbered_as_a_reader_meets_them():
    found = page()

    assert [(reference.number, reference.source.code) for reference in found.references] == [
        (1, records.LABEL),
        (2, records.BOOK),
    ]


def test_every_note_leads_to_a_source_that_leads_back():
    found = page()
    html = "".join([*found.points, *found.stopping, *found.missed_dose, *(part.html for part in [*found.boxed, *found.sections])])
    html += "".join(use.notes for use in found.uses) + found.generic_notes
    html += "".join(row.notes for part in found.side_effects for row in part.rows)

    anchors = [anchor for reference in found.references for anchor in reference.backlinks]

    assert len(anchors) == html.count('href="#source-')
    assert all(html.count(f'id="{anchor}"') == 1 for anchor in anchors)


def test_page_that_cites_nothing_closely_says_so():
    bare = records.small_record(uses=[records.use("tremor", sources=[])])

    assert medication_page(bare, FACTS).whole_page_only
    assert not page().whole_page_only


def test_sections_of_the_same_heading_have_anchors_of_their_own():
    parts = [{"kind": "other", "heading": heading, "body": "x"} for heading in ("More", "More", "More 2", "More")]

    anchors = [part.anchor for part in page(sections=parts).sections]

    assert anchors == ["section-more", "section-more-2", "section-more-2-2", "section-more-3"]


@pytest.mark.parametrize(("today", "overdue"), [(date(2027, 3, 2), False), (date(2027, 3, 3), True)])
def test_page_is_overdue_from_the_day_after(today, overdue):
    assert is_overdue(FACTS, today) is overdue

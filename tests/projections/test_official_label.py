"""Each page says that it does not list every warning, and leads to the official label, or to somebody who has it."""

import pytest
from django.template.loader import render_to_string

from medications.projections.medication_page import medication_page
from medications.projections.official_label import official_label
from tests.factories import records
from tests.projections.test_medication_page import FACTS

ADDRESS = "https://agency.example.org/label"


def with_sources(*sources) -> records.MedicationRecord:
    listed = [records.source(f"source-{number}", **each) for number, each in enumerate(sources)]
    return records.small_record(sources=listed, uses=[records.use("tremor", sources=["source-0"])], whole_page_sources=[])


def label(**changes) -> dict:
    return {"type": "label", "grade": "primary", "title": "Quietrane tablets label", "url": ADDRESS, **changes}


def test_the_label_is_the_first_at_its_publishers_address():
    found = official_label(with_sources(label(title="First"), label(title="Second")))

    assert found.title == "First"


@pytest.mark.parametrize(
    "no_label",
    [
        label(type="webpage"),
        label(grade="secondary"),  # a copy
        label(url=""),
        label(url="https://api.fda.gov/drug/label.json?search=x"),  # for programs
        label(title="Quietrane label: warnings"),
        label(title="Safety labeling changes for Quietrane"),
        label(title="Quietrane prescribing information: highlights"),
    ],
)
def test_what_is_not_the_whole_label_for_readers_is_not_called_so(no_label):
    assert official_label(with_sources(no_label)) is None


def test_the_label_is_found_among_other_sources():
    found = official_label(with_sources({"type": "book", "grade": "primary", "url": ADDRESS}, label(title="The label")))

    assert found.title == "The label"


def page(record) -> str:
    return " ".join(render_to_string("fragments/medication.html", {"page": medication_page(record, FACTS)}).split())


def test_page_leads_to_the_label():
    html = page(with_sources(label(publisher="The agency")))

    assert (
        "This page does not list every warning. Read also the official label: "
        f'<a href="{ADDRESS}" rel="noopener">Quietrane tablets label</a> (<span>The agency</span>).'
    ) in html


def test_page_without_a_label_says_whom_to_ask():
    html = page(with_sources(label(grade="secondary")))

    assert "This page does not list every warning. Ask your pharmacist for the official label." in html

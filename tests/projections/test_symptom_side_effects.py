"""Side effects that can be taken for a symptom, on the symptom's page."""

import pytest

from medications.projections.memory import Memory
from medications.projections.symptom_side_effects import side_effects_like
from tests.factories import publications, records

pytestmark = pytest.mark.django_db


def lines(code="fatigue"):
    return [(each.label, each.count, each.url) for each in side_effects_like(code, Memory())]


@pytest.fixture
def drowsiness():
    """A term that resembles fatigue, and is public."""
    record = records.side_effect_record("drowsiness", resembles=[records.term("fatigue")], may_worsen=[])
    return publications.published(record)


def lists(name: str, *terms: str):
    effects = [records.effect(code, code) for code in terms]
    return publications.published(records.medication_record(name, side_effects=effects))


def test_a_term_that_resembles_the_symptom_leads_to_the_medicines_that_list_it(drowsiness):
    lists("orbelazine", "drowsiness")
    lists("testamine", "drowsiness", "itching")

    assert lines() == [("Drowsiness", 2, "/medications/?side_effect=drowsiness")]


def test_a_term_that_no_medicine_lists_is_left_out(drowsiness):
    lists("orbelazine", "itching")

    assert lines() == []


def test_a_term_is_no_line_of_a_symptom_that_it_does_not_resemble(drowsiness):
    lists("orbelazine", "drowsiness")

    assert lines("tremor") == []


def test_the_page_of_the_symptom_says_so(client, drowsiness):
    lists("orbelazine", "drowsiness")

    page = client.get("/symptoms/fatigue/").text

    assert "When it may come from a medicine" in page
    assert "listed by 1 medicine<" in page

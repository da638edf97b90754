"""Side effects that can be taken for a symptom or may worsen it, on the symptom's page."""

import pytest

from medications.projections.memory import Memory
from medications.projections.symptom_side_effects import side_effects_like, side_effects_worsening
from tests.factories import publications, records

pytestmark = pytest.mark.django_db


def lines(code="fatigue", of=side_effects_like):
    return [(each.label, each.count, each.url) for each in of(code, Memory())]


@pytest.fixture
def drowsiness():
    """A term that resembles fatigue, and is public."""
    record = records.side_effect_record("drowsiness", resembles=[records.term("fatigue")], may_worsen=[])
    return publications.published(record)


@pytest.fixture
def fever():
    """A term that may worsen fatigue and cannot be taken for it."""
    return publications.published(records.side_effect_record("fever", resembles=[], may_worsen=[records.term("fatigue")]))


def lists(name: str, *terms: str):
    effects = [records.effect(code, code) for code in terms]
    return publications.published(records.medication_record(name, side_effects=effects))


def test_a_term_that_resembles_the_symptom_leads_to_its_page(drowsiness):
    lists("orbelazine", "drowsiness")
    lists("testamine", "drowsiness", "itching")

    assert lines() == [("Drowsiness", 2, "/side-effects/drowsiness/")]


def test_a_term_that_may_worsen_the_symptom_is_told_apart(drowsiness, fever):
    lists("orbelazine", "drowsiness", "fever")

    assert lines(of=side_effects_worsening) == [("Fever", 1, "/side-effects/fever/")]
    assert [line[0] for line in lines()] == ["Drowsiness"]


def test_a_term_that_does_both_is_told_once():
    both = [records.term("fatigue")]
    publications.published(records.side_effect_record("drowsiness", resembles=both, may_worsen=both))
    lists("orbelazine", "drowsiness")

    assert [each.worsens for each in side_effects_like("fatigue", Memory())] == [True]
    assert lines(of=side_effects_worsening) == []


def test_a_term_that_no_medicine_lists_is_left_out(drowsiness, fever):
    lists("orbelazine", "itching")

    assert lines() == lines(of=side_effects_worsening) == []


def test_a_term_is_no_line_of_a_symptom_that_it_does_not_name(drowsiness, fever):
    lists("orbelazine", "drowsiness", "fever")

    assert lines("tremor") == lines("tremor", side_effects_worsening) == []


def test_the_page_of_the_symptom_says_both(client, drowsiness, fever):
    lists("orbelazine", "drowsiness", "fever")

    page = client.get("/symptoms/fatigue/").text

    assert "When it may come from a medicine" in page
    assert page.index("can be taken for it") < page.index("Drowsiness") < page.index("make it worse") < page.index("Fever")
    assert 'href="/could-it-be-my-ms/?symptom=fatigue"' in page

"""Reading a file of facts: what a fact is, and what is told of a file that is none."""

import pytest

from medications.content.catalogue_facts import code_of, read_facts
from medications.content.catalogue_yaml import CatalogueError
from tests.content.catalogue_sample import FACTS, facts


def refused(old: str, new: str) -> str:
    assert old in FACTS
    with pytest.raises(CatalogueError) as caught:
        read_facts(FACTS.replace(old, new, 1), file="facts.yaml")
    return str(caught.value)


def test_a_fact_has_the_name_of_its_list_and_its_place_in_it():
    assert [fact.id for fact in facts().texts] == [
        "stopping-1",
        "missed_dose-1",
        "about-1",
        "how_taken-1",
        "warnings-1",
        "warnings-2",
    ]


def test_facts_of_all_kinds_are_found_by_their_names():
    others = {"usually_settles-1", "emergency-1", "uses-1", "brand_names-1"}

    assert set(facts().all()) == others | {fact.id for fact in facts().texts}


def test_a_fact_has_the_addresses_of_its_sources():
    assert facts().all()["how_taken-1"].urls == {"https://example.org/label", "https://example.org/leaflet"}


def test_market_and_status_are_those_of_the_catalogue():
    found = facts()

    assert found.all()["missed_dose-1"].market == "GB"
    assert (found.uses[0].code, found.uses[0].status, found.uses[0].primary) == ("tremor", "off_label", True)


def test_a_boxed_warning_is_known_as_one():
    assert [fact.boxed for fact in facts().texts if fact.id.startswith("warnings")] == [True, False]


def test_name_of_the_set_becomes_a_code():
    assert code_of("Swelling of the face, lips (sudden)") == "swelling-of-the-face-lips-sudden"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("brand_names:", "brand_names: [", "a bracket before it is opened and never closed"),
        ("sources: [s1, s2]}\nwarnings", "sources: [s1, s3]}\nwarnings", "not under sources: s3"),
        ("uses_in_ms:", "uses:", "uses_in_ms: is missing"),
        ("text: 'Calms nerves.', ", "", "about[0].text: is missing"),
        ("primary: true", "primary: perhaps", "uses_in_ms[0].primary: must be true or false"),
    ],
)
def test_a_file_that_is_no_facts_is_told_by_line_and_field(old, new, told):
    said = refused(old, new)

    assert said.startswith("facts.yaml:")
    assert told in said

"""Our own page in the layout of the model page, from its bytes to its plain data."""

import json

import pytest

from medications.content import choices
from medications.importing.decode import decode
from medications.importing.page import parse_page
from tests.importing.pages import SAMPLES, TODAY, codes, sample_text


@pytest.fixture(scope="module")
def data() -> dict:
    text = decode((SAMPLES / "orbelazine.txt").read_bytes())
    return parse_page(text, file="orbelazine.txt", today=TODAY).as_json()


def test_brand_sold_in_two_markets_gives_two_entries(data):
    assert data["brand_names"] == [{"name": "Quietrane", "market": "US"}, {"name": "Quietrane", "market": "CA"}]


def test_generic_name_is_inferred_when_the_chemical_name_is_missing(data):
    assert data["generic_name"] == {"value": "orbelazine", "inferred": True}


def test_uses_keep_order_and_qualifier(data):
    assert data["uses"] == [
        {"symptom": "vertigo", "qualifier": ""},
        {"symptom": "itching", "qualifier": "at night"},
        {"symptom": "muscle stiffness", "qualifier": ""},
    ]


def test_sections_hold_every_paragraph(data):
    about, proper_usage = data["sections"]

    assert about["kind"] == "about"
    assert about["body"].startswith("Orbelazine is an invented")
    assert about["body"].endswith("stiff muscles.")
    assert (proper_usage["kind"], proper_usage["heading"]) == ("proper_usage", "Proper Usage")
    assert len(proper_usage["body"].split("\n\n")) == 6


def test_side_effects_keep_order_stars_and_qualifiers(data):
    assert [tuple(row.values()) for row in data["side_effects"]] == [
        ("usually_settles", "yawning", "", False, "any"),
        ("usually_settles", "wobbly walking", "", True, "any"),
        ("usually_settles", "tingling, including in the hands* or feet", "", True, "any"),
        ("usually_settles", "dry lips", "mostly in winter", False, "any"),
        ("usually_settles", "a metallic taste", "", False, "any"),
        ("tell_clinician", "ringing in the ears", "", False, "any"),
        ("tell_clinician", "low mood or short temper", "", False, "any"),
        ("tell_clinician", "swollen ankles", "both sides", True, "any"),
        ("emergency", "very slow breathing", "", False, "overdose"),
        ("emergency", "fainting", "", False, "overdose"),
        ("emergency", "double vision", "", True, "overdose"),
        ("emergency", "cold, blue fingers", "", False, "overdose"),
    ]


def test_lead_sentences_stand_under_their_group(data):
    assert data["lead_sentences"] == {
        "usually_settles": "Effects that mostly go away within a month and need no visit to the clinic unless they trouble you",
        "tell_clinician": "Effects to report to your doctor or nurse within a day",
        "emergency": "Signs of an overdose, for which you must call an ambulance at once",
    }


def test_foot_gives_source_and_date(data):
    (source,) = data["sources"]

    assert source["editors"] == "Marisol V. Ashgrove"
    assert source["title"] == "Steady Days: Your Questions on MS—Plain Replies"
    assert (source["edition"], source["issued"]) == ("2nd Edition", "2003")
    assert (source["place"], source["publisher"]) == ("Tarnholm", "Fennimore Hollow Press, Ltd.")
    assert data["last_updated"] == "2006-03-04"


def test_resources_carry_the_symptom_of_their_heading(data):
    assert [(resource["symptom"], resource["title"]) for resource in data["related_resources"]] == [
        ("vertigo", "Vertigo: When the Room Turns"),
        ("itching", "Calming an Itch at Night"),
        ("muscle stiffness", "Loose Limbs"),
    ]


def test_nothing_is_left_unmapped(data):
    assert data["unmapped"] == []


def test_plain_data_has_the_agreed_keys_in_order(data):
    assert list(data) == (
        "file generic_name pronunciation brand_names uses generic_available availability sections side_effects lead_sentences"
        " footnote related_resources sources last_updated unmapped findings"
    ).split(" ")
    assert all(list(finding) == ["code", "message"] for finding in data["findings"])


def test_plain_data_survives_a_round_trip_through_json(data):
    assert json.loads(json.dumps(data)) == data


def test_vocabulary_is_the_one_of_the_records(data):
    assert {section["kind"] for section in data["sections"]} <= set(choices.SectionKind.values)
    assert {row["group"] for row in data["side_effects"]} <= set(choices.SideEffectGroup.values)
    assert {row["when"] for row in data["side_effects"]} <= set(choices.When.values)
    assert data["generic_available"]["value"] in choices.GenericAvailable.values
    assert {source["type"] for source in data["sources"]} <= set(choices.SourceType.values)


def test_line_ends_and_invisible_signs_change_nothing(data):
    text = sample_text().replace("\n", "\r\n").replace("Proper Usage", "\u200bProper\u00a0Usage  ")

    again = parse_page("\ufeff" + text, file="orbelazine.txt", today=TODAY)

    assert again.as_json() == data


def test_same_text_gives_the_same_page_without_a_date_to_compare_with():
    page = parse_page(sample_text(), file="orbelazine.txt")

    assert "stale_claim" not in codes(page)
    assert page.last_updated == "2006-03-04"

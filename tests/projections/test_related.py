"""What stands beside a page: other medicines for the same symptoms, in the society's own words, and the list of symptoms."""

import pytest

from medications.models import IndexRow
from medications.projections.memory import Memory
from medications.projections.related import members, related, symptom_groups
from tests.factories import publications, records

pytestmark = pytest.mark.django_db


def medicine(name: str, *symptoms: str):
    return publications.published(records.small_record(name, uses=[records.use(code) for code in symptoms]))


def beside(name: str) -> dict:
    return {entry.symptom_title: entry for entry in related(IndexRow.objects.get(slug=name), Memory())}


def test_alone_for_its_symptom_there_is_no_other():
    medicine("alone", "tremor")

    assert beside("alone")["Tremor"].label == ""


def test_one_other_is_another_medication():
    medicine("this", "tremor")
    medicine("that", "tremor")

    entry = beside("this")["Tremor"]

    assert entry.label == "Another medication used to treat MS-related tremor"
    assert [(other.title, other.url) for other in entry.medications] == [("That", "/medications/that/")]


def test_several_others_are_other_medications_by_name():
    for name in ("this", "zeta", "étalin", "alpha"):
        publications.published(records.small_record(name, slug=name.replace("é", "e")))

    entry = beside("this")["Tremor"]

    assert entry.label == "Other medications used to treat MS-related tremor"
    assert [other.title for other in entry.medications] == ["Alpha", "Étalin", "Zeta"]


def test_each_symptom_has_its_own_others():
    medicine("this", "tremor", "pain")
    medicine("for-pain", "pain")

    entries = beside("this")

    assert list(entries) == ["Pain", "Tremor"]
    assert entries["Tremor"].medications == []
    assert [other.title for other in entries["Pain"].medications] == ["For-pain"]


def test_more_than_can_be_named_are_counted():
    for number in range(11):
        medicine(f"medicine-{number:02}", "tremor")

    entry = beside("medicine-00")["Tremor"]

    assert (len(entry.medications), entry.more, entry.all_url) == (8, 2, "/medications/?symptom=tremor")


def test_symptom_without_a_link_phrase_goes_by_its_name():
    publications.published(records.symptom_record("fog", name="brain fog", link_phrase=""))
    medicine("this", "fog")
    medicine("that", "fog")

    assert beside("this")["Brain fog"].label == "Another medication used to treat brain fog"


def test_medicine_with_two_uses_for_one_symptom_is_one_member():
    uses = [records.use("tremor"), records.use("tremor", primary=True, qualifier="at night")]
    publications.published(records.small_record("this", uses=uses))

    assert [(member.title, member.primary) for member in members("tremor", Memory())] == [("This", True)]


def test_symptoms_are_grouped_with_their_counts_and_the_rest_comes_last():
    publications.published(records.symptom_record("fog", group=""))
    publications.published(records.symptom_record("tremor", group="movement"))
    publications.published(records.symptom_record("ache", group="feeling"))
    medicine("this", "tremor")

    groups = symptom_groups(Memory())

    assert [(group, [(line.title, line.count) for line in lines]) for group, lines in groups] == [
        ("feeling", [("Ache", 0)]),
        ("movement", [("Tremor", 1)]),
        ("other", [("Fog", 0)]),
    ]
    assert symptom_groups(Memory(), empty=False) == [groups[1]]

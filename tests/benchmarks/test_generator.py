"""The generator gives the same medicines everywhere, valid, as large as real pages, however many are made."""

import hashlib
import json

import pytest

from medications.content import checks
from medications.content.canonical import canonical
from medications.content.choices import DocumentKind
from medications.content.schema import RECORDS
from tests.benchmarks import generator, report

SOME = [0, 1, 42, 999, 7_499, 7_500]
LETTERS_A_PAGE = range(5_500, 6_500)


@pytest.fixture
def foreign(tmp_path):
    """Somebody else's generator, with texts in the same shape."""
    file = tmp_path / "theirs.py"
    file.write_text(
        'SYMPTOMS = ["Headache", "Rash"]\n'
        "def med(i):\n"
        '    return {"slug": f"med-{i:05d}", "title": f"Name {i}", "chemical_name": "1-x", "brand_names": ["X"],\n'
        '            "description": ["One."], "proper_usage": ["Two."], "symptoms": [1], "sources": [("A", "https://a.example")],\n'
        '            "side_effects": [("severe", "Sudden headache"), ("mild", "Itching")]}\n'
    )
    return generator.over(file)


def test_a_medicine_is_the_same_on_every_machine():
    said = json.dumps(generator.texts(42), sort_keys=True).encode()

    assert (
        hashlib.sha256(said).hexdigest()[:16] == "585e6527b09d41e2"
    )  # another one: old figures cannot be compared with new ones


@pytest.mark.parametrize("number", SOME)
def test_a_medicine_made_twice_is_the_same(number):
    assert canonical(generator.OWN.medication(number)) == canonical(generator.OWN.medication(number))


def test_names_and_addresses_are_used_once():
    said = [generator.texts(number) for number in range(0, 10_000, 7)]

    assert len({each["title"] for each in said}) == len({each["slug"] for each in said}) == len(said)


@pytest.mark.parametrize("number", SOME)
def test_a_record_is_as_large_as_a_real_one(number):
    record = generator.OWN.medication(number)

    assert sum(len(str(value)) for value in generator.texts(number).values()) in LETTERS_A_PAGE
    assert (len(record.side_effects), len(record.uses), len(record.sources)) == (25, 4, 2)


@pytest.mark.parametrize("number", SOME)
def test_a_record_can_be_published(number):
    assert checks.blockers(generator.OWN.medication(number)) == []


@pytest.mark.parametrize("number", SOME)
def test_a_record_survives_being_stored(number):
    record = generator.OWN.medication(number)

    assert RECORDS[DocumentKind.MEDICATION].model_validate_json(canonical(record)) == record


def test_every_term_that_is_named_is_made_before():
    made = {(term.kind, term.code) for term in generator.OWN.terms(20)}

    for record in map(generator.OWN.medication, range(20)):
        named = {(DocumentKind.SYMPTOM, use.symptom.code) for use in record.uses}
        named |= {(DocumentKind.SIDE_EFFECT, term.code) for row in record.side_effects for term in row.terms}
        named |= {(DocumentKind.DRUG_CLASS, record.drug_class.code)}
        named |= {(DocumentKind.SOURCE, source.code) for source in record.sources}
        assert named <= made


def test_foreign_texts_become_valid_records(foreign):
    record = foreign.medication(3)

    assert checks.blockers(record) == []
    assert [use.symptom.label for use in record.uses] == ["Rash"]
    assert [(row.group, [term.code for term in row.terms]) for row in record.side_effects] == [
        ("emergency", ["headache"]),
        ("usually_settles", []),
    ]


# The document


def test_figures_are_written_between_the_markers_only(tmp_path):
    file = tmp_path / "performance.md"
    file.write_text(f"# By hand\n\n{report.BEGIN}\nold\n{report.END}\n\nBy hand, too.\n")

    report.write(file, ["new"])

    assert file.read_text() == f"# By hand\n\n{report.BEGIN}\n\nnew\n\n{report.END}\n\nBy hand, too.\n"


def test_a_document_without_markers_is_left_alone(tmp_path):
    file = tmp_path / "performance.md"
    file.write_text("# By hand\n")

    with pytest.raises(SystemExit, match="markers"):
        report.write(file, ["new"])
    assert file.read_text() == "# By hand\n"

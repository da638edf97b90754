"""A record written as a catalogue file reads back as the same record; what a file cannot hold is refused with its field."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medications.content import catalogue, catalogue_records
from medications.content.canonical import canonical
from medications.content.catalogue_writing import medication_file, terms_file
from medications.content.catalogue_yaml import CatalogueError, load_yaml
from medications.content.catalogue_yaml_writing import written
from medications.content.choices import DocumentKind
from medications.content.schema import MedicationRecord
from tests.factories import records, strategies

RECORD = records.medication_record()
GROUPS = ("usually_settles", "tell_clinician", "emergency")


def vocabulary() -> catalogue.Vocabulary:
    """The lists of all terms that the factories name."""
    effects = sorted({*strategies.SIDE_EFFECTS, *(term.code for row in RECORD.side_effects for term in row.terms)})
    lists = {
        DocumentKind.SYMPTOM: [records.symptom_record(code) for code in strategies.SYMPTOMS],
        DocumentKind.DRUG_CLASS: [records.drug_class_record(code) for code in strategies.CLASSES],
        DocumentKind.SIDE_EFFECT: [records.side_effect_record(code) for code in effects],
    }
    return catalogue.Vocabulary(*(terms_file(kind, found, file=f"{kind}.yaml")[1] for kind, found in lists.items()))


VOCABULARY = vocabulary()


def read_back(text: str) -> MedicationRecord:
    return catalogue_records.to_record(catalogue.read_medication(text, file="orbelazine.yaml"), VOCABULARY)


def in_groups(record: MedicationRecord) -> MedicationRecord:
    rows = sorted(record.side_effects, key=lambda row: GROUPS.index(row.group))
    return records.changed(record, side_effects=rows)


def refused(record: MedicationRecord) -> list[str]:
    with pytest.raises(CatalogueError) as caught:
        medication_file(record, VOCABULARY)
    return [str(problem).split(": ", 1)[1] for problem in caught.value.problems]


def test_complete_record_reads_back_as_the_same():
    assert canonical(read_back(medication_file(RECORD, VOCABULARY))) == canonical(in_groups(RECORD))


FILLED = strategies.medication_records().map(
    lambda record: records.changed(
        record,
        uses=record.uses or RECORD.uses,
        sections=record.sections or RECORD.sections,
        drug_class=record.drug_class or RECORD.drug_class,
        availability=record.availability or "both",
        side_effects=[row for row in record.side_effects if row.terms],
        sources=RECORD.sources if not record.sources else record.sources,
    )
)


@pytest.mark.slow
@given(record=FILLED)
def test_any_record_that_says_what_a_file_must_say_is_written(record):
    assert canonical(read_back(medication_file(record, VOCABULARY))) == canonical(in_groups(record))


TRICKY = [
    *(
        "yes",
        "no",
        "True",
        "tRUE",
        "null",
        "~",
        "2005",
        "007",
        "+1",
        "1_000",
        "0x1F",
        "1e3",
        "3.50",
        "2005-01-13",
        "=",
        "<<",
        "-",
        "- a",
    ),
    *("a: b", "a #b", "#b", "[x", "{x", "*x", "&x", "!x", "%x", "@x", "`x", "'x", '"x', "x'y\"z", "a, b", "x]", "}", "?", "? x"),
    *("x\ny", "x\r\ny", "x\n\n\ny", "x \ny", "x\n  y", "tab\tx", "caf\u00e9", "\u2028x", "x\u00a0y", "\U0001f600"),
    *("\x85x", "a\\nb", "\ufeffx", "x:", "x'", "x (y)", "\u00e9", "5 %"),
]


@pytest.mark.parametrize("text", TRICKY)
def test_text_that_yaml_could_take_for_something_else_is_kept_to_the_letter(text):
    row = {"generic_name": text, "text": text, "other": [text]}
    data = {**row, "rows": [row], "uses": [row]}

    assert load_yaml(written(data), file="x").data == data


@pytest.mark.parametrize("text", TRICKY)
def test_body_is_kept_to_the_letter_whatever_stands_in_it(text):
    record = records.changed(RECORD, sections=[{"kind": "other", "heading": text, "body": text}])

    assert read_back(medication_file(record, VOCABULARY)).sections == record.sections


@pytest.mark.slow
@given(st.lists(st.dictionaries(st.sampled_from(["text", "name", "said"]), strategies.bodies(), min_size=1), min_size=1))
def test_any_rows_are_read_as_they_were_written(rows):
    data = {"facts": rows}

    assert load_yaml(written(data), file="x").data == data


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"uses": []}, "uses: is missing"),
        ({"sections": []}, "sections: is missing"),
        ({"drug_class": None}, "drug_class: is missing"),
        ({"availability": ""}, "availability: is missing"),
        ({"sources": []}, "sources: is missing"),
        (
            {"side_effects": [records.effect("odd feeling", terms=[])]},
            "side_effects.tell_clinician[0].terms: needs at least one entry",
        ),
        ({"uses": [records.use("gloom")]}, "names the symptom 'gloom', which is not among the terms that are written"),
    ],
)
def test_what_a_file_must_say_and_the_record_does_not_is_refused_by_its_field(changes, reason):
    assert refused(records.changed(RECORD, **changes)) == [reason]


def test_term_that_is_called_otherwise_in_the_list_is_refused_since_it_would_read_back_so():
    use = {**RECORD.uses[0].model_dump(), "symptom": {**RECORD.uses[0].symptom.model_dump(), "label": "shakes"}}

    assert refused(records.changed(RECORD, uses=[use])) == ["cannot be written so that it reads back as the same"]


def test_rows_of_side_effects_are_written_by_group_in_their_order():
    rows = [records.effect(name, "coma", group=group) for name, group in zip("abc", GROUPS[::-1], strict=True)]

    read = read_back(medication_file(records.changed(RECORD, side_effects=rows), VOCABULARY))

    assert [row.wording for row in read.side_effects] == ["c", "b", "a"]


# How it is laid out


def test_one_statement_or_row_is_one_line():
    text = medication_file(RECORD, VOCABULARY)

    rows = [line.strip() for line in text.splitlines() if "wording: " in line or "text: " in line]
    assert len(rows) == len([*RECORD.side_effects, *RECORD.at_a_glance, *RECORD.lead_sentences])
    assert all(row.startswith("- {") and row.endswith("}") for row in rows)


def test_nothing_is_written_of_what_says_nothing():
    text = medication_file(records.changed(RECORD, pronunciation="", codes=[]), VOCABULARY)

    assert not [name for name in ("pronunciation", "codes", '""', "[]", "null") if name in text]


# What a file says beside the record

BESIDE = """\
facts_file: orbe
facts:
  - {fact: warnings-1, said: ["some words"]}
left_out:
  - {fact: warnings-2, reason: "Too old."}
held_back: "A warning is missing."
findings:
  - "An old question."
"""


def before() -> catalogue.CatalogueMedication:
    return catalogue.read_medication(medication_file(RECORD, VOCABULARY) + BESIDE, file="orbelazine.yaml")


def test_notes_of_the_file_that_is_replaced_are_kept():
    read = catalogue.read_medication(medication_file(RECORD, VOCABULARY, before=before()), file="orbelazine.yaml")

    for name in ("facts_file", "facts", "left_out", "held_back"):
        assert getattr(read, name) == getattr(before(), name), name


def test_open_questions_are_those_that_are_open_here():
    read = catalogue.read_medication(
        medication_file(RECORD, VOCABULARY, findings=["A new question."], before=before()), file="orbelazine.yaml"
    )

    assert read.findings == ("A new question.",)


def test_reason_to_hold_back_is_written_where_no_file_says_so():
    read = catalogue.read_medication(medication_file(RECORD, VOCABULARY, held_back="No dose."), file="orbelazine.yaml")

    assert read.held_back == "No dose."


# Lists of terms


@pytest.mark.parametrize(
    ("kind", "record", "make"),
    [
        ("symptom", records.symptom_record("tremor"), catalogue_records.symptom_record),
        ("drug_class", records.drug_class_record("calming-agent"), catalogue_records.drug_class_record),
        (
            "side_effect",
            records.side_effect_record("drowsiness"),
            lambda term: catalogue_records.side_effect_record(term, VOCABULARY),
        ),
        ("symptom", records.symptom_record("tremor", summary="", link_phrase=""), catalogue_records.symptom_record),
    ],
)
def test_term_reads_back_as_the_same(kind, record, make):
    _, listed = terms_file(DocumentKind(kind), [record], file="terms.yaml")

    assert canonical(make(listed.terms[0])) == canonical(record)

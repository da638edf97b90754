"""The real files of the starter catalogue: they read, check clean, use known terms, and are plain to read."""

from functools import cache
from pathlib import Path

import pytest

import medications.content
from medications.content import catalogue, catalogue_checks, catalogue_records
from medications.content.choices import DocumentKind
from medications.content.readability import HARDEST, LONGEST_SENTENCE, grade, sentences, without_names, words

CATALOGUE = Path(medications.content.__file__).parents[1] / "catalogue"
MEDICATIONS = sorted((CATALOGUE / "medications").glob("*.yaml"))
VOCABULARY = {
    DocumentKind.SYMPTOM: "symptoms.yaml",
    DocumentKind.DRUG_CLASS: "drug-classes.yaml",
    DocumentKind.SIDE_EFFECT: "side-effects.yaml",
}
HARDEST_PAGE = 8.0

each_medication = pytest.mark.parametrize("path", MEDICATIONS, ids=lambda path: path.stem)


@cache
def read_vocabulary(kind):
    name = VOCABULARY[kind]
    return catalogue.read_vocabulary(kind, (CATALOGUE / "vocabulary" / name).read_text("utf-8"), file=name)


@cache
def vocabulary():
    return catalogue.Vocabulary(*(read_vocabulary(kind) for kind in VOCABULARY))


@cache
def read(path):
    return catalogue.read_medication(path.read_text("utf-8"), file=path.name)


def names(medication):
    """The names a reader of the page has met: the medicine's, its brands' and its class's."""
    drug_class = vocabulary().drug_classes.by_code.get(medication.drug_class)
    return [medication.generic_name, *(brand.name for brand in medication.brand_names), drug_class.name if drug_class else ""]


def page_texts(medication):
    """(where, Markdown) of all running text of a page."""
    for index, statement in enumerate(medication.at_a_glance):
        yield f"at_a_glance[{index}]", statement.text
    for index, section in enumerate(medication.sections):
        yield f"sections[{index}] {section.heading}", section.body
    for lead in medication.lead_sentences:
        yield f"lead_sentences {lead.group}", lead.text
    yield "look_alike_footnote", medication.look_alike_footnote


def reading_grade(medication, *texts):
    return grade(without_names(sentence, names(medication)) for text in texts for sentence in sentences(text))


@each_medication
def test_file_checks_clean(path):
    problems = catalogue_checks.check_medication(read(path), vocabulary())

    assert not problems, "\n" + "\n".join(map(str, problems))


@each_medication
def test_file_gives_a_record(path):
    medication = read(path)

    record = catalogue_records.to_record(medication, vocabulary())

    assert record.slug == path.stem
    assert len(record.side_effects) == sum(1 for _ in medication.side_effects.rows())


@each_medication
def test_section_is_plain_to_read(path):
    medication = read(path)

    graded = {section.heading: reading_grade(medication, section.body) for section in medication.sections}

    too_hard = {heading: round(found, 1) for heading, found in graded.items() if found > HARDEST}
    assert not too_hard, f"{path.name}: grade above {HARDEST}: {too_hard}"


@each_medication
def test_page_is_plain_to_read(path):
    medication = read(path)

    found = reading_grade(medication, *(text for _, text in page_texts(medication)))

    assert found <= HARDEST_PAGE, f"{path.name}: the page has grade {found:.1f}, above {HARDEST_PAGE}"


@each_medication
def test_sentences_are_short(path):
    too_long = [
        f"{where}: {len(words(sentence))} words: {sentence}"
        for where, text in page_texts(read(path))
        for sentence in sentences(text)
        if len(words(sentence)) > LONGEST_SENTENCE
    ]

    assert not too_long, "\n" + "\n".join(too_long)


def test_catalogue_checks_clean_as_a_whole():
    problems = catalogue_checks.check_catalogue(map(read, MEDICATIONS), vocabulary())

    assert not problems, "\n" + "\n".join(map(str, problems))


def test_listed_terms_are_used():
    medicines = [read(path) for path in MEDICATIONS]
    named = {code for medicine in medicines for _, _, row in medicine.side_effects.rows() for code in row.terms}
    named_classes = {medicine.drug_class for medicine in medicines}

    assert set(vocabulary().side_effects.by_code) - named == set()
    assert set(vocabulary().drug_classes.by_code) - named_classes == set()


@pytest.mark.parametrize("kind", VOCABULARY)
def test_vocabulary_gives_records(kind):
    make = {
        DocumentKind.SYMPTOM: catalogue_records.symptom_record,
        DocumentKind.DRUG_CLASS: catalogue_records.drug_class_record,
        DocumentKind.SIDE_EFFECT: lambda term: catalogue_records.side_effect_record(term, vocabulary()),
    }[kind]

    records = [make(term) for term in read_vocabulary(kind).terms]

    assert {record.kind for record in records} == {kind.value}


@pytest.mark.parametrize("kind", VOCABULARY)
def test_vocabulary_is_plain_to_read(kind):
    graded = {}
    for term in read_vocabulary(kind).terms:
        text = getattr(term, "summary", "") or getattr(term, "explanation", "")
        graded[term.code] = grade(without_names(sentence, [term.name]) for sentence in sentences(text))

    assert not {code: round(found, 1) for code, found in graded.items() if found > HARDEST_PAGE}

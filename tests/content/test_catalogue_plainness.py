"""Catalogue files are plain to read: grades of sections, pages and terms, and the length of sentences."""

import pytest

from medications.content import catalogue
from medications.content.catalogue_plainness import check_plain_terms, check_plainness
from medications.content.choices import DocumentKind
from tests.content.test_catalogue import CLASSES, SAMPLE, SIDE_EFFECTS, SYMPTOMS, read, vocabulary

HARD = "Immunomodulatory medications necessitate individualized neurological evaluation."
LONG = "It is a pill that you take " + "now and then " * 7 + "again."


def found(old: str, new: str, given: catalogue.Vocabulary | None = None) -> list[str]:
    return [str(problem) for problem in check_plainness(read(old, new), given or vocabulary())]


def terms(**changed) -> list[str]:
    """What is found in the lists of terms, with passages changed: the kind and its old and new words."""
    texts = {"symptoms": SYMPTOMS, "drug_classes": CLASSES, "side_effects": SIDE_EFFECTS}
    for name, (old, new) in changed.items():
        assert old in texts[name]
        texts[name] = texts[name].replace(old, new, 1)
    kinds = (DocumentKind.SYMPTOM, DocumentKind.DRUG_CLASS, DocumentKind.SIDE_EFFECT)
    lists = [catalogue.read_vocabulary(kind, text, file=name) for kind, (name, text) in zip(kinds, texts.items(), strict=True)]
    return [str(problem) for problem in check_plain_terms(catalogue.Vocabulary(*lists))]


def test_plain_page_has_no_problem():
    assert not found("", "")
    assert "It calms." in SAMPLE


def test_hard_section_is_found_with_what_to_do():
    problems = found("It calms.", HARD)

    assert any(each.startswith("sampledrug.yaml:21: sections[0].body: has reading grade ") for each in problems)
    assert all(each.endswith("; use shorter words and sentences") for each in problems)


def test_hard_page_is_found_though_no_section_is():
    assert [each.split(" has reading")[0] for each in found("Calms nerves.", HARD * 3)] == [
        "sampledrug.yaml:17: sections: the page"
    ]


@pytest.mark.parametrize(
    ("old", "line"),
    [("It calms.", 21), ("It is white.", 24), ("Calms nerves.", 14), ("These may fade.", 26), ("Ask if unsure.", 33)],
)
def test_long_sentence_is_found_on_its_line(old, line):
    (problem,) = found(old, LONG)

    assert problem.startswith(f"sampledrug.yaml:{line}: ")
    assert problem.endswith(f"29 words, more than 25; make two sentences of it: {LONG}")


NAME = "Immunomodulatory Neurologicum"


@pytest.mark.parametrize(
    ("old", "new"),
    [("generic_name: sampledrug", f"generic_name: {NAME}"), ("name: Samplex", f"name: {NAME}"), ("", "")],
    ids=["its own", "a brand's", "unknown"],
)
def test_names_that_a_reader_of_the_page_has_met_are_no_hard_words(old, new):
    text = SAMPLE.replace(old, new, 1).replace("It calms.", f"{NAME} helps you to sleep. {NAME} is a pill.")
    medication = catalogue.read_medication(text, file="sampledrug.yaml")

    problems = list(check_plainness(medication, vocabulary()))

    assert bool(problems) is (not old)


@pytest.mark.parametrize(("name", "hard"), [(NAME, False), ("calming medicine", True)])
def test_name_of_the_class_is_no_hard_word(name, hard):
    classes = CLASSES.replace("name: calming medicine", f"name: {name}")
    lists = catalogue.read_vocabulary(DocumentKind.DRUG_CLASS, classes, file="drug-classes.yaml")
    given = vocabulary()

    problems = found(
        "It calms.", f"{NAME}s calm. {NAME}s are pills.", catalogue.Vocabulary(given.symptoms, lists, given.side_effects)
    )

    assert bool(problems) is hard


def test_hard_explanation_of_a_term_is_found():
    (problem,) = terms(side_effects=("A deep sleep.", HARD))

    assert problem.startswith("side_effects:4: terms[1].explanation: has reading grade ")


def test_hard_summary_of_a_symptom_is_found():
    (problem,) = terms(symptoms=("summary: Shaking.", f"summary: {HARD}"))

    assert problem.startswith("symptoms:3: terms[0].summary: has reading grade ")


def test_long_sentence_of_a_term_is_found():
    (problem,) = terms(symptoms=("summary: Shaking.", f"summary: {LONG}"))

    assert "make two sentences of it" in problem


def test_name_of_a_term_is_no_hard_word_in_its_own_text():
    assert not terms(
        symptoms=("name: tremor, link_phrase: tremor in MS, summary: Shaking.", f"name: {HARD.strip('.')}, summary: {HARD}")
    )


def test_text_of_a_word_or_two_has_no_grade():
    assert not terms(symptoms=("summary: Shaking.", "summary: Immunomodulation."))


def test_plain_terms_have_no_problem():
    assert not terms()

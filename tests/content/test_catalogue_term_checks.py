"""The lists of terms: symptoms that are named, citations and sources of summaries, explanations without any."""

import pytest

from medications.content import catalogue
from medications.content.catalogue_term_checks import check_vocabulary
from medications.content.choices import DocumentKind
from tests.content.test_catalogue import CLASSES, SIDE_EFFECTS, SYMPTOMS, vocabulary

SOURCE = "sources: [{code: tremor-book, type: book, title: On tremor, grade: secondary}]"


def found(summary: str, sources: str = SOURCE) -> list[str]:
    """With this summary and these sources of tremor."""
    text = SYMPTOMS.replace("summary: Shaking., aliases: [shakes]", f'summary: "{summary}", {sources}'.rstrip(", "))
    given = vocabulary()
    symptoms = catalogue.read_vocabulary(DocumentKind.SYMPTOM, text, file="symptoms.yaml")
    return [str(problem) for problem in check_vocabulary(catalogue.Vocabulary(symptoms, given.drug_classes, given.side_effects))]


def test_side_effect_may_only_resemble_listed_symptoms():
    (problem,) = check_vocabulary(vocabulary(SIDE_EFFECTS.replace("[fatigue]", "[fatigue, gloom]")))

    assert str(problem) == "side-effects.yaml:3: terms[0].resembles: 'gloom' is not a code of symptoms.yaml"


@pytest.mark.parametrize(
    "summary",
    [
        "Shaking. It can tire. [@tremor-book]",
        "Shaking that tires. [@tremor-book, p. 3]",
        "Shaking. It can tire. [@tremor-book] It can hurt. [@tremor-book]",
    ],
)
def test_definition_need_not_cite_and_what_follows_does(summary):
    assert found(summary) == []


def test_summary_that_only_defines_needs_no_source():
    assert found("Shaking that you cannot hold still. It comes and goes.", "") == []


FAULTS = {
    "Shaking. [@tremor-book] It kills.": (
        "says this after its last citation: 'It kills.'; cite it, or put what only defines the term first"
    ),
    "Shaking. [@other] It tires. [@tremor-book]": "cites 'other', which is not under the sources of this symptom",
    "Shaking. [@Bad] It tires. [@tremor-book]": "has a citation that cannot be read; write [@code] or [@code, p. 12]",
}


@pytest.mark.parametrize("summary", FAULTS)
def test_fault_of_a_summary_is_found(summary):
    assert found(summary) == [f"symptoms.yaml:3: terms[0].summary: {FAULTS[summary]}"]


def test_source_that_is_never_cited_is_found():
    assert found("Shaking.") == [
        "symptoms.yaml:3: terms[0].sources[0]: 'tremor-book' is listed but never cited; cite it or take it out"
    ]


def test_summary_must_say_something():
    assert found("", "") == ["symptoms.yaml:3: terms[0].summary: must not be empty: say in one or two plain sentences what it is"]


def test_explanation_of_a_side_effect_cannot_cite():
    (problem,) = check_vocabulary(vocabulary(SIDE_EFFECTS.replace("A deep sleep.", '"A deep sleep. [@book]"')))

    assert str(problem).startswith("side-effects.yaml:4: terms[1].explanation: cannot cite")


def test_explanation_of_a_drug_class_cannot_cite():
    text = CLASSES.replace("name: calming medicine", 'name: calming medicine, explanation: "Calms. [@book]"')
    classes = catalogue.read_vocabulary(DocumentKind.DRUG_CLASS, text, file="drug-classes.yaml")
    given = vocabulary()

    (problem,) = check_vocabulary(catalogue.Vocabulary(given.symptoms, classes, given.side_effects))

    assert str(problem).startswith("drug-classes.yaml:3: terms[0].explanation: cannot cite")

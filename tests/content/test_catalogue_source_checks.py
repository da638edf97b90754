"""A source is the same in all files that list it, those of symptoms included."""

import pytest

from medications.content import catalogue
from medications.content.catalogue_source_checks import check_sources
from medications.content.choices import DocumentKind
from tests.content.test_catalogue import SAMPLE, SYMPTOMS, read, vocabulary

BOOK = "{code: book, type: book, title: Book, grade: secondary}"


def with_source(source: str) -> catalogue.Vocabulary:
    """The lists of terms, with a source under tremor."""
    text = SYMPTOMS.replace("aliases: [shakes]", f"sources: [{source}]")
    given = vocabulary()
    symptoms = catalogue.read_vocabulary(DocumentKind.SYMPTOM, text, file="symptoms.yaml")
    return catalogue.Vocabulary(symptoms, given.drug_classes, given.side_effects)


def found(*medications, given: catalogue.Vocabulary | None = None) -> list[str]:
    return [str(problem) for problem in check_sources(medications, given)]


def test_same_source_code_must_say_the_same_in_all_files():
    assert found(read(), read("title: Book", "title: Books", file="b/sampledrug.yaml")) == [
        "b/sampledrug.yaml:36: sources[1]: 'book' says something else in sampledrug.yaml (title)"
    ]


def test_same_work_must_have_the_same_code_in_all_files():
    other = catalogue.read_medication(SAMPLE.replace("label-2024", "label-2025"), file="b/sampledrug.yaml")

    assert found(read(), other) == [
        "b/sampledrug.yaml:35: sources[0]: 'label-2025' is the same work as 'label-2024' in sampledrug.yaml; use one code"
    ]


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        (BOOK, None),
        (BOOK.replace("secondary", "primary"), "'book' says something else in sampledrug.yaml (grade)"),
        (BOOK.replace("code: book", "code: tome"), "'tome' is the same work as 'book' in sampledrug.yaml; use one code"),
    ],
)
def test_source_of_a_symptom_must_be_that_of_the_medicines(source, problem):
    place = "symptoms.yaml:3: terms[0].sources[0]: "

    assert found(read(), given=with_source(source)) == ([f"{place}{problem}"] if problem else [])


def test_works_without_an_address_are_told_apart_by_their_edition():
    second = BOOK.replace("code: book", "code: book-2, edition: 2nd")

    assert not found(read(), given=with_source(second))

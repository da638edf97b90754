"""The real files of the starter catalogue: they read, check clean, are plain to read, and say what their facts say.

Each test looks at all files and tells every problem, as `check_content` does.
"""

from functools import cache
from pathlib import Path

import pytest

from medications.content import catalogue_checks, catalogue_records
from medications.content.catalogue import CatalogueMedication, Vocabulary
from medications.content.catalogue_coverage import check_coverage
from medications.content.catalogue_facts import Facts, read_facts
from medications.content.catalogue_plainness import check_plain_terms, check_plainness
from medications.content.catalogue_repeats import check_repeats, said_by
from medications.content.catalogue_wording import check_worded_terms, check_wording
from medications.management.catalogue_folder import FOLDER, read_folder
from tests.conftest import NOT_BESIDE_US

pytestmark = pytest.mark.slow

FACTS = Path(__file__).resolve().parents[3] / "shared" / "facts"
needs_facts = pytest.mark.skipif(not FACTS.is_dir(), reason=f"{NOT_BESIDE_US}, nor its facts")


@cache
def catalogue() -> tuple[Vocabulary, list[CatalogueMedication]]:
    vocabulary, medications, problems = read_folder(FOLDER)
    assert not problems, told(problems)
    return vocabulary, medications


def vocabulary() -> Vocabulary:
    return catalogue()[0]


def medications() -> list[CatalogueMedication]:
    return catalogue()[1]


def told(problems) -> str:
    return "\n" + "\n".join(map(str, problems))


def test_catalogue_checks_clean_as_a_whole():
    problems = catalogue_checks.check_catalogue(medications(), vocabulary())

    assert not problems, told(problems)


def test_every_file_gives_a_record_with_all_its_rows():
    for medication in medications():
        record = catalogue_records.to_record(medication, vocabulary())

        assert len(record.side_effects) == sum(1 for _ in medication.side_effects.rows()), medication.file


def test_every_term_gives_a_record():
    lists = vocabulary()

    kinds = [
        *(catalogue_records.symptom_record(term).kind for term in lists.symptoms.terms),
        *(catalogue_records.drug_class_record(term).kind for term in lists.drug_classes.terms),
        *(catalogue_records.side_effect_record(term, lists).kind for term in lists.side_effects.terms),
    ]

    assert set(kinds) == {"symptom", "drug_class", "side_effect"}


def test_pages_and_terms_are_plain_to_read():
    problems = [problem for medication in medications() for problem in check_plainness(medication, vocabulary())]
    problems += check_plain_terms(vocabulary())

    assert not problems, told(problems)


def test_pages_and_terms_have_no_words_of_labels_and_figures_in_one_way():
    problems = [problem for medication in medications() for problem in check_wording(medication)]
    problems += check_worded_terms(vocabulary())

    assert not problems, told(problems)


def test_listed_terms_are_used():
    named = {code for medicine in medications() for _, _, row in medicine.side_effects.rows() for code in row.terms}
    named_classes = {medicine.drug_class for medicine in medications()}

    assert set(vocabulary().side_effects.by_code) - named == set()
    assert set(vocabulary().drug_classes.by_code) - named_classes == set()


def test_every_symptom_has_a_medicine_that_is_not_held_back():
    """Else its page would lead nowhere."""
    treated = {use.symptom for medicine in medications() if not medicine.held_back for use in medicine.uses}

    assert set(vocabulary().symptoms.by_code) - treated == set()


def test_medicine_that_is_held_back_says_why():
    """One sentence for staff at least, not a mark."""
    short = {medicine.file: medicine.held_back for medicine in medications() if 0 < len(medicine.held_back.split()) < 5}

    assert short == {}


# Against the facts that it is written from


@cache
def facts() -> dict[str, Facts]:
    """By the file of the medicine."""
    found = {}
    for medication in medications():
        file = FACTS / f"{medication.facts_file or medication.slug}.yaml"
        found[medication.file] = read_facts(file.read_text("utf-8"), file=file.name)
    return found


@cache
def covered() -> tuple[list, list]:
    """The problems of all pages, and what they say with the facts behind it."""
    problems, said = [], []
    for medication in medications():
        found, resting = check_coverage(medication, facts()[medication.file])
        problems += found
        said += said_by(medication, resting)
    return problems, said


@needs_facts
def test_pages_say_what_their_facts_say_all_of_it_and_no_more():
    problems, _ = covered()

    assert not problems, told(problems)


@needs_facts
def test_pages_do_not_repeat_each_other_where_their_facts_differ():
    _, said = covered()

    problems = list(check_repeats(said))

    assert not problems, told(problems)


@needs_facts
def test_boxed_warnings_and_what_to_do_on_stopping_and_after_a_missed_dose_are_never_left_out():
    left_out = {
        medication.file: sorted(missing)
        for medication in medications()
        if (
            missing := {
                fact.id
                for fact in facts()[medication.file].texts
                if fact.boxed or fact.id.startswith(("stopping-", "missed_dose-"))
            }
            - {each.fact for each in medication.facts}
        )
    }

    assert left_out == {}

"""A page says what its facts say, all of it and no more, and cites what is behind them."""

import pytest

from tests.content.catalogue_sample import covered, facts, page


def found(old: str = "", new: str = "") -> list[str]:
    """What is found once a passage of the page was changed, without file and line."""
    return [f"{problem.path}: {problem.message}" for problem in covered(page(old, new))[0]]


def found_with_facts(old: str, new: str) -> list[str]:
    """What is found once a passage of the facts was changed."""
    return [f"{problem.path}: {problem.message}" for problem in covered(given=facts(old, new))[0]]


def test_page_that_says_its_facts_has_no_problem():
    assert found() == []


def test_each_statement_is_given_with_its_facts():
    _, resting = covered()

    assert {statement.words: [fact.id for fact in behind] for statement, behind in resting.items()} == {
        "it calms nerves.": ["about-1"],
        "do not stop it suddenly.": ["stopping-1"],
        "in the uk, skip a missed dose.": ["missed_dose-1"],
        "you take 2 tablets of 10 mg a day.": ["how_taken-1"],
        "some people stop breathing.": ["warnings-1"],
    }


WARNING = '  - {fact: warnings-1, said: ["some people stop breathing"]}\n'
LABEL, LEAFLET = "https://example.org/label", "https://example.org/leaflet"
FAULTS = {
    # Facts that are not said, or not known
    (WARNING, ""): "facts: warnings-1 is neither said nor left out: 'Breathing can stop.'",
    ("fact: about-1", "fact: about-9"): "facts[0]: 'about-9' is no fact of this medicine",
    ("fact: about-1", "fact: a word"): "facts[0]: 'a word' is no fact of this medicine",
    ("fact: warnings-2", "fact: warnings-9"): "left_out[0]: 'warnings-9' is no fact of this medicine",
    ("fact: warnings-2", "fact: warnings-1"): "left_out[0]: warnings-1 is said and left out",
    # Words that are not there
    ('"calms nerves"', '"soothes nerves"'): "facts[0]: the page does not have the words 'soothes nerves'",
    ('"calms nerves"', '"alms nerves"'): "facts[0]: the page does not have the words 'alms nerves'",
    ('"calms nerves"', '"it"'): "facts[0]: 'it' stands in several statements; name at least 3 words",
    # Statements
    ("      - Some", "      - It is blue. [@label]\n      - Some"): (
        "sections[1].body: rests on no fact: 'it is blue.'; name the fact and these words under facts, or take it out"
    ),
    ("nerves. [@label]", "nerves. [@label; @leaflet]"): (
        "at_a_glance[0].text: cites 'leaflet', which is behind none of its facts (about-1)"
    ),
    ("of 10 mg", "of 15 mg"): "sections[0].body: the number 15 is in none of its facts (how_taken-1)",
    # Sources
    ("[@label; @leaflet]", "[@label]"): f"facts[3]: how_taken-1 rests on {LEAFLET} too, which is not cited there",
    # What holds for whom
    ("In the UK, skip", "There, skip"): "facts[2]: missed_dose-1 holds for GB only; the statement must name it",
    ("    boxed: true\n", ""): "facts[4]: warnings-1 is a boxed warning, but is not said in a boxed section",
    ("kind: stopping, ", ""): "at_a_glance: has no statement of kind stopping, though the facts have one",
    ("kind: missed_dose, ", ""): "at_a_glance: has no statement of kind missed_dose, though the facts have one",
    # Rows of side effects
    ("terms: [drowsiness]", "terms: [x]"): "side_effects.usually_settles: usually_settles-1 is missing: 'drowsiness'",
    ("terms: [drowsiness]", "terms: [drowsiness, x]"): "side_effects.usually_settles[0]: 'x' rests on no fact of this group",
    ("sources: [label, leaflet]", "sources: [label]"): (
        f"side_effects.usually_settles[0]: usually_settles-1 rests on {LEAFLET} too, which is not cited here"
    ),
    ("sources: [leaflet]}", "sources: [label, leaflet]}"): (
        "side_effects.emergency[0]: cites 'label', which is behind none of its facts"
    ),
    (", qualifier: in the UK", ""): (
        "side_effects.emergency[0]: emergency-1 holds for GB only; the wording or qualifier must name it"
    ),
    # Uses, names, generic
    ("symptom: tremor", "symptom: pain"): "uses: uses-1 is missing: 'Tremor'",
    ("symptom: tremor", "symptom: other"): "uses[0]: 'other' rests on no fact",
    ("status: off_label", "status: approved"): "uses[0]: the facts have primary: true, status: off_label",
    ("primary: true", "primary: false"): "uses[0]: the facts have primary: true, status: off_label",
    ("off_label, sources: [label]", "off_label, sources: [leaflet]"): (
        f"uses[0]: uses-1 rests on {LABEL} too, which is not cited here"
    ),
    ("name: Samplex", "name: Otherex"): "brand_names: brand_names-1 is missing: 'Samplex'",
    ("name: Samplex", "name: Thirdex"): "brand_names[0]: 'Thirdex' rests on no fact",
    ('value: "yes"', 'value: "no"'): "generic_available: the facts have yes",
    ('as_of: "2024"', 'as_of: "2023"'): "generic_available: the facts have as_of 2024",
}


@pytest.mark.parametrize("change", FAULTS, ids=lambda change: " -> ".join(change).strip()[:60])
def test_fault_is_found(change):
    assert FAULTS[change] in found(*change)


def test_fact_whose_words_are_not_there_is_one_problem_and_not_also_uncited():
    of_the_fact = [problem for problem in found('"calms nerves"', '"x y z"') if problem.startswith("facts[0]")]

    assert len(of_the_fact) == 1


@pytest.mark.parametrize(("change", "line"), [(("of 10 mg", "of 15 mg"), 20), (('"calms nerves"', '"x y z"'), 38)])
def test_fault_has_the_line_of_its_statement_or_fact(change, line):
    assert line in {problem.line for problem in covered(page(*change))[0]}


def test_use_that_holds_for_one_market_must_name_it():
    problems = found_with_facts("regulatory: off-label, ", "regulatory: off-label, market: UK, ")

    assert problems == ["uses[0]: uses-1 holds for GB only; qualifier or note must name it"]


def test_number_in_words_is_the_same_as_in_figures():
    assert not found_with_facts("Two tablets", "2 tablets")


def test_words_are_compared_without_marks_and_citations():
    assert found("calms nerves. [@label]", "**Calms**  nerves.\u2019 [@label]") == []


def with_said(medication, fact: str, *said: str):
    """The medicine with these words named for the fact instead."""
    facts = [each.model_copy(update={"said": said}) if each.fact == fact else each for each in medication.facts]
    return medication.model_copy(update={"facts": tuple(facts)})


def test_fact_may_be_said_in_several_statements_which_cite_its_sources_together():
    split = "      - You take 2 tablets a day. [@label]\n      - Each has 10 mg. [@leaflet]"
    medication = page("      - You take 2 tablets of 10 mg a day. [@label; @leaflet]", split)

    problems, _ = covered(with_said(medication, "how_taken-1", "you take 2", "each has 10"))

    assert problems == []


def test_row_may_rest_on_a_fact_that_is_said_in_its_words_too():
    """A text fact that makes a row precise brings its own sources."""
    medication = page("sources: [leaflet]}", "sources: [label, leaflet]}")

    problems, _ = covered(with_said(medication, "warnings-1", "some people stop breathing", "deep sleep in"))

    assert problems == []


def test_fact_of_a_row_may_be_left_out_with_a_reason():
    without = page("  usually_settles:\n    - {wording: sleepiness, terms: [drowsiness], sources: [label, leaflet]}\n", "")
    reason = without.left_out[0].model_copy(update={"fact": "usually_settles-1"})

    problems, _ = covered(without.model_copy(update={"left_out": (*without.left_out, reason)}))

    assert problems == []


def test_source_of_another_code_at_the_same_address_is_behind_the_fact():
    again = "  - {code: again, type: label, title: Again, grade: primary, url: 'https://example.org/label'}\nfacts:"
    medication = page("facts:", again)
    glance = medication.at_a_glance[0].model_copy(update={"text": "It calms nerves. [@again]"})

    problems, _ = covered(medication.model_copy(update={"at_a_glance": (glance, *medication.at_a_glance[1:])}))

    assert problems == []


def test_problems_come_in_the_order_of_lines():
    medication = page("name: Samplex", "name: X").model_copy(update={"facts": ()})

    lines = [problem.line for problem in covered(medication)[0]]

    assert len(lines) > 3
    assert lines == sorted(lines)

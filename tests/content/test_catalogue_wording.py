"""Words that readers do not know, and figures in one way."""

import pytest

from medications.content.catalogue_wording import check_worded_terms, check_wording
from tests.content.test_catalogue import SIDE_EFFECTS, read, vocabulary


def found(text: str, old: str = "It calms.") -> list[str]:
    return [problem.message for problem in check_wording(read(old, text))]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("It may cause edema.", "“edema” is a word of labels; write “swelling”, or explain it in brackets"),
        ("Renal tests are done.", "“Renal” is a word of labels; write “of the kidneys”, or explain it in brackets"),
        ("Stop prior to surgery.", "“prior to” is a word of labels; write “before”, or explain it in brackets"),
    ],
)
def test_word_of_labels_is_found_with_what_to_write(text, message):
    assert found(text) == [message]


@pytest.mark.parametrize(
    "text",
    [
        "It may cause edema (swelling).",
        "It may cause edema, a swelling.",
        "It may cause swelling (edema).",
        "It adverse-ly x-rays.",
    ],
)
def test_word_that_is_explained_may_stand(text):
    assert found(text) == [] or "adverse" in text


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Take 5mg.", "“5mg”: put a space between a number and its unit"),
        ("Take 5 milligrams.", "“5 milligrams”: write mg, micrograms as mcg, and mL"),
        ("Take 5 µg.", "“5 µg”: write mcg"),
        ("Take 5 ml.", "“5 ml”: write mL"),
        ("It helps 5 percent.", "“5 percent”: write %"),
        ("It helps 5 % of all.", "“5 %”: no space before %"),
        ("Take 5-10 mg.", "“5-10 mg”: write a range with to"),
        ("Take it 3–4 times.", "“3–4 times”: write a range with to"),
        ("Take it b.i.d. at home.", "“b.i.d.”: write how often in words"),
    ],
)
def test_figure_is_found_with_how_to_write_it(text, message):
    assert found(text) == [message]


@pytest.mark.parametrize("text", ["Take 5 mg to 10 mg.", "It helps 5%.", "Take 5 mL or 10 mcg.", "In 2005-2006 it came."])
def test_figures_in_one_way_may_stand(text):
    assert found(text) == []


@pytest.mark.parametrize("old", ["Calms nerves.", "These may fade.", "Ask if unsure.", "About sampledrug", "wording: sleepiness"])
def test_every_text_of_a_page_is_looked_at(old):
    new = old.replace("sleepiness", "edema") if "wording" in old else "Edema."

    assert len(found(new, old)) == 1


def test_fault_has_its_line():
    (problem,) = check_wording(read("It is white.", "It is renal."))

    assert (problem.file, problem.line, problem.path) == ("sampledrug.yaml", 24, "sections[0].body")


def test_explanation_of_a_term_is_looked_at_but_not_its_name():
    given = vocabulary(SIDE_EFFECTS.replace("A deep sleep.", "A renal sleep.").replace("name: coma", "name: edema"))

    (problem,) = check_worded_terms(given)

    assert str(problem).startswith("side-effects.yaml:4: terms[1].explanation: “renal” is a word of labels")


def test_plain_page_and_terms_have_no_problem():
    assert not list(check_wording(read()))
    assert not list(check_worded_terms(vocabulary()))

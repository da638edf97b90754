"""Statements that are nearly those of another page although their facts differ, or of the boxed warning right above."""

import pytest

from medications.content.catalogue_repeats import check_boxed_repeats, check_repeats, said_by
from medications.content.schema import Section, Statement
from tests.content.catalogue_sample import covered, facts, page

TEXT = "Take it each morning with a large glass of water."


def said(slug: str, *, text: str = TEXT, fact: str = "Drink a lot of water with each dose in the morning.", name: str = ""):
    """What a page says that has this text, resting on this fact."""
    medication = page("It calms nerves.", text).model_copy(update={"slug": slug, "generic_name": name or slug})
    named = medication.facts[0].model_copy(update={"said": (text.split(" ", 2)[2].rstrip("."),)})
    medication = medication.model_copy(update={"facts": (named, *medication.facts[1:])})
    _, resting = covered(medication, facts("Calms nerves.", fact))
    return [each for each in said_by(medication, resting) if each.statement.path[0] == "at_a_glance"]


def found(*pages) -> list[str]:
    return [problem.message for problem in check_repeats([each for one in pages for each in one])]


OTHER_FACT = "The tablets are white and have a line across."


def test_same_words_on_other_facts_are_found():
    (message,) = found(said("one"), said("two", fact=OTHER_FACT))

    assert message == "says nearly what sampledrug.yaml says on other facts: 'take it each morning with a large glass of water.'"


def test_nearly_the_same_words_are_found():
    assert found(said("one"), said("two", text=TEXT.replace("large", "larger"), fact=OTHER_FACT))


def test_same_words_on_the_same_facts_may_be_repeated():
    assert not found(said("one"), said("two"))


def test_other_words_are_no_repeat():
    assert not found(said("one"), said("two", text="Take it each morning, half an hour before you eat.", fact=OTHER_FACT))


def test_a_page_may_say_its_own_words_again():
    assert not found(said("one"), said("one", fact=OTHER_FACT))


def test_short_statements_may_be_said_anywhere():
    assert not found(
        said("one", text="Swallow the tablet whole."), said("two", text="Swallow the tablet whole.", fact=OTHER_FACT)
    )


def test_only_the_first_page_of_the_same_words_is_named():
    assert len(found(said("one"), said("two", fact=OTHER_FACT), said("three", fact="It is sold in boxes of ten."))) == 2


@pytest.mark.parametrize(("name", "repeats"), [("orbelazine", True), ("", False)])
def test_names_of_the_medicine_make_no_difference(name, repeats):
    """Each with its own name says the same."""
    text = "Take {} each morning with a large glass of it."
    first = said("one", text=text.format("quietamine hydrochloride"), name="quietamine hydrochloride")
    second = said("two", text=text.format("orbelazine"), fact=OTHER_FACT, name=name)

    assert bool(found(first, second)) is repeats


# At a glance, right below the boxed warning

WARNING = "- It can damage the heart, during treatment or months later. [@label]\n- It lowers white blood cells. [@label]"


@pytest.mark.parametrize(
    ("kind", "text", "repeats"),
    [
        ("point", "It can damage your heart, during treatment or months later. [@label]", True),
        ("point", "Your heart is tested before each dose. [@label]", False),
        ("stopping", "It can damage your heart, during treatment or months later. [@label]", False),
    ],
)
def test_a_point_at_a_glance_does_not_say_the_boxed_warning_again(kind, text, repeats):
    boxed = Section(kind="precautions", heading="Boxed warning: heart", body=WARNING, boxed=True)
    medication = page("It calms nerves.", TEXT).model_copy(
        update={"sections": (boxed,), "at_a_glance": (Statement(kind=kind, text=text),)}
    )

    assert bool(list(check_boxed_repeats(medication))) is repeats

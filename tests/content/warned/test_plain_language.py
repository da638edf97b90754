import pytest

from medications.content.readability import LONGEST_SENTENCE
from medications.content.schema import LeadSentence, Statement
from tests.factories import records
from tests.factories.warned import COMPLETE, of, only, page, section

CITED = f"[@{records.LABEL}]"
HARD = "Concurrent administration of medications necessitates individualized monitoring by experienced physicians in every case"
PLACES = {
    "uses": page(uses=[records.use("tremor", note=HARD)]),
    "at_a_glance": page(at_a_glance=[Statement(text=f"{HARD}. {CITED}"), *COMPLETE.at_a_glance]),
    "sections": page(sections=[COMPLETE.sections[0].model_copy(update={"body": f"{HARD}. {CITED}"})]),
    "lead_sentences": page(lead_sentences=[LeadSentence(group="usually_settles", text=HARD)]),
    "look_alike_footnote": page(look_alike_footnote=HARD),
    "summary": records.symptom_record(summary=HARD),
    "explanation": records.side_effect_record(explanation=HARD),
}


@pytest.mark.parametrize("place", PLACES)
def test_text_above_grade_8_warns_with_its_grade(place):
    reason = only("hard_to_read", PLACES[place])

    assert reason.field == place
    assert reason.row in {0, None}
    assert " reads at grade 2" in reason.message


def test_explanation_of_a_class_is_read_too():
    assert only("hard_to_read", records.drug_class_record(explanation=HARD)).field == "explanation"


@pytest.mark.parametrize(("long_words", "grades"), [(8, []), (9, ["9"])])
def test_all_of_grade_8_is_plain_enough(long_words, grades):
    """By the formula 18 words, of which 8 have two syllables, are 8.5; with 9 of them, 9.1."""
    text = " ".join(["table"] * long_words + ["dose"] * (18 - long_words))

    found = of("hard_to_read", section(body=f"{text}. {CITED}"))

    assert [reason.message.split(" reads at grade ")[1].split(";")[0] for reason in found] == grades


def test_names_of_the_medicine_are_left_out():
    name = "peginterferonumabetazone"
    text = f"Take {name} at night with water. Tell your nurse if {name} makes you ill. {CITED}"
    record = section(body=text)

    assert of("hard_to_read", record) != []
    assert of("hard_to_read", records.changed(record, generic_name=name)) == []


def test_few_words_are_not_graded():
    assert of("hard_to_read", page(look_alike_footnote="Consider individualized administration.")) == []


def sentence(count: int) -> str:
    return " ".join(["go"] * count) + "."


def test_long_sentence_warns_with_its_beginning():
    reason = only("long_sentence", section(body=f"Keep it dry. {sentence(LONGEST_SENTENCE + 1)} {CITED}"))

    assert "has a sentence of 26 words: “go go go" in reason.message
    assert reason.row == 3


def test_sentence_at_the_limit_does_not_warn():
    assert of("long_sentence", section(body=f"{sentence(LONGEST_SENTENCE)} {CITED}")) == []


def test_several_long_sentences_of_a_text_are_told_once():
    reason = only("long_sentence", section(body=f"{sentence(30)} {sentence(40)} {CITED}"))

    assert "has 2 sentences of more than 25 words, the longest of 40" in reason.message

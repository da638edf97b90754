import pytest

from medications.content.schema import Frequency, LeadSentence
from tests.factories import records
from tests.factories.warned import COMPLETE, of, only, page


def test_side_effect_without_a_term_warns_at_its_row():
    reason = only("unmapped_side_effects", page(side_effects=[*COMPLETE.side_effects, records.effect("a strange taste")]))

    assert (reason.row, reason.box) == (3, "terms")


def test_many_side_effects_without_a_term_are_told_once():
    strange = [records.effect(f"taste {number}") for number in range(9)]

    assert "9 side effects" in only("unmapped_side_effects", page(side_effects=[*COMPLETE.side_effects, *strange])).message


@pytest.mark.parametrize("said", [{"qualifier": "rare, after a sudden stop"}, {"wording": "uncommon bleeding"}])
def test_side_effect_that_says_how_often_in_a_word_alone_warns_at_its_row(said):
    reason = only(
        "frequency_in_a_word", page(side_effects=[*COMPLETE.side_effects, COMPLETE.side_effects[0].model_copy(update=said)])
    )

    assert (reason.row, reason.box) == (3, next(iter(said)))


@pytest.mark.parametrize(
    "said",
    [
        {"qualifier": "rare", "frequency": Frequency(affected=1, of=1000)},
        {"qualifier": "after a sudden stop"},
        {"wording": "common cold"},
    ],
)
def test_side_effect_with_a_number_or_without_a_word_for_it_does_not(said):
    effect = COMPLETE.side_effects[0].model_copy(update=said)

    assert of("frequency_in_a_word", page(side_effects=[*COMPLETE.side_effects, effect])) == []


@pytest.mark.parametrize(
    ("group", "name"), [("usually_settles", "“Usually settles”"), ("emergency", "“Get emergency help, sign of overdose”")]
)
def test_group_without_a_lead_sentence_warns(group, name):
    leads = [lead for lead in COMPLETE.lead_sentences if lead.group != group]

    assert name in only("no_lead_sentence", page(lead_sentences=leads)).message


def test_lead_sentence_of_an_empty_group_warns():
    lead = LeadSentence(group="emergency", text="Get help at once.")

    assert only("lead_without_rows", page(lead_sentences=[*COMPLETE.lead_sentences, lead])).field == "lead_sentences"


def test_star_without_a_footnote_warns():
    assert only("no_footnote", page(look_alike_footnote="")).field == "look_alike_footnote"


def test_no_star_needs_no_footnote():
    plain = [effect.model_copy(update={"look_alike": False}) for effect in COMPLETE.side_effects]

    assert of("no_footnote", page(look_alike_footnote="", side_effects=plain)) == []

"""Changes as they are shown: marked, weighed, named."""

from medications.content.shown_changes import ShownChange, touched
from medications.content.weighing import weigh
from medications.content.word_differences import Side
from tests.factories import records

RECORD = records.medication_record()


def shown(**changes) -> list[ShownChange]:
    return [ShownChange.of(because) for because in weigh(RECORD, records.changed(RECORD, **changes)).reasons]


def test_a_change_is_marked_weighed_and_named():
    about, *others = RECORD.sections

    (change,) = shown(sections=[about.model_copy(update={"body": about.body.replace("It is", "It is not")}), *others])

    assert [each.text for each in change.stretches if each.side == Side.ADDED] == ["not "]
    assert (change.head, change.matters) == ("Clinical", ("negation",))
    assert "a negation" in change.why
    assert change.whole == ()


def test_a_long_text_is_shortened_and_there_in_full():
    about, *others = RECORD.sections
    long = records.changed(RECORD, sections=[about.model_copy(update={"body": "It calms. " * 300}), *others])
    new = records.changed(RECORD, sections=[about.model_copy(update={"body": "It calms. " * 300 + "Not cats."}), *others])

    (change,) = [ShownChange.of(because) for because in weigh(long, new).reasons]

    assert len("".join(each.text for each in change.stretches)) < 300
    assert "".join(each.text for each in change.whole) == "It calms. " * 300 + "Not cats."


def test_rows_that_moved_are_shown_in_both_orders():
    (change,) = shown(side_effects=RECORD.side_effects[::-1])

    assert change.stretches == ()
    assert (change.old.split("\n")[0], change.new.split("\n")[0]) == ("1. sleepiness or tiredness", "3. deep sleep")


def test_what_all_changes_touch_is_named_once():
    assert touched(shown(pronunciation="or", availability="both", routes=["nasal"], dosage_forms=["tablet"])) == [
        "wording",
        "dose or how to take it",
        "fact about the medicine",
    ]

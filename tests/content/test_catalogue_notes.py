"""What a file says beside the record, as findings and back; and what is told of a newer text."""

import pytest

from medications.content.catalogue_notes import newer_text, notes_of, read_notes
from medications.content.comparing import compare
from tests.content.test_catalogue import read
from tests.factories import records

OLD = records.medication_record()


def medication(**changes):
    return read().model_copy(update=changes)


def test_reason_to_hold_back_comes_before_the_open_questions():
    noted = notes_of(medication(held_back="No dose.", findings=("Old?",)))

    assert noted == ["Held back from the public: No dose.", "Old?"]


def test_question_asked_twice_is_noted_once():
    assert notes_of(medication(findings=("Old?", "Old?"))) == ["Old?"]


@pytest.mark.parametrize("held_back", ["", "No dose."])
def test_notes_are_read_as_they_were_written(held_back):
    assert read_notes(notes_of(medication(held_back=held_back, findings=("Old?",)))) == (held_back, ["Old?"])


def told(**changes) -> str:
    return newer_text(compare(OLD, records.changed(OLD, **changes)), began_with_it=True, in_words=True)


def test_change_is_told_with_what_was_and_what_is():
    assert told(pronunciation="new") == (
        "The starter catalogue has a newer text than the one this began with: Pronunciation. "
        "Nothing was changed here, since it was edited here. Take over what is right. "
        "Pronunciation: “or-BEL-a-zeen” is now “new”."
    )


def test_what_was_added_and_what_was_taken_out_is_told_so():
    assert told(pronunciation="").endswith("Pronunciation: “or-BEL-a-zeen” was taken out.")
    bare = records.changed(OLD, pronunciation="")
    assert newer_text(compare(bare, OLD), began_with_it=True, in_words=True).endswith("Pronunciation: “or-BEL-a-zeen” is new.")


def test_long_text_is_told_where_it_differs():
    sections = [{**part.model_dump(), "body": f"{'A word. ' * 300}{part.body}"} for part in OLD.sections]
    old = records.changed(OLD, sections=sections)
    new = records.changed(old, sections=[{**sections[0], "body": f"{sections[0]['body']} One more."}, *sections[1:]])

    assert len(newer_text(compare(old, new), began_with_it=True, in_words=True)) < 1_000

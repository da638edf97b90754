import pytest

from medications.content.moving import CannotMove, Move, move, place
from tests.factories import records


def record(*sections, **values):
    parts = [{"kind": kind, "heading": heading, "body": body, "boxed": boxed} for kind, heading, body, boxed in sections]
    return records.changed(records.small_record(), sections=parts, **values)


USAGE = ("proper_usage", "Proper Usage", "Take it with food.\n\nIt may harm an unborn child.\n\nDo not stop suddenly.", False)


def test_a_paragraph_goes_to_a_new_section_in_the_usual_order():
    before = record(USAGE, ("storage", "Storage", "Keep it dry.", False))

    after = move(before, [Move(0, 1, "pregnancy")])

    assert [(part.kind, part.body) for part in after.sections] == [
        ("proper_usage", "Take it with food.\n\nDo not stop suddenly."),
        ("pregnancy", "It may harm an unborn child."),
        ("storage", "Keep it dry."),
    ]


def test_a_paragraph_goes_to_the_end_of_a_section_that_is_there():
    before = record(USAGE, ("pregnancy", "Pregnancy", "Ask your doctor.", False))

    after = move(before, [Move(0, 1, "pregnancy")])

    assert after.sections[1].body == "Ask your doctor.\n\nIt may harm an unborn child."
    assert after.sections[1].heading == "Pregnancy"


def test_several_pieces_move_at_once_in_the_order_of_the_page():
    after = move(record(USAGE), [Move(0, 2, "precautions"), Move(0, 0, "precautions")])

    assert [part.body for part in after.sections] == [
        "It may harm an unborn child.",
        "Take it with food.\n\nDo not stop suddenly.",
    ]


def test_a_paragraph_on_stopping_becomes_a_statement_that_is_not_missed():
    after = move(record(USAGE), [Move(0, 2, "stopping")])

    assert [(each.kind, each.text) for each in after.at_a_glance] == [("stopping", "Do not stop suddenly.")]


def test_a_section_that_is_left_empty_goes():
    after = move(record(("other", "More", "Only this.", False)), [Move(0, 0, "about")])

    assert [part.kind for part in after.sections] == ["about"]


def test_an_item_joins_the_list_it_comes_to():
    before = record(("proper_usage", "Use", "- one\n- two", False), ("interactions", "Interactions", "- alcohol", False))

    after = move(before, [Move(0, 1, "interactions")])

    assert [part.body for part in after.sections] == ["- one", "- alcohol\n- two"]


def test_a_boxed_warning_is_never_added_to():
    before = record(("precautions", "Boxed", "Grave danger.", True))

    after = place(before, "Less grave.", "precautions")

    assert [(part.boxed, part.body) for part in after.sections] == [(True, "Grave danger."), (False, "Less grave.")]


def test_nothing_moves_out_of_a_boxed_warning():
    with pytest.raises(CannotMove, match="boxed warning"):
        move(record(("precautions", "Boxed", "Grave danger.\n\nVery.", True)), [Move(0, 1, "other")])


def test_a_paragraph_that_is_not_there_is_refused():
    with pytest.raises(CannotMove, match="paragraph 8 in section 1"):
        move(record(USAGE), [Move(0, 7, "pregnancy")])


def test_a_place_that_is_not_there_is_refused():
    with pytest.raises(CannotMove, match="no place called"):
        move(record(USAGE), [Move(0, 0, "nowhere")])

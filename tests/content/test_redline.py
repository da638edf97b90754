"""What changed between two versions, as readers see it."""

import pytest

from medications.content.comparing import compare
from medications.content.redline import redline
from medications.content.schema import Section
from medications.content.word_differences import Side
from tests.factories import records


def marks(old, new):
    return [(part.heading, mark) for part in redline(old, new) for mark in part.marks]


def side(mark, *sides) -> str:
    return "".join(stretch.text for stretch in mark.stretches if stretch.side in (Side.KEPT, *sides))


def with_section(body: str, **changes):
    return records.medication_record(sections=[Section(kind="about", heading="About it", body=body)], **changes)


def test_two_versions_that_say_the_same_have_none():
    assert redline(records.medication_record(), records.medication_record()) == []


def test_changed_words_are_marked_under_the_part_they_are_in():
    ((heading, mark),) = marks(with_section("Take one a day."), with_section("Take two a day."))

    assert heading == "Sections"
    assert mark.label == "About it"
    assert [(each.side, each.text) for each in mark.stretches if each.side != Side.KEPT] == [
        (Side.REMOVED, "one"),
        (Side.ADDED, "two"),
    ]
    assert "number" in mark.touches


def test_sources_are_called_by_their_titles():
    old, new = with_section(f"It works. [@{records.LABEL}]"), with_section(f"It works. [@{records.BOOK}, p. 12]")

    ((_, mark),) = marks(old, new)

    assert side(mark, Side.REMOVED) == f"It works. [Official label {records.LABEL}]"
    assert side(mark, Side.ADDED) == "It works. [Steady days, p. 12]"


def test_sources_with_one_title_are_told_apart():
    same = [records.source(code, title="Label") for code in (records.LABEL, records.BOOK)]
    old = with_section(f"It works. [@{records.LABEL}]", sources=same)
    new = with_section(f"It works. [@{records.BOOK}]", sources=same)

    ((_, mark),) = marks(old, new)

    assert side(mark, Side.ADDED) == f"It works. [Label ({records.BOOK})]"


def test_row_that_is_new_and_row_that_is_gone_say_so():
    old = records.medication_record(uses=[records.use("tremor")])
    new = records.medication_record(uses=[records.use("pain", sources=[records.BOOK])])

    found = {mark.label: mark for _, mark in marks(old, new)}

    assert found["Tremor"].done == "taken out"
    assert found["Pain"].done == "added"
    assert "sources: Steady days" in side(found["Pain"], Side.ADDED)


def test_section_that_is_gone_is_shown_as_it_was_read():
    old = with_section(f"- One. [@{records.LABEL}]\n- **Two.**")
    new = records.medication_record(sections=[])

    ((_, mark),) = marks(old, new)

    assert (mark.label, mark.done) == ("About it", "taken out")
    assert mark.old == f"• One. [Official label {records.LABEL}]\n• Two."


def test_rows_that_only_moved_show_both_orders():
    sections = [Section(kind="about", heading=heading, body="Text.") for heading in ("One", "Two")]
    old, new = records.medication_record(sections=sections), records.medication_record(sections=sections[::-1])

    ((_, mark),) = marks(old, new)

    assert (mark.old, mark.new, mark.stretches) == ("1. One\n2. Two", "2. Two\n1. One", ())


@pytest.mark.parametrize(("old", "new"), [("It is **so**.", "It is so."), ("- one", "* one")])
def test_difference_in_marks_alone_is_shown_as_it_is(old, new):
    ((_, mark),) = marks(with_section(old), with_section(new))

    assert (mark.old, mark.new) == (old, new)
    assert any(each.side != Side.KEPT for each in mark.stretches)


def test_nothing_that_differs_is_left_out():
    old = records.medication_record()
    new = records.small_record("other", slug="other")

    assert len(marks(old, new)) == len(compare(old, new))
    assert all(mark.old != mark.new for _, mark in marks(old, new))


def test_records_of_two_kinds_are_refused():
    with pytest.raises(ValueError, match="no difference"):
        redline(records.medication_record(), records.symptom_record())

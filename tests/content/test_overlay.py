"""The three-way overlay of any page, as it was and as it is, over any draft: what always holds."""

import pytest
from hypothesis import given, settings

from medications.content.overlay import overlaid
from medications.content.pairing import changes
from medications.content.pieces import pieces, without_mark
from tests.factories import records
from tests.factories.strategies import medication_records

pytestmark = pytest.mark.slow

ANY = medication_records()


def said(record) -> set[str]:
    texts = [piece for part in record.sections for piece in pieces(part.body)] + [part.text for part in record.at_a_glance]
    return {without_mark(text) for text in texts}


def rows(record) -> set[tuple]:
    return {(row.group, row.when, row.wording.casefold()) for row in record.side_effects}


@settings(max_examples=60)
@given(base=ANY, mine=ANY)
def test_a_page_that_says_the_same_changes_nothing(base, mine):
    record, told = overlaid(base, mine, base)

    assert told == []
    assert record.model_copy(update={"sources": ()}) == mine.model_copy(update={"sources": ()})


@settings(max_examples=60)
@given(base=ANY, mine=ANY, theirs=ANY)
def test_nothing_that_only_the_draft_says_is_lost(base, mine, theirs):
    record, _ = overlaid(base, mine, theirs)

    assert said(mine) - said(base) <= said(record)
    assert rows(mine) - rows(base) <= rows(record)
    assert set(mine.whole_page_sources) <= set(record.whole_page_sources)
    for name in ("slug", "drug_class", "routes", "controlled_schedule", "codes", "generic_name"):
        assert getattr(record, name) == getattr(mine, name)


@settings(max_examples=60)
@given(base=ANY, mine=ANY, theirs=ANY)
def test_nothing_that_the_page_says_anew_is_lost(base, mine, theirs):
    record, told = overlaid(base, mine, theirs)

    page = {without_mark(piece) for part in theirs.sections for piece in pieces(part.body)}
    before = {without_mark(piece) for part in base.sections for piece in pieces(part.body)}
    assert page - before <= said(record) | {each.subject for each in told}
    new = {row.wording.casefold() for row in theirs.side_effects} - {row.wording.casefold() for row in base.side_effects}
    told_rows = " ".join(each.message for each in told if each.field == "side_effects").casefold()
    assert all(wording in {key[2] for key in rows(record)} or wording in told_rows for wording in new)


@settings(max_examples=60)
@given(base=ANY, theirs=ANY)
def test_an_untouched_draft_takes_everything_without_a_word(base, theirs):
    unboxed = tuple(part.model_copy(update={"boxed": False}) for part in base.sections)  # no page has boxes, nor statements
    base = base.model_copy(update={"sections": unboxed, "at_a_glance": ()})

    record, told = overlaid(base, base, theirs)

    assert [each for each in told if each.field in ("sections", "brand_names", "pronunciation")] == []
    assert {without_mark(piece) for part in theirs.sections for piece in pieces(part.body)} <= said(record)


def section(kind: str, body: str, heading: str = "Text", **changes):
    return records.Section(kind=kind, heading=heading, body=body, **changes)


def with_sections(*sections):
    return records.medication_record(sections=sections, at_a_glance=())


def test_a_boxed_warning_is_never_added_to():
    base = with_sections(section("precautions", "One."))
    mine = with_sections(section("precautions", "One.\n\nDeadly.", boxed=True))

    record, _ = overlaid(base, mine, with_sections(section("precautions", "One.\n\nTwo.")))

    assert [(part.boxed, part.body) for part in record.sections] == [(True, "One.\n\nDeadly."), (False, "Two.")]


def test_a_list_stays_a_list():
    base = with_sections(section("precautions", "Beware of:\n\n- cats\n- dogs"))

    record, _ = overlaid(base, base, with_sections(section("precautions", "Beware of:\n\n- cats\n- large dogs\n- birds")))

    assert record.sections[0].body == "Beware of:\n\n- cats\n- large dogs\n- birds"


def test_a_new_heading_is_taken_unless_somebody_has_changed_it():
    base, theirs = with_sections(section("about", "It.", "Old")), with_sections(section("about", "It.", "New"))

    assert overlaid(base, base, theirs)[0].sections[0].heading == "New"
    mine = with_sections(section("about", "It.", "Mine"))
    assert overlaid(base, mine, theirs)[0].sections[0].heading == "Mine"


def test_a_statement_on_top_that_the_page_no_longer_says_stays_and_is_told():
    base = with_sections(section("precautions", "Never stop it.\n\nOther."))
    mine = records.medication_record(
        sections=[section("precautions", "Other.")], at_a_glance=[records.Statement(kind="stopping", text="Never stop it.")]
    )

    record, told = overlaid(base, mine, with_sections(section("precautions", "Other.")))

    assert record.at_a_glance == mine.at_a_glance
    assert [each.subject for each in told] == ["Never stop it."]


def test_a_paragraph_that_became_a_line_without_a_place_stays():
    base = with_sections(section("precautions", "One.\n\nTwo."))

    record, told = overlaid(base, base, with_sections(section("precautions", "One.")), lines=["Two."])

    assert (record.sections, told) == (base.sections, [])


def test_a_paragraph_whose_new_form_stands_in_the_draft_already_stands_once():
    base = with_sections(section("precautions", "Take 50 mg."))
    mine = with_sections(section("precautions", "Take 50 mg."), section("other", "Take 60 mg."))

    record, told = overlaid(base, mine, with_sections(section("precautions", "Take 60 mg.")))

    assert ([part.body for part in record.sections], told) == (["Take 60 mg."], [])


def test_two_sections_of_one_kind_are_two():
    before = [section("about", "It is red.", "About"), section("about", "It is old.\n\nIt is new.", "Description")]
    after = [section("about", "Buy it.\n\nIt is red.", "About"), section("about", "It is new.", "Description")]

    record, _ = overlaid(with_sections(*before), with_sections(*before), with_sections(*after))

    assert [part.body for part in record.sections] == ["Buy it.\n\nIt is red.", "It is new."]


def test_a_row_that_an_editor_has_added_numbers_to_stays_and_is_told():
    base = records.medication_record(side_effects=[records.effect("yawning", sources=[]), records.effect("chills", sources=[])])
    counted = base.side_effects[0].model_copy(update={"frequency": records.Frequency(affected=1, of=9)})
    mine = records.changed(base, side_effects=[counted, base.side_effects[1]])

    record, told = overlaid(base, mine, records.changed(base, side_effects=base.side_effects[1:]))

    assert record.side_effects == mine.side_effects
    assert ["yawning" in each.message for each in told] == [True]


def test_texts_are_paired_where_they_stand():
    before = ["first", "take 50 mg a day", "middle", "last"]
    after = ["new", "take 60 mg a day", "middle", "last", "end"]

    assert list(changes(before, after, {"middle", "last"})) == [
        ("take 50 mg a day", "take 60 mg a day"),
        ("first", "new"),
        ("", "end"),
    ]

"""Three-way merge: nothing is lost, nothing is decided between two people without them."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medications.content.merging import NotChosen, merge
from medications.content.merging_differences import BASE, BOTH, EDIT, MINE, ORDER, ROW, THEIRS
from tests.factories import records, strategies

BASIS = records.medication_record()
ONE, TWO, THREE = BASIS.side_effects


def changed(**changes):
    return records.changed(BASIS, **changes)


def with_row(field: str, at: int, **changes):
    rows = list(getattr(BASIS, field))
    rows[at] = rows[at].model_copy(update=changes)
    return changed(**{field: rows})


def told(merged) -> list[tuple]:
    return [(each.label, each.base, each.mine, each.theirs, each.by) for each in merged.differences]


def test_what_only_one_changed_is_proposed():
    mine, theirs = changed(pronunciation="mine"), changed(look_alike_footnote="theirs")

    merged = merge(BASIS, mine, theirs)

    assert told(merged) == [
        ("Pronunciation", "or-BEL-a-zeen", "mine", "or-BEL-a-zeen", MINE),
        ("Footnote on look-alikes", BASIS.look_alike_footnote, BASIS.look_alike_footnote, "theirs", THEIRS),
    ]
    assert merged.resolved() == changed(pronunciation="mine", look_alike_footnote="theirs")


def test_what_only_one_changed_can_be_chosen_otherwise():
    merged = merge(BASIS, changed(pronunciation="mine"), changed(look_alike_footnote="theirs"))

    assert merged.resolved({"pronunciation": THEIRS, "look_alike_footnote": MINE}) == BASIS


def test_what_both_changed_differently_must_be_chosen():
    merged = merge(BASIS, changed(pronunciation="mine"), changed(pronunciation="theirs"))

    with pytest.raises(NotChosen, match="Pronunciation"):
        merged.resolved()
    assert merged.differences[0].options == (THEIRS, MINE, BASE, EDIT)


@pytest.mark.parametrize(("choice", "value"), [(MINE, "mine"), (THEIRS, "theirs"), (BASE, "or-BEL-a-zeen"), (EDIT, "a third")])
def test_a_conflict_becomes_what_is_chosen(choice, value):
    merged = merge(BASIS, changed(pronunciation="mine"), changed(pronunciation="theirs"))

    assert merged.resolved({"pronunciation": choice}, {"pronunciation": "a third"}).pronunciation == value


@pytest.mark.parametrize("choice", ["", "both", "nonsense"])
def test_a_choice_that_is_not_offered_is_none(choice):
    merged = merge(BASIS, changed(pronunciation="mine"), changed(pronunciation="theirs"))

    with pytest.raises(NotChosen):
        merged.resolved({"pronunciation": choice})


def test_the_same_change_by_both_is_no_difference():
    new = changed(pronunciation="new", side_effects=[TWO, ONE, records.effect("added")])

    merged = merge(BASIS, new, new)

    assert merged.differences == ()
    assert merged.resolved() == new


def test_fields_of_one_row_are_told_apart():
    mine, theirs = with_row("side_effects", 1, wording="ringing in the ears"), with_row("side_effects", 1, qualifier="at first")

    merged = merge(BASIS, mine, theirs)

    assert [(each.label, each.by) for each in merged.differences] == [
        ("Side effects, ringing ears: wording", MINE),
        ("Side effects, ringing ears: qualifier", THEIRS),
    ]
    row = merged.resolved().side_effects[1]
    assert (row.wording, row.qualifier) == ("ringing in the ears", "at first")


def test_a_row_changed_here_and_deleted_there_must_be_chosen():
    mine, theirs = with_row("side_effects", 1, qualifier="at first"), changed(side_effects=[ONE, THREE])

    merged = merge(BASIS, mine, theirs)

    (difference,) = merged.differences
    assert (difference.label, difference.what, difference.theirs, difference.is_conflict) == (
        "Side effects, ringing ears", ROW, "", True,
    )  # fmt: skip
    assert merged.resolved({difference.key: THEIRS}) == theirs
    assert merged.resolved({difference.key: MINE}) == mine
    assert merged.resolved({difference.key: BASE}) == BASIS


def test_a_row_that_one_deleted_and_nobody_changed_goes():
    merged = merge(BASIS, changed(pronunciation="mine"), changed(side_effects=[ONE, THREE]))

    assert merged.resolved().side_effects == (ONE, THREE)
    assert merged.resolved({merged.differences[-1].key: MINE}).side_effects == (ONE, TWO, THREE)


def test_a_row_that_both_deleted_is_gone_without_a_word():
    both = changed(side_effects=[ONE, THREE])

    assert merge(BASIS, both, both).differences == ()


def test_rows_that_both_added_stay_both():
    mine, theirs = (
        changed(side_effects=[*BASIS.side_effects, records.effect("blue nails")]),
        changed(side_effects=[records.effect("hiccups"), *BASIS.side_effects]),
    )

    merged = merge(BASIS, mine, theirs)

    assert [row.wording for row in merged.resolved().side_effects] == [
        "hiccups", "sleepiness or tiredness", "ringing ears", "deep sleep", "blue nails",
    ]  # fmt: skip


def test_a_row_that_both_added_differently_must_be_chosen_and_both_can_stay():
    mine = changed(side_effects=[*BASIS.side_effects, records.effect("hiccups", qualifier="mine")])
    theirs = changed(side_effects=[*BASIS.side_effects, records.effect("hiccups", qualifier="theirs")])

    merged = merge(BASIS, mine, theirs)

    (difference,) = merged.differences
    assert difference.options == (THEIRS, MINE, BOTH)
    assert merged.resolved({difference.key: BOTH}).side_effects[3:] == (theirs.side_effects[3], mine.side_effects[3])
    assert merged.resolved({difference.key: MINE}) == mine


def test_statements_that_have_nothing_in_common_are_two_additions():
    """One kind alone makes no two new points the same."""
    one, other = ({"text": text} for text in ("Drink much water.", "Keep it away from children."))
    mine, theirs = (changed(at_a_glance=[*BASIS.at_a_glance, each]) for each in (one, other))

    assert merge(BASIS, mine, theirs).conflicts == ()


def test_a_brand_that_both_added_with_another_status_cannot_stay_twice():
    mine, theirs = (
        changed(brand_names=[*BASIS.brand_names, {"name": "Calmex", "market": "US", "status": status}])
        for status in ("marketed", "discontinued")
    )

    assert merge(BASIS, mine, theirs).conflicts[0].options == (THEIRS, MINE)


def test_an_order_that_one_changed_takes_rows_of_the_other_along():
    mine = changed(side_effects=[ONE, TWO, records.effect("hiccups"), THREE])
    theirs = changed(side_effects=[TWO, THREE, ONE])

    merged = merge(BASIS, mine, theirs)

    assert [row.wording for row in merged.resolved().side_effects] == [
        "ringing ears", "hiccups", "deep sleep", "sleepiness or tiredness",
    ]  # fmt: skip


def test_two_new_orders_must_be_chosen_between():
    mine, theirs = changed(side_effects=[TWO, ONE, THREE]), changed(side_effects=[THREE, ONE, TWO])

    merged = merge(BASIS, mine, theirs)

    assert told(merged) == [
        (
            "Side effects: order",
            "1. sleepiness or tiredness\n2. ringing ears\n3. deep sleep",
            "1. ringing ears\n2. sleepiness or tiredness\n3. deep sleep",
            "1. deep sleep\n2. sleepiness or tiredness\n3. ringing ears",
            "both",
        )
    ]
    assert merged.resolved({"side_effects.order": MINE}) == mine


def test_items_of_a_set_are_told_one_by_one():
    mine, theirs = changed(routes=["oral", "nasal"]), changed(routes=["rectal"])

    merged = merge(BASIS, mine, theirs)

    assert told(merged) == [
        ("Routes", "", "into the nose", "", MINE),
        ("Routes", "by mouth", "by mouth", "", THEIRS),
        ("Routes", "", "", "into the rectum", THEIRS),
    ]
    assert merged.resolved().routes == ("nasal", "rectal")


def test_a_source_is_told_by_its_title():
    merged = merge(BASIS, changed(whole_page_sources=[]), BASIS)

    assert merged.differences[0].base == f"Steady days [@{records.BOOK}]"


def test_a_term_that_was_renamed_meanwhile_is_no_difference():
    renamed = BASIS.uses[0].symptom.model_copy(update={"label": "shaking"})
    uses = [BASIS.uses[0].model_copy(update={"symptom": renamed}), *BASIS.uses[1:]]

    merged = merge(BASIS, changed(pronunciation="mine"), changed(uses=uses))

    assert [each.label for each in merged.differences] == ["Pronunciation"]
    assert merged.resolved().uses[0].symptom.label == "shaking"


def test_group_and_moment_of_a_side_effect_are_chosen_together():
    """Mixed, they could be a sign of overdose that usually settles, which no record may say."""
    mine = with_row("side_effects", 2, group="tell_clinician", when="any")
    theirs = with_row("side_effects", 2, group="emergency", when="any")

    (difference,) = merge(BASIS, mine, theirs).differences

    assert (difference.name, difference.mine) == ("group and when", "Tell your doctor or nurse, at any time")


def test_sources_are_those_that_the_result_cites():
    merged = merge(BASIS, changed(whole_page_sources=[]), changed(sections=BASIS.sections[:2]))

    assert [source.code for source in merged.resolved().sources] == [records.LABEL]


@pytest.mark.parametrize(
    ("base", "mine", "theirs"),
    [
        (records.symptom_record(), records.symptom_record(name="mine"), records.symptom_record(aliases=["a", "b"], resources=[])),
        (records.side_effect_record(), records.side_effect_record(explanation="m"), records.side_effect_record(resembles=[])),
        (records.drug_class_record(), records.drug_class_record(name="mine"), records.drug_class_record(explanation="theirs")),
        (records.source_record(), records.source_record(reuse={"site": False}), records.source_record(issued="2025")),
    ],
    ids=lambda record: record.kind,
)
def test_every_kind_of_record_can_be_merged(base, mine, theirs):
    merged = merge(base, mine, theirs)

    assert merged.conflicts == ()
    assert {each.by for each in merged.differences} == {MINE, THEIRS}
    assert merged.resolved({each.key: MINE for each in merged.differences}) == mine
    assert merged.resolved({each.key: THEIRS for each in merged.differences}) == theirs


def test_records_of_two_kinds_are_not_merged():
    with pytest.raises(ValueError, match="cannot be merged"):
        merge(BASIS, BASIS, records.symptom_record())


def test_a_difference_is_recognised_while_all_three_say_the_same():
    mine, theirs, later = changed(pronunciation="m"), changed(pronunciation="t"), changed(pronunciation="t", slug="elsewhere")
    first, again = merge(BASIS, mine, theirs).differences[0], merge(BASIS, mine, later).differences[-1]
    other = merge(BASIS, mine, changed(pronunciation="t2")).differences[0]

    assert (first.key, first.seen) == (again.key, again.seen)
    assert first.key == other.key
    assert first.seen != other.seen


# Of any three records

ANY = strategies.medication_records()
NEAR = {
    "side_effects": st.permutations(BASIS.side_effects).map(lambda rows: rows[:2]) | st.just(BASIS.side_effects),
    "sections": st.lists(st.sampled_from(BASIS.sections) | strategies.sections, max_size=4),
    "at_a_glance": st.permutations(BASIS.at_a_glance),
    "uses": st.lists(st.sampled_from(BASIS.uses) | strategies.uses, max_size=3),
    "brand_names": strategies.a_set(strategies.brand_names, "name", "market"),
    "routes": strategies.some(["oral", "nasal", "rectal"]),
    "pronunciation": strategies.texts(3),
}


@st.composite
def near(draw):
    """A record that has something in common with others of its sort."""
    values = {name: draw(strategy) for name, strategy in NEAR.items() if draw(st.booleans())}
    record = changed(**values)
    codes = strategies.cited(dict(record))
    return records.changed(record, sources=[records.source(code) for code in sorted(codes)])


RECORDS = ANY | near()
PROPERTY = settings(max_examples=40)


def choosing(merged, side: str) -> dict[str, str]:
    return {each.key: side for each in merged.differences}


def seen(difference) -> tuple:
    """What is said of it. In an order, a row that both added has the title that theirs gives it."""
    words = () if difference.what == ORDER else (difference.base, difference.mine, difference.theirs)
    return difference.by, difference.name, words


def rows_of(record) -> dict[str, list]:
    return {name: sorted(map(repr, value)) if isinstance(value, tuple) else value for name, value in record}


@pytest.mark.slow
@PROPERTY
@given(base=RECORDS, theirs=RECORDS)
def test_who_changed_nothing_gets_theirs(base, theirs):
    merged = merge(base, base, theirs)

    assert merged.conflicts == ()
    assert merged.resolved() == theirs


@pytest.mark.slow
@PROPERTY
@given(base=RECORDS, mine=RECORDS)
def test_if_nobody_else_changed_anything_mine_stays(base, mine):
    merged = merge(base, mine, base)

    assert merged.conflicts == ()
    assert merged.resolved() == mine


@pytest.mark.slow
@PROPERTY
@given(base=RECORDS, mine=RECORDS, theirs=RECORDS)
def test_choosing_one_side_everywhere_gives_that_side(base, mine, theirs):
    merged = merge(base, mine, theirs)

    assert merged.resolved(choosing(merged, MINE)) == mine
    assert merged.resolved(choosing(merged, THEIRS)) == theirs


@pytest.mark.slow
@PROPERTY
@given(base=RECORDS, mine=RECORDS, theirs=RECORDS)
def test_either_way_round_the_same_differences_are_found(base, mine, theirs):
    one, other = merge(base, mine, theirs), merge(base, theirs, mine)
    turned = {MINE: THEIRS, THEIRS: MINE, BOTH: BOTH}

    assert sorted(seen(each) for each in one.differences) == sorted(
        seen(replace(each, mine=each.theirs, theirs=each.mine, by=turned[each.by])) for each in other.differences
    )
    chosen = {each.key: MINE for each in one.conflicts}, {each.key: THEIRS for each in other.conflicts}
    assert rows_of(one.resolved(chosen[0])) == rows_of(other.resolved(chosen[1]))


WORDINGS = st.lists(st.sampled_from([letter * 8 for letter in "abcdefghijkl"]), unique=True)  # none is like another


@PROPERTY
@given(base=WORDINGS, mine=WORDINGS, theirs=WORDINGS, data=st.data())
def test_a_row_stays_unless_one_of_the_two_took_it_out(base, mine, theirs, data):
    """In whatever order each has put them, and whichever order is chosen."""
    lists = [changed(side_effects=[records.effect(wording) for wording in rows]) for rows in (base, mine, theirs)]
    merged = merge(*lists)
    choices = {each.key: data.draw(st.sampled_from(each.options)) for each in merged.conflicts}

    result = [row.wording for row in merged.resolved(choices).side_effects]

    kept = (set(mine) & set(theirs)) | (set(mine) - set(base)) | (set(theirs) - set(base))
    assert sorted(result) == sorted(kept)


@pytest.mark.slow
@PROPERTY
@given(base=RECORDS, mine=RECORDS, theirs=RECORDS)
def test_each_difference_has_a_key_of_its_own(base, mine, theirs):
    keys = [each.key for each in merge(base, mine, theirs).differences]

    assert len(set(keys)) == len(keys)

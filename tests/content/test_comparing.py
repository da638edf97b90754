"""The difference of two records: nothing that differs is left out, and staff can read it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medications.content import comparing, schema
from medications.content.canonical import canonical
from medications.content.comparing import FieldChange, compare
from tests.factories import records, strategies

RECORD = records.medication_record()
POINT, LEAD = RECORD.at_a_glance[0], RECORD.lead_sentences[0]
TERMS = [records.symptom_record(), records.side_effect_record(), records.drug_class_record(), records.source_record()]


def labels(old, new) -> list[str]:
    return [change.label for change in compare(old, new)]


def with_first(field: str, **changes):
    """The record with the first row of a list changed."""
    first, *others = getattr(RECORD, field)
    return records.changed(RECORD, **{field: [first.model_copy(update=changes), *others]})


def test_a_field_has_its_name_and_both_values():
    new = records.changed(RECORD, availability="both", generic_name="other")

    assert compare(RECORD, new) == [
        FieldChange(("generic_name",), "Chemical name", "orbelazine", "other"),
        FieldChange(("availability",), "Availability", "Prescription only", "With or without a prescription"),
    ]


def test_a_row_is_named_by_what_it_said():
    new = with_first("side_effects", group="tell_clinician")

    assert compare(RECORD, new) == [
        FieldChange(
            ("side_effects", "row", "group"),
            "Side effects, sleepiness or tiredness: group",
            "Usually settles",
            "Tell your doctor or nurse",
        )
    ]


@pytest.mark.parametrize(
    ("new", "label", "values"),
    [
        (with_first("uses", primary=False), "Uses in MS, tremor (at night): primary use", ("yes", "no")),
        (with_first("uses", status="approved"), "Uses in MS, tremor (at night): status", ("off-label", "approved for this use")),
        (with_first("at_a_glance", text="Hm."), f"At a glance, {POINT.text}: text", (POINT.text, "Hm.")),
        (with_first("sections", heading="Of it"), "Sections, About it: heading", ("About it", "Of it")),
        (with_first("sections", boxed=True), "Sections, About it: boxed warning", ("no", "yes")),
        (with_first("brand_names", status="unknown"), "Brand names, Quietrane (Canada): status", ("no longer sold", "not known")),
        (with_first("lead_sentences", text="Hm."), "Lead sentences, Get emergency help: text", (LEAD.text, "Hm.")),
        (with_first("sources", issued="2005"), "Sources, Steady days: date", ("2003", "2005")),
        (with_first("sources", reuse=schema.Reuse()), "Sources, Steady days: reuse: may be used in print", ("yes", "no")),
        (
            records.changed(RECORD, generic_available={**dict(RECORD.generic_available), "value": "no"}),
            "Generic available: claim",
            ("Yes", "No"),
        ),
        (records.changed(RECORD, drug_class=None), "Drug class", ("calming agent", "")),
        (records.changed(RECORD, routes=["oral", "nasal"]), "Routes", ("", "into the nose")),
    ],
)  # fmt: skip
def test_what_staff_read(new, label, values):
    first = compare(RECORD, new)[0]

    assert (first.label, (first.old, first.new)) == (label, values)


def test_a_corrected_row_is_the_same_row():
    misspelt = with_first("side_effects", wording="sleepyness or tiredness", terms=())

    assert labels(misspelt, RECORD) == [
        "Side effects, sleepyness or tiredness: wording",
        "Side effects, sleepyness or tiredness: terms",
        "Side effects, sleepyness or tiredness: terms",
    ]


def test_another_row_is_not_paired_with_one_that_is_gone():
    new = records.changed(RECORD, side_effects=[*RECORD.side_effects[:2], records.effect("blue nails", "coma-2")])

    assert [(change.label, bool(change.old), bool(change.new)) for change in compare(RECORD, new)] == [
        ("Side effects, deep sleep", True, False),
        ("Side effects, blue nails", False, True),
    ]


def test_an_added_row_says_all_that_it_says():
    change = compare(records.changed(RECORD, side_effects=RECORD.side_effects[:2]), RECORD)[0]

    assert change.new.split("\n") == [
        "group: Get emergency help",
        "when: sign of overdose",
        "wording: deep sleep",
        "terms: coma",
        "sources: example-label-2024",
    ]


def test_a_section_whose_heading_and_text_are_new_is_still_that_section():
    new = with_first("sections", heading="What it is", body="Another text.")

    assert labels(RECORD, new) == ["Sections, About it: heading", "Sections, About it: body"]


def test_an_order_that_changed_is_said_where_it_changed():
    one, two, three = RECORD.side_effects
    new = records.changed(RECORD, side_effects=[one, three, two])

    assert compare(RECORD, new) == [
        FieldChange(
            ("side_effects", "order"),
            "Side effects: order",
            "2. ringing ears\n3. deep sleep",
            "3. deep sleep\n2. ringing ears",
        )
    ]


def test_a_row_put_in_between_changes_no_order():
    new = records.changed(RECORD, side_effects=[records.effect("new one"), *RECORD.side_effects])

    assert labels(RECORD, new) == ["Side effects, new one"]


@pytest.mark.parametrize("field", sorted(comparing.ORDERED - {"resources"}))
def test_the_other_way_round_is_a_difference(field):
    rows = getattr(RECORD, field)

    assert f"{field}" in {change.path[0] for change in compare(RECORD, records.changed(RECORD, **{field: rows[::-1]}))}


def test_the_ordered_lists_are_those_of_the_schema():
    """A list that the schema sorts has no order of its own."""
    ordered = set()
    for record in (RECORD, *TERMS):
        for name, value in record:
            if isinstance(value, tuple) and len(value) > 1 and records.changed(record, **{name: value[::-1]}) != record:
                ordered.add(name)

    assert ordered == comparing.ORDERED


def test_two_terms_of_one_name_are_told_apart():
    new = records.changed(RECORD, drug_class=schema.Term(code="calming-agent-2", label="calming agent"))

    assert compare(RECORD, new) == [
        FieldChange(("drug_class",), "Drug class", "calming agent (code calming-agent)", "calming agent (code calming-agent-2)")
    ]


def test_new_words_for_the_same_term_are_a_change_of_its_name():
    new = records.changed(RECORD, drug_class=schema.Term(code="calming-agent", label="calming agents"))

    assert [change.path for change in compare(RECORD, new)] == [("drug_class", "label")]


def test_records_of_two_kinds_have_no_difference():
    with pytest.raises(ValueError):
        compare(RECORD, TERMS[0])


# What always holds


@pytest.mark.slow
@given(old=strategies.medication_records(), new=strategies.medication_records())
def test_no_change_exactly_where_the_digest_is_the_same(old, new):
    assert (compare(old, new) == []) == (canonical(old) == canonical(new))


@pytest.mark.slow
@given(old=strategies.medication_records(), new=strategies.medication_records())
def test_both_values_of_a_change_differ(old, new):
    assert [change for change in compare(old, new) if change.old == change.new] == []


@pytest.mark.slow
@given(record=strategies.medication_records())
def test_a_record_does_not_differ_from_itself(record):
    assert compare(record, type(record)(**record.model_dump())) == []


def leaves(part: schema.Part, path=()):
    """Every single value of a record, with the fields and positions that lead to it."""
    for name, value in part:
        for at, each in enumerate(value) if isinstance(value, tuple) else [(None, value)]:
            here = (*path, (name, at))
            yield from leaves(each, here) if isinstance(each, schema.Part) else [(here, each)]


def with_leaf(part, path, value):
    (name, at), *rest = path
    old = getattr(part, name)
    inner = old if at is None else old[at]
    inner = with_leaf(inner, rest, value) if rest else value
    changed = inner if at is None else (*old[:at], inner, *old[at + 1 :])
    return part.model_copy(update={name: changed})


def other(value):
    return not value if isinstance(value, bool) else value + 1 if isinstance(value, int) else f"{value}x"


NO_CONTENT = {"schema_version", "kind"}


@pytest.mark.parametrize("record", [RECORD, *TERMS], ids=lambda record: record.kind)
def test_every_value_that_differs_is_reported_alone(record):
    """One value after the other, also such as the schema would refuse: a new field that is forgotten is found here."""
    for path, value in leaves(record):
        if path[0][0] in NO_CONTENT or value is None:
            continue
        changes = compare(record, with_leaf(record, path, other(value)))

        assert changes, path
        assert {change.path[0] for change in changes} == {path[0][0]}, path


@pytest.mark.slow
@given(old=strategies.medication_records(), new=strategies.medication_records())
def test_every_part_that_differs_is_reported(old, new):
    differing = {name for name, value in old if value != getattr(new, name)}

    assert {change.path[0] for change in compare(old, new)} == differing


@pytest.mark.slow
@given(record=strategies.medication_records(), data=st.data())
def test_rows_in_another_order_are_an_order(record, data):
    rows = data.draw(st.permutations(record.side_effects))

    changes = compare(record, records.changed(record, side_effects=rows))

    assert [change.path for change in changes] == ([("side_effects", "order")] if tuple(rows) != record.side_effects else [])

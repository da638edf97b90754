"""What a difference touches, in the words of the issue: wording, dose, warning, side effect, use, number, negation."""

import pytest
from hypothesis import given

from medications.content.choices import Matter, Weight
from medications.content.schema import Frequency, Section, Statement
from medications.content.weighing import weigh
from tests.content.test_weighing_text import edits, matters
from tests.factories import records

RECORD = records.medication_record()


def touched(old, new) -> set[str]:
    return {str(matter) for because in weigh(old, new).reasons for matter in because.matters}


def in_section(kind: str, old: str, new: str, **changes) -> set[str]:
    before, after = (
        records.changed(RECORD, sections=[Section(kind=kind, heading="Heading", body=body, **changes)]) for body in (old, new)
    )
    return touched(before, after)


def at_a_glance(kind: str, old: str, new: str) -> set[str]:
    before, after = (records.changed(RECORD, at_a_glance=[Statement(kind=kind, text=text)]) for text in (old, new))
    return touched(before, after)


SECTIONS = {
    "a dose": ("about", "Take 10 mg.", "Take 20 mg.", {"dose", "number"}),
    "how often": ("about", "Take it once daily.", "Take it twice daily.", {"dose", "number"}),
    "a number that is no dose": ("about", "Found in 1975.", "Found in 1985.", {"number"}),
    "a negation": ("about", "Do stop.", "Do not stop.", {"negation"}),
    "a negation and a number at once": ("about", "never 5 mg", "always 6 mg", {"negation", "degree", "dose", "number"}),
    "how much": ("about", "It may help.", "It must help.", {"degree"}),
    "a medicine": ("about", "like clonazepam", "like diazepam", {"name"}),
    "words": ("about", "It was found by accident.", "It was found by chance.", {"wording"}),
    "a typo": ("precautions", "It was found by acident.", "It was found by accident.", {"typo"}),
    "words of a warning": ("precautions", "Ask first about cats.", "Ask first about dogs.", {"warning", "wording"}),
    "words on taking it": ("proper_usage", "Swallow with bread.", "Swallow with cake.", {"dose", "wording"}),
    "a citation": ("about", "It calms.", "It calms. [@ashgrove-2003]", {"source"}),
    "a character of another script": ("about", "It calms.", "It c\u0430lms.", {"look_alike"}),
    "a hidden character": ("about", "It calms.", "It ca\u200blms.", {"look_alike"}),
}


@pytest.mark.parametrize(("kind", "old", "new", "expected"), SECTIONS.values(), ids=SECTIONS)
def test_what_words_touch(kind, old, new, expected):
    assert in_section(kind, old, new) == expected


def test_a_boxed_section_is_a_warning_whatever_its_kind():
    assert in_section("about", "Ask first about cats.", "Ask first about dogs.", boxed=True) == {"warning", "wording"}


@pytest.mark.parametrize(("kind", "expected"), [("stopping", "warning"), ("missed_dose", "dose"), ("point", "wording")])
def test_what_a_statement_touches(kind, expected):
    assert expected in at_a_glance(kind, "Ask about cats.", "Ask about dogs.")


FIELDS = {
    "use": {"uses": RECORD.uses[:1]},
    "side_effect": {"side_effects": RECORD.side_effects[1:]},
    "generic": {"generic_available": RECORD.generic_available.model_copy(update={"value": "no"})},
    "name": {"generic_name": "orbelazine sodium"},
    "dose": {"routes": ["nasal"]},
    "fact": {"availability": "both"},
    "source": {"whole_page_sources": []},
    "wording": {"pronunciation": "or-BEL"},
}


@pytest.mark.parametrize(("expected", "changes"), FIELDS.items(), ids=FIELDS)
def test_what_a_field_touches(expected, changes):
    assert touched(RECORD, records.changed(RECORD, **changes)) == {expected}


def test_a_frequency_is_a_number():
    first, *others = RECORD.side_effects
    new = first.model_copy(update={"frequency": Frequency(affected=1, of=9)})

    assert touched(RECORD, records.changed(RECORD, side_effects=[new, *others])) == {"side_effect", "number"}


@pytest.mark.slow
@given(edit=edits())
def test_a_changed_number_or_negation_is_always_told(edit):
    old, new = (text or "x" for text in edit)

    if matters(old) != matters(new):
        assert in_section("about", old, new) & {"number", "negation", "degree", "name", "look_alike"}


@pytest.mark.parametrize("changes", FIELDS.values(), ids=FIELDS)
def test_every_change_touches_something(changes):
    assert all(because.matters for because in weigh(RECORD, records.changed(RECORD, **changes)).reasons)


def test_what_only_touches_a_typo_weighs_one():
    old, new = (records.changed(RECORD, look_alike_footnote=text) for text in ("Ask a docter.", "Ask a doctor."))

    (because,) = weigh(old, new).reasons

    assert (because.weight, because.matters) == (Weight.TYPO, (Matter.TYPO,))

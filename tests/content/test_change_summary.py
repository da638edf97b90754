import pytest

from medications.content.change_summary import change_summary
from medications.content.comparing import compare
from tests.factories import records

OLD = records.medication_record()
ABOUT, BOXED, USAGE = OLD.sections
SLEEPY, EARS, COMA = OLD.side_effects


def section(base, **changes):
    return {**base.model_dump(), **changes}


@pytest.mark.parametrize(
    ("changes", "summary"),
    [
        ({}, ""),
        ({"pronunciation": "x"}, "Pronunciation"),
        ({"sections": [ABOUT, BOXED, section(USAGE, body="Other.")]}, "Proper usage"),
        ({"sections": [ABOUT, BOXED, section(USAGE, body="Other.", heading="How")]}, "Proper usage"),
        ({"sections": [ABOUT, BOXED]}, "1 section taken out"),
        ({"sections": [USAGE, ABOUT, BOXED]}, "Sections: order"),
        ({"side_effects": []}, "3 side effects taken out"),
        (
            {
                "sections": [ABOUT, BOXED, section(USAGE, body="Other.")],
                "side_effects": [*OLD.side_effects, records.effect("a"), records.effect("b")],
            },
            "Proper usage; 2 side effects added",
        ),
        ({"side_effects": [SLEEPY, records.effect("ringing ears", "coma", qualifier="x: y, z"), COMA]}, "1 side effect changed"),
        ({"generic_available": {"value": "no"}}, "Generic available"),
        ({"routes": [], "drug_class": None}, "Drug class; 1 route taken out"),
        ({"whole_page_sources": [records.LABEL]}, "1 source of the whole page taken out; 1 source of the whole page added"),
    ],
)
def test_a_difference_is_told_in_a_line(changes, summary):
    assert change_summary(compare(OLD, records.changed(OLD, **changes))) == summary


def test_what_is_beyond_six_parts_is_counted():
    empty = records.small_record("other", uses=[], sources=[], whole_page_sources=[])

    line = change_summary(compare(OLD, empty))

    assert line.startswith("Web address; chemical name; pronunciation; ")
    assert line.endswith(" more")

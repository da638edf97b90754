import pytest

from tests.factories import records
from tests.factories.warned import codes, of, only, section

CITED = f"Text of it. [@{records.LABEL}]"
FAULTS = {
    "heading_empty": {"heading": ""},
    "heading_long": {"heading": "Everything that you should know about keeping this medicine in a dry place"},
    "heading_capitals": {"heading": "KEEPING IT"},
    "heading_stop": {"heading": "Keeping it:"},
    "heading_vague": {"heading": "Other"},
    "heading_other_kind": {"heading": "Precautions"},
    "heading_twice": {"heading": "about It."},
    "heading_level": {"body": f"## Where\n\n{CITED}"},
    "section_empty": {"body": ""},
}
FINE = [
    {"heading": "MRI"},
    {"heading": "Storage"},
    {"heading": "When should I call?"},
    {"body": f"# Where\n\n{CITED}\n\n## Warm rooms\n\n{CITED}\n\n# When\n\n{CITED}"},
]


@pytest.mark.parametrize("code", FAULTS)
def test_fault_warns_at_its_section(code):
    assert only(code, section(**FAULTS[code])).row == 3


@pytest.mark.parametrize("changes", FINE, ids=str)
def test_good_heading_does_not_warn(changes):
    assert codes(section(**changes)) == []


def test_level_that_is_skipped_is_named_with_the_right_one():
    reason = only("heading_level", section(body=f"# One\n\n{CITED}\n\n### Three\n\n{CITED}"))

    assert "“Three” skips a level. Begin its line with ## instead of ###." in reason.message


def test_empty_boxed_warning_is_told_once():
    assert of("section_empty", section(boxed=True, body="")) == []

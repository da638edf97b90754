import pytest

from medications.content.schema import Statement
from tests.factories import records
from tests.factories.warned import COMPLETE, of, only, page, section

NO_BOX = [part for part in COMPLETE.sections if not part.boxed]
CITED = f"Not for cats. [@{records.LABEL}, boxed warning]"


def test_long_boxed_warnings_warn_with_their_length_together():
    record = section(boxed=True, body=f"{'This can harm you. ' * 25} [@{records.LABEL}]")

    reason = only("boxed_long", record)

    assert "have 103 words" in reason.message
    assert (reason.field, reason.row, reason.box) == ("sections", 1, "body")


def test_boxed_warnings_that_fit_do_not_warn():
    assert of("boxed_long", section(boxed=True, body=f"{'This can harm you. ' * 24} [@{records.LABEL}]")) == []


def test_empty_boxed_warning_warns():
    assert only("boxed_empty", section(boxed=True, body=f"[@{records.LABEL}]")).row == 3


def test_section_called_boxed_warning_without_the_mark_warns():
    reason = only("boxed_unmarked", section(heading="Boxed Warning: liver"))

    assert (reason.row, reason.box) == (3, "boxed")


def test_section_that_is_marked_may_be_called_so():
    assert of("boxed_unmarked", page()) == []


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"sections": [*NO_BOX, NO_BOX[0].model_copy(update={"body": CITED, "heading": "More"})]}, ("sections", 2, "body")),
        ({"sections": NO_BOX, "at_a_glance": [Statement(text=CITED)]}, ("at_a_glance", 0, "text")),
    ],
)
def test_boxed_warning_that_is_cited_only_warns(changes, place):
    reason = only("boxed_cited_only", page(**changes))

    assert (reason.field, reason.row, reason.box) == place


def test_boxed_warning_cited_beside_a_box_does_not_warn():
    assert of("boxed_cited_only", section(body=CITED)) == []

import pytest

from medications.content.schema import Reuse
from tests.factories import records
from tests.factories.warned import COMPLETE, codes, of, only, page


def with_source(**changes):
    return page(sources=[*COMPLETE.sources, records.source("zz-last", **changes)])


def test_source_of_a_page_without_any_date_warns_at_the_source():
    reason = only("undated_source", with_source(issued="", accessed=""))

    assert (reason.field, reason.row, reason.box) == ("sources", 2, "issued")


@pytest.mark.parametrize("date", ["issued", "accessed"])
def test_either_date_is_enough(date):
    assert of("undated_source", with_source(**{"issued": "", "accessed": "", date: "2024"})) == []


def test_many_sources_without_a_date_are_told_once():
    sources = [records.source(f"undated-{number}", issued="", accessed="") for number in range(7)]

    assert only("undated_source", page(sources=[*COMPLETE.sources, *sources])).message.startswith("7 sources have no date")


def test_reprint_that_partners_may_not_have_warns():
    reason = only("reprint_kept_back", with_source(reuse=Reuse(print=True)))

    assert (reason.row, reason.box) == (2, "reuse_partners")


def test_source_that_is_cited_for_facts_only_needs_no_permission():
    assert codes(with_source(permission="", reuse=Reuse())) == []


def rests_on(permission: str, **changes):
    """A page that cites nothing but one source as a whole."""
    return records.small_record(sources=[records.source(permission=permission)], uses=[records.use("tremor", **changes)])


def test_page_that_rests_on_one_source_without_permission_warns():
    reason = only("reprint_without_permission", rests_on("", sources=[]))

    assert (reason.field, reason.row, reason.box) == ("sources", 0, "permission")


@pytest.mark.parametrize("record", [rests_on("Reprinted with permission.", sources=[]), rests_on("", sources=[records.LABEL])])
def test_permission_or_closer_citations_are_enough(record):
    assert of("reprint_without_permission", record) == []


SOURCE_FAULTS = {
    "undated_source": {"issued": "", "accessed": ""},
    "no_locator": {"url": "", "doi": "", "isbn": ""},
    "never_read": {"type": "webpage", "accessed": ""},
    "no_market": {"market": ""},
    "reprint_kept_back": {"reuse": Reuse()},
}
FINE_SOURCES = [
    {"url": "", "doi": ""},
    {"url": "", "isbn": ""},
    {"type": "book", "accessed": "", "market": ""},
    {"permission": "", "reuse": Reuse()},
]


@pytest.mark.parametrize("code", SOURCE_FAULTS)
def test_source_with_a_fault_warns(code):
    assert codes(records.source_record(**SOURCE_FAULTS[code])) == [code]


@pytest.mark.parametrize("changes", FINE_SOURCES, ids=str)
def test_source_that_has_enough_does_not_warn(changes):
    assert codes(records.source_record(**changes)) == []


def test_reprint_names_where_it_may_not_go():
    assert "but not in print or on partner sites" in only("reprint_kept_back", records.source_record(reuse=Reuse())).message

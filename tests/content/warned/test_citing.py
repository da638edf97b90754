import pytest

from medications.content.schema import Statement
from tests.factories import records
from tests.factories.warned import COMPLETE, codes, of, only, page, section

CITED = f"[@{records.LABEL}]"
NO_WHOLE = {"whole_page_sources": []}


def uncited(**changes):
    """Of a page that no source stands for as a whole."""
    return page(whole_page_sources=[], **changes)


def sections(body: str):
    return uncited(sections=[*COMPLETE.sections, COMPLETE.sections[0].model_copy(update={"heading": "More", "body": body})])


def test_page_that_cites_everywhere_does_not_warn():
    assert codes(uncited()) == []


def test_section_warns_once_with_the_number_of_paragraphs_and_bullets():
    reason = only("uncited_section", sections(f"Cited. {CITED}\n\nJust so.\n\n- Bare bullet\n- Cited {CITED}"))

    assert reason.message == "In the section “More” 2 paragraphs or bullets cite no source, such as “Just so.”."
    assert (reason.row, reason.box) == (3, "body")


@pytest.mark.parametrize("body", [f"Tell your doctor:\n\n- if it hurts {CITED}", f"# Another heading\n\nCited. {CITED}", ""])
def test_headings_and_lines_that_lead_into_a_list_need_no_source(body):
    assert of("uncited_section", sections(body)) == []


def test_statement_without_a_source_warns():
    record = uncited(at_a_glance=[*COMPLETE.at_a_glance, Statement(text="It is good.")])

    assert only("uncited_statement", record).row == 3


def test_use_without_a_source_warns():
    reason = only("uncited_use", uncited(uses=[records.use("tremor"), records.use("pain", sources=[])]))

    assert (reason.message, reason.row, reason.box) == ("The use “pain” cites no source.", 1, "sources")


def test_generic_claim_without_a_source_warns():
    record = uncited(generic_available={"value": "no", "markets": ["US"], "as_of": "2024"})

    assert only("uncited_generic", record).field == "generic_sources"


def side_effects(count: int):
    bare = [records.effect(f"no {number}", "coma", sources=[]) for number in range(count)]
    return uncited(side_effects=[records.effect("first", "drowsiness"), *bare])


def test_few_side_effects_without_a_source_are_told_one_by_one():
    assert [reason.row for reason in of("uncited_side_effect", side_effects(3))] == [1, 2, 3]


def test_many_side_effects_without_a_source_are_told_once_for_a_group():
    reason = only("uncited_side_effect", side_effects(4))

    assert reason.message == "4 side effects under “Tell your doctor or nurse” cite no source, such as “no 0”."
    assert reason.row == 1


def test_wording_with_braces_is_printed_as_it_is():
    effect = records.effect("a {strange} taste", "coma", sources=[])

    assert "“a {strange} taste”" in only("uncited_side_effect", uncited(side_effects=[effect])).message


def test_source_of_the_whole_page_stands_for_what_cites_nothing_closer():
    record = page(
        side_effects=[records.effect("dry mouth", "coma", sources=[])],
        at_a_glance=[*COMPLETE.at_a_glance, Statement(text="It is good.")],
        lead_sentences=COMPLETE.lead_sentences[1:2],
    )

    (reason,) = [reason for code in codes(record) if code.startswith("uncited") for reason in of(code, record)]

    assert reason.code == "uncited_closely"
    assert reason.message.startswith("2 statements cite nothing closer than the source of the whole page")


def test_source_of_the_whole_page_is_not_named_where_everything_cites():
    assert of("uncited_closely", page()) == []


@pytest.mark.parametrize("code", ["nobody-1900", "nobody"])
def test_citation_of_a_source_that_is_not_there_warns(code):
    reason = only("unknown_source", section(body=f"So they say. [@{code}]"))

    assert f"[@{code}]" in reason.message
    assert (reason.field, reason.row) == ("sections", 3)


def test_citation_that_cannot_be_read_warns():
    assert only("unreadable_citation", section(body=f"So they say. [@Bad Code] {CITED}")).row == 3


def test_citations_of_a_summary_are_checked():
    record = records.symptom_record(summary="Shaking that you cannot hold still. [@nobody]")

    assert only("unknown_source", record).field == "summary"

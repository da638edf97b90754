"""Following a reason: the box it leads to has the focus and is in sight, with and without scripts."""

import pytest
from playwright.sync_api import expect

from medications.content.schema import Section
from tests.admin.desk import address
from tests.factories import accounts, drafts, records

CITED = f"[@{records.LABEL}]"


@pytest.fixture
def document(transactional_db):
    """Much to scroll, a fault in the last of its sections, and one in the last of 60 side effects."""
    effects = [*(records.effect(f"effect {number}", "coma") for number in range(59)), records.effect("a strange taste")]
    sections = [Section(kind="other", heading=f"Part {number}", body=f"It is so. {CITED}") for number in range(12)]
    sections.append(Section(kind="other", heading="Last part", body=""))
    record = records.medication_record(side_effects=effects, sections=sections, drug_class=None, routes=[], whole_page_sources=[])
    return drafts.draft(record).document


def follow(page, text: str):
    page.get_by_role("link", name=text).click()


def assert_at(page, selector: str):
    box = page.locator(selector)
    expect(box).to_be_focused()
    expect(box).to_be_in_viewport()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize(
    ("reason", "box"),
    [
        ("The section “Last part” says nothing yet", "#id_sections-12-body"),
        ("The side effect “a strange taste” is not linked", "#id_side_effects-59-wording"),
        ("It is not said how the medicine is taken", "#id_routes_0"),
    ],
)
def test_a_reason_on_the_form_leads_to_its_box(window, document, scripts, reason, box):
    page = window(accounts.writer(), java_script_enabled=scripts)
    page.goto(address(document))

    follow(page, reason)

    assert_at(page, box)


def test_a_reason_on_the_approval_screen_leads_to_the_box_on_the_form(window, document):
    page = window(accounts.writer())
    page.goto(address(document, "approve"))

    follow(page, "The section “Last part” says nothing yet")

    page.wait_for_url("**/change/#id_sections-12-body")
    assert_at(page, "#id_sections-12-body")


def test_a_term_that_is_missing_can_be_typed_at_once(window, document):
    page = window(accounts.writer())
    page.goto(address(document))

    follow(page, "The drug class is not given")

    assert_at(page, "#id_drug_class + .select2 .select2-selection")


@pytest.mark.parametrize(("width", "scheme"), [(320, "dark")])
def test_many_warnings_are_fit_for_use(window, transactional_db, assert_fit_for_use, width, scheme):
    sections = [Section(kind="other", heading=f"PART NUMBER {number}", body="") for number in range(9)]
    document = drafts.draft(records.small_record(sections=sections)).document
    page = window(accounts.writer(), width=width, color_scheme=scheme)

    for screen in ("change", "approve"):
        page.goto(address(document, screen))
        page.get_by_text("more under “Sections”").click()
        expect(page.get_by_text("The section “PART NUMBER 8” says nothing yet.")).to_be_visible()
        assert_fit_for_use(page)

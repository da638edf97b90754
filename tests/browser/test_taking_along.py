"""Sheets, paper and the form for errors in Chromium: what is on paper, what fits, and that it goes without script and mouse."""

import re

import pytest
from django.core.cache import cache

from medications.content.schema import Section, Statement
from medications.models import ErrorReport, IndexRow
from tests.factories import publications
from tests.factories.records import LABEL, effect, medication_record
from tests.factories.site import complete_site

pytestmark = pytest.mark.usefixtures("transactional_db")

PAGE = "/medications/orbelazine/"
SHOWN = [f"{PAGE}card/", f"{PAGE}card/?for=carer", f"{PAGE}card/?for=clinician", f"{PAGE}cite/", f"{PAGE}report/?version=1"]


@pytest.fixture(autouse=True)
def site():
    cache.clear()
    complete_site()


def sheets_of_paper(page) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="Letter", margin=dict.fromkeys(["top", "bottom"], "12mm"))))


def test_a_readers_sheet_fits_both_sides_of_one_sheet_of_paper(open_page):
    """With as much text as the longest of the starter catalogue, in 16 points."""
    words = "Say the same thing in plain words here. " * 14
    publications.published(
        medication_record(
            "longamine",
            sections=[Section(kind="precautions", heading="Boxed warning", body=f"{words} [@{LABEL}]", boxed=True)],
            at_a_glance=[
                Statement(kind="stopping", text=f"{words[:170]}. [@{LABEL}]"),
                Statement(kind="missed_dose", text=f"{words[:110]}. [@{LABEL}]"),
            ],
            side_effects=[
                *(effect(f"a sudden sign {number}", group="emergency") for number in range(8)),
                *(effect(f"another sign {number}") for number in range(10)),
            ],
        )
    )

    assert sheets_of_paper(open_page("/medications/longamine/card/")) <= 2


@pytest.mark.parametrize("address", [PAGE, *SHOWN[:4]])
def test_paper_has_no_navigation_and_the_address(open_page, address):
    page = open_page(address)
    page.emulate_media(media="print")

    assert page.locator("nav:visible, form:visible, summary:visible").count() == 0
    assert page.get_by_text(re.compile(r"/medications/orbelazine/\S*, read on ")).is_visible()


def test_paper_has_the_addresses_of_sources_the_dates_the_basis_and_the_digest(open_page):
    page = open_page(PAGE)
    page.emulate_media(media="print")
    link = page.locator(".sources__list a[rel]").first

    printed = link.evaluate("each => getComputedStyle(each, '::after').content")

    assert link.get_attribute("href") in printed
    assert page.get_by_text("Approved by a clinical reviewer before it was published.", exact=True).is_visible()
    assert page.get_by_text("Review due", exact=True).is_visible()
    assert page.get_by_text(IndexRow.objects.get(slug="orbelazine").digest).is_visible()
    assert page.get_by_role("heading", name="Look further").count() == 0


def test_an_error_is_reported_by_keys_without_script(open_page):
    page = open_page(PAGE, width=360, java_script_enabled=False)

    page.get_by_role("link", name="Report an error on this page").press("Enter")
    page.get_by_label("What is wrong?").focus()
    page.keyboard.type("A word is missing.")
    for _ in range(4):
        page.keyboard.press("Tab")
        if page.get_by_role("button", name="Send").evaluate("each => each === document.activeElement"):
            break
    page.keyboard.press("Enter")

    page.get_by_role("heading", name="Thank you").wait_for()
    assert ErrorReport.objects.get().text == "A word is missing."

"""A safety notice in Chromium: written, approved and posted by three people, on two pages at once."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.factories import accounts, publications, records

TEXT = "One batch is recalled. Ask your pharmacist."


@pytest.fixture
def medicines(transactional_db):
    return [publications.published(records.small_record(name)).document for name in ("orbelazine", "sample drug")]


@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (1280, "light")])
def test_three_people_put_a_notice_on_two_pages(medicines, window, open_page, assert_fit_for_use, width, scheme):
    looks = {"width": width, "color_scheme": scheme}
    writer = window(accounts.writer(), **looks)
    writer.goto("/admin/medications/safetynotice/add/")
    writer.get_by_role("button", name="Save the notice").click()
    expect(writer.get_by_text("Not saved.")).to_be_visible()
    assert_fit_for_use(writer)
    writer.get_by_label("Text").fill(TEXT)
    writer.get_by_label("Source", exact=True).fill("Example agency")
    for label in ("Date of the source", "Date of the notice", "Last day it is shown"):
        writer.get_by_label(label).fill(timezone.localdate().isoformat())
    for name in ("orbelazine", "sample drug"):
        writer.get_by_label(name).check()
    writer.get_by_role("button", name="Save the notice").click()
    expect(writer.get_by_text("Saved. Readers see it once it is posted.")).to_be_visible()

    reviewer = window(accounts.reviewer(), **looks)
    reviewer.goto(writer.url)
    reviewer.get_by_role("button", name="Approve this notice").click()
    expect(reviewer.get_by_text("Approved, not yet posted")).to_be_visible()
    assert_fit_for_use(reviewer)
    publisher = window(accounts.publisher(), **looks)
    publisher.goto(writer.url)
    publisher.get_by_role("button", name="Post the notice").click()
    expect(publisher.get_by_text("The notice is on 2 pages now.")).to_be_visible()
    assert_fit_for_use(publisher)

    for slug in ("orbelazine", "sample-drug"):
        reader = open_page(f"/medications/{slug}/", **looks)
        expect(reader.get_by_role("region", name="Safety notice").get_by_text(TEXT)).to_be_visible()
        assert_fit_for_use(reader)

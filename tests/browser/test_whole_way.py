"""One page's whole way: from the old site through the desk to readers and partners, changed once, and its past still there."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from tests.browser.signing_in import sign_in
from tests.factories import accounts

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "tests/importing/samples/orbelazine.txt"
MODEL = ROOT.parent / "shared/legacy/clonazepam.txt"
NEW_SENTENCE = "Ask your nurse when the next check is due."

PAGES = [
    pytest.param(SAMPLE, "orbelazine", ("vertigo", "itching"), "Quietrane", id="sample"),
    pytest.param(
        MODEL,
        "clonazepam",
        ("tremor", "pain"),
        "Klonopin",
        id="model",
        marks=pytest.mark.skipif(not MODEL.exists(), reason="../shared is not here, nor its model page"),
    ),
]


@pytest.fixture
def desk(new_context, live_server):
    """A function that signs an account in and gives a page of its own browser window."""
    return lambda account: sign_in(new_context, account)


def open_form(page, slug: str):
    page.goto(f"/admin/medications/medication/?q={slug}")
    page.locator("#result_list tbody th a").first.click()


def text_of(page) -> str:
    """What the page says, whatever its style sheets have made of spaces and lines so far."""
    return " ".join(page.locator("main").inner_text().split())


def settle_everything(page):
    settle = page.locator("#findings").get_by_role("button", name="Settle:")
    for left in reversed(range(settle.count())):
        settle.first.click()
        expect(settle).to_have_count(left)


def approve(page, slug: str):
    open_form(page, slug)
    page.get_by_role("link", name="Approve this version").click()
    page.get_by_label("I have read the whole page").check()
    page.get_by_role("button", name="Approve this version").click()
    expect(page.get_by_text("you have approved version")).to_be_visible()


def publish(page, slug: str, note: str):
    open_form(page, slug)
    page.get_by_role("link", name="Publish", exact=True).click()
    page.get_by_label("What changed").fill(note)
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_role("link", name="View on site").first).to_be_visible()


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize(("file", "slug", "symptoms", "brand"), PAGES)
def test_an_old_page_becomes_a_reviewed_public_one_that_keeps_its_past(desk, open_page, page, file, slug, symptoms, brand):
    call_command("import_legacy", file, stdout=StringIO())
    writer, reviewer, publisher = desk(accounts.writer()), desk(accounts.reviewer()), desk(accounts.publisher())

    open_form(writer, slug)
    settle_everything(writer)
    approve(reviewer, slug)
    publish(publisher, slug, "Taken over from the old site.")

    # Read by the public, found by symptom.
    reader = open_page(f"/medications/?symptom={symptoms[0]}&symptom={symptoms[1]}")
    assert f"1 medicine for {symptoms[0]} or {symptoms[1]}" in reader.get_by_role("status").all_inner_texts()
    reader.get_by_role("link", name=slug.capitalize()).click()
    assert reader.get_by_role("heading", level=1).inner_text() == slug.capitalize()
    first_text = text_of(reader)
    assert brand in first_text
    assert "Approved by a clinical reviewer" in first_text

    # The same record for a partner.
    record = page.request.get(f"/api/v1/medications/{slug}/").json()
    assert (record["generic_name"], record["basis"], record["publication_number"]) == (slug, "reviewed", 1)
    found = page.request.get(f"/api/v1/medications/?symptom={symptoms[0]}&symptom={symptoms[1]}").json()["results"]
    assert [each["uuid"] for each in found] == [record["uuid"]]

    # Changed: nothing is public before it is approved and published again.
    open_form(writer, slug)
    body = writer.locator("#id_sections-1-body")
    body.fill(f"{body.input_value()}\n\n{NEW_SENTENCE}")
    writer.get_by_role("button", name="Save", exact=True).click()
    expect(writer.get_by_text("Public, with a newer draft").first).to_be_visible()
    reader.reload()
    assert text_of(reader) == first_text

    approve(reviewer, slug)
    publish(publisher, slug, "Says when to ask about checks.")
    reader.reload()
    assert NEW_SENTENCE in text_of(reader)

    # Its past stays, and the change is told.
    reader.goto(f"/medications/{slug}/history/1/")
    old = text_of(reader)
    assert NEW_SENTENCE not in old
    assert "not the current version" in old
    reader.goto("/changes/")
    assert "Says when to ask about checks." in text_of(reader)
    assert page.request.get(f"/api/v1/medications/{slug}/").json()["publication_number"] == 2

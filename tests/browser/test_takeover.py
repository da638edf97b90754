"""A ZIP file of seven old pages, from upload to seven reviewed drafts, without the command line."""

import io
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import expect

from medications.actions import takeovers
from medications.actions.states import State, standing_of
from medications.models import ImportBatch, Publication
from tests.browser.signing_in import sign_in
from tests.factories import accounts
from tests.factories.publications import NOW
from tests.factories.takeovers import two_pages
from tests.importing.judge import UNSEEN
from tests.importing.pages import LEGACY, SAMPLES

OWN = [
    *(SAMPLES / name for name in ("orbelazine.txt", "velmoprine.txt", "cindrofen.txt", "later-site-ostaril.txt")),
    *(UNSEEN / name for name in ("04.txt", "05.html", "06.html")),
]
# The society's real pages where they are at hand.
PAGES = sorted(LEGACY.glob("*.txt")) or OWN


def zipped(files: list[Path]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for file in files:
            archive.write(file, f"old site/{file.name}")
    return data.getvalue()


@pytest.fixture
def desk(new_context, live_server):
    """A function that signs an account in and gives a page of its own browser window."""
    return lambda account: sign_in(new_context, account)


def upload(page, files: list[Path]) -> str:
    """Chooses a ZIP file of these pages; gives the worklist's address."""
    page.get_by_role("link", name="Uploads of old pages").first.click()
    page.get_by_role("link", name="Add upload of old pages").click()
    page.get_by_label("Old pages", exact=True).set_input_files(
        {"name": "old.zip", "mimeType": "application/zip", "buffer": zipped(files)}
    )
    page.get_by_role("button", name="Take over").click()
    expect(page.get_by_role("heading", name=f"0 of {len(files)} pages checked")).to_be_visible()
    return page.url


def link_wordings(page, worklist: str):
    """Links every printed side effect: as suggested, or else to a new term of the same name."""
    page.goto(worklist)
    with page.expect_navigation():
        page.get_by_role("link", name="Printed side effects without a term").click()
    send = page.get_by_role("button", name="Link these terms")
    while send.count():
        for line in page.locator("fieldset.takeover__wording").all():
            if not line.locator("input:checked").count():
                line.get_by_label("A term that is missing").fill(line.locator("input[name^=wording]").input_value())
        with page.expect_navigation():
            send.click()
        expect(page.get_by_text("linked, on")).to_be_visible()


def answer_what_is_common(page, worklist: str):
    """Goes through what several pages have in common; says where a generic is available, and settles the rest."""
    page.goto(worklist)
    common = page.locator(".takeover__common li")
    while common.count() > 1:
        link = common.nth(1).get_by_role("link")
        is_generic = link.inner_text() == "In which country a generic is available"
        link.click()
        page.wait_for_url("**/findings/*/")
        for box in page.locator("input[name=finding]").all():
            box.check()
        if is_generic:
            page.get_by_label("United States").check()
            page.get_by_role("button", name="Use this answer").click()
        else:
            page.get_by_role("button", name="Nothing to correct").click()
        page.wait_for_url("**/worklist/")


def leave_out_what_has_no_place(page, worklist: str, number: int):
    """Leaves out, on purpose, the lines for which no page has a place."""
    for index in range(number):
        page.goto(worklist)
        page.locator(".takeover tbody th a").nth(index).click()
        page.wait_for_url("**/pages/*/")
        lines = page.locator("select[name^=line]")
        if lines.count():
            for line in lines.all():
                line.select_option("leave_out")
            page.get_by_role("button", name="Move what is chosen").click()
            expect(page.get_by_text("put in")).to_be_visible()


def move_a_paragraph(page, worklist: str) -> str:
    """Moves the first paragraph of the first page's text to Precautions, with one control; gives the draft's address."""
    page.goto(worklist)
    page.locator(".takeover tbody th a").first.click()
    control = page.locator("select[name^=move]").first
    moved = page.locator(f"#text-{control.get_attribute('name')}").inner_text()
    control.select_option(label="to Precautions")
    page.get_by_role("button", name="Move what is chosen").click()
    expect(page.get_by_text("1 put in their place.")).to_be_visible()
    under = page.locator("h3", has_text="Precautions").locator("xpath=following-sibling::ul[1]")
    expect(under).to_contain_text(moved)


def approve_all(page, worklist: str, number: int):
    for index in range(number):
        page.goto(worklist)
        page.locator(".takeover tbody th a").nth(index).click()
        page.get_by_role("link", name="Read it as readers will").click()
        page.get_by_label("I have read the whole page").check()
        page.get_by_role("button", name="Approve this version").click()
        expect(page.get_by_text("you have approved version")).to_be_visible()


@pytest.mark.browser
@pytest.mark.slow
def test_a_zip_of_seven_pages_becomes_seven_reviewed_drafts(desk):
    files = PAGES
    writer, reviewer = desk(accounts.writer()), desk(accounts.reviewer())

    worklist = upload(writer, files)
    move_a_paragraph(writer, worklist)
    link_wordings(writer, worklist)
    leave_out_what_has_no_place(writer, worklist, len(files))
    answer_what_is_common(writer, worklist)
    expect(writer.get_by_role("heading", name=f"{len(files)} of {len(files)} pages checked")).to_be_visible()
    approve_all(reviewer, worklist, len(files))

    taken_over = [file.run.document for file in ImportBatch.objects.get().files.all()]
    assert len(files) == 7
    assert {standing_of(document).state for document in taken_over} == {State.APPROVED}
    assert not Publication.objects.exists()


@pytest.mark.browser
@pytest.mark.slow
def test_the_bar_moves_while_the_worker_reads(desk, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    page = desk(accounts.writer())
    batch = takeovers.receive(chosen=two_pages(), by=accounts.writer(), now=NOW)
    page.goto(f"/admin/medications/importbatch/{batch.pk}/worklist/")
    expect(page.get_by_role("progressbar", name="Reading the pages")).to_have_attribute("value", "0")

    takeovers.take_over_waiting(batch=batch, now=NOW)

    expect(page.get_by_role("heading", name="0 of 2 pages checked")).to_be_visible()

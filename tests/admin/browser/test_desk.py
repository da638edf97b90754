"""What only a browser shows: the content security policy, accessibility, narrow windows, and the desk's own script."""

import pytest
from playwright.sync_api import expect

from medications.models import Finding, ImportFile
from tests.admin.desk import address
from tests.factories import accounts, drafts, publications, records
from tests.factories.takeovers import about_testamine, two_pages, upload


@pytest.fixture
def document(transactional_db):
    """A public page with a newer draft that lacks much, and something left to settle."""
    document = publications.published().document
    drafts.edited(document, uses=[], at_a_glance=[], look_alike_footnote="")
    Finding.objects.create(document=document, code="inferred", field="uses", message="The use was inferred.")
    return document


@pytest.mark.parametrize(("width", "scheme"), [(400, "dark")])
def test_every_screen_is_fit_for_use(window, document, assert_fit_for_use, width, scheme):
    everybody = accounts.account("writer", "reviewer", "publisher", "administrator", name="all")
    page = window(everybody, width=width, color_scheme=scheme)
    screens = [address(document, screen) for screen in ("change", "approve", "publish", "history")]

    for url in (*screens, "/admin/", "/admin/medications/medication/", "/admin/medications/societyprofile/", "/admin/auth/user/"):
        page.goto(url)
        assert_fit_for_use(page)


@pytest.mark.parametrize(("width", "scheme"), [(320, "dark")])
def test_the_screens_of_an_upload_are_fit_for_use(window, transactional_db, assert_fit_for_use, width, scheme):
    stray = about_testamine(names="Altex (U.K.)\n\nstray (line)", proper_usage="Take it.\n\n- one\n- two")
    batch = upload(("photo.txt", b"\x89PNG\r\n\x1a\n\x00"), ("a.txt", stray.encode()), *two_pages())
    ImportFile.objects.filter(batch=batch).update(address=f"https://old.example/{'meds' * 40}")
    page = window(accounts.writer(), width=width, color_scheme=scheme)
    screens = ["worklist/", "pages/1/", "pages/2/", "findings/generic_market_unknown/", "findings/stale_claim/", "wordings/"]

    for screen in ("add/", *(f"{batch.pk}/{screen}" for screen in screens)):
        page.goto(f"/admin/medications/importbatch/{screen}")
        assert_fit_for_use(page)


def test_a_new_row_gets_the_next_place_and_its_boxes_work(window, document):
    page = window(accounts.writer())
    page.goto(address(document))

    page.get_by_role("button", name="Add another Side effect on this page").click()

    row = page.locator("#side_effects-3")
    assert row.locator("input[name$=-position]").input_value() == "4"
    row.get_by_label("As printed").fill("hiccups")
    row.get_by_label("Group").select_option("usually_settles")
    row.get_by_role("searchbox", name="Means").fill("drows")
    page.get_by_role("option", name="drowsiness").click()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved: orbelazine, version 3.")).to_be_visible()
    newest = document.revisions.order_by("-number").first().record.side_effects[-1]
    assert (newest.wording, newest.terms[0].code) == ("hiccups", "drowsiness")


def test_the_address_follows_the_name_of_something_new(window, document):
    page = window(accounts.writer())
    page.goto("/admin/medications/drugclass/add/")

    page.get_by_label("Name").press_sequentially("Muscle relaxant")

    assert page.get_by_label("Code").input_value() == page.get_by_label("Web address").input_value() == "muscle-relaxant"


def test_saving_what_nobody_touched_changes_nothing(window, document):
    lines = "One.\n\n- Two.\n- Three."
    drafts.edited(document, sections=[{"kind": "about", "heading": "About it", "body": lines}])
    page = window(accounts.writer())
    page.goto(address(document))

    page.get_by_role("button", name="Save", exact=True).click()

    expect(page.get_by_text("orbelazine: nothing that readers see has changed")).to_be_visible()
    assert document.revisions.count() == 3


def test_leaving_with_something_typed_asks_first(window, document):
    page = window(accounts.writer())
    page.goto(address(document))
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))

    page.get_by_label("Pronunciation").press_sequentially("x")
    page.get_by_role("link", name="History").click()
    page.wait_for_url("**/history/")

    assert asked == ["beforeunload"]


def test_everything_can_be_shown_with_two_hundred_side_effects(window, transactional_db):
    effects = [records.effect(f"side effect {number}", "drowsiness") for number in range(200)]
    document = drafts.draft(records.medication_record(side_effects=effects)).document
    page = window(accounts.writer())
    page.set_default_timeout(60_000)

    page.goto(address(document))

    expect(page.locator("#side_effects-group .inline-related:not(.empty-form)")).to_have_count(200)
    expect(page.locator("#side_effects-199 .select2-selection__choice")).to_have_count(2)

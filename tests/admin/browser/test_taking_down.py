"""Taking a page down and removing a text, by two signed-in people; every screen of it on narrow and wide windows."""

import pytest
from playwright.sync_api import expect

from medications.models import Suppression, Withdrawal
from tests.admin.desk import address
from tests.factories import accounts, publications, records
from tests.factories.site import LATER
from tests.factories.withdrawals import suppressed, withdrawn

HARMFUL = "Take ninefold of it."


def says(text: str) -> list[dict]:
    return [{"kind": "proper_usage", "heading": "Proper usage", "body": text}]


@pytest.fixture
def document(transactional_db):
    """Published twice, first with a harmful text; a second medicine for the same symptom."""
    first = publications.published(records.small_record(sections=says(HARMFUL)))
    publications.republished(first.document, now=LATER, sections=says("Take one of it."))
    publications.published(records.small_record("otherazine"))
    return first.document


def test_an_administrator_removes_an_old_text(window, live_server, document, browser_problems):
    page = window(accounts.account("administrator"))
    page.goto(address(document))
    page.get_by_role("link", name="Remove an old text").click()
    page.get_by_role("link", name="Remove the text of publication 1").click()
    page.get_by_label("Why").fill("The dose was wrong.")
    page.get_by_label("To confirm").fill("orbelazine 1")

    page.get_by_role("button", name="Remove this text for good").click()

    expect(page.get_by_text("The text of publication 1 of orbelazine was removed.")).to_be_visible()
    expect(page.get_by_text("places show what they should.")).to_be_visible()
    reader = window(accounts.writer())
    assert reader.goto("/medications/orbelazine/history/1/").status == 410
    expect(reader.get_by_role("heading", name="The text of version 1 of Orbelazine was removed")).to_be_visible()
    expect(reader.get_by_text("The dose was wrong.")).to_be_visible()
    assert HARMFUL not in reader.content()
    assert Suppression.objects.count() == 1
    browser_problems.clear()  # the console tells of the 410


def test_a_publisher_withdraws_a_page_and_reads_the_table(window, document, browser_problems):
    page = window(accounts.publisher())
    page.goto(address(document))
    page.get_by_role("link", name="Withdraw this page").click()
    page.get_by_label("Take the text away").check()
    page.get_by_role("textbox", name="Why").fill("It is no longer sold.")
    page.get_by_label("Read instead").select_option(label="Otherazine")
    page.get_by_role("button", name="See the answer first").click()
    expect(page.get_by_role("heading", name="Not done yet.")).to_be_visible()
    assert not Withdrawal.objects.exists()

    page.get_by_role("button", name="Withdraw it").click()

    rows = page.locator("table.read-back tbody tr")
    expect(page.get_by_text("orbelazine is withdrawn.")).to_be_visible()
    expect(rows.first).to_contain_text("Page of the medicine")
    expect(rows.first).to_contain_text("says that it is gone (410)")
    assert rows.count() > 10
    assert rows.filter(has_text="NOT as expected").count() == 0
    assert page.goto("/medications/orbelazine/").status == 410
    page.get_by_role("link", name="Otherazine").click()
    expect(page.get_by_role("heading", name="Otherazine", level=1)).to_be_visible()
    browser_problems.clear()


SCREENS = ["change", "withdraw", "reinstate", "removals", "read_back"]


@pytest.mark.parametrize(("width", "scheme"), [(320, "dark")])
@pytest.mark.parametrize("is_withdrawn", [False, True])
def test_every_screen_is_fit_for_use(window, document, assert_fit_for_use, width, scheme, is_withdrawn):
    if is_withdrawn:
        withdrawn(document, "banner", explanation="It did harm. " * 20)
    page = window(accounts.account("publisher", "administrator", name="all"), width=width, color_scheme=scheme)

    for screen in SCREENS:
        page.goto(address(document, screen))
        assert_fit_for_use(page)
    page.goto(address(document, "suppress", 1))
    assert_fit_for_use(page)


@pytest.mark.parametrize(("width", "scheme"), [(320, "dark")])
def test_a_table_with_faults_is_fit_for_use(window, document, assert_fit_for_use, width, scheme):
    document.index_row.delete()
    page = window(accounts.publisher(), width=width, color_scheme=scheme)

    page.goto(address(document, "read_back"))

    expect(page.get_by_role("alert")).to_contain_text("places do not show what they should")
    assert_fit_for_use(page)


@pytest.mark.parametrize(("width", "scheme"), [(320, "dark")])
@pytest.mark.parametrize("kind", ["banner", "gone"])
def test_what_readers_find_is_fit_for_use(open_page, document, assert_fit_for_use, browser_problems, width, scheme, kind):
    suppressed(document.revisions.get(number=1), reason="The dose was wrong. " * 10)
    withdrawn(document, kind, explanation="It is no longer sold. " * 10)
    page = open_page("/medications/orbelazine/", width=width, color_scheme=scheme)

    for address_below in ("", "history/", "history/1/", "history/2/"):
        page.goto(f"/medications/orbelazine/{address_below}")
        browser_problems[:] = [each for each in browser_problems if "410" not in each]
        assert_fit_for_use(page)

"""What a version changes, on narrow and wide windows: long words, several changes, long texts."""

import pytest

from tests.admin.desk import address
from tests.factories import accounts, drafts, publications, records


@pytest.fixture
def document(transactional_db):
    """A public page, and a draft with a typo, a dose, a moved row, a new row and a long text changed."""
    body = "It calms the nerves in many ways, as some have found. " * 30
    about = records.Section(kind="about", heading="About it", body=body)
    record = records.medication_record()
    live = publications.published(
        records.changed(record, sections=[about, *record.sections[1:]], look_alike_footnote="Ask a docter.")
    )
    first, second, third = record.side_effects
    drafts.edited(
        live.document,
        sections=[about.model_copy(update={"body": body.replace("many", "9", 1)}), *record.sections[1:]],
        look_alike_footnote="Ask a doctor.",
        side_effects=[second, first, third, records.effect("headache or dizziness")],
        slug="orbelazine-" + "x" * 80,
    )
    return live.document


@pytest.mark.parametrize(("width", "scheme"), [(320, "dark")])
@pytest.mark.parametrize("screen", ["approve", "publish", "change"])
def test_it_is_fit_for_use(window, document, assert_fit_for_use, width, scheme, screen):
    page = window(accounts.account("reviewer", "publisher", name="all"), width=width, color_scheme=scheme)

    page.goto(address(document, screen))
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")

    assert_fit_for_use(page)


@pytest.mark.parametrize(("width", "scheme"), [(320, "dark")])
def test_a_policy_that_is_refused_is_fit_for_use(window, document, assert_fit_for_use, width, scheme):
    page = window(accounts.account("administrator"), width=width, color_scheme=scheme)
    page.goto("/admin/medications/societyprofile/")
    page.get_by_label("Other wording needs").select_option("publisher")
    page.get_by_label("A corrected typo needs").select_option("second_person")

    page.get_by_role("button", name="Save as a new version").click()

    page.get_by_text("Wording matters more than a typo, so it cannot need less.").first.wait_for()
    assert_fit_for_use(page)


def test_every_box_of_the_decision_is_within_a_narrow_window(window, document):
    """The admin clips what is too wide, so that the page as a whole does not scroll."""
    page = window(accounts.account("reviewer", "publisher", name="all"), width=320)

    page.goto(address(document, "approve"))

    ends = [box.bounding_box() for box in page.locator("#content textarea, #content .submit-row *").all()]
    assert ends
    assert max(box["x"] + box["width"] for box in ends) <= 320

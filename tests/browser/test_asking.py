"""Side effects, “Could it be my MS?” and comparisons in a browser: by keys alone, without script, on a small phone."""

import pytest

from tests.factories import publications, records
from tests.factories.site import complete_site

pytestmark = pytest.mark.usefixtures("transactional_db")

COMPARED = "/medications/compare/?medication=orbelazine&medication=testamine&medication=sample-drug"


@pytest.fixture(autouse=True)
def site():
    complete_site()
    publications.published(
        records.small_record("testamine", side_effects=[records.effect("drowsy days", "drowsiness", look_alike=True)])
    )


def test_a_look_up_is_made_by_keys_alone_and_without_script(open_page):
    page = open_page("/could-it-be-my-ms/", width=360, java_script_enabled=False)

    page.get_by_label("Name of a medicine").focus()
    page.keyboard.type("quietrane")
    page.keyboard.press("Tab")
    page.keyboard.type("testamine")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("Tremor")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/could-it-be-my-ms/?symptom=tremor&medication=orbelazine&medication=testamine")

    assert page.get_by_role("heading", name="Tremor: could it be my MS?").is_visible()
    assert page.get_by_role("heading", name="What to do now").is_visible()


def test_a_name_that_is_offered_is_ticked_and_the_look_up_goes_on(open_page, browser_problems):
    page = open_page("/could-it-be-my-ms/?symptom=tremor&medication=orbalazine", width=360)
    browser_problems.clear()  # the browser's word on the 404 that the question gets

    page.get_by_label("Orbelazine").check()
    page.get_by_role("button", name="Look it up").click()

    assert page.url.endswith("/could-it-be-my-ms/?symptom=tremor&medication=orbelazine")


@pytest.mark.parametrize(("width", "beside"), [(320, False), (1280, True)])
def test_cells_of_a_topic_stand_side_by_side_or_below_each_other(open_page, width, beside):
    page = open_page(COMPARED, width=width)

    boxes = [cell.bounding_box() for cell in page.get_by_role("row", name="Stopping").get_by_role("cell").all()]

    assert len(boxes) == 3
    assert len({box["y"] for box in boxes}) == (1 if beside else 3)
    assert len({box["x"] for box in boxes}) == (3 if beside else 1)


@pytest.mark.parametrize("width", [320, 1280])
def test_a_comparison_is_a_table_for_those_who_hear_it_at_every_width(open_page, width):
    page = open_page(COMPARED, width=width)

    table = page.get_by_role("table", name="Medicines side by side, topic by topic")

    assert [each.text_content() for each in table.get_by_role("columnheader").all()] == [
        "Topic",
        "Orbelazine",
        "Testamine",
        "Sample drug",
    ]
    assert table.get_by_role("rowheader", name="If you miss a dose").count() == 1

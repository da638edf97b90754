"""What readers come for, from the start page to the answer, by keys alone: on a phone, and without script on a wide screen."""

import pytest
from django.core.cache import cache
from playwright.sync_api import expect

from medications.models import ErrorReport, PolicyViolation
from tests.browser.by_keys import Keys
from tests.browser.listening import faults
from tests.factories.site import complete_site

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.usefixtures("transactional_db")]


def what_helps_one_symptom_but_may_add_to_another(keys: Keys, *, script: bool) -> str:
    keys.to("Tremor").enter()
    keys.to("Which of these may add to another symptom?").type("Pain").to("Show").enter()
    keys.to("Remove filter Used for: Tremor")  # the first stop: the address leads to the results
    return "May worsen pain: sleepiness or tiredness, usually settles"


def whether_it_is_the_medicine(keys: Keys, *, script: bool) -> str:
    keys.to("Could it be my MS, or a medicine?").enter()
    keys.to("Name of a medicine").type("quietrane").to("What do you notice?").type("Tremor").to("Look it up").enter()
    return "Tremor: could it be my MS?"


def something_for_the_doctor_though_the_name_is_misspelt(keys: Keys, *, script: bool) -> str:
    keys.to("Find a medicine").type("quitrane")
    if script:
        expect(keys.page.locator(".search-box__list")).to_be_visible()
        keys.press("ArrowDown").enter()
    else:
        keys.enter().to("Orbelazine").enter()
    keys.to("Print, share, report").press("Enter")
    keys.to("Short sheet in large print").to("Full text for a doctor").enter()
    return "For clinicians: the full text."


def what_changed_since_then_and_who_says_so(keys: Keys, *, script: bool) -> str:
    keys.to("What changed, and who checked it").enter()
    keys.to("Since").press("End").to("Pages about").type("Medicines").to("Show changes").enter()
    expect(keys.page.get_by_role("heading", name="3 changes since March 1, 2026")).to_be_visible()
    expect(keys.page.get_by_text("Approved by a clinical reviewer before it was published.").first).to_be_visible()
    keys.to("What changed in version 2 of Orbelazine").enter()
    return "or-BEL"


def which_of_two_is_better_with_a_symptom(keys: Keys, *, script: bool) -> str:
    keys.to("All 2 medicines from A to Z").enter()
    keys.to("Compare medicines side by side").enter()
    keys.to("Name of a medicine").type("quietrane").to("Name of another one").type("sample drug").to("Compare").enter()
    keys.to("Look up one symptom or side effect for these").enter()
    keys.to("What do you notice?").type("Tremor").to("Look it up").enter()
    return "Its page lists no side effect that we link to tremor."


def an_error_is_told(keys: Keys, *, script: bool) -> str:
    keys.page.goto("/medications/orbelazine/")
    keys.to("Print, share, report").press("Enter")
    keys.to("Report an error on this page").enter()
    keys.to("What is wrong?").type("A word is missing.").to("Send").enter()
    return "Thank you"


def larger_letters_and_dark(keys: Keys, *, script: bool) -> str:
    keys.page.goto("/medications/orbelazine/")
    keys.to("Text and colors").enter()
    keys.to("As on my device").press("ArrowDown", "ArrowDown").to("Normal").press("ArrowDown").to("Use these").enter()
    assert keys.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(18, 25, 31)"
    return "Quietrane"


TASKS = [
    what_helps_one_symptom_but_may_add_to_another,
    whether_it_is_the_medicine,
    something_for_the_doctor_though_the_name_is_misspelt,
    what_changed_since_then_and_who_says_so,
    which_of_two_is_better_with_a_symptom,
    an_error_is_told,
    larger_letters_and_dark,
]


@pytest.mark.parametrize(("script", "width"), [(True, 360), (False, 1280)], ids=["phone", "wide-without-script"])
def test_every_task_is_done_by_keys_alone(open_page, script, width):
    cache.clear()
    complete_site()
    page = open_page("/", width=width, height=740, java_script_enabled=script)
    keys, found = Keys(page, one_column=width < 400), {}

    for task in TASKS:
        page.goto("/")
        expect(page.get_by_text(task(keys, script=script)).first).to_be_visible()
        if heard := faults(page):
            found[task.__name__] = heard

    assert found == {}
    assert keys.faults == []
    assert ErrorReport.objects.get().text == "A word is missing."
    assert not PolicyViolation.objects.exists()

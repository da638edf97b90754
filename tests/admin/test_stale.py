"""A form that was opened before somebody else saved: refused, nothing lost, nothing merged."""

import pytest

from medications.actions import drafts as actions
from medications.models import Medication, SideEffectRow
from tests.admin.desk import address, said
from tests.admin.filled import boxes, row_boxes, with_new_row
from tests.factories import accounts, drafts, records

pytestmark = pytest.mark.slow


@pytest.fixture
def document(db):
    return drafts.draft().document


@pytest.fixture
def writer(desk):
    return desk(accounts.writer(name="wilma"))


@pytest.fixture
def opened(writer, document):
    """The form as Wilma opened it, before Otto saved another pronunciation."""
    values = writer.boxes(document)
    drafts.edited(document, by=accounts.writer(name="otto"), pronunciation="by Otto")
    return values


def test_a_stale_form_saves_nothing_and_says_who_was_first(writer, document, opened):
    response = writer.save(document, {**opened, "pronunciation": "by Wilma"})

    page = response.content.decode()
    assert response.status_code == 200
    assert "Not saved: Otto saved this while you had it open" in page
    assert "these parts have changed: pronunciation." in page
    assert f'<a href="{address(document)}" target="_blank">' in page
    assert Medication.objects.get().pronunciation == "by Otto"
    assert document.revisions.count() == 2
    assert said(response) == []


def test_everything_typed_comes_back(writer, document, opened):
    row = row_boxes(opened, "side_effects", wording="ringing ears")
    typed = {**opened, "pronunciation": ["by Wilma"], f"{row}-wording": ["a whistle in the ear"], "routes": ["rectal"]}
    typed = with_new_row(typed, "sections", kind="storage", heading="Storage", body="Keep it dry.\r\n\r\nAnd cool.")

    response = writer.save(document, typed)

    again = boxes(response, "medication_form")
    assert {name: again.get(name) for name in typed if name != "csrfmiddlewaretoken"} == {
        name: value for name, value in typed.items() if name != "csrfmiddlewaretoken"
    }


def test_sending_it_again_is_refused_again(writer, document, opened):
    first = writer.save(document, {**opened, "pronunciation": "by Wilma"})

    second = writer.save(document, boxes(first, "medication_form"))

    assert "Not saved: Otto" in second.content.decode()
    assert Medication.objects.get().pronunciation == "by Otto"


@pytest.mark.parametrize("token", ["", "garbled", "-1", "١", "9" * 40])
def test_a_form_that_does_not_say_when_it_was_opened_is_stale(writer, document, token):
    response = writer.change(document, lock_version=token, pronunciation="by Wilma")

    assert "Not saved" in response.content.decode()
    assert document.revisions.count() == 1


def test_a_form_without_the_token_is_stale(writer, document):
    values = writer.boxes(document)
    del values["lock_version"]

    response = writer.save(document, {**values, "pronunciation": "by Wilma"})

    assert "Not saved" in response.content.decode()
    assert document.revisions.count() == 1


def test_a_row_that_somebody_else_deleted_comes_back_as_typed_with_the_reason(writer, document):
    """Django alone would say "Please correct the error below" with none to see, and show one row too few."""
    values = writer.boxes(document)
    effects = document.revisions.first().record.side_effects
    drafts.edited(document, by=accounts.writer(name="otto"), side_effects=effects[1:])
    row = row_boxes(values, "side_effects", wording="sleepiness or tiredness")
    last = row_boxes(values, "side_effects", wording="deep sleep")

    response = writer.save(document, {**values, f"{row}-wording": ["sleepy all day"], f"{last}-wording": ["deep sleep, typed"]})

    page, again = response.content.decode(), boxes(response, "medication_form")
    assert "Not saved: Otto saved this while you had it open" in page
    assert "these parts have changed: side effects" in page
    assert "Please correct the error" not in page
    assert (again[f"{row}-wording"], again[f"{last}-wording"]) == (["sleepy all day"], ["deep sleep, typed"])
    assert not SideEffectRow.objects.filter(wording__contains="typed").exists()


def test_rows_put_in_anew_with_the_same_words_are_refused_with_a_cause(writer, document):
    """The content is the same, so the token is good; but the rows the form names are not there any more."""
    values = writer.boxes(document)
    record = document.revisions.first().record
    actions.save_record(record=record, by=None, origin="catalogue", document=document)
    row = row_boxes(values, "side_effects", wording="ringing ears")

    response = writer.save(document, {**values, f"{row}-wording": ["a whistle in the ear"]})

    page = response.content.decode()
    assert "Somebody else has put in anew a row that you have here" in page
    assert boxes(response, "medication_form")[f"{row}-wording"] == ["a whistle in the ear"]
    assert document.revisions.count() == 1


def test_two_who_add_a_term_at_once_do_not_disturb_each_other(writer, document):
    drafts.draft(records.drug_class_record("nerve-agent"))

    response = writer.change(document, pronunciation="by Wilma")

    assert response.status_code == 302

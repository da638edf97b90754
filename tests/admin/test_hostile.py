"""What a form of the desk says to input that nobody types."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from medications.admin import formsets
from tests.admin.desk import address
from tests.admin.filled import boxes
from tests.factories import accounts, drafts, records, takeovers

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
LIST = "admin:medications_symptom_changelist"


@pytest.mark.parametrize("chosen", ["x", "", "1.5", "²", "-1", "9" * 40, "1\0", "\u200d"])
def test_a_row_that_is_named_by_no_number_is_not_chosen(desk, chosen):
    drafts.draft(records.symptom_record("tremor"))

    response = desk().client.post(reverse(LIST), {"action": "archive", "_selected_action": [chosen], "index": "0"})

    assert response.status_code == 302


def test_a_row_that_is_named_by_its_number_is_still_archived(desk):
    document = drafts.draft(records.symptom_record("tremor")).document

    desk().client.post(reverse(LIST), {"action": "archive", "_selected_action": ["x", document.symptom.pk], "index": "0"})

    document.refresh_from_db()
    assert document.archived_at


def test_more_new_rows_than_can_be_shown_again_are_refused_with_the_number_that_can(desk, monkeypatch):
    monkeypatch.setattr(formsets, "MOST_NEW_ROWS", 5)
    document = drafts.draft(records.symptom_record("tremor", resources=[])).document
    writer = desk()
    values = writer.boxes(document)

    few = writer.save(document, {**values, "resources-TOTAL_FORMS": "5"})
    many = writer.save(document, {**values, "resources-TOTAL_FORMS": "6"})

    assert few.status_code in (200, 302)
    assert many.status_code == 400
    assert "A form can take 5 new rows at once." in many.content.decode()
    assert document.revisions.count() == 1


def test_rows_that_are_there_do_not_count_as_new(desk, monkeypatch):
    monkeypatch.setattr(formsets, "MOST_NEW_ROWS", 0)
    document = drafts.draft(records.symptom_record("tremor")).document

    assert desk().change(document, name="trembling").status_code == 302


@pytest.mark.parametrize("number", ["6", "1_000", " 6 ", "+6", "٦", "6.0"])
def test_a_number_of_rows_counts_however_it_is_written(desk, monkeypatch, number):
    monkeypatch.setattr(formsets, "MOST_NEW_ROWS", 5)
    document = drafts.draft(records.symptom_record("tremor", resources=[])).document

    assert desk().change(document, **{"resources-TOTAL_FORMS": number}).status_code == 400


def test_rows_that_a_form_only_says_are_there_count_as_new(desk, monkeypatch):
    monkeypatch.setattr(formsets, "MOST_NEW_ROWS", 5)
    document = drafts.draft(records.symptom_record("tremor", resources=[])).document

    response = desk().change(document, **{"resources-TOTAL_FORMS": "900", "resources-INITIAL_FORMS": "900"})

    assert response.status_code == 400


@pytest.mark.parametrize("number", ["x", "-1", "9" * 30, "²", ""])
def test_a_count_of_rows_that_is_none_is_answered_in_words(desk, number):
    document = drafts.draft(records.symptom_record("tremor")).document

    response = desk().change(document, **{"resources-TOTAL_FORMS": number})

    assert response.status_code in (200, 302, 400)
    assert document.revisions.get().record.resources


def test_too_many_boxes_are_refused_with_the_number_that_can_be_read(desk, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 10
    document = drafts.draft(records.symptom_record("tremor")).document

    response = desk().client.post(address(document), {f"box-{number}": "x" for number in range(11)})

    assert response.status_code == 400
    assert "at most 10." in response.content.decode()
    assert "what you typed is still there" in response.content.decode()


def test_too_many_files_are_refused_with_the_number_that_can_be_read(desk, settings):
    from django.core.files.uploadedfile import SimpleUploadedFile

    settings.DATA_UPLOAD_MAX_NUMBER_FILES = 1
    files = [SimpleUploadedFile("a.txt", b"x"), SimpleUploadedFile("b.txt", b"x")]

    response = desk().client.post(reverse("admin:medications_importbatch_add"), {"files": files})

    assert response.status_code == 400
    assert "more files than can be read at once: at most 1." in response.content.decode()


def test_too_much_text_is_refused_with_the_amount_that_can_be_read(desk, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 2048
    document = drafts.draft(records.symptom_record("tremor")).document

    response = desk().client.post(address(document), {"name": "x" * 3000})

    assert response.status_code == 400
    assert "at most 2 KB." in response.content.decode()


def test_a_refused_term_of_a_wording_stays_with_the_other_answers(desk):
    batch = takeovers.upload()
    writer, url = desk(), reverse("admin:medications_importbatch_wordings", args=[batch.pk])
    found = boxes(writer.client.get(url), "wordings_form")
    number = next(name.partition("-")[2] for name in found if name.startswith("wording-"))
    typed = {f"wording-{number}": found[f"wording-{number}"], f"new-{number}": "\u202e"}

    again = boxes(writer.client.post(url, typed), "wordings_form")

    assert again[f"new-{number}"] == ["\u202e"]


def test_there_is_no_way_to_rows_of_every_kind(desk):
    """Django has one; it looked up a row of any table, and failed on a number where the table has none."""
    client = desk(accounts.writer()).client

    for kind in ContentType.objects.all():
        assert client.get(f"/admin/r/{kind.pk}/1/").status_code == 404, kind

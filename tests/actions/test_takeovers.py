"""An upload of old pages: what is stored, what the worker does, and that one bad page stops no other."""

import pytest

from medications.actions import takeovers
from medications.actions.takeovers import NothingToTakeOver
from medications.errors import NotAllowed
from medications.models import FileState, ImportBatch, ImportFile, Medication, Publication
from tests.factories import accounts, drafts, records
from tests.factories.publications import NOW
from tests.factories.takeovers import about_testamine, two_pages, upload
from tests.importing.pages import small_page

pytestmark = pytest.mark.django_db

PICTURE = ("photo.txt", b"\x89PNG\r\n\x1a\n\x00\x00")


def states(batch) -> list[str]:
    return [file.state for file in batch.files.all()]


def test_pages_become_drafts_and_nothing_is_public():
    batch = upload()

    assert states(batch) == [FileState.NEW, FileState.NEW]
    assert set(Medication.objects.values_list("slug", flat=True)) == {"orbelazine", "testamine"}
    assert not Publication.objects.exists()


def test_upload_reads_at_once_and_leaves_the_rest_to_the_worker(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        batch = takeovers.receive(chosen=two_pages(), by=accounts.writer(), now=NOW)

    assert states(batch) == [FileState.WAITING, FileState.WAITING]
    assert len(callbacks) == 1


def test_the_worker_takes_over_what_waits(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        batch = takeovers.receive(chosen=two_pages(), by=accounts.writer(), now=NOW)

    assert states(batch) == [FileState.NEW, FileState.NEW]


def test_a_task_that_runs_twice_changes_nothing():
    batch = upload()
    before = list(batch.files.values())

    takeovers.take_over_waiting(batch=batch, now=NOW)

    assert list(batch.files.values()) == before


def test_a_file_that_cannot_be_read_says_why_and_the_next_is_taken_over():
    batch = upload(PICTURE, *two_pages())

    refused, *others = batch.files.all()
    assert (refused.state, refused.text) == (FileState.REFUSED, "")
    assert "picture" in refused.refusal
    assert [file.state for file in others] == [FileState.NEW, FileState.NEW]


def test_a_page_that_breaks_the_program_says_so_and_the_next_is_taken_over(monkeypatch):
    parse = takeovers.parse_page

    def broken(text, *, file, today):
        if file == "orbelazine.txt":
            raise ZeroDivisionError
        return parse(text, file=file, today=today)

    monkeypatch.setattr(takeovers, "parse_page", broken)

    batch = upload()

    assert states(batch) == [FileState.REFUSED, FileState.NEW]
    assert batch.files.first().refusal == takeovers.OUR_FAULT
    assert batch.files.first().text


def test_markup_and_scripts_are_not_stored():
    body = "<p>Brand Name Chemical Name</p><p onclick=x()>Altex (U.S.)</p>"
    page = f"<html><head><script>steal()</script></head><body>{body}</body></html>"

    batch = upload(("page.html", page.encode()))

    stored = batch.files.get().text
    assert "Altex (U.S.)" in stored
    assert not any(part in stored for part in ("<", "steal", "onclick"))


def test_no_page_among_the_files_is_refused():
    with pytest.raises(NothingToTakeOver):
        takeovers.receive(chosen=[], by=accounts.writer(), now=NOW)
    assert not ImportBatch.objects.exists()


def test_a_reviewer_may_not_upload():
    with pytest.raises(NotAllowed):
        takeovers.receive(chosen=two_pages(), by=accounts.reviewer(), now=NOW)


def test_an_account_that_lost_its_role_meanwhile_takes_over_nothing():
    person = accounts.writer()
    batch = takeovers.receive(chosen=two_pages(), by=person, now=NOW)
    person.groups.clear()

    takeovers.take_over_waiting(batch=batch, now=NOW)

    assert {file.refusal for file in batch.files.all()} == {takeovers.GONE}


def test_a_page_without_a_name_is_taken_over_once_a_person_names_it():
    batch = upload(("page.txt", small_page(names="", opening="It is an agent.").encode()))
    file = batch.files.get()
    assert file.state == FileState.REFUSED

    takeovers.take_over(file=file, by=accounts.writer(), now=NOW, name="betamine")

    file.refresh_from_db()
    assert (file.state, file.refusal, file.run.document.medication.slug) == (FileState.NEW, "", "betamine")


def test_somebodys_draft_is_replaced_only_on_purpose():
    drafts.draft(records.small_record("testamine"))
    file = upload(("testamine.txt", about_testamine().encode())).files.get()
    assert file.state == FileState.REFUSED

    takeovers.take_over(file=file, by=accounts.writer(), now=NOW, replace_draft=True)

    assert ImportFile.objects.get().state == FileState.PROPOSED


def test_the_same_upload_again_is_unchanged():
    upload()

    assert states(upload()) == [FileState.UNCHANGED, FileState.UNCHANGED]

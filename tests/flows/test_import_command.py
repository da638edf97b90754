"""`manage.py import_legacy`: files and folders in, one line a file out, and what it does not do."""

import json
import zipfile
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from medications.models import Document, ImportRun, Medication, Publication
from tests.factories import accounts, drafts, records
from tests.importing.pages import SAMPLES, small_page

pytestmark = pytest.mark.django_db


def run(*paths: Path, **options) -> str:
    said = StringIO()
    call_command("import_legacy", *map(str, paths), stdout=said, stderr=said, **options)
    return said.getvalue()


def refused(*paths: Path, **options) -> str:
    said = StringIO()
    with pytest.raises(CommandError) as refusal:
        call_command("import_legacy", *map(str, paths), stdout=said, stderr=said, **options)
    return f"{said.getvalue()}\n{refusal.value}"


@pytest.fixture
def page(tmp_path) -> Path:
    file = tmp_path / "orbelazine.txt"
    file.write_text((SAMPLES / "orbelazine.txt").read_text("utf-8"), "utf-8")
    return file


def test_page_is_taken_over_as_a_draft(page):
    said = run(page)

    assert said.startswith("orbelazine.txt: new. orbelazine, ")
    assert Medication.objects.get().slug == "orbelazine"
    assert not Publication.objects.exists()


def test_folder_is_searched_for_pages(page):
    (page.parent / "deeper").mkdir()
    (page.parent / "deeper" / "other.txt").write_text(small_page(names="Altex (U.K.)", opening="Testamine is an agent."), "utf-8")
    (page.parent / "notes.md").write_text("no page", "utf-8")

    lines = run(page.parent).splitlines()
    assert [line.split(":")[0] for line in lines[:2]] == ["deeper/other.txt", "orbelazine.txt"]


def test_the_summary_counts_what_became_of_the_files(page):
    (page.parent / "a-picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00")

    summary = refused(page.parent).split("\n\n")[-2].splitlines()

    assert [line.split() for line in summary[:3]] == [["files", "2"], ["new", "1"], ["refused", "1"]]


def test_zip_is_opened(page):
    with zipfile.ZipFile(page.parent / "old.zip", "w") as archive:
        archive.write(page, "orbelazine.txt")
    page.unlink()

    assert "orbelazine.txt: new." in run(page.parent / "old.zip")


def test_name_is_given_by_a_person_where_the_page_has_none(page):
    page.write_text(small_page(names="", opening="It is an agent."), "utf-8")

    assert "No medicine's name" in refused(page)
    assert "new." in run(page, name="Testamine")
    assert Medication.objects.get().slug == "testamine"


def test_name_is_for_one_page_only(page):
    (page.parent / "other.txt").write_text(small_page(), "utf-8")

    assert "--name is for one page" in refused(page.parent, name="Testamine")


def test_same_page_again_is_unchanged(page):
    run(page)

    assert "orbelazine.txt: unchanged." in run(page)
    assert ImportRun.objects.count() == 1


def test_dry_run_writes_nothing(page):
    said = run(page, dry_run=True)

    assert "would be taken over" in said
    assert not Document.objects.exists()


def test_json_gives_the_parsed_pages(page):
    (parsed,) = json.loads(run(page, format="json", dry_run=True))

    assert (parsed["file"], parsed["generic_name"]["value"]) == ("orbelazine.txt", "orbelazine")


def test_account_that_imports_is_named_in_the_trace(page):
    accounts.writer("volunteer")

    run(page, user="volunteer")

    assert ImportRun.objects.get().by_name == "Volunteer"


def test_account_that_may_not_edit_is_refused_in_one_line(page):
    accounts.reviewer()

    assert "orbelazine.txt: refused. Your role does not allow you to edit." in refused(page, user="reviewer")
    assert not Document.objects.exists()


def test_unknown_account_is_refused(page):
    assert "no account named nobody" in refused(page, user="nobody")


def test_missing_file_is_refused(tmp_path):
    assert "There is no file or folder" in refused(tmp_path / "missing.txt")


def test_folder_without_pages_is_refused(tmp_path):
    assert "There are no .htm, .html, .txt, .xhtml, .zip files" in refused(tmp_path)


def test_bad_file_does_not_stop_the_others(page):
    (page.parent / "a-picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00")

    said = refused(page.parent)

    assert "a-picture.txt: refused." in said
    assert "orbelazine.txt: new." in said
    assert "1 of 2 files were refused" in said


def test_page_that_names_things_twice_does_not_stop_the_others(page):
    twice = page.read_text("utf-8").replace("Quietrane (U.S. and Canada)", "Altex (U.S.)\n\nAltex (U.S.)")
    (page.parent / "a-twice.txt").write_text(twice.replace("orbelazine", "testamine").replace("Orbelazine", "Testamine"), "utf-8")

    said = run(page.parent)

    assert "a-twice.txt: new." in said
    assert "orbelazine.txt: new." in said


def test_somebodys_draft_is_refused_and_replaced_only_on_request(page):
    drafts.draft(records.small_record("orbelazine"))

    assert "has worked on" in refused(page)
    assert "orbelazine.txt: proposed." in run(page, replace_draft=True)

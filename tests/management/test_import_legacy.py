"""The command line of the import: what it prints, and what it refuses without stopping."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from medications.management.commands import import_legacy
from medications.models import Document
from tests.factories import accounts

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

SAMPLE = Path(__file__).resolve().parents[1] / "importing/samples/orbelazine.txt"
KEYS = (
    "file generic_name pronunciation brand_names uses generic_available availability sections side_effects lead_sentences "
    "footnote related_resources sources last_updated unmapped findings"
).split()


def run(*arguments) -> str:
    out = StringIO()
    call_command("import_legacy", *map(str, arguments), stdout=out)
    return out.getvalue()


def test_a_dry_run_prints_the_pages_as_json_and_writes_nothing():
    pages = json.loads(run(SAMPLE, "--dry-run", "--format", "json"))

    assert [sorted(page) for page in pages] == [sorted(KEYS)]
    assert pages[0]["generic_name"] == {"value": "orbelazine", "inferred": True}
    assert pages[0]["brand_names"] == [{"name": "Quietrane", "market": "US"}, {"name": "Quietrane", "market": "CA"}]
    assert not Document.objects.exists()


def test_an_import_says_what_became_of_each_file():
    assert "orbelazine.txt: new." in run(SAMPLE)
    assert "orbelazine.txt: unchanged." in run(SAMPLE)


def test_a_file_that_cannot_be_read_is_said_and_the_next_one_taken(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"%PDF-1.4 ...")
    (tmp_path / "b.txt").write_text(SAMPLE.read_text())
    out = StringIO()

    with pytest.raises(CommandError, match="1 of 2 files were refused"):
        call_command("import_legacy", str(tmp_path), stdout=out)

    assert "a.txt: refused. This is a PDF file" in out.getvalue()
    assert "b.txt: new." in out.getvalue()


def test_a_path_that_is_not_there_is_one_clear_line():
    with pytest.raises(CommandError, match="There is no file or folder"):
        run("/nowhere/page.txt")


def test_an_unknown_account_is_one_clear_line():
    with pytest.raises(CommandError, match="no account named"):
        run(SAMPLE, "--user", "nobody-here")


def test_a_page_that_breaks_the_program_is_said_and_the_next_one_taken(tmp_path, monkeypatch):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(SAMPLE.read_text())
    parse = import_legacy.parse_page

    def broken(text, *, file, today):
        if file == "a.txt":
            raise ZeroDivisionError
        return parse(text, file=file, today=today)

    monkeypatch.setattr(import_legacy, "parse_page", broken)
    out = StringIO()

    with pytest.raises(CommandError, match="1 of 2 files were refused"):
        call_command("import_legacy", str(tmp_path), stdout=out)

    assert "a.txt: refused. Something went wrong with this page on our side." in out.getvalue()
    assert "b.txt: new." in out.getvalue()


@pytest.mark.parametrize(
    ("folders", "names"),
    [(["one", "two"], ["one/a.txt", "two/a.txt"]), (["one/old", "two/old"], ["{}/one/old/a.txt", "{}/two/old/a.txt"])],
)
def test_files_of_the_same_name_in_two_folders_are_two_files(tmp_path, folders, names):
    for number, folder in enumerate(folders):
        (tmp_path / folder).mkdir(parents=True)
        text = SAMPLE.read_text().replace("rbelazine", f"rbelazine{'xy'[number]}").replace("Quietrane", f"Quiet{'xy'[number]}")
        (tmp_path / folder / "a.txt").write_text(text)

    lines = run(*(tmp_path / folder for folder in folders), "--dry-run").splitlines()

    assert [line.split(": ")[0] for line in lines[:2]] == [name.format(tmp_path) for name in names]
    assert all("would be taken over" in line for line in lines[:2])


def test_a_page_that_is_refused_says_why_in_json_too(tmp_path):
    (tmp_path / "a.txt").write_text(SAMPLE.read_text())
    out = StringIO()
    accounts.reviewer()

    with pytest.raises(CommandError):
        call_command("import_legacy", str(tmp_path), "--format", "json", "--user", "reviewer", stdout=out)

    assert json.loads(out.getvalue()) == [{"file": "a.txt", "refused": "Your role does not allow you to edit."}]

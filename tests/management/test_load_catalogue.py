"""Loading the starter catalogue: as drafts or starter pages, again without change, and never over somebody's work."""

import shutil
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from medications.content.choices import Basis
from medications.models import Change, Document, Finding, Medication, Publication, Revision
from tests.factories import drafts

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

CATALOGUE = Path(__file__).resolve().parents[2] / "medications/catalogue"


@pytest.fixture
def two(tmp_path):
    """A catalogue of two medicines in a folder of its own."""
    shutil.copytree(CATALOGUE / "vocabulary", tmp_path / "vocabulary")
    (tmp_path / "medications").mkdir()
    for name in ("clonazepam", "gabapentin"):
        shutil.copy(CATALOGUE / "medications" / f"{name}.yaml", tmp_path / "medications")
    return tmp_path


def load(path, *arguments) -> str:
    out = StringIO()
    call_command("load_catalogue", "--path", str(path), *arguments, stdout=out, stderr=out)
    return out.getvalue()


def edit(path, old: str, new: str) -> None:
    file = path / "medications" / "clonazepam.yaml"
    assert old in file.read_text()
    file.write_text(file.read_text().replace(old, new, 1))


def test_a_catalogue_becomes_drafts_and_nothing_public(two):
    load(two)

    assert set(Medication.objects.values_list("slug", flat=True)) == {"clonazepam", "gabapentin"}
    assert not Change.objects.exists()


def test_starter_pages_are_public_marked_so_and_never_reviewed(two):
    load(two, "--publish-starter")

    pages = Publication.objects.filter(document__kind="medication")
    assert {(page.basis, page.last_reviewed) for page in pages} == {(Basis.STARTER, None)}
    assert len(pages) == 2


def test_loading_again_changes_nothing(two):
    load(two, "--publish-starter")
    before = (Revision.objects.count(), Change.objects.count(), Document.objects.count(), Finding.objects.count())

    load(two, "--publish-starter")

    assert (Revision.objects.count(), Change.objects.count(), Document.objects.count(), Finding.objects.count()) == before


def test_only_what_was_asked_for_is_loaded(two):
    load(two, "--only", "gabapentin")

    assert list(Medication.objects.values_list("slug", flat=True)) == ["gabapentin"]


def test_an_unknown_medicine_is_one_clear_line(two):
    with pytest.raises(CommandError, match="no catalogue file for nothing"):
        load(two, "--only", "nothing")


def test_a_changed_file_is_left_alone_without_update_and_becomes_a_draft_with_it(two):
    load(two)
    edit(two, "pronunciation: ", "pronunciation: kloe-NA-ze-pam #")

    kept, updated = load(two), load(two, "--update")

    assert "kept as it is here: medication clonazepam" in kept
    assert "1 updated" in updated


def test_what_staff_have_edited_is_never_replaced(two):
    load(two)
    document = Medication.objects.get(slug="clonazepam").document
    drafts.edited(document, pronunciation="by hand")
    edit(two, "pronunciation: ", "pronunciation: by-file #")

    load(two, "--update")

    assert Medication.objects.get(slug="clonazepam").pronunciation == "by hand"


def test_a_fault_is_told_with_file_line_and_field_and_nothing_is_loaded(two):
    edit(two, "drug_class: benzodiazepine", "drug_class: nonsense")
    out = StringIO()

    with pytest.raises(CommandError, match="nothing was loaded"):
        call_command("load_catalogue", "--path", str(two), stdout=out, stderr=out)

    assert "clonazepam.yaml:" in out.getvalue()
    assert "drug_class" in out.getvalue()
    assert not Document.objects.exists()


def test_open_questions_of_a_file_become_findings_for_staff(two):
    load(two)

    assert Finding.objects.filter(document__medication__slug="clonazepam", code="catalogue").exists()

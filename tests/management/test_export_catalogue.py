"""Writing the site as catalogue files: what is loaded, exported and loaded again elsewhere is the same."""

from contextlib import contextmanager
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from medications.actions import suppressions
from medications.actions.catalogue_saves import find_document
from medications.content import catalogue
from medications.content.catalogue_notes import HELD_BACK
from medications.management.catalogue_folder import FOLDER
from medications.models import Finding, Revision
from tests.assertions import recorded_sql
from tests.factories import accounts, drafts, publications, records
from tests.factories.catalogue_files import replace, write_catalogue
from tests.factories.publications import NOW
from tests.factories.withdrawals import withdrawn

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def files(tmp_path) -> Path:
    return write_catalogue(tmp_path / "files")


@pytest.fixture
def folder(tmp_path) -> Path:
    return tmp_path / "export"


def load(path: Path, **options) -> str:
    said = StringIO()
    call_command("load_catalogue", path=path, stdout=said, stderr=said, **options)
    return said.getvalue()


def export(folder: Path, **options) -> str:
    said = StringIO()
    call_command("export_catalogue", folder, stdout=said, stderr=said, **options)
    return said.getvalue()


def refused(folder: Path, **options) -> str:
    said = StringIO()
    with pytest.raises(CommandError) as refusal:
        call_command("export_catalogue", folder, stdout=said, stderr=said, **options)
    return f"{said.getvalue()}{refusal.value}"


def digests() -> set[tuple]:
    """Of the newest version of everything."""
    return {
        (revision.document.kind, getattr(revision.record, "code", None) or revision.record.slug, revision.digest)
        for revision in Revision.objects.select_related("document").order_by("number")
    }


@contextmanager
def undone():
    """What is loaded inside is gone afterwards: the database is another site's, which has nothing yet."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def medicine(folder: Path, slug: str = "orbelazine") -> Path:
    return folder / "medications" / f"{slug}.yaml"


def orbelazine():
    return find_document("medication", "orbelazine")


# There and back


def test_what_was_loaded_is_the_same_in_an_empty_database_after_an_export(files, folder):
    with undone():
        load(files, publish_starter=True)
        written = digests()
        export(folder)

    load(folder)

    assert digests() == written


def test_real_catalogue_is_the_same_in_an_empty_database_after_an_export(folder):
    with undone():
        load(FOLDER)
        written = digests()
        export(folder, drafts=True)

    load(folder)

    assert digests() == written


def test_loading_the_export_where_it_came_from_changes_nothing(files, folder):
    load(files, publish_starter=True)
    export(folder)

    said = load(folder, update=True)

    assert said.splitlines()[-1] == "7 unchanged"


def test_exporting_again_writes_the_same_files(files, folder):
    load(files)
    export(folder, drafts=True)
    before = {file: file.read_text() for file in folder.rglob("*.yaml")}

    export(folder, drafts=True)

    assert {file: file.read_text() for file in folder.rglob("*.yaml")} == before


def test_edited_draft_is_the_same_elsewhere(files, folder):
    with undone():
        load(files)
        drafts.edited(orbelazine(), pronunciation="or-BEL", look_alike_footnote='Say "yes": ask.')
        written = digests()
        export(folder, drafts=True)

    load(folder)

    assert digests() < written  # the version before the edit is history
    assert orbelazine().revisions.first().record.pronunciation == "or-BEL"


# Which text


def test_public_text_is_written_while_a_draft_waits(files, folder):
    load(files, publish_starter=True)
    drafts.edited(orbelazine(), pronunciation="or-BEL")

    export(folder)

    assert "or-BEL" not in medicine(folder).read_text()


def test_draft_is_written_if_drafts_are_asked_for(files, folder):
    load(files, publish_starter=True)
    drafts.edited(orbelazine(), pronunciation="or-BEL")

    export(folder, drafts=True)

    assert "or-BEL" in medicine(folder).read_text()


def test_what_is_not_public_is_not_written(files, folder):
    load(files, publish_starter=True, only=["testamine"])
    load(files)

    said = export(folder)

    assert not medicine(folder).exists()
    assert said.startswith("1 medicine and")


def test_withdrawn_page_is_not_written(files, folder):
    load(files, publish_starter=True)
    withdrawn(orbelazine())

    export(folder)

    assert not medicine(folder).exists()


def test_draft_that_was_put_away_is_not_written(files, folder):
    load(files)
    drafts.actions.archive(document=orbelazine(), by=accounts.writer(), now=NOW)

    export(folder, drafts=True)

    assert not medicine(folder).exists()


def test_removed_text_is_not_written(files, folder):
    load(files, publish_starter=True)
    withdrawn(orbelazine())
    suppressions.suppress(revision=orbelazine().revisions.first(), reason="Harm.", by=accounts.account("administrator"), now=NOW)

    export(folder, drafts=True)

    assert not medicine(folder).exists()


def test_only_the_medicine_that_was_asked_for_is_written_with_all_terms(files, folder):
    load(files)

    export(folder, drafts=True, only=["testamine"])

    assert [file.name for file in (folder / "medications").iterdir()] == ["testamine.yaml"]
    assert "code: tremor" in (folder / "vocabulary" / "symptoms.yaml").read_text()


def test_source_has_the_details_of_today_in_every_file(files, folder):
    """Else one code would say two things, and the files could not be loaded."""
    load(files, publish_starter=True)
    source = drafts.edited(find_document("source", "example-label-2024"), title="The label of 2024")
    publications.publish(publications.approve(source), now=NOW)

    export(folder)

    assert {'title: "The label of 2024"' in file.read_text() for file in (folder / "medications").iterdir()} == {True}


# What a file says beside the record


def test_facts_reasons_and_holding_back_of_a_file_that_is_replaced_are_kept(files, folder):
    load(files)
    write_catalogue(folder)
    with medicine(folder).open("a") as file:
        file.write(
            'facts:\n  - {fact: about-1, said: ["it calms"]}\nleft_out:\n  - {fact: about-2, reason: Old.}\nheld_back: No.\n'
        )

    export(folder, drafts=True)

    read = catalogue.read_medication(medicine(folder).read_text(), file="orbelazine.yaml")
    assert (read.facts[0].fact, read.left_out[0].fact, read.held_back) == ("about-1", "about-2", "No.")


def test_reason_to_hold_back_goes_with_the_export(files, folder):
    with medicine(files).open("a") as file:
        file.write("held_back: Its boxed warning is missing.\n")
    load(files)

    export(folder, drafts=True)

    read = catalogue.read_medication(medicine(folder).read_text(), file="orbelazine.yaml")
    assert read.held_back == "Its boxed warning is missing."
    assert not [finding for finding in read.findings if finding.startswith(HELD_BACK)]


def test_findings_that_are_settled_or_tell_of_the_catalogue_are_not_written(files, folder):
    load(files)
    drafts.edited(orbelazine(), pronunciation="or-BEL")
    replace(medicine(files), "It calms.", "It soothes.")
    load(files, update=True)
    Finding.objects.exclude(code="catalogue_newer").update(settled_at=NOW)

    export(folder, drafts=True)

    assert "findings" not in medicine(folder).read_text()


# What cannot be written


def test_medicine_that_says_too_little_is_named_with_what_is_missing_and_the_others_are_written(files, folder):
    load(files)
    drafts.edited(orbelazine(), uses=[], drug_class=None)

    said = refused(folder, drafts=True)

    assert "orbelazine is not written: uses: is missing" in said
    assert "orbelazine is not written: drug_class: is missing" in said
    assert [file.name for file in (folder / "medications").iterdir()] == ["testamine.yaml"]


def test_medicine_whose_term_is_not_written_is_named_with_the_term(files, folder):
    load(files)
    drafts.actions.archive(document=find_document("symptom", "tremor"), by=accounts.writer(), now=NOW)

    said = refused(folder, drafts=True)

    assert "orbelazine is not written: names the symptom 'tremor', which is not among the terms that are written" in said


def test_nothing_public_is_told_in_a_line_and_nothing_is_written(files, folder):
    load(files)

    assert "No medicine is public. --drafts writes drafts, too." in refused(folder)
    assert not folder.exists()


def test_medicine_that_is_not_here_is_refused_by_its_name(files, folder):
    load(files)

    assert "There is no medicine to export with the address nothing." in refused(folder, drafts=True, only=["nothing"])


def test_file_that_cannot_be_read_is_not_replaced_and_nothing_is_written(files, folder):
    load(files)
    write_catalogue(folder)
    medicine(folder).write_text("slug: [")

    said = refused(folder, drafts=True)

    assert "orbelazine.yaml would be replaced, but cannot be read; nothing was written" in said
    assert medicine(folder).read_text() == "slug: ["
    assert "example-label-2024, p. 2" in medicine(folder, "testamine").read_text()


def test_folder_that_cannot_be_made_is_told_in_a_line(files, tmp_path):
    load(files)
    (tmp_path / "export").write_text("a file")

    assert "cannot be written: " in refused(tmp_path / "export", drafts=True)


def test_files_of_other_medicines_stay_and_are_named(files, folder):
    load(files)
    write_catalogue(folder)
    medicine(folder).rename(medicine(folder, "oldazine"))

    said = export(folder, drafts=True)

    assert "left as it was, since it is not among what is exported: oldazine.yaml" in said
    assert medicine(folder, "oldazine").exists()


def test_more_medicines_cost_no_more_queries(files, folder):
    load(files)
    with recorded_sql() as few:
        export(folder, drafts=True)
    drafts.draft(records.medication_record(slug="third"))

    with recorded_sql() as more:
        export(folder, drafts=True)

    assert len(more) == len(few)

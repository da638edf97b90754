"""`load_catalogue`: loading again changes nothing, what staff have edited is left alone, and faults are told by file and line."""

import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from medications.actions.catalogue_saves import find_document
from medications.content import catalogue_records
from medications.content.canonical import canonical, digest_of
from medications.management.commands import load_catalogue
from medications.models import Change, Document, Event, EventKind, Finding, IndexRow, Origin, Publication, Revision
from tests.assertions import public_rows
from tests.factories import drafts, publications
from tests.factories.catalogue_files import replace, write_catalogue
from tests.factories.publications import NOW
from tests.factories.withdrawals import withdrawn

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

REAL = load_catalogue.FOLDER


@pytest.fixture
def folder(tmp_path) -> Path:
    return write_catalogue(tmp_path)


def load(folder: Path, **options) -> str:
    said = StringIO()
    call_command("load_catalogue", path=folder, stdout=said, stderr=said, **options)
    return said.getvalue()


def counts(said: str) -> dict[str, int]:
    """The numbers of "3 new, 1 kept"."""
    return {what: int(count) for count, what in re.findall(r"(\d+) (new|updated|unchanged|kept|published)\b", said)}


def refused(folder: Path, **options) -> str:
    said = StringIO()
    with pytest.raises(CommandError) as refusal:
        call_command("load_catalogue", path=folder, stdout=said, stderr=said, **options)
    return f"{said.getvalue()}\n{refusal.value}"


def newest(kind: str, code: str) -> Revision:
    return find_document(kind, code).revisions.order_by("-number").first()


def orbelazine(folder: Path) -> Path:
    return folder / "medications" / "orbelazine.yaml"


def test_everything_becomes_a_draft_and_nothing_public(folder):
    said = load(folder)

    assert counts(said) == {"new": 7}
    assert set(Revision.objects.values_list("origin", "by_id")) == {(Origin.CATALOGUE, None)}
    assert not Publication.objects.exists()


def test_findings_are_noted_for_staff(folder):
    load(folder)

    finding = Finding.objects.get(document=find_document("medication", "orbelazine"))
    assert finding.message == "Nobody knows what happens after a missed dose."


@pytest.mark.parametrize("options", [{}, {"update": True}, {"publish_starter": True}, {"update": True, "publish_starter": True}])
def test_loading_again_changes_nothing(folder, options):
    load(folder, **options)
    before = (Document.objects.count(), Revision.objects.count(), Finding.objects.count(), public_rows())

    said = load(folder, **options)

    assert counts(said) == {"unchanged": 7}
    assert (Document.objects.count(), Revision.objects.count(), Finding.objects.count(), public_rows()) == before


def test_only_one_medicine_is_loaded_with_the_terms(folder):
    load(folder, only=["testamine"])

    assert find_document("medication", "testamine")
    assert not find_document("medication", "orbelazine")


def test_medicine_without_a_file_is_refused_by_its_name(folder):
    assert "There is no catalogue file for nothing" in refused(folder, only=["nothing"])
    assert not Document.objects.exists()


# Published as starter pages


def test_starter_pages_are_public_and_marked_so(folder):
    said = load(folder, publish_starter=True)

    assert counts(said)["published"] == 2
    assert set(Publication.objects.values_list("basis", "last_reviewed", "review_due")) == {("starter", None, None)}
    assert IndexRow.objects.filter(kind="medication").count() == 2
    assert set(Change.objects.values_list("by_id", "role")) == {(None, "")}


def test_drafts_loaded_before_are_published_later(folder):
    load(folder)

    said = load(folder, publish_starter=True)

    assert counts(said) == {"unchanged": 7, "published": 2}


def test_page_that_is_public_is_not_published_again(folder):
    load(folder, publish_starter=True)
    replace(orbelazine(folder), "It calms.", "It soothes.")

    load(folder, update=True, publish_starter=True)

    assert Change.objects.filter(document__kind="medication", slug="orbelazine").count() == 1
    assert "It calms." in Publication.objects.get(document=find_document("medication", "orbelazine")).revision.content


def test_page_that_was_withdrawn_is_not_published_again(folder):
    load(folder, publish_starter=True)
    document = newest("medication", "testamine").document
    withdrawn(document)

    load(folder, update=True, publish_starter=True)

    assert Publication.objects.get(document=document).withdrawal is not None


def test_draft_that_staff_have_edited_is_not_published_as_a_starter_page(folder):
    load(folder)
    drafts.edited(find_document("medication", "orbelazine"), pronunciation="or-BEL")

    load(folder, publish_starter=True)

    assert not Publication.objects.filter(document=find_document("medication", "orbelazine")).exists()


# Staff's edits


def test_what_staff_have_edited_is_kept_and_named(folder):
    load(folder)
    edited = drafts.edited(find_document("medication", "orbelazine"), pronunciation="or-BEL")
    replace(orbelazine(folder), "It calms.", "It soothes.")

    said = load(folder, update=True)

    assert counts(said) == {"unchanged": 6, "kept": 1}
    assert "kept as it is here: medication orbelazine" in said
    assert newest("medication", "orbelazine") == edited


def test_term_that_staff_have_edited_is_kept(folder):
    load(folder)
    edited = drafts.edited(find_document("symptom", "tremor"), summary="Our own words.")

    said = load(folder, update=True)

    assert "kept as it is here: symptom tremor" in said
    assert newest("symptom", "tremor") == edited


def test_changed_file_is_kept_back_without_update(folder):
    load(folder)
    replace(orbelazine(folder), "It calms.", "It soothes.")

    said = load(folder)

    assert counts(said) == {"unchanged": 6, "kept": 1}
    assert "It calms." in newest("medication", "orbelazine").content


def test_changed_file_replaces_an_untouched_draft_with_update(folder):
    load(folder)
    replace(orbelazine(folder), "It calms.", "It soothes.")

    said = load(folder, update=True)

    assert counts(said) == {"unchanged": 6, "updated": 1}
    assert "It soothes." in newest("medication", "orbelazine").content


def test_update_of_a_public_page_is_a_draft_only(folder):
    load(folder, publish_starter=True)
    publications.publish(publications.approve(newest("medication", "orbelazine")), now=NOW)
    before = public_rows()
    replace(orbelazine(folder), "It calms.", "It soothes.")

    load(folder, update=True)

    assert public_rows() == before


# Faults


FAULTS = {
    "unknown symptom": (
        "medications/orbelazine.yaml",
        "symptom: tremor",
        "symptom: tremors",
        "orbelazine.yaml:12: uses[0].symptom",
    ),
    "uncited": ("medications/testamine.yaml", "[@example-label-2024, p. 2]", "", "testamine.yaml:21: sections[0].body"),
    "misspelt field": ("medications/orbelazine.yaml", "routes:", "rotes:", "orbelazine.yaml:8: rotes"),
    "no YAML": ("medications/orbelazine.yaml", "slug: orbelazine", "slug: [orbelazine", "begins on line 2"),
    "vocabulary": ("vocabulary/side-effects.yaml", "[fatigue]", "[fog]", "side-effects.yaml:3: terms[0].may_worsen"),
    "vocabulary field": ("vocabulary/symptoms.yaml", "summary: Shaking.", "", "symptoms.yaml:3: terms[0].summary"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_fault_is_told_by_file_and_line_and_nothing_is_loaded(folder, fault):
    file, old, new, said = FAULTS[fault]
    replace(folder / file, old, new)

    assert said in refused(folder)
    assert not Document.objects.exists()


def test_all_faults_are_told_at_once(folder):
    for file, old, new, _ in FAULTS.values():
        if "orbelazine" not in file:
            replace(folder / file, old, new)

    said = refused(folder)

    assert "testamine.yaml:" in said or "symptoms.yaml:" in said
    assert re.search(r"\d+ problems in the catalogue; nothing was loaded", said)


def test_missing_folder_is_told_in_one_line(tmp_path):
    assert "cannot be read" in refused(tmp_path / "nowhere")


def test_file_that_is_not_utf_8_is_refused(folder):
    orbelazine(folder).write_bytes(b"format: 1\nslug: \xff\n")

    assert "is not UTF-8 text" in refused(folder)


# The real one


@pytest.mark.slow
def test_real_catalogue_is_stored_as_it_is_written():
    """Every file, through the working copy and back: the Revision says what the file says."""
    load(REAL)
    vocabulary, medications = load_catalogue.Command()._read(REAL, only=[])

    written = {each.slug: digest_of(canonical(catalogue_records.to_record(each, vocabulary))) for each in medications}
    stored = {slug: newest("medication", slug).digest for slug in written}

    assert written
    assert stored == written


@pytest.mark.slow
def test_real_catalogue_loaded_again_changes_nothing():
    first = load(REAL)

    again = load(REAL)

    assert counts(again) == {"unchanged": counts(first)["new"]}


# What is written down


def events() -> list[Event]:
    return list(Event.objects.order_by("pk"))


def test_a_load_is_one_event_that_says_what_it_wrote(folder):
    load(folder, publish_starter=True)

    (event,) = events()
    assert (event.kind, event.by_id, event.subject_name) == (EventKind.CATALOGUE_LOADED, None, "7 new, 2 published")
    written = {each["field"]: (each["old"], each["new"]) for each in event.differences}
    assert written["medication orbelazine"] == ("not public", "public as a starter page")
    assert ("", "version 1") in written.values()


def test_an_update_says_which_versions_it_replaced(folder):
    load(folder)
    replace(orbelazine(folder), "It calms.", "It soothes.")

    load(folder, update=True)

    assert events()[-1].differences == [{"field": "medication orbelazine", "old": "version 1", "new": "version 2"}]


def test_a_load_that_writes_nothing_leaves_no_event(folder):
    load(folder)
    load(folder)

    assert len(events()) == 1


def test_a_load_that_breaks_off_says_what_it_had_written(folder, monkeypatch):
    """Terms are committed before the medicines; a fault in one of these must not hide them."""

    def fails(*args):
        raise ZeroDivisionError

    monkeypatch.setattr("medications.actions.catalogue.catalogue_findings.note", fails)
    with pytest.raises(ZeroDivisionError):
        load(folder)

    (event,) = events()
    assert event.subject_name == "5 new"
    assert not [each for each in event.differences if each["field"].startswith("medication")]

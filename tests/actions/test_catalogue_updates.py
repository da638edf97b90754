"""`load_catalogue --update`: what is new in the catalogue is offered, never laid over somebody's work, and public pages stay."""

import pytest

from medications.actions import findings as desk
from medications.actions import suppressions
from medications.actions.catalogue_saves import find_document
from medications.models import Document, Event, Finding, Origin, Publication, Revision
from tests.actions.test_catalogue import counts, load, newest, orbelazine
from tests.assertions import public_rows, shown
from tests.factories import accounts, drafts, publications
from tests.factories.catalogue_files import replace, write_catalogue
from tests.factories.publications import NOW
from tests.factories.withdrawals import withdrawn

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

BODY = "It calms."


@pytest.fixture
def folder(tmp_path):
    return write_catalogue(tmp_path)


@pytest.fixture
def edited(folder) -> Document:
    """Orbelazine, loaded and then edited here."""
    load(folder)
    return drafts.edited(find_document("medication", "orbelazine"), pronunciation="or-BEL").document


def soothes(folder, new: str = "It soothes.", old: str = BODY) -> None:
    """The catalogue's next text of orbelazine."""
    replace(orbelazine(folder), old, new)


def newer(document: Document) -> list[Finding]:
    return list(Finding.objects.filter(document=document, code="catalogue_newer").order_by("pk"))


def still_open(document: Document) -> list[str]:
    return [finding.message for finding in newer(document) if finding.settled_at is None]


# Nobody has edited it: a new draft


def test_starter_page_stays_as_it_is_and_the_newer_text_waits_as_a_draft(folder):
    load(folder, publish_starter=True)
    before, seen = public_rows(), shown("/medications/orbelazine/")
    soothes(folder)

    said = load(folder, update=True, publish_starter=True)

    assert counts(said) == {"unchanged": 6, "updated": 1}
    assert "It soothes." in newest("medication", "orbelazine").content
    assert (public_rows(), shown("/medications/orbelazine/")) == (before, seen)


def test_newer_text_of_a_starter_page_is_public_once_it_was_approved(folder):
    load(folder, publish_starter=True)
    soothes(folder)
    load(folder, update=True)

    publications.publish(publications.approve(newest("medication", "orbelazine")), now=NOW)

    assert b"It soothes." in shown("/medications/orbelazine/")[1]


@pytest.mark.parametrize(
    ("kind", "code", "file", "old", "new"),
    [
        ("symptom", "tremor", "vocabulary/symptoms.yaml", "Shaking.", "Trembling."),
        ("symptom", "tremor", "vocabulary/symptoms.yaml", "name: tremor", "name: shakes"),
        ("drug_class", "calming-agent", "vocabulary/drug-classes.yaml", "name: calming agent", "name: calmer"),
        ("side_effect", "drowsiness", "vocabulary/side-effects.yaml", "name: drowsiness", "name: sleepiness"),
        ("source", "example-label-2024", None, "title: Label", "title: The label"),
    ],
)
def test_public_term_stays_as_it_is_and_its_newer_text_waits_as_a_draft(folder, kind, code, file, old, new):
    load(folder, publish_starter=True)
    before = public_rows()
    for each in [folder / file] if file else sorted((folder / "medications").iterdir()):
        replace(each, old, new)

    said = load(folder, update=True, publish_starter=True)

    assert counts(said) == {"unchanged": 6, "updated": 1}
    assert new.split(": ")[-1] in newest(kind, code).content
    assert public_rows() == before


def test_drafts_take_over_the_new_words_of_a_term_that_is_not_public(folder):
    load(folder)
    replace(folder / "vocabulary" / "drug-classes.yaml", "name: calming agent", "name: calmer")

    load(folder, update=True)

    assert newest("medication", "orbelazine").record.drug_class.label == "calmer"


def test_update_again_changes_nothing_while_a_public_term_is_called_otherwise(folder):
    load(folder, publish_starter=True)
    replace(folder / "vocabulary" / "drug-classes.yaml", "name: calming agent", "name: calmer")
    load(folder, update=True)

    said = load(folder, update=True)

    assert counts(said) == {"unchanged": 7}


def test_term_that_was_renamed_here_makes_no_medicine_differ_from_the_catalogue(folder):
    load(folder, publish_starter=True)
    renamed = drafts.edited(find_document("drug_class", "calming-agent"), name="calmer")
    publications.publish(publications.approve(renamed), now=NOW)
    drafts.draft(newest("medication", "orbelazine").record, document=find_document("medication", "orbelazine"))

    said = load(folder, update=True)

    assert "kept as it is here: medication" not in said
    assert not Finding.objects.filter(code="catalogue_newer", document__kind="medication").exists()


def test_draft_that_was_put_away_is_left_where_it_is(folder):
    load(folder)
    document = find_document("medication", "orbelazine")
    drafts.actions.archive(document=document, by=accounts.writer(), now=NOW)
    soothes(folder)

    said = load(folder, update=True)

    assert "kept as it is here: medication orbelazine" in said
    assert document.revisions.count() == 1


def test_draft_whose_address_was_changed_here_is_not_loaded_a_second_time(folder):
    load(folder)
    drafts.edited(find_document("medication", "orbelazine"), slug="orbe")

    said = load(folder, update=True)

    assert counts(said) == {"unchanged": 6, "kept": 1}


# Somebody has edited it: a finding


def test_what_was_edited_here_is_left_alone_and_the_newer_text_is_told(folder, edited):
    before = Revision.objects.count()
    soothes(folder)

    said = load(folder, update=True)

    (message,) = still_open(edited)
    assert message.startswith("The starter catalogue has a newer text than the one this began with: About it. ")
    assert "“It calms. [@example-label-2024, p. 2]” is now “It soothes. [@example-label-2024, p. 2]”" in message
    assert "newer in the catalogue, noted for staff: medication orbelazine: About it" in said
    assert Revision.objects.count() == before


def test_newer_text_is_told_of_a_term_too(folder):
    load(folder)
    tremor = drafts.edited(find_document("symptom", "tremor"), group="movement").document
    replace(folder / "vocabulary" / "symptoms.yaml", "Shaking.", "Trembling.")

    load(folder, update=True)

    assert "Summary: “Shaking.” is now “Trembling.”" in still_open(tremor)[0]


def test_finding_leads_to_the_field_on_the_form(folder, edited):
    soothes(folder)

    load(folder, update=True)

    assert newer(edited)[0].field == "sections"


def test_many_changes_are_told_in_part_and_counted(folder, edited):
    for old, new in (("Calms nerves.", "Soothes."), ("Stop slowly.", "Stop."), ("Skip it.", "Wait."), (BODY, "It soothes.")):
        soothes(folder, new, old)

    load(folder, update=True)

    (message,) = still_open(edited)
    assert message.count("” is now “") == 3
    assert message.endswith("And 1 more.")


def test_edited_text_is_no_news_where_the_catalogue_says_what_it_said(folder, edited):
    said = load(folder, update=True)

    assert "kept as it is here: medication orbelazine" in said
    assert not newer(edited)


def test_term_that_the_catalogue_calls_otherwise_is_no_news_of_the_page_that_names_it(folder, edited):
    replace(folder / "vocabulary" / "drug-classes.yaml", "name: calming agent", "name: calmer")

    load(folder, update=True)

    assert not newer(edited)


def test_without_update_nothing_is_noted(folder, edited):
    soothes(folder)

    load(folder)

    assert not newer(edited)


def test_newer_text_is_told_once(folder, edited):
    soothes(folder)
    load(folder, update=True)
    desk.settle(finding=newer(edited)[0], by=accounts.writer(), now=NOW)

    load(folder, update=True)

    assert len(newer(edited)) == 1


def test_still_newer_text_is_told_instead_of_the_one_before(folder, edited):
    soothes(folder)
    load(folder, update=True)
    soothes(folder, "It quiets.", "It soothes.")

    load(folder, update=True)

    (message,) = still_open(edited)
    assert "It quiets." in message


def test_finding_is_settled_once_the_newer_text_is_here(folder, edited):
    soothes(folder)
    load(folder, update=True)
    sections = [
        {**part.model_dump(), "body": part.body.replace("calms", "soothes")} for part in edited.revisions.first().record.sections
    ]
    drafts.edited(edited, sections=sections, pronunciation="")

    said = load(folder, update=True)

    assert counts(said) == {"unchanged": 7}
    assert not still_open(edited)


def test_finding_is_settled_once_the_catalogue_takes_its_text_back(folder, edited):
    soothes(folder)
    load(folder, update=True)
    soothes(folder, BODY, "It soothes.")

    load(folder, update=True)

    assert not still_open(edited)


def test_page_that_never_came_from_the_catalogue_is_told_of_the_text_there(folder):
    written_here = drafts.draft(drafts.records.small_record("orbelazine"), origin=Origin.IMPORT)

    load(folder, update=True)

    (message,) = still_open(written_here.document)
    assert message.startswith("The starter catalogue has a text of its own on this, which says otherwise: ")


def test_finding_is_part_of_the_event_of_the_load(folder, edited):
    soothes(folder)

    load(folder, update=True)

    told = {each["field"]: each["new"] for each in Event.objects.latest("pk").differences}
    assert [new for name, new in told.items() if name.startswith("finding: The starter catalogue has a newer")] == ["open"]


def test_edit_that_is_saved_while_the_catalogue_is_read_is_not_laid_over(folder, monkeypatch):
    load(folder)
    soothes(folder)
    locked, saved = drafts.actions.locked, []

    def after_an_edit(document, token):
        if not saved:
            saved.append(True)
            drafts.edited(document, pronunciation="or-BEL")
        return locked(document, token)

    monkeypatch.setattr("medications.actions.drafts.locked", after_an_edit)
    load(folder, update=True)

    assert newest("medication", "orbelazine").record.pronunciation == "or-BEL"


# Held back


REASON = "Its boxed warning is missing."


def held_back(folder) -> None:
    with orbelazine(folder).open("a") as file:
        file.write(f'held_back: "{REASON}"\n')


def test_medicine_that_is_held_back_is_not_published_and_is_named(folder):
    held_back(folder)

    said = load(folder, publish_starter=True)

    assert counts(said)["published"] == 1
    assert f"held back: orbelazine, not published: {REASON}" in said
    assert shown("/medications/orbelazine/")[0] == 404


def test_reason_to_hold_back_is_a_finding_for_staff(folder):
    held_back(folder)

    load(folder)

    messages = find_document("medication", "orbelazine").findings.values_list("message", flat=True)
    assert f"Held back from the public: {REASON}" in messages


def test_medicine_that_is_no_longer_held_back_is_published_and_its_finding_settled(folder):
    held_back(folder)
    load(folder, publish_starter=True)
    replace(orbelazine(folder), f'held_back: "{REASON}"\n', "")

    load(folder, publish_starter=True)

    document = find_document("medication", "orbelazine")
    assert Publication.objects.filter(document=document).exists()
    assert not document.findings.filter(settled_at=None, message__contains=REASON).exists()


@pytest.mark.parametrize("edited_since", [False, True])
def test_public_page_that_the_catalogue_holds_back_by_now_stays_and_is_named(folder, edited_since):
    load(folder, publish_starter=True)
    if edited_since:
        drafts.edited(find_document("medication", "orbelazine"), pronunciation="or-BEL")
    held_back(folder)

    said = load(folder)

    assert f"orbelazine, public here, look whether it should be withdrawn: {REASON}" in said
    assert shown("/medications/orbelazine/")[0] == 200


# Sources of symptoms


def with_a_source(folder) -> None:
    """Tremor cites a source that no medicine has."""
    source = "{code: tremor-book, type: book, title: On tremor, grade: secondary}"
    replace(
        folder / "vocabulary" / "symptoms.yaml",
        "summary: Shaking.}",
        f'summary: "Shaking. It can tire. [@tremor-book]", sources: [{source}]}}',
    )


def test_source_of_a_symptom_is_loaded_with_it(folder):
    with_a_source(folder)

    load(folder)

    assert [source.title for source in newest("symptom", "tremor").record.sources] == ["On tremor"]


def test_source_of_a_symptom_is_public_with_the_first_medicine(folder):
    with_a_source(folder)

    load(folder, publish_starter=True)

    assert b"On tremor" in shown("/symptoms/tremor/")[1]


def test_load_with_a_source_of_a_symptom_changes_nothing_again(folder):
    with_a_source(folder)
    load(folder)

    assert counts(load(folder, update=True)) == {"unchanged": 8}


def test_finding_does_not_tell_a_text_that_was_removed(folder):
    load(folder, publish_starter=True)
    document = find_document("medication", "orbelazine")
    removed = document.revisions.get()
    withdrawn(document)
    suppressions.suppress(revision=removed, reason="Harm.", by=accounts.account("administrator"), now=NOW)
    drafts.edited(document, pronunciation="or-BEL")
    soothes(folder)

    load(folder, update=True)

    (message,) = still_open(document)
    assert BODY not in message
    assert ": About it." in message

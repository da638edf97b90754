"""Saving a form: inside `drafts.editing`, with a snapshot, and with a clear word about what happened."""

import pytest
from django.contrib.admin.sites import site
from django.test import RequestFactory

from medications.models import DrugClass, Medication, Revision, Source
from tests.admin.desk import said
from tests.admin.filled import boxes, row_boxes, with_new_row
from tests.factories import accounts, drafts, publications, records

pytestmark = pytest.mark.slow


def test_a_changed_text_makes_a_new_version_by_the_one_who_saved(desk):
    document = drafts.draft().document
    ines = accounts.writer(name="ines")

    response = desk(ines).change(document, pronunciation="or-bel-AH-zeen")

    newest = document.revisions.order_by("-number").first()
    assert (newest.number, newest.record.pronunciation, newest.by_name) == (2, "or-bel-AH-zeen", "Ines")
    assert response.status_code == 302
    assert said(response) == ["Saved: orbelazine, version 2. Readers see it once it is approved and published."]


def test_saving_without_a_change_makes_no_version_and_says_so(desk):
    document = drafts.draft().document

    response = desk().change(document)

    assert document.revisions.count() == 1
    assert said(response) == ["orbelazine: nothing that readers see has changed, so there is no new version."]


SEVERAL_LINES = f"- One. [@{records.BOOK}]\n- Two.\n\nA paragraph."


def test_line_ends_of_a_browser_are_no_change(desk):
    """Browsers send CR LF; kept as it comes, every save would be a new version without an approval."""
    document = drafts.draft(
        records.medication_record(sections=[{"kind": "about", "heading": "About", "body": SEVERAL_LINES}])
    ).document
    writer = desk()
    values = writer.boxes(document)
    assert values["sections-0-body"] == [SEVERAL_LINES.replace("\n", "\r\n")]

    writer.save(document, values)
    assert document.revisions.count() == 1

    writer.save(document, {**values, "sections-0-body": "One.\r\nTwo.\rThree."})
    assert document.revisions.order_by("-number").first().record.sections[0].body == "One.\nTwo.\nThree."


@pytest.mark.parametrize(
    "record",
    [
        records.symptom_record(summary="One.\n\nTwo."),
        records.side_effect_record(aliases=["one", "two"]),
        records.drug_class_record(),
        records.source_record(),
    ],
)
def test_every_kind_of_term_opens_and_saves_unchanged(desk, record):
    document = drafts.draft(record).document
    before = document.revisions.count()

    response = desk().change(document)

    assert response.status_code == 302
    assert document.revisions.count() == before


def test_rows_and_their_links_are_in_the_snapshot(desk):
    """Many-to-many rows are saved after the row itself; the snapshot comes after both."""
    document = drafts.draft().document
    writer = desk()
    source = Source.objects.get(code=records.BOOK)
    values = with_new_row(
        writer.boxes(document), "side_effects", group="usually_settles", wording="hiccups", sources=str(source.pk)
    )

    writer.save(document, values)

    last = document.revisions.order_by("-number").first().record.side_effects[-1]
    assert (last.wording, last.sources) == ("hiccups", (records.BOOK,))


def test_a_new_row_without_a_place_goes_to_the_end(desk):
    document = drafts.draft().document
    writer = desk()
    values = with_new_row(writer.boxes(document), "at_a_glance", kind="point", text="The last word.")

    writer.save(document, values)

    assert document.revisions.order_by("-number").first().record.at_a_glance[-1].text == "The last word."


def test_a_row_ticked_for_deletion_is_gone_from_the_next_version(desk):
    document = drafts.draft().document
    writer = desk()
    values = writer.boxes(document)

    writer.save(document, {**values, f"{row_boxes(values, 'uses', qualifier='at night')}-DELETE": "on"})

    assert [use.symptom.code for use in document.revisions.order_by("-number").first().record.uses] == ["pain"]


def test_lists_of_choices_are_saved_as_lists(desk):
    document = drafts.draft().document

    desk().change(document, routes=["oral", "rectal"])

    assert Medication.objects.get().routes == ["oral", "rectal"]
    assert document.revisions.order_by("-number").first().record.routes == ("oral", "rectal")


def test_something_new_gets_its_document_and_first_version(desk):
    page = desk().client.get("/admin/medications/drugclass/add/")
    values = {**boxes(page, "drugclass_form"), "name": "muscle relaxant", "code": "muscle-relaxant", "slug": "muscle-relaxants"}

    response = desk().client.post("/admin/medications/drugclass/add/", values)

    revision = Revision.objects.get()
    assert DrugClass.objects.get().document == revision.document
    assert (revision.number, revision.record.name) == (1, "muscle relaxant")
    assert said(response) == ["Saved: muscle relaxant, version 1. Readers see it once it is approved and published."]


def test_code_of_a_term_cannot_be_changed_afterwards(desk):
    document = drafts.draft(records.drug_class_record()).document

    desk().change(document, code="another", explanation="It calms a lot.")

    record = document.revisions.order_by("-number").first().record
    assert (record.code, record.explanation) == ("calming-agent", "It calms a lot.")


def test_nothing_is_saved_outside_editing(db):
    drafts.draft()
    request = RequestFactory().post("/")

    with pytest.raises(RuntimeError, match="inside actions.drafts.editing"):
        site.get_model_admin(Medication).save_model(request, Medication.objects.get(), form=None, change=True)


def test_what_the_record_refuses_is_told_in_words_and_nothing_is_saved(desk):
    """The model takes an address in capitals; the record does not."""
    document = drafts.draft(records.source_record()).document

    response = desk().change(document, url="HTTPS://labels.example.org/", title="typed in vain")

    page = response.content.decode()
    assert response.status_code == 200
    assert "Address: is not a web address; it must begin with https:// or http://" in page
    assert boxes(response, "source_form")["title"] == ["typed in vain"]
    assert Source.objects.get().title != "typed in vain"
    assert document.revisions.count() == 1
    assert said(response) == []


def test_two_rows_that_are_one_are_an_error_of_the_form(desk):
    document = drafts.draft().document
    writer = desk()
    values = with_new_row(writer.boxes(document), "brand_names", name="Quietrane", market="US", status="marketed")

    response = writer.save(document, values)

    assert "This brand name is listed twice for the same market." in response.content.decode()
    assert document.revisions.count() == 1


def test_two_rows_that_change_places_are_refused_in_words(desk):
    """Rows are written one after the other, so for a moment two would be the same."""
    document = drafts.draft().document
    writer = desk()
    values = writer.boxes(document)
    canada = row_boxes(values, "brand_names", market="CA")
    america = row_boxes(values, "brand_names", market="US")

    response = writer.save(document, {**values, f"{canada}-market": "US", f"{america}-market": "CA"})

    assert "If two rows have changed places, change one of them, save" in response.content.decode()
    assert boxes(response, "medication_form")[f"{canada}-market"] == ["US"]
    assert document.revisions.count() == 1


def test_a_day_that_is_not_in_the_calendar_is_refused(desk):
    document = drafts.draft(records.source_record()).document

    response = desk().change(document, issued="2024-02-31")

    assert "Write 2005, 2005-01 or 2005-01-13." in response.content.decode()
    assert document.revisions.count() == 1


def test_saving_in_a_small_window_adds_a_term_without_leaving_the_page(desk):
    values = {"name": "muscle relaxant", "code": "muscle-relaxant", "slug": "muscle-relaxant", "_popup": "1"}

    response = desk().client.post("/admin/medications/drugclass/add/?_popup=1", values)

    assert response.status_code == 200
    assert str(DrugClass.objects.get().pk) in response.content.decode()
    assert Revision.objects.count() == 1


def test_a_made_up_save_as_new_is_an_ordinary_refusal(desk):
    document = drafts.draft().document

    response = desk().change(document, _saveasnew="1")

    assert response.status_code == 200
    assert Medication.objects.count() == 1


def test_editing_leaves_what_is_public_alone(desk):
    live = publications.published()

    desk().change(live.document, pronunciation="changed")

    assert live.document.publication.revision == live.revision


def test_a_medication_that_is_not_there_is_no_server_error(desk):
    response = desk().client.post("/admin/medications/medication/999/change/", {"lock_version": "1"})

    assert response.status_code == 302


def test_a_saved_typo_is_not_said_to_need_an_approval(desk):
    live = publications.published(records.small_record(look_alike_footnote="Some look like symptms."))

    response = desk(accounts.writer()).change(live.document, look_alike_footnote="Some look like symptoms.")

    assert said(response) == [
        "Saved: orbelazine, version 2. Readers see it once a publisher has published it; nobody else need approve."
    ]

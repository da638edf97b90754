"""What is typed and not saved: kept for the one who typed it, offered back, never saved by itself, never seen by anybody else."""

from datetime import timedelta

import pytest
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.utils import timezone

from medications.models import Autosave, Event, Medication
from tests.admin.desk import address, said
from tests.admin.filled import boxes, row_boxes, with_new_row
from tests.factories import accounts, drafts, records

pytestmark = pytest.mark.slow

NEW = "/admin/medications/medication/add/"
OFFER = "You have unsaved work here"


@pytest.fixture
def document(db):
    return drafts.draft().document


@pytest.fixture
def wilma(db):
    return accounts.writer(name="wilma")


@pytest.fixture
def writer(desk, wilma):
    return desk(wilma)


def keep(desk, document, **typed):
    """Types these and has them kept, as the script of the form does."""
    return desk.client.post(address(document, "autosave"), {**desk.boxes(document), **typed})


def offered(desk, document) -> bool:
    return OFFER in desk.open(document).content.decode()


def bring_back(desk, document):
    return desk.client.get(f"{address(document)}?bring-back=1")


def test_what_is_typed_is_offered_back(writer, document):
    assert not offered(writer, document)

    assert keep(writer, document, pronunciation="typed").status_code == 200

    page = writer.open(document).content.decode()
    assert OFFER in page
    assert "from version 1" in page


def test_it_comes_back_as_it_was_typed_and_saves_nothing(writer, document):
    values = writer.boxes(document)
    row = row_boxes(values, "side_effects", wording="ringing ears")
    typed = {**values, "pronunciation": ["typed"], f"{row}-wording": ["a whistle"], "routes": ["rectal"]}
    typed = with_new_row(typed, "sections", kind="storage", heading="Storage", body="Keep it dry.\r\n\r\nAnd cool.")
    writer.client.post(address(document, "autosave"), typed)

    again = boxes(bring_back(writer, document), "medication_form")

    assert {name: again.get(name) for name in typed if name != "csrfmiddlewaretoken"} == {
        name: value for name, value in typed.items() if name != "csrfmiddlewaretoken"
    }
    assert document.revisions.count() == 1


def test_what_is_wrong_in_it_is_said_when_it_is_saved_and_not_before(writer, document):
    keep(writer, document, generic_name="")

    page = bring_back(writer, document).content.decode()

    assert "This field is required" not in page
    assert "Brought back, not saved yet" in page


def test_a_save_ends_it(writer, document):
    keep(writer, document, pronunciation="typed")

    writer.save(document, boxes(bring_back(writer, document), "medication_form"))

    assert document.revisions.order_by("-number").first().record.pronunciation == "typed"
    assert not Autosave.objects.exists()


def test_a_save_that_changed_nothing_ends_it_too(writer, document):
    values = writer.boxes(document)
    writer.client.post(address(document, "autosave"), {**values, "pronunciation": "typed"})

    writer.save(document, values)

    assert not Autosave.objects.exists()


def test_what_was_brought_back_to_a_page_that_moved_on_leads_to_the_choice(writer, document):
    keep(writer, document, pronunciation="typed")
    drafts.edited(document, by=accounts.writer(name="otto"), pronunciation="by Otto")

    assert "Since then Otto saved version 2." in writer.open(document).content.decode()
    response = writer.save(document, boxes(bring_back(writer, document), "medication_form"))

    assert response.status_code == 409
    assert document.revisions.count() == 2


def test_rows_that_are_gone_come_back_as_typed(writer, document):
    values = writer.boxes(document)
    row = row_boxes(values, "side_effects", wording="ringing ears")
    writer.client.post(address(document, "autosave"), {**values, f"{row}-wording": "a whistle"})
    drafts.edited(document, side_effects=[])

    again = boxes(bring_back(writer, document), "medication_form")

    assert again[f"{row}-wording"] == ["a whistle"]


def test_what_is_saved_by_now_is_not_offered(writer, document):
    """A last word of the form that came after the save itself."""
    values = {**writer.boxes(document), "pronunciation": "typed"}
    writer.save(document, values)

    writer.client.post(address(document, "autosave"), values)

    assert Autosave.objects.exists()
    assert not offered(writer, document)


def test_a_row_ticked_for_deletion_is_something_to_offer(writer, document):
    values = writer.boxes(document)
    row = row_boxes(values, "side_effects", wording="ringing ears")

    writer.client.post(address(document, "autosave"), {**values, f"{row}-DELETE": "on"})

    assert offered(writer, document)


@pytest.mark.parametrize("refused", [{"generic_name": ""}, {"lock_version": ""}, {"slug": "Not A Slug"}])
def test_a_refused_save_is_kept_without_a_script(writer, document, refused):
    writer.change(document, pronunciation="typed", **refused)

    assert offered(writer, document)


def test_a_stale_save_is_kept_without_a_script(writer, document):
    values = writer.boxes(document)
    drafts.edited(document, pronunciation="by somebody else")

    writer.save(document, {**values, "pronunciation": "typed"})

    assert boxes(bring_back(writer, document), "medication_form")["pronunciation"] == ["typed"]


def test_it_is_thrown_away_on_demand(writer, document):
    keep(writer, document, pronunciation="typed")

    response = writer.client.post(address(document, "throw_away"))

    assert said(response) == ["Thrown away. The form shows what is saved."]
    assert not offered(writer, document)
    assert not Autosave.objects.exists()


def test_a_second_text_takes_the_place_of_the_first(writer, document):
    values = writer.boxes(document)
    for typed in ("one", "two"):
        writer.client.post(address(document, "autosave"), {**values, "pronunciation": typed})

    assert Autosave.objects.count() == 1
    assert boxes(bring_back(writer, document), "medication_form")["pronunciation"] == ["two"]


def test_what_waits_to_be_brought_back_is_not_overwritten_by_what_is_typed_beside_it(writer, document):
    keep(writer, document, pronunciation="before the crash")

    response = keep(writer, document, pronunciation="after it")

    assert response.status_code == 412
    assert boxes(bring_back(writer, document), "medication_form")["pronunciation"] == ["before the crash"]


def test_what_was_brought_back_is_kept_on(writer, document):
    keep(writer, document, pronunciation="before the crash")
    values = boxes(bring_back(writer, document), "medication_form")

    writer.client.post(address(document, "autosave"), {**values, "pronunciation": "and on"})

    assert boxes(bring_back(writer, document), "medication_form")["pronunciation"] == ["and on"]


def test_a_save_in_one_window_leaves_what_was_typed_in_another(writer, document):
    one, other = writer.boxes(document), writer.boxes(document)
    writer.client.post(address(document, "autosave"), {**other, "pronunciation": "in the other"})

    writer.save(document, {**one, "pronunciation": "in the one"})

    assert document.revisions.count() == 2
    assert offered(writer, document)


def test_a_refused_save_does_not_say_that_it_is_kept_where_another_window_is(writer, document):
    one, other = writer.boxes(document), writer.boxes(document)
    writer.client.post(address(document, "autosave"), {**other, "pronunciation": "in the other"})
    drafts.edited(document, by=accounts.writer(name="otto"), pronunciation="by Otto")

    page = writer.save(document, {**one, "pronunciation": "in the one"}).content.decode()

    assert "in the one" in page
    assert "is kept for you alone" not in page
    assert boxes(bring_back(writer, document), "medication_form")["pronunciation"] == ["in the other"]


def test_what_was_taken_back_in_one_window_drops_nothing_of_another(writer, document):
    one, other = writer.boxes(document), writer.boxes(document)
    writer.client.post(address(document, "autosave"), {**other, "pronunciation": "in the other"})

    writer.client.post(address(document, "throw_away"), {"_quietly": "1", "_window": one["_window"]})

    assert offered(writer, document)


def test_neither_forgery_token_nor_button_is_kept(writer, document):
    keep(writer, document, csrfmiddlewaretoken="secret", _saveasnew="1", _popup="1", pronunciation="typed")

    kept = Autosave.objects.get().form
    assert "secret" not in kept
    assert "_saveasnew" not in kept


def test_it_leaves_no_event(writer, document):
    before = Event.objects.count()

    keep(writer, document, pronunciation="typed")

    assert Event.objects.count() == before


# Something new


def test_something_new_is_offered_back_on_the_form_for_new_things(writer, db):
    values = boxes(writer.client.get(NEW), "medication_form")
    writer.client.post("/admin/medications/medication/autosave/", {**values, "generic_name": "newol"})

    page = writer.client.get(NEW)
    again = boxes(writer.client.get(f"{NEW}?bring-back=1"), "medication_form")

    assert OFFER in page.content.decode()
    assert again["generic_name"] == ["newol"]
    assert OFFER not in writer.client.get("/admin/medications/symptom/add/").content.decode()
    writer.client.post(NEW, {**again, "slug": "newol"})
    assert Medication.objects.get().generic_name == "newol"
    assert not Autosave.objects.exists()


def test_something_new_is_thrown_away_on_demand(writer, db):
    writer.client.post("/admin/medications/medication/autosave/", {"generic_name": "newol"})

    writer.client.post("/admin/medications/medication/autosave/throw-away/")

    assert not Autosave.objects.exists()


# Whose it is


@pytest.mark.parametrize("who", ["another writer", "an administrator", "a superuser"])
def test_nobody_else_sees_it(desk, writer, document, who):
    other = {
        "another writer": lambda: accounts.writer(name="otto"),
        "an administrator": lambda: accounts.account("administrator", "writer", "publisher", "reviewer", name="boss"),
        "a superuser": lambda: accounts.account(name="root", superuser=True),
    }[who]()
    keep(writer, document, pronunciation="very private")
    nosy = desk(other)

    pages = [nosy.open(document), bring_back(nosy, document), nosy.open(document, "history"), nosy.client.get("/admin/")]
    nosy.client.post(address(document, "throw_away"))

    assert not [page for page in pages if "very private" in page.content.decode() or OFFER in page.content.decode()]
    assert Autosave.objects.count() == 1


def test_each_keeps_their_own(desk, writer, document):
    otto = desk(accounts.writer(name="otto"))
    keep(writer, document, pronunciation="by Wilma")
    keep(otto, document, pronunciation="by Otto")

    assert boxes(bring_back(writer, document), "medication_form")["pronunciation"] == ["by Wilma"]


def test_it_has_no_list_at_the_desk():
    assert not admin.site.is_registered(Autosave)


def test_what_one_typed_is_not_kept_for_whoever_signed_in_after(writer, document):
    response = keep(writer, document, pronunciation="by somebody", _editor="99999")

    assert response.status_code == 409
    assert not Autosave.objects.exists()


def test_it_ends_with_the_account(writer, wilma, document):
    keep(writer, document, pronunciation="typed")

    get_user_model().objects.get(pk=wilma.pk).delete()

    assert not Autosave.objects.exists()


def test_it_ends_after_thirty_days(desk, writer, document):
    keep(writer, document, pronunciation="typed")
    Autosave.objects.update(saved_at=timezone.now() - timedelta(days=31))

    assert not offered(writer, document)
    keep(desk(accounts.writer(name="otto")), document, pronunciation="by Otto")

    assert [kept.user.username for kept in Autosave.objects.all()] == ["otto"]


@pytest.mark.parametrize("role", ["reviewer", "nobody"])
def test_who_may_not_edit_keeps_nothing(desk, document, role):
    client = desk(accounts.reviewer() if role == "reviewer" else accounts.account(name="nobody")).client

    assert client.post(address(document, "autosave"), {"pronunciation": "typed"}).status_code in (302, 403)
    assert not Autosave.objects.exists()


def test_a_fresh_forgery_token_is_given_to_who_may_edit(writer, wilma, document):
    answer = writer.client.get(address(document, "autosave")).json()

    assert answer["editor"] == str(wilma.pk)
    assert len(answer["token"]) == 64


# Hostile input


@pytest.mark.parametrize(
    "typed",
    [
        {"lock_version": "x" * 100},
        {"side_effects-TOTAL_FORMS": "x"},
        {"side_effects-TOTAL_FORMS": "-5"},
        {"generic_name": "a\0b\ud7ff"},
        {"unheard_of": "<script>alert(1)</script>"},
        {"side_effects-0-id": "99999999999999999999"},
        {"uses-0-symptom": "no number"},
        {"drug_class": "9" * 30},
    ],
)
def test_nonsense_that_was_kept_is_shown_or_not_but_breaks_nothing(writer, document, typed):
    keep(writer, document, pronunciation="typed", **typed)

    assert writer.open(document).status_code == 200
    assert bring_back(writer, document).status_code == 200


def test_a_form_that_claims_endless_rows_is_not_kept(writer, document):
    response = keep(writer, document, **{"side_effects-TOTAL_FORMS": "1000000"})

    assert response.status_code == 400
    assert not Autosave.objects.exists()


def test_less_than_no_rows_make_no_room_for_more(writer, document):
    response = keep(writer, document, **{"side_effects-TOTAL_FORMS": "1000000", "uses-TOTAL_FORMS": "-1000000"})

    assert response.status_code == 400


@pytest.mark.parametrize("name", ["symptom", "side_effect", "drug_class", "source"])
def test_every_kind_of_term_is_kept_and_comes_back(writer, name):
    record = getattr(records, f"{name}_record")()
    document = drafts.draft(record).document
    field = "title" if name == "source" else "name"
    keep(writer, document, **{field: "typed"})

    form = f"{name.replace('_', '')}_form"
    assert boxes(bring_back(writer, document), form)[field] == ["typed"]

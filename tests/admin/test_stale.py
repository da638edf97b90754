"""A form that was opened before somebody else saved: refused, nothing lost, nothing merged without a choice."""

import pytest

from medications.actions import drafts as actions
from medications.models import Autosave, Medication, SideEffectRow
from tests.admin.desk import address, said
from tests.admin.filled import boxes, row_boxes, with_new_row
from tests.factories import accounts, drafts, publications, records
from tests.factories.site import LATER
from tests.factories.withdrawals import suppressed

pytestmark = pytest.mark.slow


@pytest.fixture
def document(db):
    return drafts.draft().document


@pytest.fixture
def otto(db):
    return accounts.writer(name="otto")


@pytest.fixture
def writer(desk):
    return desk(accounts.writer(name="wilma"))


@pytest.fixture
def opened(writer, document, otto):
    """The form as Wilma opened it, before Otto saved another pronunciation."""
    values = writer.boxes(document)
    drafts.edited(document, by=otto, pronunciation="by Otto")
    return values


def newest(document):
    return document.revisions.order_by("-number").first()


def choices(response, **wanted) -> dict:
    """What the screen would send with these choices: `pronunciation="mine"`; a name stands for the end of a key."""
    values = boxes(response, "merge_form")
    keys = [name.removeprefix("seen:") for name in values if name.startswith("seen:")]
    for name, choice in wanted.items():
        (key,) = [key for key in keys if key.split(".")[-1] == name]
        values[f"choice:{key}"] = [choice]
    return values


def choose(writer, document, response, **wanted):
    return writer.client.post(address(document, "merge"), choices(response, **wanted))


def test_a_stale_form_saves_nothing_and_shows_the_three(writer, document, opened):
    response = writer.save(document, {**opened, "pronunciation": "by Wilma"})

    page = response.content.decode()
    assert response.status_code == 409
    assert "Otto saved version 2" in page
    assert all(text in page for text in ("Before (version 1)", "Saved by Otto (version 2)", "Yours", "or-BEL-a-zeen"))
    assert "Changed by both of you (1)" in page
    assert Medication.objects.get().pronunciation == "by Otto"
    assert document.revisions.count() == 2
    assert said(response) == []


@pytest.mark.parametrize(
    ("choice", "becomes"), [("mine", "by Wilma"), ("theirs", "by Otto"), ("base", "or-BEL-a-zeen"), ("edit", "by both")]
)
def test_what_is_chosen_is_saved(writer, document, opened, choice, becomes):
    screen = writer.save(document, {**opened, "pronunciation": "by Wilma"})

    response = writer.client.post(
        address(document, "merge"), {**choices(screen, pronunciation=choice), "text:pronunciation": "by both"}
    )

    assert response.status_code == 302
    assert newest(document).record.pronunciation == becomes
    assert newest(document).by_name == ("Otto" if choice == "theirs" else "Wilma")


def test_a_conflict_without_a_choice_saves_nothing_and_says_which(writer, document, opened):
    screen = writer.save(document, {**opened, "pronunciation": "by Wilma"})

    response = choose(writer, document, screen)

    page = response.content.decode()
    assert '<a href="#d1">Pronunciation: Choose one.</a>' in page
    assert "<title>Error: " in page
    assert document.revisions.count() == 2


def test_what_only_one_of_them_changed_is_chosen_already(writer, document, opened):
    screen = writer.save(document, {**opened, "look_alike_footnote": "by Wilma"})

    assert choose(writer, document, screen).status_code == 302
    record = newest(document).record
    assert (record.pronunciation, record.look_alike_footnote) == ("by Otto", "by Wilma")


def test_what_only_the_other_changed_can_still_be_put_back(writer, document, opened):
    screen = writer.save(document, {**opened, "look_alike_footnote": "by Wilma"})

    choose(writer, document, screen, pronunciation="mine")

    assert newest(document).record.pronunciation == "or-BEL-a-zeen"


def test_whoever_changed_nothing_need_not_choose(writer, document, opened):
    response = writer.save(document, opened)

    assert response.status_code == 302
    assert said(response) == ["Otto saved version 2 while you had this open. You had changed nothing that is not in it."]
    assert document.revisions.count() == 2
    assert not Autosave.objects.exists()


def test_a_third_save_meanwhile_brings_the_screen_anew_with_choices_kept(writer, document, opened, otto):
    """Kept where the three say the same as when it was chosen; what has changed must be chosen again."""
    typed = {**opened, "pronunciation": "by Wilma", "slug": "by-wilma"}
    drafts.edited(document, by=otto, slug="by-otto")
    screen = writer.save(document, typed)
    chosen = choices(screen, pronunciation="mine", slug="theirs")
    drafts.edited(document, by=accounts.writer(name="olga"), slug="by-olga")

    again = writer.client.post(address(document, "merge"), chosen)

    page, values = again.content.decode(), boxes(again, "merge_form")
    assert again.status_code == 409
    assert "Meanwhile somebody has saved this page" in page
    assert values["choice:pronunciation"] == ["mine"]
    assert "choice:slug" not in values
    assert document.revisions.count() == 4
    assert choose(writer, document, again, slug="mine").status_code == 302
    assert (newest(document).record.pronunciation, newest(document).record.slug) == ("by Wilma", "by-wilma")


def test_a_text_written_anew_is_kept_when_the_screen_comes_anew(writer, document, opened, otto):
    screen = writer.save(document, {**opened, "pronunciation": "by Wilma"})
    chosen = {**choices(screen, pronunciation="edit"), "text:pronunciation": ["written anew"]}
    drafts.edited(document, by=otto, pronunciation="by Otto again")

    again = boxes(writer.client.post(address(document, "merge"), chosen), "merge_form")

    assert again["text:pronunciation"] == ["written anew"]
    assert "choice:pronunciation" not in again


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("x" * 201, "at most 200 characters"),
        ("a\0b", "Null characters are not allowed."),
    ],
)
def test_a_text_written_anew_is_checked_as_the_form_would(writer, document, opened, text, fault):
    screen = writer.save(document, {**opened, "pronunciation": "by Wilma"})

    response = writer.client.post(
        address(document, "merge"), {**choices(screen, pronunciation="edit"), "text:pronunciation": text}
    )

    assert fault in response.content.decode()
    assert document.revisions.count() == 2


def test_a_text_written_anew_cites_what_there_is(writer, document):
    values = writer.boxes(document)
    row = row_boxes(values, "sections", heading="About it")
    sections = newest(document).record.sections
    other = [sections[0].model_copy(update={"body": "By Otto."}), *sections[1:]]
    drafts.edited(document, by=accounts.writer(name="otto"), sections=other)
    screen = writer.save(document, {**values, f"{row}-body": "By Wilma."})

    values = {**choices(screen, body="edit"), "text:sections.b0.body": "By both. [@nobody-knows]"}
    response = writer.client.post(address(document, "merge"), values)

    assert "There is no source with the code &quot;nobody-knows&quot;" in response.content.decode()


@pytest.mark.parametrize("damage", ["mine", "base"])
def test_what_was_sent_damaged_saves_nothing_and_leads_back_to_what_was_typed(writer, document, opened, damage):
    screen = writer.save(document, {**opened, "pronunciation": "by Wilma"})

    response = writer.client.post(address(document, "merge"), {**choices(screen, pronunciation="mine"), damage: "damaged"})

    assert response.status_code == 302
    assert "What you had typed is kept" in said(response)[0]
    assert "You have unsaved work here" in writer.open(document).content.decode()


def test_what_was_typed_into_one_page_is_worth_nothing_on_another(writer, document, opened):
    screen = writer.save(document, {**opened, "pronunciation": "by Wilma"})
    other = drafts.draft(records.medication_record("other")).document
    drafts.edited(other, pronunciation="newer")

    response = writer.client.post(address(other, "merge"), choices(screen, pronunciation="mine"))

    assert response.status_code == 302
    assert newest(other).record.pronunciation == "newer"


# Rows


def edited_rows(document, otto, rows) -> None:
    drafts.edited(document, by=otto, side_effects=rows)


def test_an_edited_row_that_somebody_else_deleted_must_be_chosen(writer, document, otto):
    """Django alone would say "Please correct the error below" with none to see, and show one row too few."""
    values = writer.boxes(document)
    edited_rows(document, otto, newest(document).record.side_effects[1:])
    row = row_boxes(values, "side_effects", wording="sleepiness or tiredness")

    screen = writer.save(document, {**values, f"{row}-qualifier": "very"})

    page = screen.content.decode()
    assert "Side effects, sleepiness or tiredness" in page
    assert "Deleted" in page
    assert SideEffectRow.objects.count() == 2
    choose(writer, document, screen, b0="mine")
    assert newest(document).record.side_effects[0].qualifier == "very"


def test_a_row_that_i_deleted_and_somebody_else_changed_must_be_chosen(writer, document, otto):
    values = writer.boxes(document)
    one, *others = newest(document).record.side_effects
    edited_rows(document, otto, [one.model_copy(update={"qualifier": "by Otto"}), *others])
    row = row_boxes(values, "side_effects", wording="sleepiness or tiredness")

    screen = writer.save(document, {**values, f"{row}-DELETE": "on"})

    assert "Changed by both of you (1)" in screen.content.decode()
    choose(writer, document, screen, b0="mine")
    assert [each.wording for each in newest(document).record.side_effects] == ["ringing ears", "deep sleep"]


def test_a_row_that_both_deleted_is_gone(writer, document, otto):
    values = writer.boxes(document)
    edited_rows(document, otto, newest(document).record.side_effects[1:])
    row = row_boxes(values, "side_effects", wording="sleepiness or tiredness")

    response = writer.save(document, {**values, f"{row}-DELETE": "on"})

    assert "You had changed nothing that is not in it." in said(response)[0]


def test_one_row_that_both_edited_is_told_field_by_field(writer, document, otto):
    values = writer.boxes(document)
    one, *others = newest(document).record.side_effects
    edited_rows(document, otto, [one.model_copy(update={"qualifier": "by Otto"}), *others])
    row = row_boxes(values, "side_effects", wording="sleepiness or tiredness")

    screen = writer.save(document, {**values, f"{row}-look_alike": [], f"{row}-terms": []})

    page = screen.content.decode()
    assert "Side effects, sleepiness or tiredness: qualifier" in page
    assert "Side effects, sleepiness or tiredness: may be mistaken for MS (*)" in page
    assert choose(writer, document, screen).status_code == 302
    row = newest(document).record.side_effects[0]
    assert (row.qualifier, row.look_alike, row.terms) == ("by Otto", False, ())


def test_rows_that_both_added_stay(writer, document, otto):
    values = writer.boxes(document)
    rows = newest(document).record.side_effects
    edited_rows(document, otto, [*rows, records.effect("hiccups")])

    screen = writer.save(document, with_new_row(values, "side_effects", group="usually_settles", wording="blue nails"))
    choose(writer, document, screen)

    assert {each.wording for each in newest(document).record.side_effects[3:]} == {"hiccups", "blue nails"}


def test_the_same_row_added_by_both_is_one(writer, document, otto):
    values = writer.boxes(document)
    rows = newest(document).record.side_effects
    edited_rows(document, otto, [*rows, records.effect("hiccups", sources=[])])

    response = writer.save(document, with_new_row(values, "side_effects", group="tell_clinician", wording="hiccups"))

    assert "You had changed nothing that is not in it." in said(response)[0]


def test_a_row_added_by_both_in_other_words_can_stay_twice(writer, document, otto):
    values = writer.boxes(document)
    rows = newest(document).record.side_effects
    edited_rows(document, otto, [*rows, records.effect("hiccups", sources=[])])
    typed = with_new_row(values, "side_effects", group="tell_clinician", wording="hiccups", qualifier="mine")

    screen = writer.save(document, typed)
    choose(writer, document, screen, m3="both")

    assert [each.qualifier for each in newest(document).record.side_effects[3:]] == ["", "mine"]


def test_rows_put_in_another_order_by_one_and_added_by_the_other(writer, document, otto):
    values = writer.boxes(document)
    one, two, three = newest(document).record.side_effects
    edited_rows(document, otto, [three, one, two])

    screen = writer.save(document, with_new_row(values, "side_effects", group="tell_clinician", wording="hiccups"))
    assert "Side effects: order" in screen.content.decode()
    choose(writer, document, screen)

    wordings = [each.wording for each in newest(document).record.side_effects]
    assert wordings == ["deep sleep", "hiccups", "sleepiness or tiredness", "ringing ears"]


def test_a_place_typed_into_a_row_moves_it_in_a_stale_form_too(writer, document, opened):
    row = row_boxes(opened, "side_effects", wording="deep sleep")

    screen = writer.save(document, {**opened, f"{row}-position": "0"})
    choose(writer, document, screen)

    assert newest(document).record.side_effects[0].wording == "deep sleep"


def test_a_term_that_was_renamed_meanwhile_is_nobodys_change(writer, document, opened):
    tremor = drafts.find_document("symptom", "tremor")
    drafts.edited(tremor, name="shaking")

    screen = writer.save(document, {**opened, "look_alike_footnote": "by Wilma"})

    assert "shaking" not in screen.content.decode()
    choose(writer, document, screen)
    assert newest(document).record.uses[0].symptom.label == "shaking"


def test_a_term_that_was_archived_meanwhile_can_still_be_named(writer, document, opened, otto):
    drowsiness = drafts.find_document("side_effect", "drowsiness")
    drowsiness.archived_at = drowsiness.created_at
    drowsiness.save()

    screen = writer.save(document, {**opened, "look_alike_footnote": "by Wilma"})

    assert choose(writer, document, screen).status_code == 302
    assert "drowsiness" in {term.code for term in newest(document).record.side_effects[0].terms}


# Forms that say nothing valid


def test_a_stale_form_with_errors_shows_those_first_and_loses_nothing(writer, document, opened):
    row = row_boxes(opened, "side_effects", wording="ringing ears")
    typed = {**opened, "pronunciation": ["by Wilma"], f"{row}-affected": ["9999"]}

    response = writer.save(document, typed)

    page, again = response.content.decode(), boxes(response, "medication_form")
    assert "Give both numbers of the frequency, the smaller one first." in page
    assert "Not saved: Otto saved this while you had it open" in page
    assert again["pronunciation"] == ["by Wilma"]
    mended = {**again, f"{row_boxes(again, 'side_effects', wording='ringing ears')}-affected": ["9"]}
    assert "Changed by both of you (1)" in writer.save(document, mended).content.decode()


def test_a_stale_form_with_errors_still_means_to_delete_what_was_ticked(writer, document, opened):
    row = row_boxes(opened, "side_effects", wording="deep sleep")

    response = writer.save(document, {**opened, f"{row}-DELETE": "on", "generic_name": ""})
    again = {**boxes(response, "medication_form"), "generic_name": "orbelazine"}
    choose(writer, document, writer.save(document, again))

    assert "deep sleep" not in {each.wording for each in newest(document).record.side_effects}


def test_what_the_record_alone_refuses_is_told_with_the_form_as_it_was_typed(writer, otto):
    document = drafts.draft(records.source_record()).document
    values = writer.boxes(document)
    drafts.edited(document, by=otto, title="by Otto")

    response = writer.save(document, {**values, "url": "HTTPS://labels.example.org/", "title": "by Wilma"})

    page = response.content.decode()
    assert "Not saved: Otto saved this" in page
    assert "Address: is not a web address" in page
    assert boxes(response, "source_form")["title"] == ["by Wilma"]


@pytest.mark.parametrize("token", ["", "garbled", "-1", "١", "9" * 40, "7"])
def test_a_form_that_does_not_say_when_it_was_opened_is_stale(writer, document, token):
    response = writer.change(document, lock_version=token, pronunciation="by Wilma")

    assert "It cannot be told which version you had opened" in response.content.decode()
    assert boxes(response, "medication_form")["pronunciation"] == ["by Wilma"]
    assert document.revisions.count() == 1


def test_a_form_without_the_token_is_stale(writer, document):
    values = writer.boxes(document)
    del values["lock_version"]

    response = writer.save(document, {**values, "pronunciation": "by Wilma"})

    assert "Not saved" in response.content.decode()
    assert document.revisions.count() == 1


def test_everything_typed_comes_back_in_a_form_that_cannot_be_compared(writer, document, opened):
    row = row_boxes(opened, "side_effects", wording="ringing ears")
    typed = {**opened, "lock_version": [""], f"{row}-wording": ["a whistle in the ear"], "routes": ["rectal"]}
    typed = with_new_row(typed, "sections", kind="storage", heading="Storage", body="Keep it dry.\r\n\r\nAnd cool.")

    again = boxes(writer.save(document, typed), "medication_form")

    assert {name: again.get(name) for name in typed if name != "csrfmiddlewaretoken"} == {
        name: value for name, value in typed.items() if name != "csrfmiddlewaretoken"
    }


# The same version, other rows


def test_rows_put_in_anew_with_the_same_words_are_no_hindrance(writer, document):
    """The content is the same, so the token is good; but the rows the form names are not there any more."""
    values = writer.boxes(document)
    record = document.revisions.first().record
    actions.save_record(record=record, by=None, origin="catalogue", document=document)
    row = row_boxes(values, "side_effects", wording="ringing ears")

    response = writer.save(document, {**values, f"{row}-wording": ["a whistle in the ear"]})

    assert response.status_code == 302
    assert [each.wording for each in newest(document).record.side_effects] == [
        "sleepiness or tiredness",
        "a whistle in the ear",
        "deep sleep",
    ]


@pytest.mark.parametrize(
    ("record", "field", "theirs"),
    [
        (records.symptom_record(), "name", "aliases"),
        (records.side_effect_record(), "explanation", "aliases"),
        (records.drug_class_record(), "explanation", "name"),
        (records.source_record(), "permission", "publisher"),
    ],
    ids=lambda each: getattr(each, "kind", each),
)
def test_every_kind_of_record_can_be_chosen_between(writer, otto, record, field, theirs):
    document = drafts.draft(record).document
    values = writer.boxes(document)
    drafts.edited(document, by=otto, **{theirs: ["by otto"] if theirs == "aliases" else "by otto"})

    screen = writer.save(document, {**values, field: "by Wilma"})

    assert screen.status_code == 409
    assert choose(writer, document, screen).status_code == 302
    record = newest(document).record
    assert getattr(record, field) == "by Wilma"
    assert getattr(record, theirs) in ("by otto", ("by otto",))


def test_two_who_add_a_term_at_once_do_not_disturb_each_other(writer, document):
    drafts.draft(records.drug_class_record("nerve-agent"))

    response = writer.change(document, pronunciation="by Wilma")

    assert response.status_code == 302


# What was removed for good


@pytest.fixture
def removed(writer):
    """The screen for a form that says it was opened at version 1, whose text was removed since."""
    change = publications.published(records.small_record(look_alike_footnote="Take nine at once."))
    publications.republished(change.document, now=LATER, look_alike_footnote="Take one.")
    suppressed(change.revision)
    values = {**writer.boxes(change.document), "lock_version": "1", "look_alike_footnote": "Take two."}
    return change.document, writer.save(change.document, values)


def test_a_removed_text_is_not_shown_to_whose_form_is_that_old(removed):
    _, screen = removed

    page = screen.content.decode()
    assert screen.status_code == 409
    assert "Text removed" in page
    assert "nine" not in page


def test_a_removed_text_does_not_come_back_by_a_choice(writer, removed):
    document, screen = removed

    response = choose(writer, document, screen, look_alike_footnote="base")

    page = response.content.decode()
    assert response.status_code == 409
    assert "was removed for good, so it cannot be chosen" in page
    assert "nine" not in page
    assert document.revisions.count() == 2


# One person, two windows


def test_who_sends_the_same_twice_is_not_told_of_somebody_else(writer, document):
    values = {**writer.boxes(document), "pronunciation": "by Wilma"}
    writer.save(document, values)

    response = writer.save(document, values)

    assert said(response)[-1].startswith("Saved already, as version 2")
    assert document.revisions.count() == 2


def test_a_conflict_with_oneself_says_so(writer, document):
    values = writer.boxes(document)
    writer.save(document, {**values, "pronunciation": "in one window"})

    page = writer.save(document, {**values, "pronunciation": "in the other"}).content.decode()

    assert "Since then you saved it yourself" in page
    assert "Changed in both windows (1)" in page
    assert "both of you" not in page

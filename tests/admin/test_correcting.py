"""Correcting the live page from its form: parking, publishing, and bringing the parked draft back, as a person does it."""

import re

import pytest

from medications.actions import live_corrections
from medications.models import Change, ParkedDraft, Publication, Suppression
from tests.admin.desk import address, said
from tests.admin.filled import boxes
from tests.factories import accounts, drafts, publications, records
from tests.factories.corrections import begun, live_page, with_dose
from tests.factories.publications import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

OTHER_DOSE = {"sections": with_dose("6 mg")}


def text(response) -> str:
    return " ".join(response.content.decode().split())


def correct(desk, document, *, by=None, version=None):
    client = desk(by or accounts.writer("otto")).client
    return client.post(address(document, "correct"), {"lock_version": version or document.revisions.count()})


def screen_of(desk, corrected) -> str:
    return text(desk().client.get(address(corrected.document, "bring_back", corrected.parked.pk)))


def sent(page: str) -> dict:
    """What the screen would send as it stands."""
    hidden = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', page)
    chosen = re.findall(r'<input type="radio" name="([^"]*)" value="([^"]*)"[^>]* checked', page)
    return dict([*hidden, *chosen])


def bring_back(desk, corrected, **changes):
    values = sent(screen_of(desk, corrected)) | changes
    return desk().client.post(address(corrected.document, "bring_back", corrected.parked.pk), values)


def key_of_the_dose(corrected) -> str:
    return live_corrections.merged_with_newest(corrected.parked).conflicts[0].key


# Beginning


def test_a_draft_is_parked_and_the_form_shows_what_is_public(desk):
    live = live_page()
    drafts.edited(live.document, by=accounts.writer("wilma"), look_alike_footnote="By Wilma.")

    response = correct(desk, live.document)

    assert "Wilma’s draft of" in said(response)[0]
    assert "is parked; nothing of it is lost." in said(response)[0]
    assert desk().boxes(live.document)["look_alike_footnote"] == ["Before."]


def test_the_panel_says_that_the_live_page_is_corrected_and_whose_draft_is_parked(desk):
    corrected = begun()

    page = text(desk().open(corrected.document))

    assert "This draft corrects the live page" in page
    assert "Wilma’s draft of" in page
    assert "(version 2) was parked on" in page
    assert ">Correct the live page</button>" not in page


def test_where_nothing_is_open_it_says_that_the_form_shows_what_is_public(desk):
    live = live_page()

    response = correct(desk, live.document)

    assert said(response) == ["The form shows what is public already. Change what is wrong, and save."]
    assert not ParkedDraft.objects.exists()


@pytest.mark.parametrize("version", ["", "x", "0", "1", "9" * 30])
def test_what_was_saved_since_the_form_was_opened_is_not_parked(desk, version):
    live = live_page()
    drafts.edited(live.document, by=accounts.writer("wilma"), look_alike_footnote="By Wilma.")
    client = desk().client

    response = client.post(address(live.document, "correct"), {"lock_version": version})

    assert "Wilma saved this while you had it open. Nothing was parked." in said(response)[0]
    assert not ParkedDraft.objects.exists()


def test_what_is_not_public_offers_no_correction(desk):
    document = drafts.draft(records.small_record()).document

    assert "Correct the live page" not in text(desk().open(document))
    assert "No page of it is public" in said(correct(desk, document))[0]


def test_who_may_not_edit_is_offered_nothing_and_does_nothing(desk):
    corrected = begun()
    corrected.dose("4 mg")
    reviewer = desk(accounts.reviewer())
    page = text(reviewer.open(corrected.document))

    assert "Correct the live page</button>" not in page
    assert "Bring it back" not in page
    for screen, more in (("correct", []), ("bring_back", [corrected.parked.pk]), ("drop_parked", [corrected.parked.pk])):
        values = {"lock_version": corrected.token}
        assert reviewer.client.post(address(corrected.document, screen, *more), values).status_code == 403, screen
    assert ParkedDraft.objects.get().ended_at is None


# Publishing it


def test_a_correction_is_published_as_one_unless_somebody_says_otherwise(desk):
    corrected = begun()
    publications.approve(corrected.dose("4 mg"))
    publisher = desk(accounts.publisher())

    page = text(publisher.open(corrected.document, "publish"))

    assert re.search(r'value="corrected"[^>]* checked', page)


def test_a_correction_for_which_nothing_was_parked_is_published_as_one(desk):
    live = live_page()
    officer = desk(accounts.publisher("olga"))
    form = officer.client.get(correct(desk, live.document, by=accounts.publisher("olga")).url)

    officer.save(live.document, {**boxes(form, "medication_form"), "sections-0-body": f"Take 4 mg a day. [@{records.LABEL}]"})

    page = text(officer.open(live.document))
    assert "This draft corrects the live page" in page
    assert ">Correct the live page</button>" not in page
    publications.approve(live.document.revisions.get(number=2))
    assert re.search(r'value="corrected"[^>]* checked', text(officer.open(live.document, "publish")))


def test_a_draft_is_no_correction_because_somebody_pressed_the_button_before_it_came(desk):
    live = live_page()
    officer = desk(accounts.publisher("olga"))
    drafts.edited(live.document, by=accounts.writer("wilma"), look_alike_footnote="By Wilma.")

    officer.change(live.document, pronunciation="new", _correcting="1")

    assert "This draft corrects the live page" not in text(officer.open(live.document))


def test_any_other_draft_is_published_as_an_update(desk):
    live = live_page()
    publications.approve(drafts.edited(live.document, pronunciation="new"))

    assert re.search(r'value="updated"[^>]* checked', text(desk(accounts.publisher()).open(live.document, "publish")))


def test_the_way_of_a_communications_officer_after_an_alert(desk):
    """From the form with a colleague's draft open to the corrected page: five forms are sent, one by a clinical reviewer."""
    live = live_page()
    drafts.edited(live.document, by=accounts.writer("wilma"), look_alike_footnote="By Wilma.")
    document, officer = live.document, desk(accounts.publisher("olga"))

    correct(desk, document, by=accounts.publisher("olga"))
    officer.change(document, **{"sections-0-body": f"Take 4 mg a day. [@{records.LABEL}]"})
    newest = document.revisions.order_by("-number").first()
    values = {"digest": newest.digest, "decision": "approved"}
    desk(accounts.reviewer()).client.post(address(document, "approve"), values)
    values = {"digest": newest.digest, "kind": "corrected", "note": "The dose was too high."}
    officer.client.post(address(document, "publish"), values)

    change = Change.objects.order_by("id").last()
    assert (change.kind, change.by_name) == ("corrected", "Olga")
    page = text(officer.client.get("/medications/orbelazine/"))
    assert "Take 4 mg a day." in page
    assert "Wilma" not in page
    assert "Bring it back" in text(officer.open(document))


def test_publishing_a_correction_leads_on_to_the_parked_draft(desk):
    corrected = begun()
    revision = publications.approve(corrected.dose("4 mg"))

    values = {"digest": revision.digest, "kind": "corrected", "note": "The dose was too high."}
    response = desk(accounts.publisher()).client.post(address(corrected.document, "publish"), values)

    assert "Wilma’s draft of" in said(response)[0]
    assert 'is still parked: <a href="#parked">' in said(response)[0]


def test_a_form_opened_on_a_draft_that_was_parked_meanwhile_says_so(desk):
    live = live_page()
    drafts.edited(live.document, by=accounts.writer("wilma"), look_alike_footnote="By Wilma.")
    wilma = desk(accounts.writer("wilma"))
    opened = wilma.boxes(live.document)
    live_corrections.start(document=live.document, by=accounts.writer("otto"), token=None, now=NOW)

    page = text(wilma.save(live.document, {**opened, "pronunciation": "typed on"}))

    assert "what is public, to correct it. The draft before it is parked; nothing of it is lost" in page


# Bringing it back


def test_the_screen_says_what_comes_back_and_what_stays(desk):
    corrected = begun()
    corrected.publish("4 mg")

    page = screen_of(desk, corrected)

    assert "Comes back (1)" in page
    assert "Stays (1)" in page
    assert "Changed by both" not in page
    assert "Wilma counts as an author of the result" in page


def test_it_comes_back(desk):
    corrected = begun()
    corrected.publish("4 mg")

    response = bring_back(desk, corrected)

    assert corrected.newest.record.look_alike_footnote == "By Wilma."
    assert "4 mg" in corrected.newest.content
    assert "is back: version 5 has its changes." in said(response)[0]
    assert "A parked draft" not in text(desk().open(corrected.document))


def test_while_the_correction_is_open_it_says_that_both_go_on_together(desk):
    corrected = begun()
    corrected.dose("4 mg")

    assert "The newest version is a correction that is not public yet." in screen_of(desk, corrected)
    bring_back(desk, corrected)
    assert "4 mg" in corrected.newest.content


def test_a_conflict_must_be_chosen(desk):
    corrected = begun(**OTHER_DOSE)
    corrected.publish("4 mg")

    page = text(bring_back(desk, corrected))

    assert "Changed by both (1)" in page
    assert "Choose one." in page
    assert "the draft is still parked" in page
    assert ParkedDraft.objects.get().ended_at is None


@pytest.mark.parametrize(("choice", "dose"), [("mine", "6 mg"), ("theirs", "4 mg"), ("base", "5 mg"), ("edit", "2 mg")])
def test_what_is_chosen_is_saved(desk, choice, dose):
    corrected = begun(**OTHER_DOSE)
    corrected.publish("4 mg")
    key = key_of_the_dose(corrected)

    bring_back(desk, corrected, **{f"choice:{key}": choice, f"text:{key}": with_dose("2 mg")[0]["body"]})

    assert dose in corrected.newest.record.sections[0].body
    assert ParkedDraft.objects.get().ended_at is not None


def test_what_cannot_be_saved_is_said_and_what_was_typed_stays(desk):
    corrected = begun(**OTHER_DOSE)
    corrected.publish("4 mg")
    key = key_of_the_dose(corrected)

    page = text(bring_back(desk, corrected, **{f"choice:{key}": "edit", f"text:{key}": "Typed. [@unknown-source]"}))

    assert "unknown-source" in page
    assert "Typed." in page
    assert ParkedDraft.objects.get().ended_at is None


def test_what_was_saved_meanwhile_is_shown_and_choices_that_still_mean_the_same_are_kept(desk):
    corrected = begun(**OTHER_DOSE)
    corrected.publish("4 mg")
    key = key_of_the_dose(corrected)
    values = sent(screen_of(desk, corrected)) | {f"choice:{key}": "mine"}
    drafts.edited(corrected.document, pronunciation="meanwhile")

    response = desk().client.post(address(corrected.document, "bring_back", corrected.parked.pk), values)

    assert response.status_code == 409
    assert "Meanwhile somebody has saved this page" in text(response)
    assert sent(text(response))[f"choice:{key}"] == "mine"
    assert corrected.newest.record.pronunciation == "meanwhile"


def test_what_is_saved_in_the_very_moment_is_not_overrun_either(desk, monkeypatch):
    corrected = begun()
    corrected.publish("4 mg")
    values, merge_back = sent(screen_of(desk, corrected)), live_corrections.merge_back

    def overtaken(**kwargs):
        drafts.edited(corrected.document, pronunciation="meanwhile")
        return merge_back(**kwargs)

    monkeypatch.setattr(live_corrections, "merge_back", overtaken)
    response = desk().client.post(address(corrected.document, "bring_back", corrected.parked.pk), values)

    assert response.status_code == 409
    assert corrected.newest.record.look_alike_footnote == "Before."
    monkeypatch.undo()
    desk().client.post(address(corrected.document, "bring_back", corrected.parked.pk), sent(text(response)))
    assert corrected.newest.record.look_alike_footnote == "By Wilma."
    assert corrected.newest.record.pronunciation == "meanwhile"


def test_it_is_given_up(desk):
    corrected = begun()

    response = desk().client.post(address(corrected.document, "drop_parked", corrected.parked.pk))

    assert "was given up. It stays in the history as version 2." in said(response)[0]
    assert "was parked on" not in text(desk().open(corrected.document))


@pytest.mark.parametrize("screen", ["bring_back", "drop_parked"])
def test_what_is_over_says_so(desk, screen):
    corrected = begun()
    live_corrections.drop(parked=corrected.parked, by=accounts.writer(), now=NOW)

    response = desk().client.post(address(corrected.document, screen, corrected.parked.pk), {"lock_version": corrected.token})

    assert "not parked any more" in said(response)[0]


@pytest.mark.parametrize("screen", ["bring_back", "drop_parked"])
def test_a_parked_draft_of_another_page_is_not_reached_through_this_one(desk, screen):
    corrected = begun()
    other = drafts.draft(records.small_record("other")).document

    assert desk().client.post(address(other, screen, corrected.parked.pk)).status_code == 404
    assert ParkedDraft.objects.get().ended_at is None


def test_a_look_changes_nothing(desk):
    corrected = begun()

    assert desk().client.get(address(corrected.document, "correct")).status_code == 405
    assert desk().client.get(address(corrected.document, "drop_parked", corrected.parked.pk)).status_code == 405
    screen_of(desk, corrected)
    assert ParkedDraft.objects.get().ended_at is None


def test_a_text_that_was_removed_since_is_neither_shown_nor_chosen(desk):
    corrected = begun(**OTHER_DOSE)
    corrected.publish("4 mg")
    live = corrected.live
    Suppression.objects.create(document=corrected.document, revision=live, digest=live.digest, reason="Harm.", at=NOW)
    key = key_of_the_dose(corrected)

    assert "5 mg" not in screen_of(desk, corrected)
    refused = bring_back(desk, corrected, **{f"choice:{key}": "base"})
    assert "cannot come back" in said(refused)[0]
    assert Publication.objects.get(document=corrected.document).revision == corrected.newest

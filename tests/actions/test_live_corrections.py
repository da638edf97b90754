"""Correcting the live page: an open draft is parked, and comes back by merge with what was decided since."""

import pytest

from medications.actions import drafts as draft_actions
from medications.actions import live_corrections, reviews
from medications.actions.blockers import publish_blockers
from medications.actions.live_corrections import CannotBringBack, CannotCorrect
from medications.content.merging import NotChosen
from medications.errors import CannotApprove, NotAllowed, StaleEdit
from medications.models import Document, Event, Medication, ParkedDraft, Revision, Suppression
from medications.permissions import Role
from tests.factories import accounts, drafts, publications, records
from tests.factories.corrections import begun, live_page, with_dose
from tests.factories.emergencies import published_in_emergency
from tests.factories.publications import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

OTHER_DOSE = {"sections": with_dose("6 mg")}


def start(document, **changes):
    return live_corrections.start(**{"document": document, "by": accounts.writer(), "token": None, "now": NOW, **changes})


def bring_back(corrected, **changes) -> Revision:
    values = {"parked": corrected.parked, "choices": {}, "by": accounts.writer("otto"), "token": corrected.token, "now": NOW}
    return live_corrections.merge_back(**{**values, **changes})


def key_of_the_dose(corrected) -> str:
    (conflict,) = live_corrections.merged_with_newest(corrected.parked).conflicts
    return conflict.key


# Beginning


def test_the_draft_says_what_is_public_again():
    corrected = begun()

    assert corrected.newest.digest == corrected.live.digest
    assert (corrected.newest.number, corrected.newest.origin) == (3, "correction")
    assert Medication.objects.get(document=corrected.document).look_alike_footnote == "Before."


def test_the_open_draft_is_parked_with_the_text_that_was_live():
    corrected = begun(by=accounts.publisher())

    parked = ParkedDraft.objects.get()
    assert (parked.revision.number, parked.base, parked.by_name) == (2, corrected.live, "Publisher")
    assert live_corrections.parked_drafts(corrected.document) == [parked]


def test_without_a_draft_there_is_nothing_to_park():
    live = live_page()

    assert start(live.document) is None
    assert not ParkedDraft.objects.exists()
    assert live.document.revisions.count() == 1


def test_a_draft_that_has_only_newer_names_of_terms_is_not_parked():
    live = live_page()
    publications.republished(drafts.find_document("symptom", "tremor"), now=NOW, name="shaking")
    draft_actions.save_record(record=live.record, by=accounts.writer(), origin="form", document=live.document)
    assert live.document.revisions.count() == 2

    assert start(live.document) is None
    assert live.document.revisions.count() == 2


def test_what_was_never_public_cannot_be_corrected():
    draft = drafts.draft(records.small_record())

    with pytest.raises(CannotCorrect):
        start(draft.document)


def test_a_reviewer_begins_no_correction():
    live = live_page()
    drafts.edited(live.document, pronunciation="open")

    with pytest.raises(NotAllowed):
        start(live.document, by=accounts.reviewer())
    assert not ParkedDraft.objects.exists()


def test_a_draft_that_was_saved_since_is_not_parked_unseen():
    live = live_page()
    drafts.edited(live.document, pronunciation="unseen")

    with pytest.raises(StaleEdit):
        start(live.document, token=1)
    assert not ParkedDraft.objects.exists()


def test_approvals_stay_with_the_parked_draft():
    live = live_page()
    approved = publications.approve(drafts.edited(live.document, pronunciation="approved"))

    start(live.document)

    correction = live.document.revisions.order_by("-number").first()
    assert reviews.valid_approval(approved).revision == approved
    assert reviews.valid_approval(correction).revision == live


def test_several_drafts_can_be_parked():
    corrected = begun()
    corrected.dose("4 mg")

    second = start(corrected.document)

    assert live_corrections.parked_drafts(corrected.document) == [second, corrected.parked]
    assert corrected.newest.digest == corrected.live.digest


# The correction itself


def test_a_correction_is_published_while_the_draft_waits():
    corrected = begun()

    change = corrected.publish("4 mg")

    assert change.kind == "corrected"
    assert "Take 4 mg" in change.revision.content
    assert "Wilma" not in change.revision.content


def test_a_fault_that_is_live_already_does_not_block_it():
    """The page is public without a use, as pages from before the rule are."""
    corrected = begun()
    corrected.publish("4 mg")
    record = records.changed(corrected.newest.record, uses=[])
    assert {reason.code for reason in publish_blockers(drafts.draft(record, document=corrected.document))} >= {"no_use"}
    without_use = Revision.objects.order_by("-pk").first()
    type(corrected.document.publication).objects.filter(document=corrected.document).update(revision=without_use)

    drafts.edited(corrected.document, look_alike_footnote="Open.")
    start(corrected.document)
    corrected.dose("3 mg")

    assert {reason.code for reason in publish_blockers(corrected.newest)} == {"no_approval"}


def test_whoever_wrote_the_parked_draft_can_approve_the_correction_since_no_word_of_it_is_in_there():
    corrected = begun()
    wilma = accounts.account(Role.WRITER, Role.REVIEWER, name="wilma")
    wilma.groups.add(*accounts.reviewer().groups.all())
    corrected.dose("4 mg", by=accounts.writer("otto"))

    assert reviews.authors_since_live(corrected.newest) == {accounts.writer("otto").pk}
    reviews.approve(revision=corrected.newest, by=wilma, now=NOW)


def test_whoever_wrote_what_went_out_in_an_emergency_is_an_author_of_its_correction():
    live = live_page()
    published_in_emergency(drafts.edited(live.document, by=accounts.writer("emil"), **OTHER_DOSE))
    corrected = begun(live)
    corrected.dose("4 mg", by=accounts.writer("otto"))

    assert reviews.authors_since_live(corrected.newest) == {accounts.writer("emil").pk, accounts.writer("otto").pk}


def test_a_draft_that_was_parked_twice_over_has_the_authors_of_its_own_words_only():
    corrected = begun()
    corrected.dose("4 mg", by=accounts.writer("third"))
    second = start(corrected.document, by=accounts.writer("otto"))

    revision = bring_back(corrected, parked=second)

    assert reviews.authors_since_live(revision) == {accounts.writer(name).pk for name in ("third", "otto")}


def test_whoever_corrects_cannot_approve_it():
    corrected = begun()
    corrected.dose("4 mg", by=accounts.writer("otto"))
    otto = accounts.writer("otto")
    otto.groups.add(*accounts.reviewer().groups.all())

    with pytest.raises(CannotApprove):
        reviews.approve(revision=corrected.newest, by=otto, now=NOW)


@pytest.mark.parametrize(("changes", "corrects"), [({}, True), ({"pronunciation": "new"}, True)])
def test_a_draft_that_began_with_the_live_text_is_a_correction(changes, corrects):
    corrected = begun()
    if changes:
        drafts.edited(corrected.document, **changes)

    assert live_corrections.is_correction(corrected.document) == corrects


def test_what_is_no_correction():
    never_public = drafts.draft(records.small_record("other")).document
    live = live_page()
    assert not live_corrections.is_correction(never_public)
    assert not live_corrections.is_correction(live.document)
    drafts.edited(live.document, pronunciation="new")
    assert not live_corrections.is_correction(live.document)


def test_a_correction_that_a_parked_draft_was_brought_into_is_none_any_more():
    corrected = begun()
    bring_back(corrected)

    assert not live_corrections.is_correction(corrected.document)


def test_after_it_was_published_the_next_draft_is_no_correction():
    corrected = begun()
    corrected.publish()
    drafts.edited(corrected.document, pronunciation="new")

    assert not live_corrections.is_correction(corrected.document)


# Bringing it back


def test_after_the_correction_the_draft_comes_back_with_it():
    corrected = begun()
    corrected.publish("4 mg")

    revision = bring_back(corrected)

    assert revision.record.look_alike_footnote == "By Wilma."
    assert "4 mg" in revision.record.sections[0].body
    assert (revision.origin, revision.merged_from) == ("merged", corrected.parked.revision)
    parked = ParkedDraft.objects.get()
    assert (parked.ended_at, parked.merged_into) == (NOW, revision)
    assert live_corrections.parked_drafts(corrected.document) == []


def test_onto_a_correction_that_is_still_open_it_comes_back_too():
    corrected = begun()
    corrected.dose("4 mg")

    revision = bring_back(corrected)

    assert revision.record.look_alike_footnote == "By Wilma."
    assert "4 mg" in revision.record.sections[0].body


def test_a_correction_that_is_given_up_leaves_the_draft_as_it_was():
    corrected = begun()

    revision = bring_back(corrected)

    assert revision.digest == corrected.parked.revision.digest


def test_what_both_changed_must_be_chosen():
    corrected = begun(**OTHER_DOSE)
    corrected.publish("4 mg")

    with pytest.raises(NotChosen):
        bring_back(corrected)
    assert ParkedDraft.objects.get().ended_at is None
    assert corrected.newest.origin == "form"


@pytest.mark.parametrize(("choice", "dose"), [("mine", "6 mg"), ("theirs", "4 mg"), ("base", "5 mg"), ("edit", "2 mg")])
def test_what_was_chosen_is_saved(choice, dose):
    corrected = begun(**OTHER_DOSE, look_alike_footnote="By Wilma.")
    corrected.publish("4 mg")
    key = key_of_the_dose(corrected)

    revision = bring_back(corrected, choices={key: choice}, texts={key: with_dose("2 mg")[0]["body"]})

    assert dose in revision.record.sections[0].body
    assert revision.record.look_alike_footnote == "By Wilma."


def test_a_draft_of_which_nothing_is_left_makes_no_version():
    corrected = begun(**OTHER_DOSE)
    live = corrected.publish("4 mg").revision

    revision = bring_back(corrected, choices={key_of_the_dose(corrected): "theirs"})

    assert revision == live
    assert ParkedDraft.objects.get().merged_into == live


def test_whoever_wrote_the_parked_draft_cannot_approve_it_after_somebody_else_brought_it_back():
    corrected = begun()
    corrected.publish("4 mg")
    wilma = accounts.writer("wilma")
    wilma.groups.add(*accounts.reviewer().groups.all())

    revision = bring_back(corrected, by=accounts.writer("otto"))

    assert reviews.authors_since_live(revision) == {wilma.pk, accounts.writer("otto").pk}
    with pytest.raises(CannotApprove, match="You wrote part of this version yourself"):
        reviews.approve(revision=revision, by=wilma, now=NOW)


def test_nor_after_further_edits_of_others():
    corrected = begun()
    corrected.publish("4 mg")
    bring_back(corrected)
    revision = drafts.edited(corrected.document, by=accounts.writer("third"), pronunciation="new")
    wilma = accounts.writer("wilma")
    wilma.groups.add(*accounts.reviewer().groups.all())

    with pytest.raises(CannotApprove):
        reviews.approve(revision=revision, by=wilma, now=NOW)


def test_its_approval_from_before_does_not_count_for_what_came_of_it():
    live = live_page()
    publications.approve(drafts.edited(live.document, by=accounts.writer("wilma"), look_alike_footnote="By Wilma."))
    corrected = begun(live, pronunciation="new")
    corrected.publish("4 mg")

    revision = bring_back(corrected)

    assert reviews.valid_approval(revision) is None


def test_what_was_saved_since_the_screen_was_opened_is_not_overrun():
    corrected = begun()
    opened = corrected.token
    corrected.dose("4 mg")

    with pytest.raises(StaleEdit):
        bring_back(corrected, token=opened)
    assert ParkedDraft.objects.get().ended_at is None


def dropped(corrected):
    live_corrections.drop(parked=corrected.parked, by=accounts.writer("otto"), now=NOW)


@pytest.mark.parametrize("before", [dropped, bring_back])
@pytest.mark.parametrize("again", [dropped, bring_back])
def test_it_comes_back_or_goes_once(before, again):
    corrected = begun()
    before(corrected)

    with pytest.raises(CannotBringBack, match="not parked any more"):
        again(corrected)


def test_a_draft_that_was_given_up_stays_in_the_history():
    corrected = begun()
    dropped(corrected)

    assert corrected.document.revisions.filter(number=2).exists()
    assert live_corrections.parked_drafts(corrected.document) == []
    assert ParkedDraft.objects.get().merged_into is None


@pytest.mark.parametrize("act", [dropped, bring_back])
def test_a_reviewer_neither_brings_back_nor_gives_up(act, monkeypatch):
    corrected = begun()
    reviewer = accounts.reviewer()
    monkeypatch.setattr(accounts, "writer", lambda name="": reviewer)

    with pytest.raises(NotAllowed):
        act(corrected)
    assert ParkedDraft.objects.get().ended_at is None


def test_a_text_that_was_removed_does_not_come_back():
    corrected = begun()
    revision = corrected.parked.revision
    Suppression.objects.create(document=corrected.document, revision=revision, digest=revision.digest, reason="Harm.", at=NOW)

    with pytest.raises(CannotBringBack, match="removed"):
        bring_back(corrected)
    dropped(corrected)


def test_the_text_that_was_public_then_does_not_come_back_once_it_was_removed():
    corrected = begun(**OTHER_DOSE)
    corrected.publish("4 mg")
    live = corrected.live
    Suppression.objects.create(document=corrected.document, revision=live, digest=live.digest, reason="Harm.", at=NOW)
    key = key_of_the_dose(corrected)

    with pytest.raises(CannotBringBack, match="removed"):
        bring_back(corrected, choices={key: "base"})
    assert "6 mg" in bring_back(corrected, choices={key: "mine"}).content


def test_each_act_is_one_event():
    corrected = begun()
    corrected.publish("4 mg")
    before = set(Event.objects.values_list("pk", flat=True))

    bring_back(corrected)

    (event,) = Event.objects.exclude(pk__in=before)
    assert (event.kind, event.by_name) == ("parked_draft_merged", "Otto")
    assert Document.objects.get(pk=corrected.document.pk).lock_version == corrected.newest.number

"""Publishing: who may, what stands in the way, what is written, and which dates move."""

from datetime import UTC, date, datetime, timedelta

import pytest

from medications.actions import publication_dates, publishing
from medications.content import checks
from medications.content.choices import ChangeKind
from medications.errors import CannotPublish, NotAllowed
from medications.models import Change, ChangeStream, IndexRow, Origin, Publication, Slug
from medications.permissions import Role
from tests.assertions import public_rows
from tests.factories import accounts, drafts, publications, records
from tests.factories.publications import NOW

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(days=40)
MUCH_LATER = NOW + timedelta(days=400)
SMALL = records.small_record()


def live(change) -> Publication:
    return Publication.objects.get(document=change.document_id)


def blockers(revision) -> list[str]:
    return [reason.code for reason in publishing.publish_blockers(revision)]


def assert_refused(revision, code: str, **kwargs) -> None:
    before = public_rows()
    assert code in blockers(revision)
    with pytest.raises(CannotPublish) as refusal:
        publications.publish(revision, **kwargs)
    assert code in [reason.code for reason in refusal.value.reasons]
    assert public_rows() == before


# Who may, and on what basis


@pytest.mark.parametrize("role", [Role.PUBLISHER, Role.ADMINISTRATOR])
def test_role_may_publish(role):
    revision = publications.approved(SMALL)

    change = publishing.publish(revision=revision, by=accounts.account(role), now=NOW)

    assert live(change).revision == revision


@pytest.mark.parametrize("roles", [(Role.WRITER,), (Role.REVIEWER,), ()])
def test_role_may_not_publish(roles):
    revision = publications.approved(SMALL)

    with pytest.raises(NotAllowed):
        publishing.publish(revision=revision, by=accounts.account(*roles, name="other"), now=NOW)

    assert not Publication.objects.exists()


def test_what_nobody_approved_is_refused():
    assert_refused(drafts.draft(SMALL), "no_approval")


def test_edit_after_approval_is_refused():
    revision = publications.approved(SMALL)

    assert_refused(drafts.edited(revision.document, pronunciation="new"), "no_approval")


def test_approved_version_is_published_though_the_draft_has_moved_on():
    revision = publications.approved(SMALL)
    drafts.edited(revision.document, pronunciation="later")

    change = publications.publish(revision)

    assert live(change).revision.record.pronunciation == ""


def test_page_says_which_role_stands_behind_it():
    change = publications.published(SMALL)

    assert (live(change).basis, live(change).role) == ("reviewed", Role.REVIEWER)
    assert (change.basis, change.role) == ("reviewed", Role.REVIEWER)


def test_starter_basis_is_written_by_publish_starter_without_an_approval():
    change = publishing.publish_starter(revision=drafts.draft(SMALL, origin=Origin.CATALOGUE), now=NOW)

    assert (live(change).basis, live(change).role, change.by_name) == ("starter", "", "")


def test_publish_never_writes_the_starter_basis():
    change = publications.published(SMALL)

    assert not Publication.objects.filter(basis="starter").exists()
    assert change.basis == "reviewed"


def test_publish_has_no_argument_for_the_basis():
    with pytest.raises(TypeError):
        publishing.publish(revision=drafts.draft(SMALL), by=accounts.publisher(), now=NOW, basis="starter")


@pytest.mark.parametrize("kind", ["reviewed", "moved", "published", "withdrawn", "nonsense"])
def test_kind_that_is_not_for_people_to_choose_is_refused(kind):
    with pytest.raises(ValueError, match=kind):
        publications.publish(publications.approved(SMALL), kind=kind)


# Blockers


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("no_name", {"generic_name": "", "slug": "nameless"}),
        ("no_use", {"uses": []}),
        ("no_source", {"sources": [], "whole_page_sources": []}),
    ],
)
def test_fault_blocks_the_first_publication(code, changes):
    record = records.changed(records.small_record(uses=[records.use("tremor", sources=[])]), **changes)

    assert_refused(publications.approved(record), code)


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("boxed_warning_gone", {"sections": []}),
        ("stopping_gone", {"at_a_glance": []}),
    ],
)
def test_warning_that_was_live_and_is_gone_blocks(code, changes):
    change = publications.published(records.medication_record())

    assert_refused(publications.approve(drafts.edited(change.document, **changes)), code)


def test_fault_that_is_live_already_does_not_block_a_correction(monkeypatch):
    sourceless = records.small_record(sources=[], whole_page_sources=[], uses=[records.use("tremor", sources=[])])
    with monkeypatch.context() as before_the_rule:
        before_the_rule.setattr(checks, "blockers", lambda record, live: [])
        change = publications.published(sourceless)

    corrected = publications.republished(change.document, now=LATER, kind=ChangeKind.SAFETY, pronunciation="corrected")

    assert (corrected.kind, live(corrected).number) == ("safety", 2)


def test_what_is_public_already_is_not_published_again():
    change = publications.published(SMALL)

    assert_refused(change.revision, "already_public", now=LATER)


def test_blockers_shown_are_the_blockers_enforced():
    revision = drafts.draft(records.small_record(uses=[]))

    with pytest.raises(CannotPublish) as refusal:
        publications.publish(revision)

    assert [reason.code for reason in refusal.value.reasons] == blockers(revision) == ["no_use", "no_approval"]


# What is written


def test_first_publication_writes_publication_slug_index_row_and_change():
    change = publications.published(SMALL, note="  Hello.  ")

    document = change.document
    assert (live(change).number, live(change).first_published_at, live(change).published_at) == (1, NOW, NOW)
    assert Slug.objects.get(document=document).slug == "orbelazine"
    assert IndexRow.objects.get(document=document).revision == change.revision
    assert (change.kind, change.publication_number, change.slug, change.title, change.note) == (
        "published",
        1,
        "orbelazine",
        "orbelazine",
        "Hello.",
    )


def test_second_publication_moves_all_but_the_first_date():
    first = publications.published(SMALL)

    second = publications.republished(first.document, now=LATER, pronunciation="new")

    assert (live(second).number, live(second).first_published_at, live(second).published_at) == (2, NOW, LATER)
    assert (second.kind, second.publication_number) == ("updated", 2)
    assert IndexRow.objects.get(document=first.document).revision == second.revision


def test_terms_never_public_are_published_along_and_come_first():
    change = publications.published(records.medication_record())

    kinds = list(Change.objects.order_by("sequence").values_list("document__kind", flat=True))
    assert kinds[-1] == "medication"
    assert sorted(kinds) == sorted(["medication", *(term.kind for term in drafts.terms_of(change.revision.record))])
    assert set(Change.objects.exclude(pk=change.pk).values_list("note", flat=True)) == {"Published with orbelazine."}


def test_term_that_is_public_already_is_not_published_again():
    publications.published(records.small_record("first"))

    publications.published(records.small_record("second"))

    assert Change.objects.filter(document__kind="symptom").count() == 1


def test_term_is_published_in_the_version_that_was_approved_not_as_its_draft_is_now():
    revision = publications.approved(SMALL)
    drafts.edited(drafts.find_document("symptom", "tremor"), summary="Not approved.")

    publications.publish(revision)

    assert Publication.objects.get(document__kind="symptom").revision.record.summary != "Not approved."


def test_terms_of_terms_are_published_along():
    effect = records.effect("sleepiness", "drowsiness")
    for code in ("pain", "fatigue"):
        drafts.draft(records.symptom_record(code))
    drafts.draft(records.side_effect_record(resembles=[records.term("pain")], may_worsen=[records.term("fatigue")]))

    publications.published(records.small_record(side_effects=[effect]))

    live_symptoms = Publication.objects.filter(document__kind="symptom")
    assert {publication.revision.record.code for publication in live_symptoms} == {"tremor", "pain", "fatigue"}


def test_numbers_go_on_from_the_stream():
    publications.published(SMALL)

    sequences = list(Change.objects.order_by("sequence").values_list("sequence", flat=True))

    assert sequences == list(range(1, len(sequences) + 1))
    assert ChangeStream.objects.latest().last_sequence == len(sequences)


# Kinds


def test_new_clinical_review_of_the_same_text_is_a_change_of_its_own():
    first = publications.published(SMALL)
    publications.approve(first.revision, now=LATER, whole_record=True)

    again = publications.publish(first.revision, now=LATER)

    assert (again.kind, again.publication_number) == ("reviewed", 2)


def test_new_address_alone_is_a_move():
    first = publications.published(SMALL)

    assert publications.republished(first.document, now=LATER, slug="moved").kind == "moved"


def test_new_address_with_new_text_is_what_the_publisher_says():
    first = publications.published(SMALL)

    assert (
        publications.republished(first.document, now=LATER, kind="corrected", slug="moved", pronunciation="x").kind == "corrected"
    )


# Slugs


def test_slug_of_another_page_is_taken():
    publications.published(records.small_record("first"))
    second = publications.published(records.small_record("second"))
    publications.republished(drafts.find_document("medication", "first"), now=LATER, slug="renamed")

    assert_refused(publications.approve(drafts.edited(second.document, slug="first")), "slug_taken", now=MUCH_LATER)


def test_former_slug_of_the_page_itself_may_come_back():
    change = publications.published(SMALL)
    publications.republished(change.document, now=LATER, slug="renamed")

    back = publications.republished(change.document, now=MUCH_LATER, slug="orbelazine")

    assert back.slug == "orbelazine"
    assert {slug.slug for slug in Slug.objects.filter(document=change.document)} == {"orbelazine", "renamed"}


def test_slug_of_another_kind_is_not_taken():
    publications.published(records.small_record("pain"))

    assert blockers(publications.approved(records.symptom_record("pain"))) == []


def test_taken_slug_of_a_term_published_along_blocks_the_page():
    symptom = publications.published(records.symptom_record("tremor"))
    publications.republished(symptom.document, now=LATER, slug="renamed")
    drafts.draft(records.symptom_record("shaking", slug="tremor"))

    assert_refused(publications.approved(records.small_record(uses=[records.use("shaking")])), "slug_taken", now=LATER)


# Dates


def test_last_updated_is_the_day_of_the_first_publication():
    assert publications.published(SMALL).last_updated == NOW.date()


def test_last_updated_moves_when_the_text_changes():
    first = publications.published(SMALL)

    assert publications.republished(first.document, now=LATER, pronunciation="new").last_updated == LATER.date()


@pytest.mark.parametrize("change", [{"slug": "moved"}, {"codes": [{"system": "rxnorm", "code": "1"}]}])
def test_last_updated_stays_when_the_text_stays(change):
    first = publications.published(SMALL)

    assert publications.republished(first.document, now=LATER, **change).last_updated == NOW.date()


def test_approval_of_the_text_alone_is_no_clinical_review_of_the_page():
    change = publications.published(SMALL, whole_record=False)

    assert live(change).last_reviewed is None


def test_clinical_review_of_the_whole_page_moves_last_reviewed_to_its_own_day():
    revision = publications.approved(SMALL, now=NOW, whole_record=True)

    change = publications.publish(revision, now=LATER)

    assert (live(change).last_reviewed, change.last_reviewed) == (NOW.date(), NOW.date())


def test_edit_leaves_last_reviewed_where_it_was():
    first = publications.published(SMALL, whole_record=True)

    second = publications.republished(first.document, now=LATER, pronunciation="new")

    assert live(second).last_reviewed == NOW.date()


def test_review_is_due_a_year_after_the_last_one():
    change = publications.published(SMALL, whole_record=True)

    assert live(change).review_due == date(2027, 3, 2)


def test_review_of_a_page_that_had_none_is_due_a_year_after_it_was_published():
    change = publications.published(SMALL)

    assert live(change).review_due == date(2027, 3, 2)


def test_edit_does_not_put_the_review_off():
    first = publications.published(SMALL)

    second = publications.republished(first.document, now=LATER, pronunciation="new")

    assert live(second).review_due == date(2027, 3, 2)


def test_new_clinical_review_puts_the_next_one_a_year_further():
    first = publications.published(SMALL, whole_record=True)
    publications.approve(first.revision, now=LATER, whole_record=True)

    again = publications.publish(first.revision, now=LATER)

    assert live(again).review_due == date(2027, 4, 11)


def test_starter_page_is_neither_reviewed_nor_due():
    change = publishing.publish_starter(revision=drafts.draft(SMALL, origin=Origin.CATALOGUE), now=NOW)

    assert (live(change).last_reviewed, live(change).review_due) == (None, None)


def test_starter_page_that_is_approved_becomes_a_reviewed_one():
    starter = publishing.publish_starter(revision=drafts.draft(SMALL, origin=Origin.CATALOGUE), now=NOW)
    publications.approve(starter.revision, now=LATER, whole_record=True)

    reviewed = publications.publish(starter.revision, now=LATER)

    assert (live(reviewed).basis, live(reviewed).last_reviewed) == ("reviewed", LATER.date())
    assert reviewed.last_updated == NOW.date()


def test_day_is_that_of_the_society_not_of_the_server(settings):
    settings.TIME_ZONE = "Pacific/Auckland"

    change = publications.published(SMALL, now=datetime(2026, 3, 2, 23, tzinfo=UTC))

    assert change.last_updated == date(2026, 3, 3)


@pytest.mark.parametrize(
    ("start", "months", "found"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2027, 1, 31), 13, date(2028, 2, 29)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 3, 31), 6, date(2026, 9, 30)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
    ],
)
def test_months_after_keeps_the_day_or_takes_the_last(start, months, found):
    assert publication_dates.months_after(start, months) == found

"""Named constraints of the database, each with a row that it refuses. A new constraint without such a row fails here."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

from medications.content.choices import Basis, ChangeKind
from medications.models import (
    ApiKey,
    Autosave,
    Document,
    ErrorReport,
    Finding,
    FormerAddress,
    ImportBatch,
    ImportFile,
    IndexFacet,
    IndexRow,
    PolicyViolation,
    Publication,
    Review,
    ReviewDecision,
    ReviewInvitation,
    SocietyProfile,
    Webhook,
    WebhookAttempt,
    WebhookDelivery,
    WithdrawalKind,
)
from medications.models.frozen import FrozenModel
from tests.factories import accounts, desk, publications
from tests.factories.publications import NOW
from tests.factories.site import kept

CONSTRAINTS = {
    constraint.name: (model, constraint)
    for model in apps.get_app_config("medications").get_models()
    for constraint in model._meta.constraints
}


def copy_of(row, **changes):
    """An unsaved row like one that is there."""
    values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if not field.primary_key}
    return type(row)(**{**values, **changes})


def again(find):
    """The row, a second time."""
    return lambda change: copy_of(find(change))


def a_change(**changes):
    """A change that could be the next one, but for these values."""
    return lambda change: copy_of(change, **{"sequence": 9_000, "publication_number": 9_000, **changes})


def an_effect(**changes):
    return lambda change: copy_of(medication(change).side_effects.first(), **changes)


def a_former_address(change):
    return FormerAddress.objects.create(path="/old", printed="/old", document=change.document)


def a_file(**values):
    return ImportFile.objects.create(batch=ImportBatch.objects.create(name="old.zip"), position=1, name="a.txt", **values)


def an_invitation(change, **values):
    values = {"token_digest": "x", "invited_at": NOW, "expires_at": NOW + timedelta(days=1), **values}
    return ReviewInvitation(revision=change.revision, **values)


def stored(row):
    row.save()
    return row


def an_autosave(document=None):
    return Autosave.objects.create(user=accounts.writer(), document=document, kind="medication", form="generic_name=x")


def a_webhook(**values):
    """A webhook that could be, but for these values."""
    key = ApiKey.objects.create(holder="x", prefix=f"msp_{len(values)}", issued_at=NOW, expires_at=NOW + timedelta(days=1))
    return Webhook(**{"key": key, "url": "https://partner.example/", "secret": "x", **values})


def a_message(change, **values):
    return WebhookDelivery(**{"webhook": stored(a_webhook()), "change": change, "message_id": "x", **values})


def medication(change):
    return change.document.medication


def a_report(**changes):
    """A report of a reader that could be, but for these values."""
    values = {"page_title": "X", "publication_number": 1, "text": "Wrong.", **changes}
    return lambda change: ErrorReport(document=change.document, **values)


def a_policy(typo: str, wording: str, clinical: str):
    """A profile with these needs."""
    needs = {"typo_needs": typo, "wording_needs": wording, "clinical_needs": clinical}
    return lambda change: copy_of(SocietyProfile.objects.latest(), version=9_000, **needs)


REFUSED = {
    "error_report_closed_keeps_no_address": a_report(settled_at=NOW, email="a@example.org", had_address=True),
    "error_report_says_that_it_had_an_address": a_report(email="a@example.org"),
    "error_report_answered_is_settled": a_report(answer="Thank you.", had_address=True),
    "error_report_removed_keeps_nothing_and_says_why": a_report(settled_at=NOW, removed_at=NOW, removed_because="Asked for."),
    "error_report_has_a_text_until_removed": a_report(text=""),
    "brand_name_once_a_market": again(lambda change: medication(change).brand_names.first()),
    "external_code_once": again(lambda change: medication(change).codes.first()),
    "lead_sentence_once_a_group": again(lambda change: medication(change).lead_sentences.first()),
    "overdose_sign_is_an_emergency": an_effect(when="overdose", group="tell_clinician"),
    "frequency_has_both_numbers": an_effect(affected=5, of=None),
    "placebo_frequency_has_both_numbers": an_effect(affected=5, of=9, placebo_affected=4, placebo_of=None),
    "revision_number_once_a_document": again(lambda change: change.revision),
    "revision_number_from_one": lambda change: copy_of(change.revision, number=0),
    "revision_names_a_term_once": again(lambda change: change.revision.terms.first()),
    "review_wanting_changes_says_which": lambda change: copy_of(
        Review.objects.first(), decision=ReviewDecision.CHANGES_WANTED, comment=""
    ),
    "change_sequence_once_a_stream": a_change(sequence=1),
    "change_sequence_from_one": a_change(sequence=0),
    "change_publication_number_once_a_document": a_change(publication_number=1),
    "change_names_its_revision": a_change(revision_id=None, kind=ChangeKind.UPDATED),
    "publication_number_from_one": lambda change: another_publication(change, number=0),
    "starter_page_is_never_reviewed": lambda change: another_publication(
        change, basis=Basis.STARTER, last_reviewed=change.last_updated
    ),
    "slug_once_a_kind": again(lambda change: change.document.slugs.first()),
    "index_slug_once_a_kind": lambda change: copy_of(
        IndexRow.objects.get(document=change.document), document=Document.objects.create(kind="medication")
    ),
    "index_facet_once_a_row": again(lambda change: IndexFacet.objects.filter(row=change.document_id).first()),
    "former_address_once": lambda change: copy_of(a_former_address(change)),
    "import_file_position_once_a_batch": lambda change: copy_of(a_file(state="waiting")),
    "import_file_taken_over_has_its_run": lambda change: copy_of(a_file(state="waiting"), position=2, state="new"),
    "import_file_refused_says_why": lambda change: copy_of(a_file(state="waiting"), position=2, state="refused", refusal=""),
    "api_key_expires_after_it_was_issued": lambda change: ApiKey(holder="x", prefix="msp_", issued_at=NOW, expires_at=NOW),
    "invitation_expires_after_it_was_made": lambda change: an_invitation(change, expires_at=NOW),
    "invitation_is_used_or_taken_back_not_both": lambda change: an_invitation(change, used_at=NOW, revoked_at=NOW),
    "finding_settled_by_only_when_settled": lambda change: Finding(
        document=change.document, code="x", message="x", settled_by_name="somebody"
    ),
    "policy_violation_once_a_kind": lambda change: copy_of(PolicyViolation.objects.create(directive="x", blocked="x", path="/")),
    "review_policy_asks_more_for_what_matters_more": a_policy("publisher", "publisher", "publisher"),
    "review_by_link_or_in_writing_not_both": lambda change: copy_of(
        Review.objects.first(),
        invitation_id=stored(an_invitation(change)).pk,
        written_id=stored(desk.written_approval(change)).pk,
    ),
    "written_approval_has_a_file": lambda change: desk.written_approval(change, size=0),
    "change_that_withdraws_names_the_withdrawal": a_change(kind=ChangeKind.WITHDRAWN),
    "withdrawal_is_explained": lambda change: desk.withdrawal(change, explanation=""),
    "withdrawal_that_moves_says_where": lambda change: desk.withdrawal(change, kind=WithdrawalKind.MOVED),
    "withdrawal_does_not_lead_to_itself": lambda change: desk.withdrawal(change, replacement=change.document),
    "withdrawal_stands_once_a_document": lambda change: copy_of(stored(desk.withdrawal(change))),
    "suppression_once_a_text": lambda change: copy_of(stored(desk.suppression(change))),
    "suppression_gives_its_reason": lambda change: desk.suppression(change, reason=""),
    "emergency_publication_gives_its_reason": lambda change: desk.emergency(change, reason=""),
    "parked_draft_ends_when_merged": lambda change: desk.parked(change, merged_into=change.revision),
    "preview_link_expires_after_it_was_made": lambda change: desk.preview_link(change, expires_at=NOW),
    "review_request_says_who_is_asked": lambda change: desk.request(change, asked_name=""),
    "review_comment_says_something": lambda change: desk.comment(change, text=""),
    "review_comment_resolved_by_somebody_or_not": lambda change: desk.comment(change, resolved_at=NOW),
    "safety_notice_ends_after_it_begins": lambda change: desk.notice(ends_on=NOW.date() - timedelta(days=1)),
    "safety_notice_approved_by_somebody_or_not": lambda change: desk.notice(approved_at=NOW),
    "safety_notice_posted_on_a_basis": lambda change: desk.notice(posted_at=NOW),
    "safety_notice_ends_once_posted": lambda change: desk.notice(ended_at=NOW),
    "api_key_cursor_is_whole": lambda change: ApiKey(
        holder="x", prefix="msp_", issued_at=NOW, expires_at=NOW + timedelta(days=1), followed_sequence=3
    ),
    "webhook_stopped_says_why": lambda change: a_webhook(stopped_at=NOW),
    "webhook_former_secret_ends": lambda change: a_webhook(former_secret="y"),
    "webhook_removed_keeps_no_secret": lambda change: a_webhook(removed_at=NOW),
    "webhook_delivery_once_a_change": lambda change: copy_of(stored(a_message(change))),
    "webhook_delivery_ends_one_way": lambda change: a_message(change, delivered_at=NOW, given_up_at=NOW),
    "webhook_attempt_says_what_came_of_it": lambda change: WebhookAttempt(delivery=stored(a_message(change))),
    "autosave_once_an_editor_and_document": lambda change: copy_of(an_autosave(document=change.document)),
    "autosave_once_an_editor_and_new_document": lambda change: copy_of(an_autosave()),
}

OTHER_WAYS = {
    "webhook_removed_keeps_no_secret": {
        "no secret though it is there": lambda change: a_webhook(secret=""),
        "a former one": lambda change: a_webhook(removed_at=NOW, secret="", former_secret="y", former_until=NOW),
    },
    "webhook_stopped_says_why": {"why, but not when": lambda change: a_webhook(stopped_because="gone")},
    "review_policy_asks_more_for_what_matters_more": {
        "wording less than a typo": a_policy("second_person", "publisher", "clinical_reviewer"),
        "wording less than a typo that needs a clinical reviewer": a_policy(
            "clinical_reviewer", "second_person", "clinical_reviewer"
        ),
        "clinical less than wording": a_policy("publisher", "clinical_reviewer", "second_person"),
    },
    "review_comment_resolved_by_somebody_or_not": {
        "by somebody at no time": lambda change: desk.comment(change, resolved_by_name="Wanda"),
    },
    "safety_notice_approved_by_somebody_or_not": {
        "by somebody at no time": lambda change: desk.notice(approved_by_name="Rita"),
    },
    "safety_notice_posted_on_a_basis": {
        "reviewed, by nobody": lambda change: desk.notice(posted_at=NOW, basis=Basis.REVIEWED),
        "in an emergency, without a reason": lambda change: desk.notice(posted_at=NOW, basis=Basis.EMERGENCY),
        "a basis before it is posted": lambda change: desk.notice(basis=Basis.EMERGENCY, reason="x"),
    },
    "frequency_has_both_numbers": {
        "the second number alone": an_effect(affected=None, of=9),
        "more affected than there were": an_effect(affected=10, of=9),
        "placebo alone": an_effect(affected=None, of=None, placebo_affected=1, placebo_of=9),
        "of nobody": an_effect(affected=0, of=0),
    },
    "placebo_frequency_has_both_numbers": {
        "the second number alone": an_effect(affected=5, of=9, placebo_affected=None, placebo_of=9),
        "more affected than there were": an_effect(affected=5, of=9, placebo_affected=10, placebo_of=9),
        "of nobody": an_effect(affected=5, of=9, placebo_affected=0, placebo_of=0),
    },
    "import_file_refused_says_why": {
        "a reason without a refusal": lambda change: copy_of(a_file(state="waiting"), position=2, refusal="damaged"),
    },
}


def another_publication(change, **changes) -> Publication:
    live = Publication.objects.get(document=change.document)
    return copy_of(live, document=Document.objects.create(kind=change.document.kind), **changes)


def assert_refused(row, constraint: str) -> None:
    """SQLite names the columns of a unique index, PostgreSQL its name."""
    model, rule = CONSTRAINTS[constraint]
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        row._meta.model.objects.bulk_create([row])
    said = str(refusal.value)
    columns = [model._meta.get_field(name).column for name in getattr(rule, "fields", ())]
    by_columns = connection.vendor == "sqlite" and isinstance(rule, models.UniqueConstraint)
    if by_columns and issubclass(model, FrozenModel) and rule.condition is None:
        assert said == f"{model._meta.db_table} is frozen: insert refused"  # the trigger against REPLACE speaks first
        return
    assert all(f"{model._meta.db_table}.{column}" in said for column in columns) if by_columns else constraint in said


def test_every_constraint_has_a_row_that_it_refuses():
    assert set(REFUSED) == set(CONSTRAINTS)


@pytest.fixture(scope="module")
def change(django_db_setup, django_db_blocker):
    with kept(django_db_blocker):
        yield publications.published()


@pytest.mark.django_db
@pytest.mark.parametrize("constraint", REFUSED)
def test_constraint_refuses(constraint, change):
    assert_refused(REFUSED[constraint](change), constraint)


@pytest.mark.django_db
@pytest.mark.parametrize(("constraint", "way"), [(name, way) for name, ways in OTHER_WAYS.items() for way in ways])
def test_constraint_refuses_other_ways(constraint, way, change):
    assert_refused(OTHER_WAYS[constraint][way](change), constraint)

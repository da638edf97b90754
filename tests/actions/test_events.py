"""Every action that somebody does is written down: one event, of its kind, with the values before and after."""

import hashlib
import importlib
import inspect
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.contrib.sessions.backends.db import SessionStore
from django.db import transaction

from medications import actions
from medications.actions import accounts as account_actions
from medications.actions import (
    arranging,
    comments,
    corrections,
    findings,
    former_addresses,
    imports,
    invitations,
    live_corrections,
    partners,
    preview_links,
    profile,
    publishing,
    restoring,
    review_requests,
    reviewed_again,
    reviews,
    safety_notices,
    sign_ins,
    takeovers,
    wordings,
)
from medications.actions import drafts as draft_actions
from medications.content.moving import Move
from medications.models import Event, EventKind, Finding, Origin, SocietyProfile
from medications.permissions import Role
from tests.factories import accounts, drafts, letters, publications, records, second_factors
from tests.factories import safety_notices as notices
from tests.factories.corrections import begun
from tests.factories.emergencies import published_in_emergency
from tests.factories.invitations import invited
from tests.factories.keys import NEXT_YEAR, issued
from tests.factories.preview_links import given
from tests.factories.publications import NOW
from tests.factories.review_requests import asked
from tests.factories.takeovers import about_testamine, two_pages, upload
from tests.factories.withdrawals import reinstated, suppressed, withdrawn
from tests.importing.pages import parsed, sample_text

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@dataclass
class Done:
    """What an action must leave behind. `act` does it; `difference` is one of its values: field, before, after, if it has any."""

    act: Callable[[], object]
    kind: str
    subject: str
    difference: tuple[str, str, str] | None
    by: str = "Writer"


def administrator():
    return accounts.account(Role.ADMINISTRATOR)


def a_draft():
    return drafts.draft(records.small_record()).document


def page_of_testamine(**parts: str):
    """A page that was taken over, with a line that has no place."""
    text = about_testamine(names="Altex (U.K.)\n\nwhat nobody knows (where to put)", **parts)
    return upload(("testamine.txt", text.encode())).files.get().run.document


def finding(document) -> Finding:
    return Finding.objects.create(document=document, code="inferred", message="The use was inferred.")


# Drafts


def saving_a_record() -> Done:
    document = a_draft()
    record = records.changed(document.revisions.get().record, pronunciation="new way")
    return Done(
        lambda: draft_actions.save_record(record=record, by=accounts.writer(), origin=Origin.FORM, document=document),
        EventKind.DRAFT_SAVED,
        "orbelazine",
        ("Pronunciation", "", "new way"),
    )


def saving_something_new() -> Done:
    record = records.symptom_record("tremor", name="tremor")
    return Done(
        lambda: draft_actions.save_record(record=record, by=accounts.writer(), origin=Origin.FORM),
        EventKind.DRAFT_SAVED,
        "tremor",
        ("name", "", "tremor"),
    )


def changing_a_record() -> Done:
    document = a_draft()
    return Done(
        lambda: draft_actions.change_record(
            document=document,
            change=lambda record: records.changed(record, pronunciation="new way"),
            by=accounts.writer(),
            token=document.lock_version,
        ),
        EventKind.DRAFT_SAVED,
        "orbelazine",
        ("Pronunciation", "", "new way"),
    )


def archiving() -> Done:
    document = a_draft()
    return Done(
        lambda: draft_actions.archive(document=document, by=accounts.writer(), now=NOW),
        EventKind.DRAFT_ARCHIVED,
        "orbelazine",
        ("state", "draft", "archived"),
    )


def restoring_a_version() -> Done:
    first = drafts.draft(records.small_record(pronunciation="old way"))
    drafts.edited(first.document, pronunciation="new way")
    return Done(
        lambda: restoring.restore(document=first.document, revision=first, by=accounts.writer(), token=None, now=NOW),
        EventKind.RESTORED,
        "orbelazine",
        ("Pronunciation", "new way", "old way"),
    )


# Reviews and publications


def approving() -> Done:
    revision = drafts.draft(records.small_record())
    return Done(
        lambda: reviews.approve(revision=revision, by=accounts.reviewer(), now=NOW, whole_record=True, comment="Well done."),
        EventKind.APPROVED,
        "orbelazine",
        ("version 1", "", "approved, whole page read"),
        by="Reviewer",
    )


def wanting_changes() -> Done:
    revision = drafts.draft(records.small_record())
    return Done(
        lambda: reviews.want_changes(revision=revision, by=accounts.reviewer(), now=NOW, comment="Say how often."),
        EventKind.CHANGES_WANTED,
        "orbelazine",
        ("version 1", "", "changes wanted"),
        by="Reviewer",
    )


def publishing_once_more() -> Done:
    live = publications.published(records.small_record())
    revision = publications.approve(drafts.edited(live.document, pronunciation="new way"))
    return Done(
        lambda: publishing.publish(revision=revision, by=accounts.publisher(), now=NOW, note="Says how it is spoken."),
        EventKind.PUBLISHED,
        "orbelazine",
        ("publication", "1", "2"),
        by="Publisher",
    )


def inviting() -> Done:
    revision = drafts.draft(records.small_record())
    return Done(
        lambda: invited(revision),
        EventKind.REVIEWER_INVITED,
        "orbelazine",
        ("Reviewer", "", "Dr. Ada Example"),
    )


def taking_an_invitation_back() -> Done:
    invitation, _ = invited(drafts.draft(records.small_record()))
    return Done(
        lambda: invitations.revoke(invitation=invitation, by=accounts.writer(), now=NOW),
        EventKind.INVITATION_REVOKED,
        "orbelazine",
        ("Reviewer", "Dr. Ada Example", ""),
    )


def deciding_by_link() -> Done:
    """By somebody without an account, who is named all the same."""
    _, token = invited(drafts.draft(records.small_record()))
    return Done(
        lambda: invitations.decide(token=token, decision="approved", comment="", consent=True, whole_record=True, now=NOW),
        EventKind.APPROVED,
        "orbelazine",
        ("credentials", "", "MD, neurologist"),
        by="Dr. Ada Example",
    )


def publishing_in_an_emergency() -> Done:
    revision = drafts.edited(publications.published(records.small_record()).document, availability="prescription")
    return Done(
        lambda: published_in_emergency(revision),
        EventKind.PUBLISHED_IN_EMERGENCY,
        "orbelazine",
        ("basis", "reviewed", "emergency"),
        by="Publisher",
    )


def reviewing_again() -> Done:
    live = publications.published(records.small_record())
    return Done(
        lambda: reviewed_again.confirm(revision=live.revision, by=accounts.reviewer(), now=NOW),
        EventKind.REVIEWED_AGAIN,
        "orbelazine",
        ("last reviewed", "", "2026-03-02"),
        by="Reviewer",
    )


def asking_for_a_review() -> Done:
    revision = drafts.draft(records.small_record())
    return Done(lambda: asked(revision), EventKind.REVIEW_ASKED, "orbelazine", ("asked", "", "Reviewer"))


def taking_a_request_back() -> Done:
    request = asked(drafts.draft(records.small_record()))
    return Done(
        lambda: review_requests.withdraw_request(request=request, by=accounts.writer(), now=NOW),
        EventKind.REVIEW_REQUEST_WITHDRAWN,
        "orbelazine",
        ("asked", "Reviewer", ""),
    )


# Safety notices


def writing_a_notice() -> Done:
    document = publications.published(records.small_record()).document
    return Done(
        lambda: notices.notice(document),
        EventKind.NOTICE_WRITTEN,
        notices.TEXT[:80],
        ("medicines", "", "orbelazine"),
    )


def approving_a_notice() -> Done:
    notice = notices.notice(publications.published(records.small_record()).document)
    return Done(
        lambda: safety_notices.approve(notice=notice, by=accounts.reviewer(), now=NOW),
        EventKind.NOTICE_APPROVED,
        notices.TEXT[:80],
        ("approved", "", notices.TEXT),
        by="Reviewer",
    )


def posting_a_notice() -> Done:
    notice = notices.approved(publications.published(records.small_record()).document)
    return Done(
        lambda: safety_notices.post(notice=notice, by=accounts.publisher(), now=NOW),
        EventKind.NOTICE_POSTED,
        notices.TEXT[:80],
        ("text", "", notices.TEXT),
        by="Publisher",
    )


def ending_a_notice() -> Done:
    notice = notices.posted(publications.published(records.small_record()).document)
    return Done(
        lambda: safety_notices.end(notice=notice, by=accounts.publisher(), now=NOW, reason="The recall is over."),
        EventKind.NOTICE_ENDED,
        notices.TEXT[:80],
        ("text", notices.TEXT, ""),
        by="Publisher",
    )


def giving_a_preview_link() -> Done:
    revision = drafts.draft(records.small_record())
    return Done(
        lambda: given(revision, purpose="The board"),
        EventKind.PREVIEW_LINK_MADE,
        "orbelazine",
        ("For whom", "", "The board"),
    )


def ending_a_preview_link() -> Done:
    link = given(drafts.draft(records.small_record()), purpose="The board")
    return Done(
        lambda: preview_links.revoke(link=link, by=accounts.writer(), now=NOW),
        EventKind.PREVIEW_LINK_REVOKED,
        "orbelazine",
        ("For whom", "The board", ""),
    )


def recording_a_letter() -> Done:
    revision = drafts.draft(records.small_record())
    return Done(
        lambda: letters.recorded(revision),
        EventKind.APPROVAL_RECORDED,
        "orbelazine",
        ("reviewer", "", "Dr. Ada Example, MD, neurologist"),
    )


def commenting() -> Done:
    revision = drafts.draft(records.small_record())
    return Done(
        lambda: comments.comment(revision=revision, place="pronunciation", text="None?", by=accounts.writer(), now=NOW),
        EventKind.COMMENTED,
        "orbelazine",
        ("comment on Pronunciation, version 1", "", "None?"),
    )


def commenting_on_several_places() -> Done:
    revision = drafts.draft(records.small_record())
    remarks = [comments.Remark("", "Well done."), comments.Remark("pronunciation", "None?")]
    return Done(
        lambda: comments.comment_each(revision=revision, remarks=remarks, by=accounts.writer(), now=NOW),
        EventKind.COMMENTED,
        "orbelazine",
        ("comment on The whole page, version 1", "", "Well done."),
    )


def commenting_by_link() -> Done:
    _, token = invited(drafts.draft(records.small_record()))
    return Done(
        lambda: comments.comment_by_link(token=token, remarks=[comments.Remark("", "Well done.")], now=NOW),
        EventKind.COMMENTED,
        "orbelazine",
        ("comment on The whole page, version 1", "", "Well done."),
        by="Dr. Ada Example",
    )


def settling_a_comment() -> Done:
    revision = drafts.draft(records.small_record())
    made = comments.comment(revision=revision, place="", text="Well done.", by=accounts.reviewer(), now=NOW)
    return Done(
        lambda: comments.resolve(comment=made, by=accounts.writer(), now=NOW),
        EventKind.COMMENT_RESOLVED,
        "orbelazine",
        ("comment on The whole page, version 1", "Well done.", ""),
    )


def beginning_a_correction() -> Done:
    live = publications.published(records.small_record(), by=accounts.writer("first"))
    drafts.edited(live.document, pronunciation="new way")
    return Done(
        lambda: live_corrections.start(document=live.document, by=accounts.writer(), token=None, now=NOW),
        EventKind.CORRECTION_STARTED,
        "orbelazine",
        ("draft", "version 2", "parked"),
    )


def bringing_a_parked_draft_back() -> Done:
    corrected = begun()
    corrected.dose("4 mg")
    return Done(
        lambda: live_corrections.merge_back(parked=corrected.parked, choices={}, by=accounts.writer(), token=None, now=NOW),
        EventKind.PARKED_DRAFT_MERGED,
        "orbelazine",
        ("parked draft", "version 2", "brought back as version 5"),
    )


def giving_a_parked_draft_up() -> Done:
    corrected = begun()
    return Done(
        lambda: live_corrections.drop(parked=corrected.parked, by=accounts.writer(), now=NOW),
        EventKind.PARKED_DRAFT_DROPPED,
        "orbelazine",
        ("parked draft", "version 2", "given up"),
    )


# Findings, and taking over


def settling() -> Done:
    found = finding(a_draft())
    return Done(
        lambda: findings.settle(finding=found, by=accounts.writer(), now=NOW),
        EventKind.FINDING_SETTLED,
        "orbelazine",
        ("finding: The use was inferred.", "open", "settled"),
    )


def settling_several() -> Done:
    document = a_draft()
    found = [finding(document), finding(document)]
    return Done(
        lambda: findings.settle_all(findings=found, by=accounts.writer(), now=NOW),
        EventKind.FINDING_SETTLED,
        "orbelazine",
        ("finding: The use was inferred.", "open", "settled"),
    )


def uploading() -> Done:
    name, content = two_pages()[1]
    sha256 = hashlib.sha256(content).hexdigest()
    return Done(
        lambda: takeovers.receive(chosen=[(name, content)], by=accounts.writer(), now=NOW),
        EventKind.PAGES_UPLOADED,
        "testamine.txt",
        ("file", "", f"testamine.txt (SHA-256 {sha256})"),
    )


def taking_over() -> Done:
    batch = takeovers.receive(chosen=two_pages(), by=accounts.writer(), now=NOW)
    file = batch.files.get(name="testamine.txt")
    return Done(
        lambda: takeovers.take_over(file=file, by=accounts.writer(), now=NOW),
        EventKind.DRAFT_SAVED,
        "testamine",
        ("name", "", "testamine"),
    )


def importing() -> Done:
    text = sample_text()
    old = imports.OldPage(page=parsed(text), original=text, sha256="0" * 64, address="http://old.example.org/orbelazine.html")
    return Done(
        lambda: imports.import_page(old=old, by=accounts.writer(), now=NOW),
        EventKind.DRAFT_SAVED,
        "orbelazine",
        ("old address", "", "http://old.example.org/orbelazine.html"),
    )


def keeping_an_address() -> Done:
    document = a_draft()
    return Done(
        lambda: former_addresses.keep_address(
            document=document, address="http://old.example.org/a.html", by=accounts.writer(), now=NOW
        ),
        EventKind.ADDRESS_KEPT,
        "orbelazine",
        ("old address", "", "http://old.example.org/a.html"),
    )


def arranging_a_page() -> Done:
    document = page_of_testamine(proper_usage="Take it with water.\n\nNot when pregnant.")
    line = document.findings.get(code="unmapped_line")
    return Done(
        lambda: arranging.arrange(
            document=document,
            moves=[Move(1, 1, "pregnancy")],
            lines={line.pk: "other"},
            token=document.lock_version,
            by=accounts.writer(),
            now=NOW,
        ),
        EventKind.DRAFT_SAVED,
        "testamine",
        (f"finding: {line.message}", "open", "settled"),
    )


def correcting() -> Done:
    page_of_testamine()
    found = Finding.objects.filter(code="generic_market_unknown")
    return Done(
        lambda: corrections.correct(findings=found, answer=["US"], by=accounts.writer(), now=NOW),
        EventKind.DRAFT_SAVED,
        "testamine",
        ("Generic available: markets", "", "United States"),
    )


def giving_meaning() -> Done:
    drafts.draft(records.side_effect_record("sleepiness", name="sleepiness"))
    document = page_of_testamine(side_effects="Effects that go away: yawning.")
    meanings = {"yawning": wordings.Meaning(("sleepiness",))}
    return Done(
        lambda: wordings.give_meaning(documents=[document], meanings=meanings, by=accounts.writer(), now=NOW),
        EventKind.DRAFT_SAVED,
        "testamine",
        ("Side effects, yawning: terms", "", "sleepiness"),
    )


def making_a_term() -> Done:
    return Done(
        lambda: wordings.new_term(name="Yawning", by=accounts.writer()),
        EventKind.DRAFT_SAVED,
        "Yawning",
        ("name", "", "Yawning"),
    )


# Profile, accounts, keys


def saving_the_profile() -> Done:
    newest = SocietyProfile.objects.latest()
    values = {name: getattr(newest, name) for name in profile.WORDS} | {"emergency_number": "112"}
    return Done(
        lambda: profile.save_profile(values=values, by=administrator(), now=NOW, base_version=newest.version),
        EventKind.PROFILE_SAVED,
        newest.name,
        ("emergency number", newest.emergency_number, "112"),
        by="Administrator",
    )


def making_an_account() -> Done:
    account = User(username="nora", first_name="Nora")
    account.set_password("a long enough pass phrase")
    return Done(
        lambda: account_actions.make(account=account, roles=[Role.WRITER], by=administrator(), now=NOW),
        EventKind.ACCOUNT_MADE,
        "Nora (nora)",
        ("roles", "", "Writer"),
        by="Administrator",
    )


def changing_an_account() -> Done:
    account = accounts.writer("wilma")
    return Done(
        lambda: account_actions.change(account=account, roles=[Role.REVIEWER], by=administrator(), now=NOW),
        EventKind.ACCOUNT_CHANGED,
        "Wilma (wilma)",
        ("roles", "Writer", "Clinical reviewer"),
        by="Administrator",
    )


def setting_a_password() -> Done:
    account = accounts.writer("wilma")
    return Done(
        lambda: account_actions.set_password(account=account, password="a new pass phrase", by=administrator(), now=NOW),
        EventKind.PASSWORD_CHANGED,
        "Wilma (wilma)",
        ("password", "", "changed"),
        by="Administrator",
    )


def deleting_an_account() -> Done:
    account = accounts.writer("wilma")
    return Done(
        lambda: account_actions.delete(account=account, by=administrator(), now=NOW),
        EventKind.ACCOUNT_DELETED,
        "Wilma (wilma)",
        ("roles", "Writer", ""),
        by="Administrator",
    )


def issuing_a_key() -> Done:
    prefix = partners.new_prefix()
    return Done(
        lambda: issued(prefix=prefix),
        EventKind.KEY_ISSUED,
        f"Example partner ({prefix}…)",
        ("Valid until", "", NEXT_YEAR.strftime("%Y-%m-%d %H:%M UTC")),
        by="Administrator",
    )


def revoking_a_key() -> Done:
    key, _ = issued()
    return Done(
        lambda: partners.revoke_key(key=key, by=administrator(), now=NOW),
        EventKind.KEY_REVOKED,
        str(key),
        ("Revoked", "", NOW.strftime("%Y-%m-%d %H:%M UTC")),
        by="Administrator",
    )


def signing_out_elsewhere() -> Done:
    account, session = accounts.writer("wilma"), SessionStore()
    session.create()
    there = UserSession.objects.create(user=account, session_key=session.session_key, ip="192.0.2.0", user_agent="")
    return Done(
        lambda: sign_ins.end_sessions(sessions=[there], of=account, by=account, now=NOW),
        EventKind.SESSIONS_ENDED,
        "Wilma (wilma)",
        None,
        by="Wilma",
    )


def taking_second_factors_away() -> Done:
    account = second_factors.with_app(accounts.writer("wilma"))
    return Done(
        lambda: sign_ins.reset_second_factors(account=account, by=administrator(), now=NOW, reason="Lost the phone."),
        EventKind.SECOND_FACTOR_RESET,
        "Wilma (wilma)",
        ("second factors", "TOTP Authenticator", ""),
        by="Administrator",
    )


# Taking down


def withdrawing() -> Done:
    document = publications.published(records.small_record()).document
    return Done(
        lambda: withdrawn(document),
        EventKind.WITHDRAWN,
        "orbelazine",
        ("state", "public", "withdrawn: the page is gone; its address says why"),
        by="Publisher",
    )


def putting_back() -> Done:
    document = publications.published(records.small_record()).document
    withdrawn(document)
    return Done(
        lambda: reinstated(document),
        EventKind.REINSTATED,
        "orbelazine",
        ("state", "withdrawn: the page is gone; its address says why", "public, as it was"),
        by="Publisher",
    )


def putting_back_with_a_new_text() -> Done:
    document = publications.published(records.small_record()).document
    new = publications.approve(drafts.edited(document, pronunciation="new way"))
    withdrawn(document)
    return Done(
        lambda: reinstated(document, revision=new),
        EventKind.REINSTATED,
        "orbelazine",
        ("state", "withdrawn: the page is gone; its address says why", "public, with a new text"),
        by="Publisher",
    )


def removing_a_text() -> Done:
    live = publications.published(records.small_record())
    withdrawn(live.document)
    return Done(
        lambda: suppressed(live.revision),
        EventKind.TEXT_SUPPRESSED,
        "orbelazine",
        ("text of publication 1", "readable", "removed"),
        by="Administrator",
    )


# Action -> cases that do it.
ACTIONS: dict[str, list[Callable[[], Done]]] = {
    "accounts.change": [changing_an_account],
    "accounts.delete": [deleting_an_account],
    "accounts.make": [making_an_account],
    "accounts.set_password": [setting_a_password],
    "arranging.arrange": [arranging_a_page],
    "comments.comment": [commenting],
    "comments.comment_by_link": [commenting_by_link],
    "comments.comment_each": [commenting_on_several_places],
    "comments.resolve": [settling_a_comment],
    "corrections.correct": [correcting],
    "drafts.archive": [archiving],
    "drafts.change_record": [changing_a_record],
    "drafts.save_record": [saving_a_record, saving_something_new],
    "findings.settle": [settling],
    "findings.settle_all": [settling_several],
    "former_addresses.keep_address": [keeping_an_address],
    "imports.import_page": [importing],
    "invitations.decide": [deciding_by_link],
    "invitations.invite": [inviting],
    "invitations.revoke": [taking_an_invitation_back],
    "live_corrections.drop": [giving_a_parked_draft_up],
    "live_corrections.merge_back": [bringing_a_parked_draft_back],
    "live_corrections.start": [beginning_a_correction],
    "partners.issue_key": [issuing_a_key],
    "partners.revoke_key": [revoking_a_key],
    "preview_links.make": [giving_a_preview_link],
    "preview_links.revoke": [ending_a_preview_link],
    "profile.save_profile": [saving_the_profile],
    "publishing.publish": [publishing_once_more],
    "publishing.publish_in_emergency": [publishing_in_an_emergency],
    "restoring.restore": [restoring_a_version],
    "review_requests.ask": [asking_for_a_review],
    "review_requests.withdraw_request": [taking_a_request_back],
    "reviewed_again.confirm": [reviewing_again],
    "reviews.approve": [approving],
    "reviews.want_changes": [wanting_changes],
    "safety_notices.approve": [approving_a_notice],
    "safety_notices.end": [ending_a_notice],
    "safety_notices.post": [posting_a_notice],
    "safety_notices.write": [writing_a_notice],
    "sign_ins.end_sessions": [signing_out_elsewhere],
    "sign_ins.reset_second_factors": [taking_second_factors_away],
    "suppressions.suppress": [removing_a_text],
    "takeovers.receive": [uploading],
    "takeovers.take_over": [taking_over],
    "withdrawals.reinstate": [putting_back, putting_back_with_a_new_text],
    "withdrawals.withdraw": [withdrawing],
    "wordings.give_meaning": [giving_meaning],
    "wordings.new_term": [making_a_term],
    "written_approvals.record": [recording_a_letter],
}
# Functions that take `by` and are no act of their own, each with the reason.
NOT_ACTS = {
    "accounts.refusals": "only asks",
    "audit.as_one": "writes down",
    "audit.record": "writes down",
    "audited.published": "writes down",
    "autosaves.drop": "what is thrown away was never seen by anybody else",
    "autosaves.keep": "changes nothing for anybody; there would be one every few seconds",
    "autosaves.kept_by": "only asks",
    "comments.may_resolve": "only asks",
    "own_names.own_name": "only asks",
    "drafts.editing": "what save_record and change_record go through, and the forms: tests/admin/test_events.py",
    "publication_moves.publishing_role": "only asks",
    "publishing.put_back": "the end of withdrawals.reinstate",
    "review_requests.who_can_be_asked": "only asks",
    "reviewed_again.why_not": "only asks",
    "reviews.may_decide": "only asks",
    "reviews.role_to_decide": "only asks",
    "sign_ins.write": "writes down",
    "source_lookup.look_up": "only asks elsewhere; what is found is saved by the form",
    "snapshots.snapshot": "the end of drafts.editing",
}
CASES = [pytest.param(case, id=case.__name__) for cases in ACTIONS.values() for case in cases]


def told_who_acts() -> set[str]:
    """Every public function of an action module that is told who acts."""
    found = set()
    for info in pkgutil.walk_packages(actions.__path__, "medications.actions."):
        module = importlib.import_module(info.name)
        for name, function in inspect.getmembers(module, inspect.isfunction):
            if function.__module__ == info.name and not name.startswith("_") and "by" in inspect.signature(function).parameters:
                found.add(f"{info.name.removeprefix('medications.actions.')}.{name}")
    return found


def test_every_action_that_is_told_who_acts_is_tried_here():
    assert told_who_acts() | {"comments.comment_by_link", "invitations.decide"} == {
        *ACTIONS,
        *NOT_ACTS,
    }  # the link says who decides


def new_events(before: set[int]) -> list[Event]:
    return list(Event.objects.exclude(pk__in=before))


def known() -> set[int]:
    return set(Event.objects.values_list("pk", flat=True))


@pytest.mark.parametrize("case", CASES)
def test_it_leaves_one_event_with_the_values_before_and_after(case):
    done = case()
    before = known()

    done.act()

    (event,) = new_events(before)
    assert (event.kind, event.subject_name, event.by_name) == (done.kind, done.subject, done.by)
    differences = [(each["field"], each["old"], each["new"]) for each in event.differences]
    assert done.difference in differences or done.difference is None and differences == []


@pytest.mark.parametrize("case", CASES)
def test_it_leaves_no_event_when_it_is_undone(case):
    done = case()
    before = known()

    with transaction.atomic():
        done.act()
        transaction.set_rollback(True)

    assert new_events(before) == []


def test_doing_again_what_changes_nothing_leaves_no_event():
    document = a_draft()
    record = document.revisions.get().record
    found = finding(document)
    findings.settle(finding=found, by=accounts.writer(), now=NOW)
    newest = SocietyProfile.objects.latest()
    values = {name: getattr(newest, name) for name in profile.WORDS}
    before = known()

    draft_actions.save_record(record=record, by=accounts.writer(), origin=Origin.FORM, document=document)
    findings.settle(finding=found, by=accounts.writer(), now=NOW)
    profile.save_profile(values=values, by=administrator(), now=NOW, base_version=newest.version)

    assert new_events(before) == []


def test_a_page_that_fails_among_many_leaves_no_event_of_its_own(monkeypatch):
    first, second = page_of_testamine(), upload(two_pages()[0]).files.get().run.document
    before = known()

    def fails(record, found, answer):
        if found.document_id == second.pk:
            raise draft_actions.StaleEdit(saved_by="Somebody", saved_at=NOW)
        return records.changed(record, pronunciation="new way")

    monkeypatch.setitem(corrections.ANSWERS, "generic_market_unknown", fails)
    found = [Finding.objects.create(document=each, code="generic_market_unknown", message="Where?") for each in (first, second)]
    corrections.correct(findings=found, answer=["US"], by=accounts.writer(), now=NOW)

    assert {event.subject_id for event in new_events(before)} == {str(first.pk)}


def test_events_stay_when_account_and_thing_are_gone():
    nora = accounts.account(name="nora")
    account_actions.change(account=nora, roles=[Role.WRITER], by=administrator(), now=NOW)
    number = str(nora.pk)
    account_actions.delete(account=nora, by=administrator(), now=NOW + timedelta(hours=1))
    get_user_model().objects.all().delete()

    found = Event.objects.filter(subject_kind="account", subject_id=number)
    assert [event.kind for event in found] == [EventKind.ACCOUNT_DELETED, EventKind.ACCOUNT_CHANGED]
    assert {event.by_name for event in found} == {"Administrator"}


def test_no_secret_lands_in_an_event():
    password = "a long enough pass phrase"
    account = User(username="nora")
    account.set_password(password)
    account_actions.make(account=account, roles=[Role.WRITER], by=administrator(), now=NOW)
    account_actions.set_password(account=account, password=password + " 2", by=administrator(), now=NOW)
    key, plain = issued()
    partners.revoke_key(key=key, by=administrator(), now=NOW)
    codes = second_factors.recovery_codes(second_factors.with_app(account))
    sign_ins.reset_second_factors(account=account, by=administrator(), now=NOW, reason="Lost the phone.")
    account.refresh_from_db()

    written = str(list(Event.objects.values()))
    secrets = [password, account.password, plain[partners.SHOWN :], key.digest, second_factors.SECRET, *codes]
    assert [secret for secret in secrets if secret in written] == []

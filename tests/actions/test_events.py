"""Every action that somebody does is written down: one event, of its kind, with the values before and after."""

import importlib
import inspect
import pkgutil
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.db import transaction

from medications import actions
from medications.actions import accounts as account_actions
from medications.actions import corrections, findings, partners, profile, sign_ins
from medications.actions import drafts as draft_actions
from medications.models import Event, EventKind, Finding, Origin, SocietyProfile
from medications.permissions import Role
from tests.actions.event_cases import ACTIONS
from tests.actions.event_cases.done import a_draft, administrator, finding, page_of_testamine
from tests.factories import accounts, records, second_factors
from tests.factories.keys import issued
from tests.factories.publications import NOW
from tests.factories.takeovers import two_pages, upload

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

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
    "partners.webhook_stops.stop": "part of webhooks.stop, and of what the worker does by itself",
    "publication_moves.change_of": "only puts together what the acts that publish and take down write",
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

"""Every action x every account: it refuses by itself, whatever the screen before it has asked."""

import ast
import inspect
import pkgutil
from collections.abc import Callable
from datetime import timedelta
from importlib import import_module
from pathlib import Path

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import AnonymousUser, User
from django.http import QueryDict

from medications import actions
from medications.access_matrix.actions import ACTIONS, COMMANDS, WITHIN
from medications.access_matrix.rules import WHO_MAY, Answer, Caller
from medications.actions import (
    accounts,
    arranging,
    autosaves,
    comments,
    corrections,
    drafts,
    findings,
    former_addresses,
    imports,
    invitations,
    live_corrections,
    partners,
    preview_links,
    profile,
    publishing,
    report_answers,
    report_removals,
    restoring,
    review_requests,
    reviewed_again,
    reviews,
    safety_notices,
    sign_ins,
    suppressions,
    takeovers,
    withdrawals,
    wordings,
)
from medications.actions.partners import webhooks
from medications.content.moving import Move
from medications.errors import NotAllowed
from medications.importing.page import parse_page
from medications.models import Finding, Origin, ReviewRequest, SocietyProfile
from medications.permissions import ALLOWED, Role
from tests.access.callers import undone, written
from tests.access.world import World
from tests.factories import letters, records
from tests.factories.invitations import IN_TWO_WEEKS
from tests.factories.publications import NOW
from tests.factories.safety_notices import notice
from tests.factories.takeovers import about_testamine

PACKAGE = Path(__file__).resolve().parents[2] / "medications"
CALLERS = [caller for caller in Caller if caller in ACTIONS["publishing.publish"]]


def functions() -> list[str]:
    """The public functions of medications.actions that are told who acts."""
    found = []
    for info in pkgutil.walk_packages(actions.__path__, "medications.actions."):
        module = import_module(info.name)
        for name, function in inspect.getmembers(module, inspect.isfunction):
            own = inspect.unwrap(function).__module__ == info.name and not name.startswith("_")
            if own and "by" in inspect.signature(function).parameters:
                found.append(f"{info.name.removeprefix('medications.actions.')}.{name}")
    return sorted(found)


def callers(rule: str) -> set[tuple[str, str]]:
    """Which parts outside of actions name an action of that rule, and which."""
    wanted = {name for name, each in ACTIONS.items() if each == rule}
    files = [file for file in PACKAGE.rglob("*.py") if "actions" not in file.parts]
    return {(file.relative_to(PACKAGE).parts[0], name) for file in files for name in wanted & actions_named(file)}


def actions_named(file: Path) -> set[str]:
    """As `from medications.actions.drafts import archive`, or as `drafts.archive` after importing the module."""
    tree = ast.parse(file.read_text())
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    known = {alias.asname or alias.name: f"{node.module}.{alias.name}" for node in imports for alias in node.names}
    through = {
        f"{known.get(node.value.id)}.{node.attr}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
    }
    return {name.removeprefix("medications.actions.") for name in {*known.values(), *through}}


def test_every_action_is_in_the_table():
    assert functions() == sorted(name for name, rule in ACTIONS.items() if rule != COMMANDS)


def test_each_role_may_what_the_table_says():
    assert ALLOWED == WHO_MAY


def test_what_asks_nothing_is_called_by_what_has_asked():
    assert callers(WITHIN) == {("accounts", "sign_ins.write"), ("management", "sign_ins.write")}


def test_what_asks_nobody_is_called_by_commands():
    assert callers(COMMANDS) == {("management", "catalogue.load"), ("management", "streams.start_new")}


# What each is called with. The rows are those of tests/access/world.py.


def edit(site: World, by) -> None:
    row = site.rows["medication"]
    with drafts.editing(document=row.document, token=None, by=by) as editing:
        type(row).objects.filter(pk=row.pk).update(pronunciation="changed")
        editing.saved = True


def old_page() -> imports.OldPage:
    text = about_testamine(names="Newex (U.K.)", opening="Newamine is an agent.")
    return imports.OldPage(page=parse_page(text, file="new.txt", today=NOW.date()), original=text, sha256="0" * 64, address="")


def profile_values() -> dict:
    newest = SocietyProfile.objects.latest()
    return {name: getattr(newest, name) for name in profile.WORDS} | {"helpline_name": "changed"}


def somebody(site: World) -> User:
    return User.objects.get(pk=site.somebody.pk)


def session_of(account) -> UserSession:
    return UserSession.objects.create(user=account, session_key="x" * 32, ip="127.0.0.0", user_agent="")


def market_unknown(site: World):
    return Finding.objects.filter(document=site.taken_over, code="generic_market_unknown")


NEXT_YEAR = timedelta(days=365)
CALLS: dict[str, Callable] = {
    "accounts.change": lambda site, by: accounts.change(account=somebody(site), roles=[Role.REVIEWER], by=by, now=NOW),
    "accounts.delete": lambda site, by: accounts.delete(account=somebody(site), by=by, now=NOW),
    "accounts.make": lambda site, by: accounts.make(account=User(username="new"), roles=[Role.WRITER], by=by, now=NOW),
    "accounts.set_password": lambda site, by: accounts.set_password(account=somebody(site), password=None, by=by, now=NOW),
    "arranging.arrange": lambda site, by: arranging.arrange(
        document=site.taken_over, moves=[Move(1, 0, "other")], lines={}, token=1, by=by, now=NOW
    ),
    "comments.comment": lambda site, by: comments.comment(
        revision=site.revisions["symptom"], place="", text="Is this right?", by=by, now=NOW
    ),
    "comments.comment_each": lambda site, by: comments.comment_each(
        revision=site.revisions["symptom"], remarks=[comments.Remark("", "Is this right?")], by=by, now=NOW
    ),
    "comments.resolve": lambda site, by: comments.resolve(comment=site.comments["symptom"], by=by, now=NOW),
    "corrections.correct": lambda site, by: corrections.correct(findings=market_unknown(site), answer=["US"], by=by, now=NOW),
    "autosaves.drop": lambda site, by: autosaves.drop(by=by, document=None, kind="symptom"),
    "autosaves.keep": lambda site, by: autosaves.keep(
        by=by, document=None, kind="symptom", token=None, typed=QueryDict("name=new"), now=NOW
    ),
    "drafts.archive": lambda site, by: drafts.archive(document=site.revisions["symptom"].document, by=by, now=NOW),
    "drafts.change_record": lambda site, by: drafts.change_record(
        document=site.revisions["medication"].document,
        change=lambda record: records.changed(record, pronunciation="changed"),
        by=by,
        token=None,
    ),
    "drafts.editing": edit,
    "drafts.save_record": lambda site, by: drafts.save_record(
        record=records.drug_class_record("newest"), by=by, origin=Origin.FORM
    ),
    "findings.settle": lambda site, by: findings.settle(finding=site.findings["medication"], by=by, now=NOW),
    "findings.settle_all": lambda site, by: findings.settle_all(findings=site.findings.values(), by=by, now=NOW),
    "former_addresses.keep_address": lambda site, by: former_addresses.keep_address(
        document=site.taken_over, address="http://old.example.org/new.html", by=by, now=NOW
    ),
    "imports.import_page": lambda site, by: imports.import_page(old=old_page(), by=by, now=NOW),
    "invitations.invite": lambda site, by: invitations.invite(
        revision=site.revisions["symptom"],
        reviewer_name="Dr. Di Example",
        credentials="MD",
        expires=IN_TWO_WEEKS,
        by=by,
        now=NOW,
    ),
    "invitations.revoke": lambda site, by: invitations.revoke(invitation=site.invitations["symptom"], by=by, now=NOW),
    "live_corrections.drop": lambda site, by: live_corrections.drop(parked=site.correcting.parked["symptom"], by=by, now=NOW),
    "live_corrections.merge_back": lambda site, by: live_corrections.merge_back(
        parked=site.correcting.parked["symptom"], choices={}, by=by, token=None, now=NOW
    ),
    "live_corrections.start": lambda site, by: live_corrections.start(
        document=site.correcting.parked["symptom"].document, by=by, token=None, now=NOW
    ),
    "partners.issue_key": lambda site, by: partners.issue_key(
        holder="New", contact="a@partner.example", expires=NOW + NEXT_YEAR, by=by, now=NOW
    ),
    "partners.revoke_key": lambda site, by: partners.revoke_key(key=site.key, by=by, now=NOW),
    "partners.webhooks.change": lambda site, by: webhooks.change(webhook=site.webhook, kinds=["safety"], by=by, now=NOW),
    "partners.webhooks.make_secret": lambda site, by: webhooks.make_secret(webhook=site.webhook, by=by, now=NOW),
    "partners.webhooks.register": lambda site, by: webhooks.register(
        key=site.webhook.key, url="https://other.example/", by=by, now=NOW
    ),
    "partners.webhooks.remove": lambda site, by: webhooks.remove(webhook=site.webhook, by=by, now=NOW),
    "partners.webhooks.replay": lambda site, by: webhooks.replay(webhook=site.webhook, sequence=1, by=by, now=NOW),
    "partners.webhooks.send_test": lambda site, by: webhooks.send_test(webhook=site.webhook, by=by, now=NOW),
    "partners.webhooks.start": lambda site, by: webhooks.start(webhook=site.stopped_webhook, by=by, now=NOW),
    "partners.webhooks.stop": lambda site, by: webhooks.stop(webhook=site.webhook, by=by, now=NOW),
    "preview_links.make": lambda site, by: preview_links.make(
        revision=site.revisions["symptom"], purpose="The board", expires=NOW + timedelta(days=7), by=by, now=NOW
    ),
    "preview_links.revoke": lambda site, by: preview_links.revoke(link=site.preview_links["symptom"], by=by, now=NOW),
    "profile.save_profile": lambda site, by: profile.save_profile(
        values=profile_values(), by=by, now=NOW, base_version=SocietyProfile.objects.latest().version
    ),
    "publishing.publish": lambda site, by: publishing.publish(revision=site.revisions["medication"], by=by, now=NOW),
    "publishing.publish_in_emergency": lambda site, by: publishing.publish_in_emergency(
        revision=site.reviewing.unapproved["medication"], by=by, now=NOW, note="New.", reason="An alert."
    ),
    "report_answers.answer": lambda site, by: report_answers.answer(report=site.report, text="Thank you.", by=by, now=NOW),
    "report_answers.close": lambda site, by: report_answers.close(report=site.report, note="Mended.", by=by, now=NOW),
    "report_removals.remove": lambda site, by: report_removals.remove(report=site.report, reason="Asked for.", by=by, now=NOW),
    "review_requests.ask": lambda site, by: review_requests.ask(
        revision=site.revisions["symptom"], asked=None, until=NOW.date(), by=by, now=NOW
    ),
    "review_requests.withdraw_request": lambda site, by: review_requests.withdraw_request(
        request=ReviewRequest.objects.get(pk=site.reviewing.requests["symptom"].pk), by=by, now=NOW
    ),
    "reviewed_again.confirm": lambda site, by: reviewed_again.confirm(revision=site.reviewing.live["medication"], by=by, now=NOW),
    "restoring.restore": lambda site, by: restoring.restore(
        document=site.older["medication"].document, revision=site.older["medication"], by=by, token=None, now=NOW
    ),
    "reviews.approve": lambda site, by: reviews.approve(revision=site.revisions["medication"], by=by, now=NOW),
    "reviews.want_changes": lambda site, by: reviews.want_changes(
        revision=site.revisions["medication"], by=by, now=NOW, comment="No."
    ),
    "safety_notices.approve": lambda site, by: safety_notices.approve(notice=site.notices["written"], by=by, now=NOW),
    "safety_notices.end": lambda site, by: safety_notices.end(notice=site.notices["posted"], by=by, now=NOW, reason="Over."),
    "safety_notices.post": lambda site, by: safety_notices.post(notice=site.notice, by=by, now=NOW),
    "safety_notices.write": lambda site, by: notice(*site.notice.documents.all(), by=by),
    "sign_ins.end_sessions": lambda site, by: sign_ins.end_sessions(
        sessions=[session_of(site.somebody)], of=site.somebody, by=by, now=NOW
    ),
    "sign_ins.reset_second_factors": lambda site, by: sign_ins.reset_second_factors(
        account=site.somebody, by=by, now=NOW, reason="Lost."
    ),
    "suppressions.suppress": lambda site, by: suppressions.suppress(
        revision=site.taken_down.withdrawn["medication"].revisions.get(), reason="Harm.", by=by, now=NOW
    ),
    "takeovers.receive": lambda site, by: takeovers.receive(chosen=[("new.txt", about_testamine().encode())], by=by, now=NOW),
    "takeovers.take_over": lambda site, by: takeovers.take_over(
        file=site.batch.files.get(position=2), by=by, now=NOW, name="Betamine"
    ),
    "withdrawals.reinstate": lambda site, by: withdrawals.reinstate(
        document=site.taken_down.withdrawn["medication"], note="Back.", by=by, now=NOW
    ),
    "withdrawals.withdraw": lambda site, by: withdrawals.withdraw(
        document=site.taken_down.public["medication"], kind="gone", explanation="Harm.", by=by, now=NOW
    ),
    "written_approvals.record": lambda site, by: letters.recorded(site.revisions["symptom"], by=by),
    "wordings.give_meaning": lambda site, by: wordings.give_meaning(
        documents=[site.taken_over], meanings={"yawning": wordings.Meaning(new_term="yawning")}, by=by, now=NOW
    ),
    "wordings.new_term": lambda site, by: wordings.new_term(name="sneezing", by=by),
}


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("caller", CALLERS)
def test_each_is_done_for_those_who_may_and_refused_for_others(world, caller):
    account = AnonymousUser() if caller == Caller.ANYBODY else world.visitors[caller].account
    rules = {name: rule for name, rule in ACTIONS.items() if not isinstance(rule, str)}

    tried = {name: what_comes_of(CALLS[name], world.site, account) for name in rules}

    assert tried == {name: Answer.OPEN if rule[caller] == Answer.OPEN else Answer.REFUSED for name, rule in rules.items()}


def what_comes_of(call: Callable, site: World, by) -> str:
    """Undone afterwards."""
    with undone() as statements:
        try:
            call(site, by)
            found = Answer.OPEN
        except NotAllowed:
            found = Answer.REFUSED
        except Exception as error:  # of one that goes on without having asked
            return f"did not refuse: {error!r}"
    tables = written(statements) - {"usersessions_usersession"}  # one is made to be ended
    if bool(tables) != (found == Answer.OPEN):
        return f"{found}, but wrote {sorted(tables)}"
    return found

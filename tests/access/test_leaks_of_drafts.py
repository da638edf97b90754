"""Nothing that staff do before they publish is seen in public."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from medications.actions import comments, findings, live_corrections, reviews
from medications.actions import drafts as draft_actions
from medications.models import Finding
from tests.access.hidden import say
from tests.factories import accounts, drafts, invitations, keys, letters, preview_links, publications, records, takeovers
from tests.factories.publications import NOW
from tests.public.examples import ADDRESSES, REFUSED

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.usefixtures("site")]

THEN = datetime(2026, 6, 1, 9, tzinfo=UTC)
PUBLIC = [*ADDRESSES, *REFUSED]


def writes_a_draft(hidden):
    drafts.draft(records.small_record("hushidine", uses=[records.use("hush-pain")]))


def edits_what_is_public(hidden):
    drafts.edited(hidden.edit.document, slug="hushazine-2", generic_name="hushazine two")


def edits_a_public_term(hidden):
    drafts.edited(drafts.find_document("symptom", "tremor"), name="hush tremor", slug="hush-tremor")


def approves_with_a_comment(hidden):
    publications.approve(hidden.draft)


def wants_changes(hidden):
    reviews.want_changes(revision=hidden.edit, by=accounts.reviewer(), now=NOW, comment="Hush: the dose is wrong.")


def archives(hidden):
    draft_actions.archive(document=hidden.draft.document, by=accounts.writer(), now=NOW)


def notes_and_settles_a_finding(hidden):
    finding = Finding.objects.create(document=hidden.edit.document, code="hush", message="Hush: look at this.")
    findings.settle(finding=finding, by=accounts.writer(), now=NOW)


def takes_over_old_pages(hidden):
    takeovers.upload()


def asks_an_outside_reviewer(hidden):
    invitations.invited(hidden.draft, name="Dr. Hush")


def comments_and_settles_it(hidden):
    comment = comments.comment(revision=hidden.edit, place="slug", text="Hush: is it so?", by=accounts.writer(), now=NOW)
    comments.resolve(comment=comment, by=accounts.writer(), now=NOW)
    comments.comment(revision=hidden.edit, place="", text="Hush: or so?", by=accounts.writer(), now=NOW)


def comments_by_link(hidden):
    _, token = invitations.invited(hidden.draft, name="Dr. Hush")
    comments.comment_by_link(token=token, remarks=[comments.Remark("", "Hush: from outside.")], now=NOW)


def records_a_letter(hidden):
    letters.recorded(hidden.draft, reviewer_name="Dr. Hush Example")


def gives_a_preview_link(hidden):
    preview_links.given(hidden.draft, purpose="The hush board")


def corrects_the_live_page(hidden):
    live_corrections.start(document=hidden.edit.document, by=accounts.writer(), token=None, now=NOW)


def brings_a_parked_draft_back(hidden):
    parked = live_corrections.start(document=hidden.edit.document, by=accounts.writer(), token=None, now=NOW)
    live_corrections.merge_back(parked=parked, choices={}, by=accounts.writer(), token=None, now=NOW)


def issues_a_key(hidden):
    keys.issued(holder="Hush partner")


def makes_an_account(hidden):
    accounts.account("writer", name="hushwriter")


def fails_to_sign_in(hidden):
    Client().post("/accounts/login/", {"login": accounts.writer().username, "password": "hush"})


ACTS = [
    writes_a_draft,
    edits_what_is_public,
    edits_a_public_term,
    approves_with_a_comment,
    wants_changes,
    archives,
    notes_and_settles_a_finding,
    takes_over_old_pages,
    asks_an_outside_reviewer,
    comments_and_settles_it,
    comments_by_link,
    records_a_letter,
    gives_a_preview_link,
    corrects_the_live_page,
    brings_a_parked_draft_back,
    issues_a_key,
    makes_an_account,
    fails_to_sign_in,
]


@pytest.mark.slow
@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.__name__)
def test_no_public_answer_changes_when_somebody(site, act):
    with time_machine.travel(THEN, tick=False):
        say("/")  # when the process saw last that something had become public
    with time_machine.travel(THEN + timedelta(hours=1), tick=False):
        before = {address: say(address) for address in PUBLIC}

        act(site)

        assert [address for address in PUBLIC if say(address) != before[address]] == []


def test_no_public_answer_has_a_word_that_only_staff_know():
    assert [address for address in PUBLIC if b"hush" in say(address)[2].lower()] == []


def test_public_pages_say_the_same_to_staff_so_that_a_cache_may_keep_them(site):
    client = Client()
    accounts.sign_in(client, accounts.writer())
    values = {"action": "archive", "_selected_action": [site.draft.document.medication.pk]}
    assert client.post("/admin/medications/medication/", values).status_code == 302  # leaves a message for the next page

    with time_machine.travel(datetime.now(UTC), tick=False):
        assert [address for address in PUBLIC if say(address, client) != say(address)] == []

"""What is not public cannot be found out: not by words, guessed ids, headers, lengths, redirects, nor by how much is asked of the
database before the answer is no.

Pairs of addresses are asked for, one of something that exists but is not public, one of something invented.
"""

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
import time_machine
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.hashers import MD5PasswordHasher
from django.contrib.contenttypes.models import ContentType
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils.http import int_to_base36

from medications.actions import comments, findings, live_corrections, partners, reviews
from medications.actions import drafts as draft_actions
from medications.actions.former_addresses import keep_address
from medications.actions.preview_links import token_of
from medications.models import ApiKey, Event, Finding, Revision, SocietyProfile
from tests.access.callers import undone
from tests.admin.desk import address as desk_address
from tests.assertions import recorded_sql
from tests.factories import (
    accounts,
    drafts,
    invitations,
    keys,
    letters,
    preview_links,
    publications,
    records,
    second_factors,
    takeovers,
)
from tests.factories.publications import NOW
from tests.factories.site import complete_site, kept
from tests.public.examples import ADDRESSES, REFUSED

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

THEN = datetime(2026, 6, 1, 9, tzinfo=UTC)
PUBLIC = [*ADDRESSES, *REFUSED]
OLD_SITE = "http://old.example.org"


@pytest.fixture(scope="module", autouse=True)
def site(django_db_setup, django_db_blocker):
    with kept(django_db_blocker):
        complete_site()
        yield Hidden.made()


@dataclass
class Hidden:
    """Everything staff have beside what is public. Words that stand only there begin with `hush`."""

    draft: Revision
    edit: Revision
    archived: Revision

    @classmethod
    def made(cls) -> "Hidden":
        secret = records.medication_record(
            "hushamine",
            brand_names=[{"name": "Hushex", "market": "US", "status": "marketed"}],
            drug_class=records.term("hush-agent"),
            uses=[records.use("hushness", primary=True)],
            side_effects=[records.effect("hush cough", "hush-cough")],
            sources=[records.source("hush-book-2024")],
            whole_page_sources=["hush-book-2024"],
            generic_available={"value": "yes", "markets": ["US"], "as_of": "2024-06", "sources": ["hush-book-2024"]},
            at_a_glance=[],
            sections=[{"kind": "about", "heading": "Hush", "body": "Hush words. [@hush-book-2024]"}],
        )
        draft = drafts.draft(secret)
        live = drafts.find_document("medication", "orbelazine")
        edit = drafts.edited(live, slug="hushazine", pronunciation="hush-HUSH", uses=[records.use("hushness", primary=True)])
        archived = drafts.draft(records.small_record("hushed", uses=[records.use("tremor")]))
        draft_actions.archive(document=archived.document, by=accounts.writer(), now=NOW)
        return cls(draft, edit, archived)


# Nothing that staff do before they publish is seen


def say(address: str, client: Client | None = None, **headers) -> tuple:
    """The whole answer: status, headers, body."""
    response = (client or Client()).get(address, headers=headers)
    return response.status_code, sorted(response.headers.items()), response.content


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


# What exists and what does not are answered alike


def told_apart(
    one: str, other: str, template: str, client: Client | None = None, *, method: str = "get", shown: str = "{}", **headers
) -> dict:
    """In what the answers to the two differ, but for the value that was asked for, where it is `shown`.

    The values are equally long, so lengths are compared too. An ETag is a digest of the body.
    """
    assert len(one) == len(other)
    client = client or Client()
    with time_machine.travel(datetime.now(UTC), tick=False):
        first, second = (_asked(template.format(each), shown.format(each), client, method, headers) for each in (one, other))
    return {name: (first.get(name), second.get(name)) for name in first | second if first.get(name) != second.get(name)}


def _asked(address: str, value: str, client: Client, method: str, headers: dict) -> dict:
    getattr(client, method)(address, headers=headers)  # what is remembered after the first time is remembered for both
    with undone() as statements:
        response = getattr(client, method)(address, headers=headers)
    return {
        "status": response.status_code,
        "body": response.content.replace(value.encode(), "…".encode()),
        "statements": len(statements),
        **{name: said.replace(value, "…") for name, said in response.headers.items() if name != "ETag"},
    }


SLUGS = {"medication": ("hushamine", "inventine"), "archived": ("hushed", "nought"), "edit": ("hushazine", "inventine")}
PAGES = [
    "/medications/{}",
    "/medications/{}/",
    "/medications/{}/history/",
    "/medications/{}/history/1/",
    "/medications/?q={}",
    "/api/v1/medications/{}/",
    "/api/v1/medications/{}/revisions/1/canonical",
    "/api/v1/medications/?q={}",
]
TERMS = [
    *("/symptoms/{}", "/symptoms/{}/", "/api/v1/symptoms/{}/"),
    *(f"{place}?{name}={{}}" for place in ("/medications/", "/api/v1/medications/") for name in ("symptom", "may_worsen", "q")),
]
OTHER_TERMS = {
    ("hush-cough", "made-cough"): ["side_effect", "without_side_effect", "q"],
    ("hush-agent", "made-agent"): ["drug_class", "q"],
}


@pytest.mark.parametrize("method", ["get", *(pytest.param(name, marks=pytest.mark.slow) for name in ("head", "options"))])
@pytest.mark.parametrize("template", PAGES)
@pytest.mark.parametrize("which", SLUGS)
def test_a_draft_is_not_told_from_an_invented_page(which, template, method):
    assert told_apart(*SLUGS[which], template, method=method) == {}


@pytest.mark.parametrize("template", TERMS)
def test_a_term_that_only_drafts_name_is_not_told_from_an_invented_one(template):
    assert told_apart("hushness", "madeness", template) == {}


@pytest.mark.parametrize("place", ["/medications/", "/api/v1/medications/"])
@pytest.mark.parametrize("pair", OTHER_TERMS)
def test_terms_without_a_page_are_not_told_from_invented_ones(pair, place):
    for name in OTHER_TERMS[pair]:
        assert told_apart(*pair, f"{place}?{name}={{}}") == {}, name


@pytest.mark.parametrize(
    "template", ["/api/v1/medications/{}/", "/api/v1/medications/{}/revisions/1/canonical", "/medications/{}/"]
)
def test_the_uuid_of_a_draft_is_not_told_from_an_invented_one(site, template):
    assert told_apart(str(site.draft.document_id), str(uuid.uuid4()), template) == {}


def test_the_uuid_of_a_term_is_not_told_from_an_invented_one():
    assert told_apart(str(drafts.find_document("symptom", "hushness").pk), str(uuid.uuid4()), "/api/v1/symptoms/{}/") == {}


@pytest.mark.parametrize(
    "template", ["/medications/orbelazine/history/{}/", "/api/v1/medications/orbelazine/revisions/{}/canonical"]
)
def test_the_number_of_a_version_that_is_not_public_is_no_number(site, template):
    number = str(site.edit.number)
    assert number == "3"

    assert told_apart(number, "9", template, shown="publication {}") == {}


def test_the_old_address_of_a_draft_is_not_told_from_an_invented_one(site, settings):
    settings.SITE_URL = OLD_SITE
    keep_address(document=site.draft.document, address=f"{OLD_SITE}/meds/hush.html", by=accounts.writer(), now=NOW)

    assert told_apart("hush", "made", "/meds/{}.html") == {}


@pytest.mark.parametrize("template", ["/medications/{}/", "/api/v1/medications/{}/"])
def test_a_copy_that_is_asked_about_tells_nothing_either(template):
    headers = {"If-None-Match": "*", "If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"}

    assert told_apart(*SLUGS["medication"], template, **headers) == {}


def test_every_link_on_a_public_page_leads_to_a_public_page():
    pages = [say(address)[2].decode() for address in ADDRESSES]
    links = {unescape(link) for page in pages for link in re.findall(r'href="(/(?!static/)[^"#]*)', page)}
    assert len(links) > 10

    assert {link for link in links if say(link)[0] >= 400} == set()


# Keys, links, accounts


def test_a_wrong_key_takes_the_same_steps_whatever_is_wrong_with_it():
    key, plain = keys.issued(now=THEN, expires=datetime(2027, 1, 1, tzinfo=UTC))
    of_known = partners._checked(plain[: partners.SHOWN] + "x" * (len(plain) - partners.SHOWN - partners.CHECKED))
    of_unknown = partners._checked("msp_" + "x" * (len(plain) - 4 - partners.CHECKED))
    revoked = keys.issued(now=THEN, expires=datetime(2027, 1, 1, tzinfo=UTC))
    partners.revoke_key(key=revoked[0], by=accounts.account("administrator"), now=THEN)

    answers = []
    with time_machine.travel(THEN, tick=False):
        for sent in (of_known, of_unknown, revoked[1]):
            with recorded_sql() as statements:
                answers.append((say("/api/v1/symptoms/", Authorization=f"Bearer {sent}"), len(statements)))

    assert answers[0][0][0] == 401
    assert answers[0] == answers[1] == answers[2]
    assert ApiKey.objects.get(pk=key.pk).last_used_on is None


@pytest.mark.parametrize("kind", ["without a password", "that left", "of nobody"])
def test_one_password_is_hashed_at_a_sign_in_with_the_name_of_an_account(kind, monkeypatch):
    account = accounts.account("writer", name="hushwriter")
    account.set_unusable_password() if kind == "without a password" else account.set_password("a long pass phrase")
    account.is_active = kind != "that left"
    account.save()
    hashed = []
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda self, password, salt: hashed.append(password) or "md5$x$y")

    name = "nobody" if kind == "of nobody" else account.username
    response = Client().post("/accounts/login/", {"login": name, "password": "wrong"})

    assert len(hashed) == 1
    assert "User name or password is not right." in response.content.decode()


def test_a_link_for_a_new_password_does_not_tell_whether_the_account_exists():
    account, nobody = accounts.account("writer", name="hushwriter").pk, 99_999_999

    one, other = int_to_base36(account).rjust(6, "0"), int_to_base36(nobody).rjust(6, "0")
    assert set(told_apart(one, other, "/accounts/password/reset/key/{}-never-given/")) <= {"statements"}


@pytest.mark.parametrize("method", ["get", "head", "options", "post"])
def test_a_preview_link_is_not_guessed_from_one_that_was_given(site, method):
    """Nor is it told from the answer, nor from what is asked of the database, whether there is one of that number."""
    token = token_of(preview_links.given(site.draft, now=datetime.now(UTC), expires=datetime.now(UTC) + timedelta(days=7)))
    last = "A" if token[-2] != "A" else "B"
    known, unknown = f"{token[:-2]}{last}{token[-1]}", f"9{token[1:-2]}{last}{token[-1]}"

    assert told_apart(known, unknown, "/preview/{}/", method=method) == {}
    assert getattr(Client(), method)(f"/preview/{known}/").status_code in (404, 405)


def test_a_preview_link_opens_its_own_version_and_no_other(site):
    token = token_of(preview_links.given(site.draft, now=datetime.now(UTC), expires=datetime.now(UTC) + timedelta(days=7)))

    assert b"Hushamine" in say(f"/preview/{token}/")[2]
    for place in (f"/review/{token}/", f"/preview/{token}/2/", f"/medications/{token}/", f"/preview/{site.edit.pk}/"):
        assert b"hush" not in say(place)[2].lower(), place


# The desk: who may not see a kind of row is not told which rows exist


@pytest.fixture
def writer():
    client = Client()
    accounts.sign_in(client, accounts.account("writer", "reviewer", "publisher", name="no administrator"))
    return client


def rows_for_administrators() -> Iterator[tuple[str, object]]:
    somebody = accounts.account("writer", name="hushwriter").pk
    key = keys.issued()[0].pk
    event = Event.objects.first().pk
    for screen in ("change", "history", "delete"):
        yield f"/admin/auth/user/{{}}/{screen}/", somebody
        yield f"/admin/medications/apikey/{{}}/{screen}/", key
        yield f"/admin/medications/event/{{}}/{screen}/", event
    yield "/admin/auth/user/{}/password/", somebody
    yield "/admin/auth/user/{}/second-factor/", somebody
    yield "/admin/medications/societyprofile/versions/{}/", SocietyProfile.objects.latest().version


@pytest.mark.parametrize("method", ["get", "post"])
def test_numbers_of_rows_for_administrators_tell_nothing(writer, method):
    for template, there in rows_for_administrators():
        pair = str(there).rjust(8, "0"), "99999999"
        assert told_apart(*pair, template, writer, method=method) == {}, template
        assert getattr(writer, method)(template.format(there)).status_code == 403, template


def test_the_way_to_a_row_on_the_site_tells_nothing(writer):
    for model in (type(accounts.writer()), ApiKey, Event):
        kind = ContentType.objects.get_for_model(model).pk
        there = model.objects.first() or keys.issued()[0]
        assert told_apart(str(there.pk).rjust(8, "0"), "99999999", f"/admin/r/{kind}/{{}}/", writer) == {}, model


@pytest.mark.slow
def test_suggestions_are_of_what_everybody_with_a_role_sees(writer):
    """Every relation of every model is tried, whether a form has a box for it or not."""
    open_to_writer = set()
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.get_fields():
            if field.is_relation and field.related_model:
                asked = {"app_label": model._meta.app_label, "model_name": model._meta.model_name, "field_name": field.name}
                response = writer.get("/admin/autocomplete/", {**asked, "term": ""})
                if response.status_code == 200:
                    open_to_writer.add(field.related_model.__name__)

    assert open_to_writer == {"DrugClass", "ImportBatch", "Medication", "SafetyNotice", "SideEffect", "Source", "Symptom"}


SECRETS = {"password", "digest", "token_digest", "data", "session_key", "session_data"}


def ways_to_secrets(model, seen=(), depth: int = 4) -> Iterator[str]:
    """Look-ups that lead from a model over its relations to a column that nobody may read."""
    for field in model._meta.get_fields():
        if field.is_relation:
            if depth and field.related_model and field.related_model not in seen:
                for way in ways_to_secrets(field.related_model, (*seen, model), depth - 1):
                    yield f"{field.name}__{way}"
        elif field.name in SECRETS and not (field.name == "digest" and model in (Revision,)):
            yield field.name


@pytest.mark.parametrize("model", list(admin.site._registry), ids=lambda model: model.__name__)
def test_no_list_is_filtered_by_a_secret(model):
    """Letter by letter a filter would tell it."""
    model_admin, request = admin.site._registry[model], RequestFactory().get("/")
    request.user = accounts.account("administrator")

    allowed = [way for way in ways_to_secrets(model) if model_admin.lookup_allowed(f"{way}__startswith", "x", request)]

    assert allowed == []


@pytest.mark.parametrize("path", ["/admin/auth/user/?_to_field=password", "/admin/medications/apikey/?_to_field=digest"])
def test_no_list_offers_a_secret_as_a_value(path):
    client = Client()
    accounts.sign_in(client, accounts.account("administrator"))

    assert client.get(f"{path}&_popup=1").status_code == 400


def test_a_part_of_the_desk_that_is_for_others_is_not_there(writer):
    assert writer.get("/admin/auth/").status_code == writer.get("/admin/invented/").status_code == 404


# What belongs to one is not reached through another


def test_rows_of_another_document_are_not_reached_through_this_one(site):
    client = Client()
    accounts.sign_in(client, accounts.account("writer", "reviewer", "publisher", "administrator", name="everything"))
    here, there = site.draft.document, site.edit.document
    finding = Finding.objects.create(document=there, code="hush", message="Look.")
    invitation = invitations.invited(site.edit)[0]

    for screen, pk in (("settle", finding.pk), ("revoke_invitation", invitation.pk)):
        assert client.post(desk_address(here, screen, pk)).status_code == 404, screen

    finding.refresh_from_db()
    invitation.refresh_from_db()
    assert (finding.settled_at, invitation.revoked_at) == (None, None)


def test_comments_and_letters_of_another_document_are_not_reached_through_this_one(site):
    client = Client()
    accounts.sign_in(client, accounts.account("writer", "reviewer", "publisher", "administrator", name="everything"))
    here, there = site.draft.document, site.edit
    comment = comments.comment(revision=there, place="", text="Hush.", by=accounts.writer(), now=NOW)
    letter = letters.recorded(there).written

    assert client.post(desk_address(here, "resolve_comment", comment.pk)).status_code == 404
    assert client.post(desk_address(here, "comments"), {"reply_to": comment.pk, "text": "Yes."}).status_code == 404
    assert client.get(desk_address(here, "written_approval_file", letter.pk)).status_code == 404

    comment.refresh_from_db()
    assert (comment.resolved_at, comment.replies.count()) == (None, 0)


def test_a_finding_of_another_upload_is_not_settled_on_this_page():
    client = Client()
    accounts.sign_in(client, accounts.writer())
    batch = takeovers.upload()
    finding = Finding.objects.create(document=drafts.find_document("medication", "hushamine"), code="hush", message="Look.")

    for screen, more, data in (
        ("settle", [1], {"finding": [finding.pk]}),
        ("findings", ["hush"], {"finding": [finding.pk], "settle": "1"}),
    ):
        client.post(reverse(f"admin:medications_importbatch_{screen}", args=[batch.pk, *more]), data)

    finding.refresh_from_db()
    assert finding.settled_at is None


def test_the_passkey_of_somebody_else_is_not_there():
    client = Client()
    accounts.sign_in(client, second_factors.with_app(accounts.writer()))
    theirs = second_factors.passkey(accounts.reviewer()).pk

    for screen in ("edit", "remove"):
        assert told_apart(str(theirs).rjust(8, "0"), "99999999", f"/accounts/2fa/webauthn/keys/{{}}/{screen}/", client) == {}
        assert client.get(f"/accounts/2fa/webauthn/keys/{theirs}/{screen}/").status_code == 404

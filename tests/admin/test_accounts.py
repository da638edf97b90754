"""Accounts of staff, and what stays when one goes."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client

from medications.actions.accounts import LAST_ONE, TAKEN, CannotChangeAccount
from medications.models import Change, Event, EventKind
from medications.permissions import Role
from tests.admin.desk import address, said
from tests.admin.filled import boxes
from tests.factories import accounts, drafts, publications, records

pytestmark = pytest.mark.slow

USERS = "/admin/auth/user/"
User = get_user_model()


@pytest.fixture
def administrator(desk):
    return desk(accounts.account("administrator")).client


def group(role: Role) -> str:
    return str(Group.objects.get(name=role).pk)


def test_a_new_account_has_its_role_and_its_password(administrator, desk):
    password = "correct horse battery"
    values = {"username": "nora", "password1": password, "password2": password, "groups": [group(Role.WRITER)]}
    administrator.post(f"{USERS}add/", values)

    nora = User.objects.get(username="nora")
    assert nora.check_password(password)
    assert desk(nora).client.get("/admin/medications/medication/add/").status_code == 200


def test_an_account_without_a_role_gets_nowhere(db):
    User.objects.create_user("nemo", password="correct horse battery")
    nemo = Client()

    nemo.post("/admin/login/", {"username": "nemo", "password": "correct horse battery"})

    assert nemo.get("/admin/medications/medication/").status_code == 302


def test_the_form_offers_roles_and_no_other_power(administrator):
    user = accounts.writer()

    form = boxes(administrator.get(f"{USERS}{user.pk}/change/"), "user_form")
    administrator.post(f"{USERS}{user.pk}/change/", {**form, "is_superuser": "on", "groups": [group(Role.REVIEWER)]})

    user.refresh_from_db()
    assert not user.is_superuser
    assert [each.name for each in user.groups.all()] == ["reviewer"]


def test_the_form_refuses_the_name_of_another_in_capitals(administrator):
    address = f"{USERS}{accounts.writer().pk}/change/"

    response = administrator.post(address, {**boxes(administrator.get(address), "user_form"), "username": "ADMINISTRATOR"})

    assert TAKEN in response.context["errors"][0]


@pytest.mark.parametrize("left_out", ["is_active", "groups"])
def test_nobody_locks_themselves_out(administrator, left_out):
    me = User.objects.get(username="administrator")
    form = boxes(administrator.get(f"{USERS}{me.pk}/change/"), "user_form")
    del form[left_out]

    response = administrator.post(f"{USERS}{me.pk}/change/", form)

    me.refresh_from_db()
    assert "Another administrator must do this" in response.content.decode()
    assert me.is_active
    assert me.groups.exists()


def test_nobody_deletes_their_own_account(administrator):
    me = User.objects.get(username="administrator")

    assert administrator.post(f"{USERS}{me.pk}/delete/", {"post": "yes"}).status_code == 403
    assert User.objects.filter(pk=me.pk).exists()


def test_a_password_is_set_by_an_administrator(administrator):
    user, password = accounts.writer(), "a long enough pass phrase"
    url = f"{USERS}{user.pk}/password/"

    assert administrator.post(url, {"password1": password, "password2": "another one entirely"}).status_code == 200
    assert not User.objects.get(pk=user.pk).check_password(password)
    administrator.post(url, {"password1": password, "password2": password})

    assert User.objects.get(pk=user.pk).check_password(password)
    event = Event.objects.get(kind=EventKind.PASSWORD_CHANGED)
    assert (event.by_name, event.subject_id) == ("Administrator", str(user.pk))
    assert password not in str(Event.objects.values())


def test_a_role_that_is_given_is_written_down_with_the_one_before(administrator):
    user = accounts.writer()
    form = boxes(administrator.get(f"{USERS}{user.pk}/change/"), "user_form")

    administrator.post(f"{USERS}{user.pk}/change/", {**form, "groups": [group(Role.REVIEWER)], "email": "w@example.org"})

    event = Event.objects.get(kind=EventKind.ACCOUNT_CHANGED)
    assert event.differences == [
        {"field": "e-mail address", "old": "", "new": "w@example.org"},
        {"field": "roles", "old": "Writer", "new": "Clinical reviewer"},
    ]


def test_saving_an_account_without_a_change_leaves_no_event(administrator):
    user = accounts.writer()
    form = boxes(administrator.get(f"{USERS}{user.pk}/change/"), "user_form")

    assert administrator.post(f"{USERS}{user.pk}/change/", form).status_code == 302

    assert not Event.objects.filter(kind=EventKind.ACCOUNT_CHANGED).exists()


def test_the_history_of_an_account_says_what_was_done_to_it_and_by_it(administrator, desk):
    wilma = accounts.writer(name="wilma")
    desk(wilma).change(drafts.draft(records.small_record()).document, pronunciation="by Wilma")
    form = boxes(administrator.get(f"{USERS}{wilma.pk}/change/"), "user_form")
    administrator.post(f"{USERS}{wilma.pk}/change/", {**form, "groups": [group(Role.REVIEWER)]})

    history = administrator.get(f"{USERS}{wilma.pk}/history/").content.decode()
    assert "Administrator changed an account: Wilma (wilma)" in history
    assert "Wilma saved a draft: orbelazine" in history


def test_who_lost_the_role_in_the_meantime_changes_no_account(administrator, monkeypatch):
    """The request had begun as an administrator's; what counts is what the database says when it is done."""
    user = accounts.writer()
    form = boxes(administrator.get(f"{USERS}{user.pk}/change/"), "user_form")
    monkeypatch.setattr("medications.admin.access.may", lambda *args: True)
    monkeypatch.setattr("medications.admin.site.may", lambda *args: True)
    User.objects.get(username="administrator").groups.clear()

    assert administrator.post(f"{USERS}{user.pk}/change/", {**form, "first_name": "X"}).status_code == 403
    assert not User.objects.filter(first_name="X").exists()


def test_a_refusal_that_the_form_did_not_foresee_is_said(administrator, monkeypatch):
    user = accounts.writer()
    form = boxes(administrator.get(f"{USERS}{user.pk}/change/"), "user_form")

    def quicker(**kwargs):
        raise CannotChangeAccount({"groups": LAST_ONE})

    monkeypatch.setattr("medications.admin.users.accounts.change", quicker)
    response = administrator.post(f"{USERS}{user.pk}/change/", form)

    assert said(response) == [LAST_ONE]


def test_accounts_are_not_deleted_in_bulk(administrator):
    assert "delete_selected" not in administrator.get(USERS).content.decode()


def test_what_a_deleted_account_did_stays_readable(administrator, desk):
    """Django's own log of the admin goes with the account; versions, reviews and publications hold plain text."""
    wilma = accounts.writer(name="wilma")
    document = drafts.draft(records.small_record(), by=wilma).document
    desk(wilma).change(document, pronunciation="by Wilma")
    live = publications.publish(publications.approve(document.revisions.order_by("-number").first()))
    numbers = {user.pk for user in (wilma, accounts.reviewer(), accounts.publisher())}

    for user in (wilma, accounts.reviewer(), accounts.publisher()):
        response = administrator.post(f"{USERS}{user.pk}/delete/", {"post": "yes"})
        assert response["Location"] == USERS

    assert not User.objects.filter(pk__in=numbers).exists()
    history = administrator.get(address(document, "history")).content.decode()
    for words in ("by Wilma: edited in the admin", "Reviewer, as clinical reviewer", "published by Publisher"):
        assert words in history
    assert Change.objects.get(pk=live.pk).by_id in numbers
    assert administrator.get(address(document)).status_code == 200


def test_a_deactivated_account_is_out_at_once(administrator, desk):
    wilma = accounts.writer(name="wilma")
    hers = desk(wilma).client
    document = drafts.draft(records.small_record()).document
    values = boxes(hers.get(address(document)), "medication_form")
    form = boxes(administrator.get(f"{USERS}{wilma.pk}/change/"), "user_form")
    del form["is_active"]

    administrator.post(f"{USERS}{wilma.pk}/change/", form)

    assert hers.post(address(document), {**values, "pronunciation": "too late"}).status_code == 302
    assert document.revisions.count() == 1

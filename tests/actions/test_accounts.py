"""Accounts: who may change them, and that nobody locks the site."""

import pytest
from django.contrib.auth.models import User

from medications.actions import accounts as actions
from medications.actions.accounts import LAST_ONE, OWN_ACCOUNT, TAKEN, CannotChangeAccount
from medications.errors import NotAllowed
from medications.models import Event
from medications.permissions import Role
from tests.factories import accounts
from tests.factories.publications import NOW

pytestmark = pytest.mark.django_db


def administrator(name: str = "administrator"):
    return accounts.account(Role.ADMINISTRATOR, name=name)


def roles_of(account) -> set[str]:
    return set(User.objects.get(pk=account.pk).groups.values_list("name", flat=True))


def change(account, *, roles=(), by, **values):
    for name, value in values.items():
        setattr(account, name, value)
    return actions.change(account=account, roles=roles, by=by, now=NOW)


ACTS = {
    "make": lambda by: actions.make(account=User(username="nora"), roles=[Role.WRITER], by=by, now=NOW),
    "change": lambda by: change(accounts.writer("wilma"), roles=[Role.ADMINISTRATOR], by=by),
    "set_password": lambda by: actions.set_password(account=accounts.writer("wilma"), password="x" * 20, by=by, now=NOW),
    "delete": lambda by: actions.delete(account=accounts.writer("wilma"), by=by, now=NOW),
}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("role", [Role.WRITER, Role.REVIEWER, Role.PUBLISHER])
def test_only_an_administrator_changes_accounts(act, role):
    accounts.writer("wilma")
    before = sorted(User.objects.values_list("username", "password", "groups__name"))
    by = accounts.account(role)

    with pytest.raises(NotAllowed):
        ACTS[act](by)

    assert sorted(User.objects.exclude(pk=by.pk).values_list("username", "password", "groups__name")) == before
    assert not Event.objects.exists()


@pytest.mark.parametrize("act", ACTS)
def test_what_counts_is_the_role_one_has_now(act):
    """The account in hand still says administrator, as a request does that began a moment ago."""
    by = administrator()
    assert actions.may(by, actions.Act.ADMINISTER)
    User.objects.get(pk=by.pk).groups.clear()

    with pytest.raises(NotAllowed):
        ACTS[act](by)


def test_an_account_that_is_gone_changes_nothing():
    by = administrator()
    assert actions.may(by, actions.Act.ADMINISTER)
    User.objects.filter(pk=by.pk).delete()

    with pytest.raises(NotAllowed):
        ACTS["make"](by)


def test_one_keeps_ones_own_role_and_account():
    me = administrator()
    administrator("another")

    with pytest.raises(CannotChangeAccount) as without_role:
        change(me, roles=[Role.WRITER], by=me)
    with pytest.raises(CannotChangeAccount) as not_active:
        change(me, roles=[Role.ADMINISTRATOR], is_active=False, by=me)
    me.is_active = True
    with pytest.raises(CannotChangeAccount):
        actions.delete(account=me, by=me, now=NOW)

    assert without_role.value.reasons == {"groups": OWN_ACCOUNT}
    assert not_active.value.reasons == {"is_active": OWN_ACCOUNT}
    assert roles_of(me) == {Role.ADMINISTRATOR}


def test_one_may_change_ones_own_name_and_take_further_roles():
    me = administrator()

    change(me, roles=[Role.ADMINISTRATOR, Role.WRITER], first_name="Ada", by=me)

    assert roles_of(me) == {Role.ADMINISTRATOR, Role.WRITER}


def test_another_administrator_takes_the_role_away():
    me, other = administrator(), administrator("other")

    change(other, roles=[], by=me)

    assert roles_of(other) == set()


LOSSES = {
    "role": lambda account: change(account, roles=[], by=None),
    "activity": lambda account: change(account, roles=[Role.ADMINISTRATOR], is_active=False, by=None),
    "account": lambda account: actions.delete(account=account, by=None, now=NOW),
}


@pytest.mark.parametrize("loss", LOSSES)
def test_the_last_administrator_stays_even_for_a_command(loss):
    last = administrator()
    accounts.account(Role.ADMINISTRATOR, name="gone")
    User.objects.filter(username="gone").update(is_active=False)

    with pytest.raises(CannotChangeAccount, match=LAST_ONE):
        LOSSES[loss](last)

    assert actions.has_administrator()


@pytest.mark.parametrize("loss", LOSSES)
def test_one_of_two_administrators_may_go(loss):
    administrator()

    LOSSES[loss](administrator("other"))

    assert actions.has_administrator()


def test_a_superuser_counts_as_an_administrator():
    accounts.account(name="root", superuser=True)

    LOSSES["role"](administrator())

    assert actions.has_administrator()


def test_only_what_the_form_has_is_saved():
    wilma = accounts.writer("wilma")

    change(wilma, roles=[Role.WRITER], is_superuser=True, password="never", by=administrator())

    stored = User.objects.get(pk=wilma.pk)
    assert not stored.is_superuser
    assert stored.password != "never"


def test_a_password_that_is_taken_away_opens_nothing():
    wilma = accounts.writer("wilma")

    actions.set_password(account=wilma, password=None, by=administrator(), now=NOW)

    assert not User.objects.get(pk=wilma.pk).has_usable_password()


def test_no_two_accounts_have_names_that_differ_by_capitals_alone():
    """Signing in takes them for one name, and lets neither in."""
    by, wilma = administrator(), accounts.writer("wilma")

    with pytest.raises(CannotChangeAccount, match=TAKEN):
        actions.make(account=User(username="Administrator"), roles=[], by=by, now=NOW)
    with pytest.raises(CannotChangeAccount, match=TAKEN):
        change(wilma, username="ADMINISTRATOR", by=by)

    change(wilma, username="Wilma", by=by)
    assert set(User.objects.values_list("username", flat=True)) == {"administrator", "Wilma"}

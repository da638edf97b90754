"""What asks again who it is: publishing, accounts and roles, keys, the society profile."""

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.test import Client

from medications.models import ApiKey, Publication, SocietyProfile
from tests.admin.desk import address
from tests.factories import accounts, publications

pytestmark = pytest.mark.django_db

ASKED = "/accounts/reauthenticate/"
PASSWORD = "a long enough pass phrase"


@pytest.fixture
def stale():
    """A client whose sign-in was long ago, of somebody who may do everything."""
    account = accounts.account("publisher", "administrator", name="both")
    account.set_password(PASSWORD)
    account.save()
    client = Client()
    accounts.sign_in(client, account, fresh=False)
    return client


def is_asked(response) -> bool:
    return response.status_code == 302 and response["Location"].startswith(ASKED)


def test_publishing_is_done_only_after_the_answer(stale):
    document = publications.approved().document
    digest = document.revisions.get().digest

    assert is_asked(stale.post(address(document, "publish"), {"digest": digest, "note": "New."}))
    assert not Publication.objects.filter(document=document).exists()
    stale.post(ASKED, {"password": PASSWORD, "next": address(document, "publish")})

    assert Publication.objects.get(document=document).revision.digest == digest


def test_a_wrong_password_publishes_nothing(stale):
    document = publications.approved().document
    stale.post(address(document, "publish"), {"digest": document.revisions.get().digest, "note": "New."})

    stale.post(ASKED, {"password": "wrong", "next": address(document, "publish")})

    assert not Publication.objects.filter(document=document).exists()


@pytest.mark.parametrize("method", ["get", "post"])
def test_forms_with_a_password_ask_before_they_open(stale, method):
    somebody = accounts.writer()

    for path in ("/admin/auth/user/add/", f"/admin/auth/user/{somebody.pk}/password/"):
        assert is_asked(getattr(stale, method)(path, {"password1": "do not keep me here"} if method == "post" else {})), path


def test_a_password_is_never_kept_in_the_session(stale):
    stale.post("/admin/auth/user/add/", {"username": "new", "password1": "do not keep me here"})

    assert not any("do not keep me here" in str(session.get_decoded()) for session in Session.objects.all())


def test_roles_change_only_after_the_answer(stale):
    somebody = accounts.writer()

    response = stale.post(f"/admin/auth/user/{somebody.pk}/change/", {"username": "writer", "groups": []})

    assert is_asked(response)
    assert User.objects.get(pk=somebody.pk).groups.exists()


def test_keys_profile_deletion_and_second_factors_ask_too(stale):
    somebody = accounts.writer()

    for path in (
        "/admin/medications/apikey/issue/",
        "/admin/medications/societyprofile/",
        f"/admin/auth/user/{somebody.pk}/delete/",
        f"/admin/auth/user/{somebody.pk}/second-factor/",
    ):
        assert is_asked(stale.post(path, {"post": "yes"})), path
    assert not ApiKey.objects.exists()
    assert SocietyProfile.objects.count() == 1
    assert User.objects.filter(pk=somebody.pk).exists()


def test_looking_asks_nothing(stale):
    document = publications.approved().document

    assert stale.get(address(document, "publish")).status_code == 200

"""manage.py changepassword: Django's own, written down."""

import getpass

import pytest
from django.core.management import call_command

from medications.models import Event, EventKind
from tests.factories import accounts


@pytest.mark.django_db
def test_a_password_changed_on_the_machine_leaves_an_event(monkeypatch, capsys):
    account = accounts.writer("wilma")
    monkeypatch.setattr(getpass, "getpass", lambda prompt: "violet harbor spoon")

    call_command("changepassword", "wilma")

    account.refresh_from_db()
    event = Event.objects.get()
    assert account.check_password("violet harbor spoon")
    assert (event.kind, event.subject_id, event.by_id) == (EventKind.PASSWORD_CHANGED, str(account.pk), None)
    assert "violet" not in event.note + str(event.differences) + capsys.readouterr().out

"""Triggers that keep frozen tables frozen: missing ones are reported, and migrate puts them back."""

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import connection, models

from medications.models import FROZEN, Revision, triggers


def test_every_frozen_table_has_its_triggers(db):
    guarded = {name.rsplit("_frozen_", 1)[0] for name in triggers.installed(connection) if "_frozen_" in name}

    assert {model._meta.db_table for model in FROZEN} <= guarded


def test_check_is_content_while_triggers_are_there(db):
    call_command("check", databases=["default"], fail_level="ERROR")


def test_check_reports_missing_triggers(db):
    triggers.uninstall(connection)

    with pytest.raises(SystemCheckError, match=r"medications\.E001"):
        call_command("check", databases=["default"])


def test_check_names_the_one_trigger_that_is_missing(db):
    on = ' ON "medications_change"' if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f'DROP TRIGGER "medications_change_frozen_delete"{on}')

    with pytest.raises(SystemCheckError, match="medications_change_frozen_delete"):
        call_command("check", databases=["default"])


@pytest.mark.postgres
def test_check_reports_a_trigger_that_was_switched_off(db):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE medications_revision DISABLE TRIGGER USER")

    with pytest.raises(SystemCheckError, match="medications_revision_frozen_update"):
        call_command("check", databases=["default"])


def test_migrate_puts_missing_triggers_back(db):
    triggers.uninstall(connection)

    call_command("migrate", verbosity=0, interactive=False)

    assert triggers.missing(connection) == set()


@pytest.mark.sqlite
@pytest.mark.django_db(transaction=True)
def test_migrate_puts_back_what_a_table_rebuild_dropped():
    field = Revision._meta.get_field("origin")
    longer = models.CharField(max_length=40)
    longer.set_attributes_from_name("origin")
    with connection.schema_editor() as editor:
        editor.alter_field(Revision, field, longer)
    assert triggers.missing(connection), "SQLite no longer drops triggers when it rebuilds a table"

    call_command("migrate", verbosity=0, interactive=False)

    assert triggers.missing(connection) == set()

"""Database triggers that keep frozen tables frozen, whatever program writes.

`install` is idempotent and runs after every migrate, because SQLite drops triggers silently when a migration rebuilds a table.
On PostgreSQL TRUNCATE is refused too. `missing` tells a system check which are not there.
"""

from django.apps import apps

from medications.models.frozen import FrozenModel

FUNCTION = "medications_refuse_change"


def frozen_tables() -> list[str]:
    return sorted(
        model._meta.db_table for model in apps.get_app_config("medications").get_models() if issubclass(model, FrozenModel)
    )


def _events(connection) -> list[str]:
    return ["update", "delete", "truncate"] if connection.vendor == "postgresql" else ["update", "delete"]


def _name(table: str, event: str) -> str:
    return f"{table}_frozen_{event}"


def expected(connection) -> set[str]:
    return {_name(table, event) for table in frozen_tables() for event in _events(connection)}


def installed(connection) -> set[str]:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'")
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        return {row[0] for row in cursor.fetchall()}


def missing(connection) -> set[str]:
    return expected(connection) - installed(connection)


def install(connection) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                f"CREATE OR REPLACE FUNCTION {FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS "
                "$$ BEGIN RAISE EXCEPTION '% is frozen: % refused', TG_TABLE_NAME, TG_OP; END $$"
            )
        for table in frozen_tables():
            for event in _events(connection):
                cursor.execute(_create(connection.vendor, table, event))


def uninstall(connection) -> None:
    """For the flush between tests only."""
    with connection.cursor() as cursor:
        for table in frozen_tables():
            for event in _events(connection):
                on = f' ON "{table}"' if connection.vendor == "postgresql" else ""
                cursor.execute(f'DROP TRIGGER IF EXISTS "{_name(table, event)}"{on}')


def _create(vendor: str, table: str, event: str) -> str:
    name = _name(table, event)
    if vendor == "postgresql":
        each = "STATEMENT" if event == "truncate" else "ROW"
        when = f'BEFORE {event.upper()} ON "{table}" FOR EACH {each}'
        return f'CREATE OR REPLACE TRIGGER "{name}" {when} EXECUTE FUNCTION {FUNCTION}()'
    return (
        f'CREATE TRIGGER IF NOT EXISTS "{name}" BEFORE {event.upper()} ON "{table}" '
        f"BEGIN SELECT RAISE(ABORT, '{table} is frozen: {event} refused'); END"
    )


def after_migrate(sender, using, plan=None, **kwargs) -> None:
    """post_migrate receiver. After migrating back to nothing there are no tables to guard."""
    from django.db import connections

    connection = connections[using]
    if set(frozen_tables()) <= set(connection.introspection.table_names()):
        install(connection)

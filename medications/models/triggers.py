"""Database triggers that keep frozen tables frozen and what was public from being deleted, whatever program writes.

`install` is idempotent and runs after every migrate, because SQLite drops triggers silently when a migration rebuilds a table.
On PostgreSQL TRUNCATE is refused too. `missing` tells a system check which are not there.
"""

from django.apps import apps

from medications.models.frozen import FrozenModel, KeptModel

FUNCTION = "medications_refuse_change"


def guarded_tables() -> dict[str, list[str]]:
    """What is refused on which table."""
    models = apps.get_app_config("medications").get_models()
    refused = {FrozenModel: ["update", "delete"], KeptModel: ["delete"]}
    return {model._meta.db_table: events for model in models for kind, events in refused.items() if issubclass(model, kind)}


def _guards(connection) -> list[tuple[str, str]]:
    """(table, event) of each trigger."""
    more = ["truncate"] if connection.vendor == "postgresql" else []
    return [(table, event) for table, events in guarded_tables().items() for event in [*events, *more]]


def _name(table: str, event: str) -> str:
    return f"{table}_frozen_{event}"


def expected(connection) -> set[str]:
    return {_name(table, event) for table, event in _guards(connection)}


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
        for table, event in _guards(connection):
            cursor.execute(_create(connection.vendor, table, event))


def uninstall(connection) -> None:
    """For the flush between tests only."""
    with connection.cursor() as cursor:
        for table, event in _guards(connection):
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
    if set(guarded_tables()) <= set(connection.introspection.table_names()):
        install(connection)

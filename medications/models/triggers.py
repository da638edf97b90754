"""Database triggers that keep frozen tables frozen and what was public from being deleted, whatever program writes.

`install` is idempotent and runs after every migrate, because SQLite drops triggers silently when a migration rebuilds a table.
On PostgreSQL TRUNCATE is refused too; on SQLite an INSERT that would take the place of a row, as INSERT OR REPLACE does.
`missing` tells a system check which are not there.
"""

from django.apps import apps
from django.db.models import UniqueConstraint

from medications.models.frozen import FrozenModel, KeptModel

FUNCTION = "medications_refuse_change"


def guarded_tables() -> dict[str, list[str]]:
    """What is refused on which table."""
    models = apps.get_app_config("medications").get_models()
    refused = {FrozenModel: ["update", "delete"], KeptModel: ["delete"]}
    return {model._meta.db_table: events for model in models for kind, events in refused.items() if issubclass(model, kind)}


def _guards(connection) -> list[tuple[str, str]]:
    """(table, event) of each trigger."""
    on_postgresql = connection.vendor == "postgresql"
    guards = []
    for table, events in guarded_tables().items():
        replaced = [] if on_postgresql or "update" not in events else ["insert"]
        guards += [(table, event) for event in [*events, *(["truncate"] if on_postgresql else replaced)]]
    return guards


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
    when = f"WHEN {_takes_the_place(table)} " if event == "insert" else ""
    return (
        f'CREATE TRIGGER IF NOT EXISTS "{name}" BEFORE {event.upper()} ON "{table}" {when}'
        f"BEGIN SELECT RAISE(ABORT, '{table} is frozen: {event} refused'); END"
    )


def _takes_the_place(table: str) -> str:
    """SQL: is there a row already with the new one's id, or with values that are unique together?"""
    model = next(each for each in apps.get_app_config("medications").get_models() if each._meta.db_table == table)
    keys = [[model._meta.pk.column], *([field.column] for field in model._meta.local_fields if field.unique)]
    constraints = (each for each in model._meta.constraints if isinstance(each, UniqueConstraint) and each.condition is None)
    keys += [[model._meta.get_field(name).column for name in each.fields] for each in constraints]
    same = " OR ".join("(" + " AND ".join(f'"{column}" = NEW."{column}"' for column in key) + ")" for key in keys)
    return f'EXISTS (SELECT 1 FROM "{table}" WHERE {same})'  # noqa: S608 - names of our own models only


def after_migrate(sender, using, plan=None, **kwargs) -> None:
    """post_migrate receiver. After migrating back to nothing there are no tables to guard."""
    from django.db import connections

    connection = connections[using]
    if set(guarded_tables()) <= set(connection.introspection.table_names()):
        install(connection)

"""System checks: are the triggers in the database, and is the database one of the two we know?"""

from django.core.checks import Error, Tags, register
from django.db import connections

from medications.models import triggers


def check_triggers(app_configs, databases=None, **kwargs):
    errors = []
    for alias in databases or []:
        connection = connections[alias]
        if not set(triggers.guarded_tables()) <= set(connection.introspection.table_names()):
            continue  # not migrated yet; migrate installs them
        lost = sorted(triggers.missing(connection))
        if lost:
            errors.append(
                Error(
                    f"{len(lost)} triggers that keep Revisions and Changes frozen are missing: {', '.join(lost)}.",
                    hint="Run `manage.py migrate`; it puts them back.",
                    id="medications.E001",
                )
            )
    return errors


def register_checks() -> None:
    register(Tags.database)(check_triggers)

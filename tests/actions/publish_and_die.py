"""Publishes, and dies like a process that is killed: `python -m tests.actions.publish_and_die REVISION ACCOUNT "SQL"`.

Dies right after the first statement that contains the SQL; without any it ends well.
"""

import os
import sys

import django

django.setup()

from django.contrib.auth import get_user_model  # noqa: E402 - after setup
from django.db import connection  # noqa: E402

from medications.actions import publishing  # noqa: E402
from medications.models import Revision  # noqa: E402
from tests.factories.publications import NOW  # noqa: E402

DIED = 71


def main(revision: str, account: str, fatal: str) -> None:
    def die_after(execute, sql, params, many, context):
        result = execute(sql, params, many, context)
        if fatal and fatal in sql:
            os._exit(DIED)
        return result

    with connection.execute_wrapper(die_after):
        publishing.publish(
            revision=Revision.objects.get(pk=revision), by=get_user_model().objects.get(pk=account), now=NOW, note="New."
        )


if __name__ == "__main__":
    main(*sys.argv[1:])

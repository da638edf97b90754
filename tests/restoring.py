"""Puts the database back as it was before a test that commits.

Django empties every table, which the triggers on frozen tables refuse, and then fills in what belongs to every site anew.
Most such tests drive a browser, on SQLite: there the file as it was is copied back, in a few milliseconds.
"""

import sqlite3

from medications.models import triggers

_as_it_was = sqlite3.connect(":memory:", check_same_thread=False)


def remember(connection) -> None:
    """To be called once, before the first test."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        connection.connection.backup(_as_it_was)


def restore(connection, flush) -> None:
    """`flush` is Django's way."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        _as_it_was.backup(connection.connection)
        return
    triggers.uninstall(connection)
    try:
        flush()
    finally:
        triggers.install(connection)

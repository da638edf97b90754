"""What holds for every test: no network, a database as it was made, an empty cache, no skips in CI."""

import ipaddress
import os
import socket

import pytest
from django.test import TransactionTestCase
from hypothesis import settings as hypothesis_settings

NO_SKIPS = os.environ.get("MSPORTAL_NO_SKIPS") == "1"
# Begins the reason of every skip for want of the team's folder beside the project, which nobody else has: no fault, even in CI.
NOT_BESIDE_US = "../shared is not here"
# pytest-django's; without one of these or the mark, a test that reaches for the database fails.
ASKS_FOR_A_DATABASE = {"db", "transactional_db", "live_server", "django_db_setup"}

# Two busy cores make single examples slow, which says nothing. Where nobody can look twice, examples are the same each time.
hypothesis_settings.register_profile("msportal", deadline=None, derandomize=NO_SKIPS)
hypothesis_settings.load_profile("msportal")


# Network


class NetworkBlocked(RuntimeError):
    """A test tried to reach another machine."""


def is_local(family: int, address) -> bool:
    if family not in (socket.AF_INET, socket.AF_INET6):
        return True
    host = address[0]
    if host in ("localhost", ""):
        return True
    try:
        return ipaddress.ip_address(host.split("%")[0]).is_loopback
    except ValueError:
        return False  # a name, which would have to be looked up elsewhere


def local_only(method):
    """A socket's connect method that refuses every address but this machine's."""

    def guarded(self, address):
        if not is_local(self.family, address):
            raise NetworkBlocked(f"tests may not connect to {address!r}")
        return method(self, address)

    return guarded


def local_lookup(lookup):
    """getaddrinfo that refuses every name but this machine's."""

    def guarded(host, *args, **kwargs):
        name = host.decode() if isinstance(host, bytes) else host
        if name is not None and not is_local(socket.AF_INET, (name, 0)):
            raise NetworkBlocked(f"tests may not look up {name!r}")
        return lookup(host, *args, **kwargs)

    return guarded


socket.socket.connect = local_only(socket.socket.connect)
socket.socket.connect_ex = local_only(socket.socket.connect_ex)
socket.getaddrinfo = local_lookup(socket.getaddrinfo)


# Database


def restored(flush):
    """What follows a TransactionTestCase: see tests/restoring.py."""

    def guarded(self):
        from django.db import connection

        from tests import restoring

        restoring.restore(connection, lambda: flush(self))

    return guarded


TransactionTestCase._fixture_teardown = restored(TransactionTestCase._fixture_teardown)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The database, made once for this process, and remembered as it was made."""
    from django.db import connection

    from tests import restoring

    with django_db_blocker.unblock():
        restoring.remember(connection)


@pytest.fixture(autouse=True)
def _empty_cache():
    """The in-process cache outlives a test, what the test put into the database does not."""
    from django.core.cache import cache

    yield
    cache.clear()


@pytest.fixture(autouse=True)
def _nothing_remembered():
    """What the process remembers of the index would outlive the database it was read from."""
    from medications.projections.memory import Memory

    Memory.kept = (None, {})


# Which tests run, and what a skip means


def pytest_collection_modifyitems(config, items):
    """Marks what lies in tests/browser and puts it last: Playwright keeps an event loop running in the process after it.

    Leaves out what says nothing about the database in use.
    """
    from django.db import connection

    for item in items:
        if "browser" in item.path.parent.parts:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.slow)
    left_out = [item for item in items if not says_something(item, connection.vendor)]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if says_something(item, connection.vendor)]
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


def says_something(item, vendor: str) -> bool:
    """SQLite comes first in `make test`, with every test; what asks for no database has no need of a second run."""
    if vendor == "sqlite":
        return not item.get_closest_marker("postgres")
    asks = item.get_closest_marker("django_db") or ASKS_FOR_A_DATABASE & set(item.fixturenames)
    return bool(asks or item.get_closest_marker("postgres")) and not item.get_closest_marker("sqlite")


def as_failure(report):
    """In CI a skipped test is one that nobody runs."""
    reason = report.longrepr[2] if report.skipped and isinstance(report.longrepr, tuple) else report.longrepr
    if NO_SKIPS and report.skipped and not hasattr(report, "wasxfail") and NOT_BESIDE_US not in str(reason):
        report.outcome, report.longrepr = "failed", f"MSPORTAL_NO_SKIPS is set, but this was skipped: {reason}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    return as_failure((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector):
    return as_failure((yield))

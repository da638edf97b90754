"""What the test suite promises about itself."""

import os
import socket
import subprocess
import sys
from collections import Counter
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.db import connection

from medications.models import ChangeStream, SocietyProfile, triggers
from medications.permissions import Role
from tests import conftest, run

BASE_DIR = Path(run.BASE_DIR)


# Network


@pytest.mark.parametrize("address", [("192.0.2.1", 80), ("example.org", 80)])
def test_connecting_elsewhere_is_refused(address):
    with socket.socket() as outside, pytest.raises(RuntimeError, match="may not connect"):
        outside.connect(address)


def test_looking_up_another_name_is_refused():
    with pytest.raises(RuntimeError, match="may not look up"):
        socket.getaddrinfo("example.org", 80)


def test_connecting_to_this_machine_works():
    with socket.socket() as listener, socket.socket() as client:
        listener.bind(("127.0.0.1", 0))
        listener.listen()

        client.connect(("localhost", listener.getsockname()[1]))


# Database and cache. Two tests that write the same thing show that each starts anew.


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_after_a_flush_the_database_is_as_after_migrating(turn):
    assert triggers.missing(connection) == set()
    assert ChangeStream.objects.count() == 1
    assert SocietyProfile.objects.count() == 1
    assert set(Group.objects.values_list("name", flat=True)) == set(Role.values)
    Group.objects.create(name="left over")


@pytest.mark.parametrize("turn", [1, 2])
def test_cache_is_empty_when_a_test_begins(turn):
    assert cache.get("left-over") is None
    cache.set("left-over", turn)


@pytest.mark.sqlite
@pytest.mark.django_db
def test_sqlite_database_is_a_file_in_wal_mode():
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert Path(cursor.execute("PRAGMA database_list").fetchone()[2]).is_file()


# Skips


@pytest.mark.parametrize(("no_skips", "outcome"), [(True, "failed"), (False, "skipped")])
def test_a_skip_is_a_failure_where_skips_are_forbidden(monkeypatch, no_skips, outcome):
    monkeypatch.setattr(conftest, "NO_SKIPS", no_skips)
    report = SimpleNamespace(skipped=True, outcome="skipped", longrepr=("file", 1, "Skipped: no browser"))

    assert conftest.as_failure(report).outcome == outcome


def test_an_expected_failure_is_no_skip(monkeypatch):
    monkeypatch.setattr(conftest, "NO_SKIPS", True)
    report = SimpleNamespace(skipped=True, outcome="skipped", longrepr="", wasxfail="known")

    assert conftest.as_failure(report).outcome == "skipped"


# tests/run.py


@pytest.mark.parametrize(
    ("line", "counts"),
    [
        ("812 passed in 9.10s\n", {"passed": 812}),
        (
            "3 failed, 812 passed, 1 skipped, 2 errors in 75.10s (0:01:15)\n",
            {"failed": 3, "passed": 812, "skipped": 1, "error": 2},
        ),
        ("===== 5 passed, 7 deselected in 0.10s =====\n", {"passed": 5}),
        ("FAILED tests/test_x.py::test_of_3_passed\n", {}),
    ],
)
def test_counts_are_read_from_the_last_line(line, counts):
    assert run.pytest_counts(line) == Counter(counts)


def steps_with(*codes):
    return [run.Step(f"step {code}", ["-c", f"import sys; print('2 passed in 0.1s'); sys.exit({code})"]) for code in codes]


def test_steps_stop_at_the_first_failure(capfd):
    code = run.run_all(steps_with(0, 4, 5))

    lines = capfd.readouterr().out.splitlines()
    assert code == 1
    assert [line.split("s  ")[1].split("  ")[0] for line in lines[-4:-1]] == ["step 0", "step 4", "step 5"]
    assert lines[-3].endswith("FAILED (exit code 4)")
    assert lines[-2].endswith("not run")
    assert lines[-1] == "4 passed, 1 failed"


def test_all_steps_passing_is_success(capfd):
    assert run.run_all(steps_with(0, 0)) == 0
    assert capfd.readouterr().out.endswith("\n4 passed, 0 failed\n")


@pytest.mark.parametrize(("no_skips", "code"), [(True, 1), (False, 0)])
def test_a_step_that_cannot_run_fails_only_where_skips_are_forbidden(monkeypatch, capfd, no_skips, code):
    monkeypatch.setattr(run, "NO_SKIPS", no_skips)
    monkeypatch.setattr(run.postgres, "missing", lambda: "PostgreSQL is not installed")

    assert run.run_all([*steps_with(0), run.postgres_step()]) == code
    assert "PostgreSQL is not installed" in capfd.readouterr().out


# Makefile


def make(*arguments, cwd):
    """Runs make as from a shell, also when the tests themselves were started by make."""
    environment = {name: value for name, value in os.environ.items() if name not in {"MAKEFLAGS", "MFLAGS", "MAKELEVEL"}}
    return subprocess.run(["make", *arguments], cwd=cwd, env=environment, capture_output=True, text=True)  # noqa: S607


def test_help_lists_every_target():
    targets = next(line for line in (BASE_DIR / "Makefile").read_text().splitlines() if line.startswith(".PHONY:")).split()[1:]

    shown = make("help", cwd=BASE_DIR).stdout

    assert [line.split()[1] for line in shown.splitlines()] == targets


def test_an_old_python_is_refused_in_one_line(tmp_path):
    old = tmp_path / "python3"
    old.write_text('#!/bin/sh\n[ "$1" = --version ] && echo Python 3.9.2\nexit 1\n')
    old.chmod(0o755)
    (tmp_path / "Makefile").write_text((BASE_DIR / "Makefile").read_text())
    (tmp_path / "requirements.txt").touch()

    done = make("run", f"PYTHON={old}", cwd=tmp_path)

    assert done.returncode == 2
    assert done.stdout == f"msportal needs Python 3.11 or newer; {old} is: Python 3.9.2\n"
    assert not (tmp_path / ".venv").exists()


def test_the_interpreter_here_is_new_enough():
    assert sys.version_info >= (3, 11)

"""`make run`, once pip has done its part: a first start in an empty folder, then a second one."""

import contextlib
import http.cookiejar
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from pathlib import Path

import pytest

from medications.permissions import Role
from msportal.local import BASE_DIR

pytestmark = [pytest.mark.slow, pytest.mark.sqlite]

READY = "msportal is at "
SECONDS_TO_START = {"first": 120, "second": 40}


class Site:
    """An empty machine: a folder for var/, a free port, and nothing in the environment that settings could read."""

    def __init__(self, var: Path):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.var, self.address = var, f"http://localhost:{self.port}"
        kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
        self.environment = {**kept, "HOME": str(var), "VAR_DIR": str(var), "PORT": str(self.port), "WEB_CONCURRENCY": "1"}

    def command(self, *arguments):
        return [sys.executable, "-m", "msportal.local", *arguments]

    def run(self, *arguments):
        return subprocess.run(self.command(*arguments), cwd=BASE_DIR, env=self.environment, capture_output=True, text=True)

    @contextlib.contextmanager
    def started(self, seconds):
        """The running site and what it said until it was ready. Ended by Ctrl-C, which must leave nothing."""
        process = subprocess.Popen(
            self.command("start"), cwd=BASE_DIR, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        try:
            yield self.read_until_ready(process, seconds)
            process.send_signal(signal.SIGINT)
            process.communicate(timeout=30)
            assert process.returncode == 0
            assert self.processes() == []
        finally:
            process.terminate()
            process.communicate(timeout=30)

    def read_until_ready(self, process, seconds):
        began, lines = time.monotonic(), []
        for line in process.stdout:
            lines.append(line)
            if line.startswith(READY):
                assert time.monotonic() - began < seconds
                return "".join(lines)
        raise AssertionError("ended before it was ready:\n" + "".join(lines))

    def processes(self):
        """Process numbers of everything that runs with our var folder."""
        mark = f"VAR_DIR={self.var}".encode()
        found = []
        for entry in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                if mark in (entry / "environ").read_bytes().split(b"\0"):
                    found.append(int(entry.name))
        return found

    def data(self):
        """Everything in the database, as SQL. What the worker notes about itself would show here, too."""
        with contextlib.closing(sqlite3.connect(self.var / "msportal.sqlite3")) as database:
            return "\n".join(database.iterdump())

    def sign_in(self, name, password):
        """The page a person sees after signing in to the admin."""
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
        address = f"{self.address}/accounts/login/?next=/admin/"
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', opener.open(address).read().decode())[1]
        form = urllib.parse.urlencode({"next": "/admin/", "login": name, "password": password, "csrfmiddlewaretoken": token})
        return opener.open(address, form.encode()).read().decode()


def passwords(output):
    """User name -> password, as printed."""
    return dict(re.findall(rf"^    ({'|'.join(Role.values)})\s+(\S+)", output, re.MULTILINE))


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    return Site(tmp_path_factory.mktemp("run") / "var")


@pytest.fixture(scope="module")
def first(site):
    """What was seen of the first start, which has ended: output, accounts, pages after sign-in, data after."""
    with site.started(SECONDS_TO_START["first"]) as output:
        accounts = passwords(output)
        pages = {name: site.sign_in(name, password) for name, password in accounts.items()}
        taken = site.run("start")
    return {"output": output, "accounts": accounts, "pages": pages, "taken": taken, "data": site.data()}


def test_first_start_prints_a_password_for_every_role(first):
    assert set(first["accounts"]) == set(Role.values)
    assert len(set(first["accounts"].values())) == len(Role)


def test_every_printed_password_signs_in(first):
    assert all("Log out" in page for page in first["pages"].values())


def test_first_start_publishes_the_starter_catalogue(site, first):
    with contextlib.closing(sqlite3.connect(site.var / "msportal.sqlite3")) as database:
        published = database.execute("SELECT count(*) FROM medications_publication WHERE basis = 'starter'").fetchone()[0]

    assert published >= len(list((BASE_DIR / "medications/catalogue/medications").glob("*.yaml")))


def test_first_start_says_where_the_site_is(site, first):
    assert first["output"].splitlines()[-1] == f"{READY}{site.address} (Ctrl-C ends it)"


def test_a_taken_port_is_told_in_one_line(site, first):
    assert first["taken"].returncode == 1
    assert first["taken"].stderr.count("\n") == 1
    assert f"cannot listen on 127.0.0.1:{site.port}" in first["taken"].stderr


def test_second_start_is_quick_and_changes_no_data(site, first):
    with site.started(SECONDS_TO_START["second"]) as output:
        pass

    assert site.data() == first["data"]
    assert passwords(output) == {}
    assert "catalogue" not in output


def test_interrupted_first_start_is_finished_by_the_next(site, first):
    (site.var / "first-run").write_text(str(site.var / "msportal.sqlite3"))

    with site.started(SECONDS_TO_START["first"]) as output:
        pass

    assert set(passwords(output)) == set(Role.values)
    assert not (site.var / "first-run").exists()


def test_new_passwords_replace_the_old_ones(site, first):
    given = passwords(site.run("demo_accounts", "--reset").stdout)

    assert set(given) == set(Role.values)
    assert not set(given.values()) & set(first["accounts"].values())


def test_new_passwords_without_a_database_are_refused_in_one_line(tmp_path):
    done = Site(tmp_path / "var").run("demo_accounts", "--reset")

    assert done.returncode == 1
    assert done.stderr == "CommandError: There is no database yet. `make run` makes one.\n"

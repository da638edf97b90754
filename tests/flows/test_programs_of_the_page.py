"""The programs on the page for partners, as they stand there: in PHP and JavaScript, against a live server."""

import json
import shutil
import sqlite3
import subprocess
import sys
import textwrap
from contextlib import closing
from datetime import timedelta

import orjson
import pytest
from django.utils import timezone
from standardwebhooks import WebhookVerificationError

from medications.actions import streams
from medications.delivery.webhook_sending import signed
from medications.models import SocietyProfile
from medications.projections import index
from tests.factories import publications, records, safety_notices, withdrawals
from tests.flows.live_site import BASE_DIR, Server, published, without_today

pytestmark = pytest.mark.slow

PAGE = BASE_DIR / "docs" / "partners.md"
PROGRAMS = {"php": ("<?php  // php copy.php", "copy.php"), "node": ("// node copy.mjs", "copy.mjs")}
SECRETS = ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD"]


def block(says: str) -> str:
    """The indented block of the page that begins with this line."""
    lines = PAGE.read_text("utf-8").splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith(f"    {says}"))
    ends = (number for number, line in enumerate(lines) if number > start and line and not line.startswith("    "))
    return textwrap.dedent("\n".join(lines[start : next(ends)]))


def installed(command: str) -> str:
    path = shutil.which(command)
    if path is None:
        pytest.skip(f"{command} is not installed (Debian: nodejs, php-cli, php-curl)")
    return path


def program(command: str, folder):
    """A function that runs it once and returns its copy."""
    says, name = PROGRAMS[command]
    (folder / name).write_text(block(says))

    def run(site: str) -> dict:
        subprocess.run([installed(command), name, site, f"{command}.json"], cwd=folder, check=True, timeout=60)
        return json.loads((folder / f"{command}.json").read_text())

    return run


@pytest.fixture
def server(tmp_path, settings):
    running = Server(tmp_path)
    settings.SITE_URL = running.site
    running.start()
    yield running
    running.kill()


@pytest.mark.django_db(transaction=True)
def test_both_programs_have_what_is_public_and_why_the_rest_is_not(server, tmp_path):
    now = timezone.now()
    first, second, third = (publications.published(records.small_record(name), now=now).document for name in ("a", "b", "c"))
    programs = [program(command, tmp_path) for command in PROGRAMS]
    begun = [run(server.site) for run in programs]
    withdrawals.withdrawn(first, "moved", replacement=second, now=now)
    publications.republished(second, now=now, slug="b-now", pronunciation="bee")
    safety_notices.posted(second, begins_on=timezone.localdate(), ends_on=timezone.localdate() + timedelta(days=9))
    followed = [run(server.site) for run in programs]
    withdrawals.reinstated(first, now=now)
    withdrawals.withdrawn(third, "gone", now=now)
    streams.start_new(now=now)  # and tells nothing of the two acts above
    [run(server.site) for run in programs]
    begun_anew = [run(server.site) for run in programs]

    assert [[each["slug"] for each in copy["records"].values()] for copy in begun] == [["a", "b", "c"]] * 2
    assert [copy["gone"][str(first.pk)]["replacement"]["uuid"] for copy in followed] == [str(second.pk)] * 2
    assert [list(copy["gone"]) for copy in begun_anew] == [[str(third.pk)]] * 2
    for copy in begun_anew:
        assert {uuid: without_today(record) for uuid, record in copy["records"].items()} == published()


@pytest.mark.django_db(transaction=True)
def test_all_clients_show_the_terms_of_today_with_what_did_not_change(server, tmp_path):
    publications.published(records.small_record("a"), now=timezone.now())
    clients = [reference_client(tmp_path), *(program(command, tmp_path) for command in PROGRAMS)]
    [run(server.site) for run in clients]
    newest = SocietyProfile.objects.latest()
    SocietyProfile.objects.create(version=newest.version + 1, name="Another name", content_licence="Other terms")
    index.touch()

    kept = [next(iter(run(server.site)["records"].values())) for run in clients]

    assert [(each["licence"], each["attribution"]["text"]) for each in kept] == [("Other terms", "Another name")] * 3


def reference_client(folder):
    def run(site: str) -> dict:
        copy = folder / "copy.sqlite3"
        subprocess.run([sys.executable, PAGE.with_name("reference_client.py"), site, copy], check=True, timeout=60)
        with closing(sqlite3.connect(copy)) as db:
            return {"records": {uuid: json.loads(body) for uuid, body in db.execute("SELECT uuid, body FROM record")}}

    return run


# Is a message from us?


def php(headers: dict, body: bytes) -> str:
    """What the lines for PHP take the message for: its type, or nothing."""
    given = "".join(f"$_SERVER['HTTP_{name.upper().replace('-', '_')}'] = '{value}';\n" for name, value in headers.items())
    lines = block("$secret = 'whsec_").replace("whsec_...", SECRETS[1]).replace("php://input", "php://stdin")
    source = f"error_reporting(E_ALL);\n{given}{lines}\necho $message['type'];"
    return subprocess.run([installed("php"), "-r", source], input=body, capture_output=True, check=True).stdout.decode()


def python(headers: dict, body: bytes) -> str:
    lines = block("from standardwebhooks import Webhook").replace("whsec_...", SECRETS[1])
    names = {"request_body": body, "request_headers": headers}
    try:
        exec(lines, names)  # noqa: S102 - of our own page
    except WebhookVerificationError:
        return ""
    return names["message"]["type"]


@pytest.mark.parametrize("checked", [php, python])
def test_lines_for_a_webhook_know_our_messages(checked):
    body, now = orjson.dumps({"type": "medication.safety", "said": "é"}), timezone.now()

    found = {
        "with both secrets": checked(signed("chg_1", body, now, SECRETS), body),
        "with another secret": checked(signed("chg_1", body, now, SECRETS[:1]), body),
        "another body": checked(signed("chg_1", body, now, SECRETS), body + b" "),
        "old": checked(signed("chg_1", body, now - timedelta(minutes=10), SECRETS), body),
        "no headers": checked({}, body),
    }

    assert found == {name: "medication.safety" if name == "with both secrets" else "" for name in found}

"""The web server as the site runs it, for programs that copy from it, and what they should have then."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from django.db import connection
from django.test import Client

from medications.models import Publication
from tests.benchmarks import processes
from tests.postgres import free_port

BASE_DIR = Path(__file__).resolve().parents[2]
OF_TODAY = {"display_until"}


def database_url() -> str:
    """Of the database that this test writes to."""
    told = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{told['NAME']}"
    return f"postgres://{told['USER']}:{told['PASSWORD']}@{told['HOST']}:{told['PORT']}/{told['NAME']}"


class Server:
    """On a port of its own; killed without a word, and started again."""

    def __init__(self, folder: Path):
        self.folder, self.port, self.process = folder, free_port(), None
        self.site = f"http://127.0.0.1:{self.port}"
        self.environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"} | {
            "DJANGO_SETTINGS_MODULE": "msportal.settings",
            "DATABASE_URL": database_url(),
            "SECRET_KEY": "only-for-the-mirror-" + "x" * 50,
            "SITE_URL": self.site,
            "ALLOWED_HOSTS": "127.0.0.1",
            "VAR_DIR": str(folder),
        }

    def start(self) -> None:
        command = [sys.executable, "-m", "granian", "--interface", "wsgi", "msportal.wsgi:application", "--no-ws"]
        command += ["--host", "127.0.0.1", "--port", str(self.port), "--workers", "1", "--log-level", "warning"]
        with open(self.folder / "web.log", "a") as log:
            self.process = subprocess.Popen(
                command, cwd=BASE_DIR, env=self.environment, stdout=log, stderr=log, start_new_session=True
            )
        processes._wait("web", self.process, self.port, "/healthz", self.folder / "web.log")

    def kill(self) -> None:
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def published() -> dict[str, dict]:
    """What is public, by UUID: each record as this process, not the server, gives it."""
    live = Publication.objects.live().filter(document__kind="medication").values_list("document", flat=True)
    return {str(pk): without_today(Client().get(f"/api/v1/medications/{pk}/").json()) for pk in live}


def without_today(record: dict) -> dict:
    return {name: value for name, value in record.items() if name not in OF_TODAY}

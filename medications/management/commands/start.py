"""Prepares this machine and serves the site: what `make run` runs."""

import hashlib
import sys
import time
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from medications.management.commands import serve
from medications.models import triggers


class Command(BaseCommand):
    help = "Prepare the database (a new one gets the starter catalogue and demonstration accounts) and serve the site."

    def handle(self, **options):
        serve.refuse_taken(*serve.address())
        settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
        try:
            self.prepare()
        except KeyboardInterrupt:
            self.stderr.write("Stopped before the site was ready. The next start goes on from here.")
            sys.exit(130)
        connection.close()
        call_command("serve")

    def prepare(self):
        """Brings database and static files up to date. Changes nothing where nothing is to do."""
        first_run = FirstRun(settings.VAR_DIR / "first-run")
        if database_is_empty() and database_is_local():
            first_run.begin()
        self.migrate()
        self.collect_static()
        if first_run.unfinished:
            with self.step("Loading and publishing the starter catalogue"):
                call_command("load_catalogue", publish_starter=True)
            # `reset`: if an earlier first run was cut short, nobody has seen the passwords it made.
            call_command("demo_accounts", reset=True)
            first_run.end()

    def migrate(self):
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()) or triggers.missing(connection):
            with self.step("Preparing the database"):
                call_command("migrate", interactive=False)
                call_command("rebuild_index")  # stored pages and records follow the code

    def collect_static(self):
        """Collects static files, unless none has changed since the last time."""
        seen, now = settings.VAR_DIR / "static.fingerprint", static_fingerprint()
        if settings.STATIC_ROOT.exists() and seen.exists() and seen.read_text() == now:
            return
        with self.step("Collecting and compressing static files"):
            call_command("collectstatic", interactive=False)
        seen.write_text(now)

    @contextmanager
    def step(self, what: str):
        """Says what is being done and how long it took."""
        self.stdout.write(f"{what} ...")
        began = time.monotonic()
        yield
        self.stdout.write(f"{what}: done in {time.monotonic() - began:.1f} s")


class FirstRun:
    """Remembers in a file that a database was made here and is not filled yet, should the first run be cut short.

    The file names the database, so that another one, which somebody else filled, is never taken for it.
    """

    def __init__(self, file: Path):
        self.file = file
        self.database = " ".join(str(connection.settings_dict[part]) for part in ("HOST", "PORT", "NAME")).strip()

    @property
    def unfinished(self) -> bool:
        return self.file.exists() and self.file.read_text() == self.database

    def begin(self):
        self.file.write_text(self.database)

    def end(self):
        self.file.unlink()


def database_is_empty() -> bool:
    try:
        return not connection.introspection.table_names()
    except OperationalError as error:
        raise CommandError(f"The database does not answer: {str(error).strip()}") from None


def database_is_local() -> bool:
    """A database elsewhere is somebody's site: it gets neither demonstration accounts nor a public starter catalogue."""
    host = connection.settings_dict["HOST"]
    return connection.vendor == "sqlite" or host in {"", "localhost", "127.0.0.1", "::1"} or host.startswith("/")


def static_fingerprint() -> str:
    """A digest of every static file's name, size and time of change."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            found = Path(storage.path(path)).stat()
            digest.update(f"{path} {found.st_size} {found.st_mtime_ns}\n".encode())
    return digest.hexdigest()

"""Prepares this machine and serves the site: what `make run` runs."""

import hashlib
import sys
import time
from collections.abc import Iterable, Iterator
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
        self.make_pages_anew()
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

    def make_pages_anew(self):
        """Stored pages and records follow the code that makes them: they are made anew when it has changed."""
        seen, now = settings.VAR_DIR / "index.fingerprint", fingerprint(page_makers())
        if seen.exists() and seen.read_text() == now:
            return
        with self.step("Making stored pages anew"):
            call_command("rebuild_index")
        seen.write_text(now)

    def collect_static(self):
        """Collects static files, unless none has changed since the last time."""
        seen, now = settings.VAR_DIR / "static.fingerprint", fingerprint(static_files())
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


def static_files() -> Iterator[tuple[str, Path]]:
    for finder in get_finders():
        for path, storage in finder.list([]):
            yield path, Path(storage.path(path))


def page_makers() -> Iterator[tuple[str, Path]]:
    """What stored pages and records are made by."""
    for folder in (
        "medications/content",
        "medications/models",
        "medications/projections",
        "templates/fragments",
        "templates/components",
    ):
        for path in sorted((settings.BASE_DIR / folder).rglob("*.*")):
            if path.suffix in {".py", ".html", ".txt"}:
                yield str(path.relative_to(settings.BASE_DIR)), path


def fingerprint(files: Iterable[tuple[str, Path]]) -> str:
    """A digest of every file's name, size and time of change."""
    digest = hashlib.sha256()
    for name, path in files:
        found = path.stat()
        digest.update(f"{name} {found.st_size} {found.st_mtime_ns}\n".encode())
    return digest.hexdigest()

"""The reference client of docs/ against a live server: through whatever editors do, and with either of them killed in between,
its copy is what is public.

    MSPORTAL_MIRROR_ACTS=200 MSPORTAL_MIRROR_SEED=7 pytest tests/flows/test_mirror.py
"""

import importlib.util
import os
import random
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import orjson
import pytest
from django.utils import timezone

from medications.actions import reviewed_again, streams
from medications.models import Change, Document, Publication, Suppression
from tests.factories import accounts, drafts, publications, records, safety_notices, withdrawals
from tests.flows.live_site import BASE_DIR, Server, published, without_today

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

CLIENT = BASE_DIR / "docs" / "reference_client.py"
ACTS = int(os.environ.get("MSPORTAL_MIRROR_ACTS", "30"))
SEED = int(os.environ.get("MSPORTAL_MIRROR_SEED", "0")) or random.SystemRandom().randrange(1, 10**6)


def reference_client():
    spec = importlib.util.spec_from_file_location("reference_client", CLIENT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def server(tmp_path, settings):
    running = Server(tmp_path)
    settings.SITE_URL = running.site  # addresses are stored with what is published
    running.start()
    yield running
    running.kill()


class Editors:
    """Everything that changes what is public, at random. A day passes with each act."""

    def __init__(self, chance: random.Random):
        self.chance, self.now, self.made, self.done = chance, timezone.now() - timedelta(days=1), 0, []
        self.acts = (
            [self.publish] * 2
            + [self.correct, self.safety, self.update, self.review, self.rename]
            + [
                self.rename_term,
                self.notice,
                self.withdraw,
                self.withdraw,
                self.reinstate,
                self.suppress,
                self.start_stream,
            ]
        )

    def act(self) -> str:
        """One that is possible now. Says which."""
        self.now += timedelta(seconds=1)
        while True:
            chosen = self.chance.choice(self.acts)
            if chosen():
                self.done.append(chosen.__name__)
                return chosen.__name__

    def live(self) -> Document | None:
        found = Document.objects.filter(kind="medication", publication__withdrawal=None, publication__isnull=False)
        return self.chance.choice(list(found.order_by("pk"))) if found.exists() else None

    def down(self) -> Document | None:
        found = Document.objects.filter(kind="medication", publication__withdrawal__isnull=False).order_by("pk")
        return self.chance.choice(list(found)) if found else None

    def word(self) -> str:
        self.made += 1
        return f"word {self.made}"

    def publish(self) -> bool:
        name = f"medicine {self.word()}"
        make = self.chance.choice([records.small_record, records.medication_record])
        publications.published(make(name), now=self.now)
        return True

    def _again(self, kind: str, **changes) -> bool:
        document = self.live()
        if document:
            publications.republished(document, now=self.now, kind=kind, **changes)
        return document is not None

    def correct(self) -> bool:
        return self._again("corrected", pronunciation=self.word())

    def update(self) -> bool:
        return self._again("updated", pronunciation=self.word())

    def safety(self) -> bool:
        return self._again("safety", look_alike_footnote=self.word())

    def rename(self) -> bool:
        return self._again("updated", slug=self.word().replace(" ", "-"))

    def review(self) -> bool:
        document = self.live()
        if document:
            live = Publication.objects.get(document=document).revision
            reviewed_again.confirm(revision=live, by=accounts.reviewer("reader"), now=self.now)
        return document is not None

    def rename_term(self) -> bool:
        """Of a symptom; then the pages that name it are issued again."""
        term = drafts.find_document("symptom", "tremor")
        if term is None or not Publication.objects.live().filter(document=term).exists():
            return False
        publications.republished(term, now=self.now, name=f"tremor {self.word()}")
        document = self.live()
        if document:
            publications.republished(document, now=self.now, pronunciation=self.word())
        return True

    def notice(self) -> bool:
        document = self.live()
        if document:
            today = timezone.localdate(self.now)
            begins = today + timedelta(days=self.chance.choice([0, 3]))
            safety_notices.posted(document, begins_on=begins, ends_on=begins + timedelta(days=90))
        return document is not None

    def withdraw(self) -> bool:
        document = self.live()
        other = self.live()
        if document is None or Publication.objects.live().filter(document__kind="medication").count() < 2:
            return False
        kind = self.chance.choice(["banner", "gone", "moved"] if other != document else ["banner", "gone"])
        withdrawals.withdrawn(document, kind, replacement=other if other != document else None, now=self.now)
        return True

    def reinstate(self) -> bool:
        document = self.down()
        if document is None or self._is_suppressed(document):
            return False
        withdrawals.reinstated(document, now=self.now)
        return True

    def _is_suppressed(self, document: Document) -> bool:
        digest = Publication.objects.get(document=document).revision.digest
        return Suppression.objects.filter(document=document, digest=digest).exists()

    def suppress(self) -> bool:
        """A text that was public once and is no more."""
        down = Publication.objects.filter(withdrawal__kind__in=["gone", "moved"])
        for change in Change.objects.filter(document__kind="medication").exclude(revision=None).order_by("?"):
            digest, publication = change.revision.digest, Publication.objects.get(document=change.document)
            shown = publication.revision.digest == digest and publication not in down
            if not shown and not Suppression.objects.filter(document=change.document, digest=digest).exists():
                withdrawals.suppressed(change.revision, now=self.now)
                return True
        return False

    def start_stream(self) -> bool:
        """As after a restore."""
        streams.start_new(now=timezone.now())
        return True


def copied(path: Path) -> tuple[dict[str, dict], dict[str, str]]:
    with closing(sqlite3.connect(path)) as db:
        kept = {uuid: without_today(orjson.loads(body)) for uuid, body in db.execute("SELECT uuid, body FROM record")}
        return kept, dict(db.execute("SELECT uuid, reason FROM tombstone"))


def run(client, server: Server, path: Path) -> None:
    mirror = client.Mirror(server.site, str(path))
    with closing(mirror.db):
        mirror.run()


def run_and_kill(server: Server, path: Path, seconds: float) -> None:
    """In a process of its own, which ends without a word wherever it is by then."""
    process = subprocess.Popen([sys.executable, CLIENT, server.site, path], stderr=subprocess.DEVNULL)
    time.sleep(seconds)
    process.kill()
    process.wait()


def test_a_copy_is_what_is_public_after_each_act_whoever_is_killed(server, tmp_path):
    chance, client, path = random.Random(SEED), reference_client(), tmp_path / "copy.sqlite3"
    editors, ever = Editors(chance), {}
    for number in range(ACTS):
        act = editors.act()
        if number % 9 == 4:
            run_and_kill(server, path, chance.uniform(0.05, 0.3))
        if number % 12 == 7:
            server.kill()
            with pytest.raises(OSError):
                run(client, server, path)
            server.start()
        run(client, server, path)

        kept, tombstones = copied(path)
        where = f"act {number}, {act}, seed {SEED}, after {editors.done}"
        assert kept == published(), where
        gone = set(ever) - set(kept)
        assert gone <= set(tombstones), where
        assert all(tombstones[uuid] for uuid in gone), where
        ever |= kept

"""Rule 4: whatever ends a publish, and wherever, the public sees the old state or the new one, never a mix."""

import os
import subprocess
import sys
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import OperationalError, connection

from medications.actions import publishing
from medications.models import Change, IndexRow, Publication, Slug
from medications.projections import drift
from tests.actions.publish_and_die import DIED
from tests.assertions import public_rows, shown
from tests.factories import accounts, drafts, publications, records
from tests.factories.publications import NOW

LATER = NOW + timedelta(days=1)
ADDRESSES = ["/medications/", "/medications/orbelazine/", "/api/v1/medications/orbelazine/", "/api/v1/changes/", "/changes/"]


class Interrupted(OperationalError):
    """What Django sees when the database goes away."""


@contextmanager
def interrupted_before(number: int):
    """Raises instead of running the statement of that number; whatever is run after it, to clean up, is let through."""
    count = 0

    def stop(execute, sql, params, many, context):
        nonlocal count
        count += 1
        if count == number:
            raise Interrupted(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(stop):
        yield


def public_state() -> dict:
    return {**public_rows(), **{address: stable(*shown(address)) for address in ADDRESSES}}


def stable(status: int, body: bytes) -> tuple[int, bytes]:
    """An answer without what depends on the moment of asking."""
    return status, body.split(b'"display_until"')[0]


def first_publication():
    return publications.approved(records.small_record())


def second_publication():
    live = publications.published(records.small_record())
    new = drafts.edited(live.document, generic_name="orbelazine forte", slug="orbelazine-forte")
    return publications.approve(new, now=LATER)


def publish_all_or_nothing(revision):
    """Tries again and again, interrupted one statement later each time, until a publish is through. Returns how many were not."""
    before, by = public_state(), accounts.publisher()
    for number in range(1, 10_000):
        try:
            with interrupted_before(number):
                publishing.publish(revision=revision, by=by, now=LATER)
        except Interrupted as statement:
            assert public_state() == before, f"a mix after an interruption before statement {number}: {statement}"
        else:
            return number - 1
    raise AssertionError("it never ended")


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("prepare", [first_publication, second_publication])
def test_publish_interrupted_before_any_statement_changes_nothing(prepare):
    revision = prepare()

    interruptions = publish_all_or_nothing(revision)

    assert interruptions > 20
    assert_entirely_new(revision)


def assert_entirely_new(revision):
    slug, document = revision.record.slug, revision.document_id
    publication = Publication.objects.get(document=document)
    change = Change.objects.get(document=document, publication_number=publication.number)
    assert publication.revision == change.revision == IndexRow.objects.get(document=document).revision == revision
    assert Slug.objects.get(slug=slug, kind="medication").document_id == document
    assert drift.find() == []
    assert all(Publication.objects.filter(document=term.term_id).exists() for term in revision.terms.all())
    address = f"/medications/{slug}/"
    assert shown(address)[0] == 200
    assert address.encode() in shown("/medications/")[1]
    assert revision.digest.encode() in shown(f"/api/v1/medications/{slug}/")[1]
    assert f'"sequence":{change.sequence},'.encode() in shown("/api/v1/changes/")[1]


# A process that dies


def database_url() -> str:
    values = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{values['NAME']}"
    secret = f":{values['PASSWORD']}" if values["PASSWORD"] else ""
    return f"postgres://{values['USER']}{secret}@{values['HOST']}:{values['PORT']}/{values['NAME']}"


def publish_and_die(revision, by, fatal: str, folder: Path) -> int:
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "msportal.settings",
        "DATABASE_URL": database_url(),
        "VAR_DIR": str(folder),
    }
    command = [sys.executable, "-m", "tests.actions.publish_and_die", str(revision.pk), str(by.pk), fatal]
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(command, env=environment, cwd=root, capture_output=True, text=True, timeout=120)
    assert done.returncode in (0, DIED), done.stderr
    return done.returncode


FATAL = {
    "once the publication has moved": 'INTO "medications_publication"',
    "once the address is taken": 'INTO "medications_slug"',
    "once the index row is there": 'INTO "medications_indexrow"',
    "once the change is written": 'INTO "medications_change"',
}


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("moment", FATAL)
def test_process_that_dies_leaves_the_old_state(moment, tmp_path):
    revision, by = first_publication(), accounts.publisher()
    before = public_state()

    died = publish_and_die(revision, by, FATAL[moment], tmp_path)

    connection.close()
    assert died == DIED
    assert public_state() == before


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_process_that_lives_leaves_the_new_state(tmp_path):
    """What the test above leans on: without its death that very process does publish."""
    revision, by = first_publication(), accounts.publisher()

    died = publish_and_die(revision, by, "", tmp_path)

    connection.close()
    assert died == 0
    assert_entirely_new(revision)

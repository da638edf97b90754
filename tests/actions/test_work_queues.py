"""The queues of the desk's start page. What each shows and to whom: tests/admin/test_start.py."""

from datetime import timedelta

import pytest

from medications.actions import publishing, work_queues
from medications.models import Origin, Publication
from tests.factories import drafts, publications, records
from tests.factories.publications import NOW
from tests.factories.withdrawals import withdrawn

pytestmark = pytest.mark.django_db


def starter(name: str = "orbelazine", *, now=NOW) -> Publication:
    revision = drafts.draft(records.small_record(name), origin=Origin.CATALOGUE)
    publishing.publish_starter(revision=revision, now=now)
    return Publication.objects.get(document=revision.document)


def test_starter_texts_wait_in_the_order_in_which_they_became_public():
    second, first = starter("second"), starter("first", now=NOW - timedelta(days=1))

    assert list(work_queues.starters()) == [first, second]


def test_reviewed_text_is_no_starter_text():
    publications.published(records.small_record())

    assert not work_queues.starters().exists()


def test_starter_text_that_was_published_again_after_a_review_waits_no_more():
    document = starter().document

    publications.republished(document, now=NOW + timedelta(days=1), pronunciation="or-BEL")

    assert not work_queues.starters().exists()


def test_withdrawn_starter_text_waits_for_nobody():
    withdrawn(starter().document)

    assert not work_queues.starters().exists()

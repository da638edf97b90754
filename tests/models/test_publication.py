"""Visibility has one definition."""

from datetime import timedelta

import pytest

from medications.models import Publication
from tests.factories import publications, records
from tests.factories.publications import NOW

pytestmark = pytest.mark.django_db


def test_live_is_what_has_been_published_by_then():
    publications.published(records.small_record())

    assert not Publication.objects.live(NOW - timedelta(seconds=1)).exists()
    assert Publication.objects.live(NOW).filter(document__kind="medication").exists()
    assert Publication.objects.live().filter(document__kind="medication").exists()


def test_document_has_one_publication():
    first = publications.published(records.small_record())

    publications.republished(first.document, now=NOW + timedelta(days=1), pronunciation="new")

    assert Publication.objects.filter(document=first.document).count() == 1

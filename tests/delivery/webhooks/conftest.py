"""A site with one public medicine, a clock, and a partner that takes messages."""

import pytest

from tests.delivery.internet import certificate
from tests.delivery.webhooks.receiver import Clock, Receiver
from tests.factories import publications, records
from tests.factories.site import kept


@pytest.fixture(scope="module", autouse=True)
def site(django_db_setup, django_db_blocker):
    """One public medicine, and what it names."""
    with kept(django_db_blocker):
        yield publications.published(records.small_record("orbelazine"))


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture(scope="module")
def tls(tmp_path_factory):
    return certificate(tmp_path_factory.mktemp("tls"), "partner.example", "other.example")


@pytest.fixture
def partner(internet, tls):
    """The receiver at URL; `answers` may be replaced."""
    return Receiver(internet, tls)

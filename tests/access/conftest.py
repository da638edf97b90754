from types import SimpleNamespace

import pytest

from tests.access.callers import visitors
from tests.access.world import World
from tests.factories.site import kept


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """The site, made once for a module, and everybody who may come to it."""
    with kept(django_db_blocker):
        made = World()
        yield SimpleNamespace(site=made, visitors=visitors(made.revisions["medication"]))

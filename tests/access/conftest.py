from types import SimpleNamespace

import pytest

from tests.access.callers import visitors
from tests.access.hidden import Hidden
from tests.access.world import World
from tests.factories.site import complete_site, kept


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """The site, made once for a module, and everybody who may come to it."""
    with kept(django_db_blocker):
        made = World()
        yield SimpleNamespace(site=made, visitors=visitors(made.revisions["medication"]))


@pytest.fixture(scope="module")
def site(django_db_setup, django_db_blocker):
    """The whole site, made once for a module, with what is not public. Used by the tests of leaks."""
    with kept(django_db_blocker):
        complete_site()
        yield Hidden.made()

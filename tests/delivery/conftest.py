"""The small internet for tests of what goes out."""

import pytest

from tests.delivery.internet import Internet


@pytest.fixture
def internet():
    internet = Internet()
    yield internet
    internet.close()

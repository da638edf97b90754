import pytest
from django.test import Client

from tests.admin.desk import Desk
from tests.factories import accounts


@pytest.fixture
def desk(db):
    """A function that signs somebody in to the editorial desk: `desk(accounts.writer())`."""

    def sign_in(user=None) -> Desk:
        client = Client()
        accounts.sign_in(client, user or accounts.writer())
        return Desk(client)

    return sign_in

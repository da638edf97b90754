import pytest

from tests.factories.site import complete_site, kept
from tests.public.examples import ADDRESSES, REFUSED
from tests.public.privacy.page import Seen


@pytest.fixture(scope="module", autouse=True)
def site(django_db_setup, django_db_blocker):
    with kept(django_db_blocker):
        yield complete_site()


@pytest.fixture
def pages(client):
    """Every public page that is HTML, by address."""
    answers = {address: client.get(address) for address in [*ADDRESSES, *REFUSED]}
    return {address: answer for address, answer in answers.items() if answer["Content-Type"].startswith("text/html")}


@pytest.fixture
def tags(pages):
    return [tag for answer in pages.values() for tag in Seen(answer.content.decode()).tags]

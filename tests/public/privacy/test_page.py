"""Every sentence on the privacy page has a check in this folder, and every check its sentence."""

import pytest

from medications.content.readability import grade
from medications.models import SocietyProfile
from medications.projections import index
from tests.public.privacy.page import PRIVACY, Seen, checked, said_on_the_page, says

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_every_sentence_has_a_check_and_every_check_its_sentence(client):
    assert sorted(said_on_the_page(client)) == sorted(checked())


def test_a_sentence_without_a_check_would_be_noticed(client):
    SocietyProfile.objects.create(version=99, name="Example society. We know all about you")
    index.touch()

    assert "We know all about you." in set(said_on_the_page(client)) - set(checked())


def test_the_page_is_easy_to_read(client):
    assert grade(said_on_the_page(client)) <= 8


def test_every_page_leads_to_it(pages):
    """A list of suggestions is a piece of one."""
    shown = {address: answer for address, answer in pages.items() if answer.status_code == 200}
    whole = [address for address, answer in shown.items() if b"<html" in answer.content]

    assert [address for address in whole if f'href="{PRIVACY}"'.encode() in shown[address].content] == whole
    assert {address.partition("?")[0] for address in shown.keys() - set(whole)} == {"/suggestions/"}


@says(
    "This site is run by Example society.",
    "You can call our helpline at 0800 2.",
    "If you found a security problem, please report it to security@example.org.",
)
def test_whom_to_ask_is_what_the_profile_says(client):
    links = [attributes.get("href") for _, attributes in Seen(client.get(PRIVACY).content.decode()).tags]

    assert {"tel:08002", "mailto:security@example.org"} <= set(links)

"""Every address x every caller, reading and writing: what they get is what the table of `medications.access_matrix` says."""

import re

import pytest

from medications.access_matrix.addresses import ADDRESSES
from medications.access_matrix.rules import Answer, Caller
from tests.access.callers import superuser
from tests.access.world import routes

IN_NO_RESOLVER = {"static/<path:path>"}
# What is new here has never been public: the review policy lets nobody but a clinical reviewer approve it.
MEANT = {answer: {answer} for answer in Answer} | {Answer.BY_POLICY: {Answer.REFUSED}}
CELLS = [(address, route) for address in ADDRESSES for route in address.routes()]


def test_every_address_is_in_the_table_and_every_row_of_it_leads_somewhere():
    there, told = set(routes()), {route for _, route in CELLS} - IN_NO_RESOLVER

    assert there - told == set(), "not in medications/access_matrix/addresses.py"
    assert told - there == set(), "in the table, but no address any more"


@pytest.mark.slow
@pytest.mark.django_db
def test_every_address_is_tried_with_values_that_exist(world):
    assert [url for url in world.site.urls.values() if re.search(r"<(?!int:pk|str:token)|\(\?P", url)] == []


@pytest.mark.slow
@pytest.mark.django_db
def test_a_write_without_the_forgery_token_is_refused(world):
    visitor = world.visitors[Caller.NOT_FRESH]  # who may do everything
    client = visitor.client(enforce_csrf_checks=True)

    refused = [
        route
        for _, route in CELLS
        if client.post(world.site.address_for(route, visitor), **world.site.data.get(route, {})).status_code == 403
    ]

    assert refused == [route for address, route in CELLS if not address.token_free]


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("caller", list(Caller))
class TestEveryCell:
    def test_reading(self, world, caller):
        visitor = world.visitors[caller]
        tried = {route: visitor.gets(world.site.address_for(route, visitor)) for _, route in CELLS}

        assert_all(tried, {route: address.read[caller] for address, route in CELLS})

    def test_writing(self, world, caller):
        visitor = world.visitors[caller]
        tried = {
            route: visitor.posts(world.site.address_for(route, visitor), world.site.data.get(route, {})) for _, route in CELLS
        }

        assert_all(tried, {route: address.write[caller] for address, route in CELLS})


@pytest.mark.slow
@pytest.mark.django_db
def test_a_superuser_is_an_administrator_and_no_more(world):
    visitor = superuser()

    tried = {route: visitor.gets(world.site.address_for(route, visitor)) for _, route in CELLS}

    assert_all(tried, {route: address.read[Caller.ADMINISTRATOR] for address, route in CELLS})


def assert_all(tried: dict[str, str], expected: dict[str, Answer]) -> None:
    """Names every cell in which something else came of it than the table says."""
    wrong = [f"{route}: {tried[route]}, not {answer}" for route, answer in expected.items() if tried[route] not in MEANT[answer]]
    assert not wrong, "\n".join(wrong)

"""Reading back knows every public address: one that is new must say what is found there once a page is taken down."""

from medications.access_matrix.addresses import API, FHIR, PUBLIC
from medications.access_matrix.rules import Answer, Caller
from medications.delivery.surfaces import EXEMPT, SURFACES
from tests.public.examples import NEVER_READ, public_routes


def read() -> set[str]:
    return {route for surface in SURFACES if surface.looks for route in surface.routes}


def test_every_public_address_is_read_back():
    assert set(public_routes()) - read() - set(EXEMPT) == set(), "give it a surface in medications/delivery/surfaces.py"


def test_every_address_that_anybody_may_read_is_among_the_public_ones():
    """What the test above leans on."""
    open_to_all = {address.route for address in [*PUBLIC, *API, *FHIR] if address.read[Caller.ANYBODY] == Answer.OPEN}

    assert open_to_all <= set(public_routes())


def test_a_surface_that_is_to_come_is_not_there_yet():
    to_come = {route for surface in SURFACES if surface.looks is None for route in surface.routes}

    assert to_come & set(public_routes()) == set(), "it is part of this site now: say what must be found there"


def test_every_address_that_is_read_is_one_of_this_site():
    assert read() | set(EXEMPT) <= {*public_routes(), *NEVER_READ}

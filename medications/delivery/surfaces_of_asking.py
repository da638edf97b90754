"""What pages of side effects, comparisons and look-ups must say of a page that is public or was withdrawn."""

from collections.abc import Iterator
from urllib.parse import urlencode

from medications.content.choices import DocumentKind
from medications.delivery.looking import REBUILD, Look, listed, lists
from medications.delivery.surfaces_of_pages import listed_with
from medications.models import Facet, IndexFacet, IndexRow
from medications.projections import addresses
from medications.projections.public_state import PublicState

LOOK_UP, COMPARISON, ALL_SIDE_EFFECTS = "/could-it-be-my-ms/", "/medications/compare/", "/side-effects/"
MOST_TERMS = 5


def among_side_effects(state: PublicState) -> Iterator[Look]:
    yield listed_with(ALL_SIDE_EFFECTS, state)


def on_side_effects(state: PublicState) -> Iterator[Look]:
    """Pages of the side effects that a medicine lists, or listed."""
    codes = [term.code for row in state.record.side_effects for term in row.terms]
    rows = IndexRow.objects.filter(kind=DocumentKind.SIDE_EFFECT, code__in=codes).order_by("sort_key")
    for slug in rows.values_list("slug", flat=True)[:MOST_TERMS]:
        path, found = addresses.path(DocumentKind.SIDE_EFFECT, slug), lists(f'href="{state.path}#')
        yield Look(path, listed(not state.withdrawn), found, REBUILD)


def on_symptoms(state: PublicState) -> Iterator[Look]:
    """Pages of symptoms that a side effect can be taken for or may worsen name it, if a medicine lists it."""
    codes = {term.code for term in (*state.record.resembles, *state.record.may_worsen)}
    is_listed = IndexFacet.objects.filter(facet=Facet.SIDE_EFFECT, code=state.record.code).exists()
    rows = IndexRow.objects.filter(kind=DocumentKind.SYMPTOM, code__in=codes).order_by("sort_key")
    for slug in rows.values_list("slug", flat=True)[:MOST_TERMS]:
        expected = listed(is_listed and not state.withdrawn)
        yield Look(addresses.path(DocumentKind.SYMPTOM, slug), expected, lists(f'href="{state.path}"'), REBUILD)


def can_be_chosen(state: PublicState) -> Iterator[Look]:
    """A medicine, for a comparison and for a look-up."""
    question, found = urlencode({"medication": state.slug}), lists(f'value="{state.slug}" checked')
    for address in (COMPARISON, LOOK_UP):
        yield Look(f"{address}?{question}", listed(not state.withdrawn), found, REBUILD)


def can_be_looked_up(state: PublicState) -> Iterator[Look]:
    """A symptom; or a side effect, where no symptom has its code."""
    code = state.record.code
    is_symptom = IndexRow.objects.filter(kind=DocumentKind.SYMPTOM, code=code).exists()
    is_itself = state.kind == DocumentKind.SYMPTOM or not is_symptom
    expected = listed(is_itself and not state.withdrawn)
    yield Look(f"{LOOK_UP}?{urlencode({'symptom': code})}", expected, lists(f'href="{state.path}"'), REBUILD)

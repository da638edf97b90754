"""What is made of a medicine's page for taking along: it must be of the page that is public, and of none that was withdrawn."""

from collections.abc import Iterator

from medications.delivery.looking import REBUILD, Look, leads_to, status_in_words
from medications.delivery.own_answers import Answer
from medications.delivery.surfaces_of_pages import GONE, MOST_SLUGS
from medications.projections.public_state import PublicState

SHEETS = ("card/?for=reader", "card/?for=carer", "card/?for=clinician")
ENTRIES = ("cite/", "cite/bibtex/", "cite/ris/", "cite/csl/")


def sheets(state: PublicState) -> Iterator[Look]:
    yield from _made_of_it(state, SHEETS)


def entries(state: PublicState) -> Iterator[Look]:
    yield from _made_of_it(state, ENTRIES)


def report(state: PublicState) -> Iterator[Look]:
    yield from _made_of_it(state, ("report/",))


def _made_of_it(state: PublicState, parts: tuple[str, ...]) -> Iterator[Look]:
    """At every address it ever had."""
    withdrawn, version = state.withdrawn, f"of version {state.publication.number}"
    marks = (f"{state.path}history/{state.publication.number}/", f"version {state.publication.number}")

    def found(answer: Answer) -> str:
        if answer.status != 200:
            return status_in_words(answer)
        return version if any(mark in answer.body for mark in marks) else "of another version"

    for slug in dict.fromkeys([state.slug, *state.slugs[:MOST_SLUGS]]):
        for part in parts:
            if withdrawn and (withdrawn.moved_to or withdrawn.stays_readable):
                expected = leads_to((withdrawn.moved_to or withdrawn).path)
            elif withdrawn:
                expected = GONE
            else:
                expected = version if slug == state.slug else leads_to(f"{state.path}{part.partition('?')[0]}")
            yield Look(f"{state.path_of(slug)}{part}", expected, found, REBUILD)

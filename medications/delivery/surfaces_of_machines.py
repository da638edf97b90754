"""What feeds and the sitemap must say of a page that is public, or was withdrawn."""

from collections.abc import Callable, Iterator

from medications.content.choices import ChangeKind, DocumentKind
from medications.delivery.looking import TELL, Look, leads_to, listed, lists, status_in_words
from medications.delivery.own_answers import Answer
from medications.delivery.surfaces_of_pages import GONE
from medications.models import Change
from medications.projections import addresses, atom_feeds
from medications.projections.public_state import PublicState, position_among_latest, symptom_paths


def site_feed(state: PublicState) -> Iterator[Look]:
    """As long as its last change is among the latest."""
    if position_among_latest(state) < atom_feeds.MOST_ENTRIES:
        yield Look(atom_feeds.SITE_FEED, *_tells(state))


def symptom_feeds(state: PublicState) -> Iterator[Look]:
    """A symptom's own feed; a medicine's change in those of the symptoms that it is, or was, for."""
    withdrawn, own = state.withdrawn, state.kind == DocumentKind.SYMPTOM
    path = f"{state.path}{atom_feeds.OF_A_SYMPTOM}"
    if own and withdrawn and withdrawn.moved_to:
        below = atom_feeds.OF_A_SYMPTOM if withdrawn.moved_to.kind == DocumentKind.SYMPTOM else ""
        yield Look(path, leads_to(f"{withdrawn.moved_to.path}{below}"), status_in_words)
    elif own and withdrawn and not withdrawn.stays_readable:
        yield Look(path, GONE, status_in_words)
    elif position_among_latest(state) < atom_feeds.MOST_ENTRIES:
        for each in [path] if own else [f"{page}{atom_feeds.OF_A_SYMPTOM}" for page in symptom_paths(state)]:
            yield Look(each, *_tells(state))


def in_sitemap(state: PublicState) -> Iterator[Look]:
    address = addresses.url(state.kind, state.slug)
    yield Look("/sitemap.xml", listed(not state.withdrawn), lists(f"<loc>{address}</loc>"), TELL)


def _tells(state: PublicState) -> tuple[str, Callable[[Answer], str], str]:
    """That the last thing that happened to it is told; and once it is withdrawn, that what was said last is to be forgotten."""
    label = ChangeKind(state.newest.kind).label
    told, forgotten = f"tells “{label}”", ", and to forget what it said before"
    entry = f"<id>{atom_feeds.entry_id(state.newest)}</id>"
    said = Change.objects.filter(document=state.publication.document_id).exclude(revision=None).order_by("-pk").first()
    tombstone = f'ref="{atom_feeds.entry_id(said)}"'

    def found(answer: Answer) -> str:
        if answer.status != 200:
            return status_in_words(answer)
        what = told if entry in answer.body else f"does not tell “{label}”"
        return what + (forgotten if tombstone in answer.body else "")

    return told + (forgotten if state.withdrawn else ""), found, TELL

"""What readers' pages must say of a page that is public, was withdrawn, or lost the text of an old version."""

from collections.abc import Callable, Iterator
from itertools import pairwise
from urllib.parse import urlencode

from django.utils import timezone
from django.utils.html import escape

from medications.content.choices import ChangeKind
from medications.delivery.looking import REBUILD, TELL, Look, leads_to, listed, lists, status_in_words
from medications.delivery.own_answers import Answer
from medications.projections import history as public_history
from medications.projections import recent_changes
from medications.projections.filters import LONGEST_QUESTION, MOST_WORDS
from medications.projections.index import folded
from medications.projections.public_state import PublicState, pages_beside, position_among_latest, symptom_paths
from medications.projections.related import NAMED

MOST_SLUGS, MOST_VERSIONS, MOST_BESIDE, MOST_PAGES = 10, 12, 3, 10
ON_HOME = 5
PAGE, BANNER, GONE = "the page", "the last text, under the banner", "says that it is gone (410)"
VERSION, VERSION_UNDER_BANNER, REMOVED = "the version", "the version, under the banner", "says that its text was removed (410)"
DIFFERENCE = "what changed"
MARK_OF_BANNER, MARK_OF_REMOVAL, MARK_OF_DIFFERENCE = 'id="withdrawn"', "SHA-256", 'id="what-changed"'


def own(state: PublicState) -> Iterator[Look]:
    """Every address it ever had."""
    withdrawn = state.withdrawn
    for slug in dict.fromkeys([state.slug, *state.slugs[:MOST_SLUGS]]):
        if withdrawn and withdrawn.moved_to:
            expected = leads_to(withdrawn.moved_to.path)
        elif withdrawn and not withdrawn.stays_readable:
            expected = GONE
        elif slug != state.slug:
            expected = leads_to(state.path)
        else:
            expected = BANNER if withdrawn else PAGE
        yield Look(state.path_of(slug), expected, _page(state.title), REBUILD)


def history(state: PublicState) -> Iterator[Look]:
    yield Look(f"{state.path}history/", *_tells(state))


def versions(state: PublicState) -> Iterator[Look]:
    """The newest dozen, and all whose text was removed."""
    for index, version in enumerate(state.versions):
        if index >= MOST_VERSIONS and not version.is_removed:
            continue
        if version.is_removed:
            expected = REMOVED
        elif state.withdrawn:
            expected = GONE if state.withdrawn.is_gone else VERSION_UNDER_BANNER
        else:
            expected = VERSION
        yield Look(f"{state.path}history/{version.number}/", expected, _version)


def differences(state: PublicState) -> Iterator[Look]:
    """Of each version and the one before it: the newest dozen, and all that touch a text which was removed."""
    for index, (new, old) in enumerate(pairwise(state.versions)):
        is_removed = new.is_removed or old.is_removed
        if index >= MOST_VERSIONS and not is_removed:
            continue
        if is_removed:
            expected = REMOVED
        else:
            expected = GONE if state.withdrawn and state.withdrawn.is_gone else DIFFERENCE
        yield Look(public_history.difference_path(state.path, old.number, new.number), expected, _difference)


def listed_with(address: str, state: PublicState) -> Look:
    return Look(address, listed(not state.withdrawn), lists(f'href="{state.path}"'), REBUILD, pages=MOST_PAGES)


def listed_questions(state: PublicState) -> Iterator[str]:
    """The query strings by which it is looked for: its name, if a reader can search for it, and its first letter."""
    name = state.title
    if len(name) <= LONGEST_QUESTION and len(name.split()) <= MOST_WORDS and any(char.isalnum() for char in folded(name)):
        yield urlencode({"q": name})
    yield urlencode({"letter": folded(name)[:1].upper()})


def in_lists(state: PublicState) -> Iterator[Look]:
    for question in listed_questions(state):
        yield listed_with(f"/medications/?{question}", state)


def suggested(state: PublicState) -> Iterator[Look]:
    """While its name is typed into the search box."""
    for question in listed_questions(state):
        if question.startswith("q="):
            yield Look(f"/suggestions/?{question}", listed(not state.withdrawn), lists(f'href="{state.path}"'), REBUILD)


def filtered(state: PublicState) -> Iterator[Look]:
    known, unknown = "knows this symptom", "knows no such symptom"

    def found(answer: Answer) -> str:
        return {200: known, 404: unknown}.get(answer.status) or status_in_words(answer)

    yield Look(
        f"/medications/?{urlencode({'symptom': state.record.code})}", unknown if state.withdrawn else known, found, REBUILD
    )


def on_symptoms(state: PublicState) -> Iterator[Look]:
    for path in symptom_paths(state):
        yield listed_with(path, state)


def beside(state: PublicState) -> Iterator[Look]:
    """Other pages must not name what is withdrawn. That they name it when it is public holds only while all others fit."""
    paths = pages_beside(state, NAMED + 1)
    if state.withdrawn or len(paths) <= NAMED:
        for path in paths[:MOST_BESIDE]:
            yield listed_with(path, state)


def among_symptoms(state: PublicState) -> Iterator[Look]:
    yield listed_with("/symptoms/", state)


def on_home(state: PublicState) -> Iterator[Look]:
    """As long as its last change is among the latest."""
    if position_among_latest(state) < ON_HOME:
        yield Look("/", *_tells(state))


def in_changes(state: PublicState) -> Iterator[Look]:
    if position_among_latest(state) < recent_changes.PAGE_SIZE:
        yield Look("/changes/", *_tells(state))


def _page(title: str) -> Callable[[Answer], str]:
    heading = escape(title)

    def found(answer: Answer) -> str:
        if answer.status != 200:
            return status_in_words(answer)
        if heading not in answer.body:
            return "another page"
        return BANNER if MARK_OF_BANNER in answer.body else PAGE

    return found


def _version(answer: Answer) -> str:
    if answer.status == 410 and MARK_OF_REMOVAL in answer.body:
        return REMOVED
    if answer.status != 200:
        return status_in_words(answer)
    return VERSION_UNDER_BANNER if MARK_OF_BANNER in answer.body else VERSION


def _difference(answer: Answer) -> str:
    if answer.status == 410 and MARK_OF_REMOVAL in answer.body:
        return REMOVED
    return DIFFERENCE if answer.status == 200 and MARK_OF_DIFFERENCE in answer.body else status_in_words(answer)


def _tells(state: PublicState) -> tuple[str, Callable[[Answer], str], str]:
    """That the last thing that happened to it is told, with its moment."""
    label = ChangeKind(state.newest.kind).label
    expected = f"tells “{label}”"
    line = f'<strong>{label}</strong>, <time datetime="{timezone.localtime(state.newest.at).isoformat()}">'

    def found(answer: Answer) -> str:
        if answer.status != 200:
            return status_in_words(answer)
        return expected if line in answer.body else f"does not tell “{label}”"

    return expected, found, TELL

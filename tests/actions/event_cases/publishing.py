"""What is made public, or shown before it is."""

from collections.abc import Callable

from medications.actions import preview_links, publishing
from medications.models import EventKind
from tests.actions.event_cases.done import Done
from tests.factories import accounts, drafts, publications, records
from tests.factories.emergencies import published_in_emergency
from tests.factories.preview_links import given
from tests.factories.publications import NOW


def publishing_once_more() -> Done:
    live = publications.published(records.small_record())
    revision = publications.approve(drafts.edited(live.document, pronunciation="new way"))
    return Done(
        lambda: publishing.publish(revision=revision, by=accounts.publisher(), now=NOW, note="Says how it is spoken."),
        EventKind.PUBLISHED,
        "orbelazine",
        ("publication", "1", "2"),
        by="Publisher",
    )


def publishing_in_an_emergency() -> Done:
    revision = drafts.edited(publications.published(records.small_record()).document, availability="prescription")
    return Done(
        lambda: published_in_emergency(revision),
        EventKind.PUBLISHED_IN_EMERGENCY,
        "orbelazine",
        ("basis", "reviewed", "emergency"),
        by="Publisher",
    )


def giving_a_preview_link() -> Done:
    revision = drafts.draft(records.small_record())
    return Done(
        lambda: given(revision, purpose="The board"),
        EventKind.PREVIEW_LINK_MADE,
        "orbelazine",
        ("For whom", "", "The board"),
    )


def ending_a_preview_link() -> Done:
    link = given(drafts.draft(records.small_record()), purpose="The board")
    return Done(
        lambda: preview_links.revoke(link=link, by=accounts.writer(), now=NOW),
        EventKind.PREVIEW_LINK_REVOKED,
        "orbelazine",
        ("For whom", "The board", ""),
    )


# Action -> cases that do it.
ACTIONS: dict[str, list[Callable[[], Done]]] = {
    "preview_links.make": [giving_a_preview_link],
    "preview_links.revoke": [ending_a_preview_link],
    "publishing.publish": [publishing_once_more],
    "publishing.publish_in_emergency": [publishing_in_an_emergency],
}

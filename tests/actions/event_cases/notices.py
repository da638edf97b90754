"""Safety notices."""

from collections.abc import Callable

from medications.actions import safety_notices
from medications.models import EventKind
from tests.actions.event_cases.done import Done
from tests.factories import accounts, publications, records
from tests.factories import safety_notices as notices
from tests.factories.publications import NOW


def writing_a_notice() -> Done:
    document = publications.published(records.small_record()).document
    return Done(
        lambda: notices.notice(document),
        EventKind.NOTICE_WRITTEN,
        notices.TEXT[:80],
        ("medicines", "", "orbelazine"),
    )


def approving_a_notice() -> Done:
    notice = notices.notice(publications.published(records.small_record()).document)
    return Done(
        lambda: safety_notices.approve(notice=notice, by=accounts.reviewer(), now=NOW),
        EventKind.NOTICE_APPROVED,
        notices.TEXT[:80],
        ("approved", "", notices.TEXT),
        by="Reviewer",
    )


def posting_a_notice() -> Done:
    notice = notices.approved(publications.published(records.small_record()).document)
    return Done(
        lambda: safety_notices.post(notice=notice, by=accounts.publisher(), now=NOW),
        EventKind.NOTICE_POSTED,
        notices.TEXT[:80],
        ("text", "", notices.TEXT),
        by="Publisher",
    )


def ending_a_notice() -> Done:
    notice = notices.posted(publications.published(records.small_record()).document)
    return Done(
        lambda: safety_notices.end(notice=notice, by=accounts.publisher(), now=NOW, reason="The recall is over."),
        EventKind.NOTICE_ENDED,
        notices.TEXT[:80],
        ("text", notices.TEXT, ""),
        by="Publisher",
    )


# Action -> cases that do it.
ACTIONS: dict[str, list[Callable[[], Done]]] = {
    "safety_notices.approve": [approving_a_notice],
    "safety_notices.end": [ending_a_notice],
    "safety_notices.post": [posting_a_notice],
    "safety_notices.write": [writing_a_notice],
}

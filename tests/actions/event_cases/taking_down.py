"""Withdrawing pages, putting them back, removing texts."""

from collections.abc import Callable

from medications.models import EventKind
from tests.actions.event_cases.done import Done
from tests.factories import drafts, publications, records
from tests.factories.withdrawals import reinstated, suppressed, withdrawn


def withdrawing() -> Done:
    document = publications.published(records.small_record()).document
    return Done(
        lambda: withdrawn(document),
        EventKind.WITHDRAWN,
        "orbelazine",
        ("state", "public", "withdrawn: the page is gone; its address says why"),
        by="Publisher",
    )


def putting_back() -> Done:
    document = publications.published(records.small_record()).document
    withdrawn(document)
    return Done(
        lambda: reinstated(document),
        EventKind.REINSTATED,
        "orbelazine",
        ("state", "withdrawn: the page is gone; its address says why", "public, as it was"),
        by="Publisher",
    )


def putting_back_with_a_new_text() -> Done:
    document = publications.published(records.small_record()).document
    new = publications.approve(drafts.edited(document, pronunciation="new way"))
    withdrawn(document)
    return Done(
        lambda: reinstated(document, revision=new),
        EventKind.REINSTATED,
        "orbelazine",
        ("state", "withdrawn: the page is gone; its address says why", "public, with a new text"),
        by="Publisher",
    )


def removing_a_text() -> Done:
    live = publications.published(records.small_record())
    withdrawn(live.document)
    return Done(
        lambda: suppressed(live.revision),
        EventKind.TEXT_SUPPRESSED,
        "orbelazine",
        ("text of publication 1", "readable", "removed"),
        by="Administrator",
    )


# Action -> cases that do it.
ACTIONS: dict[str, list[Callable[[], Done]]] = {
    "suppressions.suppress": [removing_a_text],
    "withdrawals.reinstate": [putting_back, putting_back_with_a_new_text],
    "withdrawals.withdraw": [withdrawing],
}

"""Comments on a text."""

from collections.abc import Callable

from medications.actions import comments
from medications.models import EventKind
from tests.actions.event_cases.done import Done
from tests.factories import accounts, drafts, records
from tests.factories.invitations import invited
from tests.factories.publications import NOW


def commenting() -> Done:
    revision = drafts.draft(records.small_record())
    return Done(
        lambda: comments.comment(revision=revision, place="pronunciation", text="None?", by=accounts.writer(), now=NOW),
        EventKind.COMMENTED,
        "orbelazine",
        ("comment on Pronunciation, version 1", "", "None?"),
    )


def commenting_on_several_places() -> Done:
    revision = drafts.draft(records.small_record())
    remarks = [comments.Remark("", "Well done."), comments.Remark("pronunciation", "None?")]
    return Done(
        lambda: comments.comment_each(revision=revision, remarks=remarks, by=accounts.writer(), now=NOW),
        EventKind.COMMENTED,
        "orbelazine",
        ("comment on The whole page, version 1", "", "Well done."),
    )


def commenting_by_link() -> Done:
    _, token = invited(drafts.draft(records.small_record()))
    return Done(
        lambda: comments.comment_by_link(token=token, remarks=[comments.Remark("", "Well done.")], now=NOW),
        EventKind.COMMENTED,
        "orbelazine",
        ("comment on The whole page, version 1", "", "Well done."),
        by="Dr. Ada Example",
    )


def settling_a_comment() -> Done:
    revision = drafts.draft(records.small_record())
    made = comments.comment(revision=revision, place="", text="Well done.", by=accounts.reviewer(), now=NOW)
    return Done(
        lambda: comments.resolve(comment=made, by=accounts.writer(), now=NOW),
        EventKind.COMMENT_RESOLVED,
        "orbelazine",
        ("comment on The whole page, version 1", "Well done.", ""),
    )


# Action -> cases that do it.
ACTIONS: dict[str, list[Callable[[], Done]]] = {
    "comments.comment": [commenting],
    "comments.comment_by_link": [commenting_by_link],
    "comments.comment_each": [commenting_on_several_places],
    "comments.resolve": [settling_a_comment],
}

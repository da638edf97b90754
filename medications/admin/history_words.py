"""Words that the screens of the history have in common: how a version came to be, and what differs between two."""

from medications.content.change_summary import change_summary
from medications.content.comparing import compare
from medications.content.shown_changes import ShownChange
from medications.content.weighing import weigh
from medications.models import Origin, Revision
from medications.models.frozen import Actor
from medications.projections.stored import Stored

DAMAGED = "The stored text is damaged, so it cannot be compared."


def who(row: Actor) -> str:
    return row.by_name or "a command"


def how_made(revision: Revision) -> str:
    """Such as: restored from version 3."""
    source = revision.merged_from
    if revision.origin == Origin.RESTORED and source:
        return f"restored from version {source.number}"
    if revision.origin == Origin.MERGED and source:
        return f"a parked draft, version {source.number}, brought back"
    if revision.origin == Origin.CORRECTION:
        return "what is public, to correct it"
    return revision.get_origin_display()


def summary_of(stored: Stored, before: Stored | None, *, kept_before: bool) -> str:
    """What changed since the version it came from, in a line."""
    if before is None:
        return "The first version."
    if kept_before:
        return "What changed is not shown: the text it came from was removed."
    if stored.record is None or before.record is None:
        return DAMAGED
    return change_summary(compare(before.record, stored.record)) or "Nothing that readers see."


def shown_changes(old, new) -> list[ShownChange]:
    """Every difference of two records, with its words marked and what it touches."""
    return [ShownChange.of(because) for because in weigh(old, new).reasons]

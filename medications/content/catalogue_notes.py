"""What a medicine's file says beside the record, in the words of findings for staff, and back."""

from collections.abc import Iterable

from medications.content.catalogue import CatalogueMedication
from medications.content.change_summary import change_summary
from medications.content.comparing import FieldChange
from medications.content.shortening import around_the_change

# Codes of findings.
NOTE = "catalogue"
NEWER = "catalogue_newer"

HELD_BACK = "Held back from the public: "
MOST_TOLD = 3  # changes told word by word


def notes_of(medication: CatalogueMedication) -> list[str]:
    """Why it is held back, if it is, and its open questions; each once."""
    held_back = [f"{HELD_BACK}{medication.held_back}"] if medication.held_back else []
    return list(dict.fromkeys([*held_back, *medication.findings]))


def read_notes(messages: Iterable[str]) -> tuple[str, list[str]]:
    """Messages of findings in; why it is held back (nothing if it is not) and the open questions out."""
    messages = list(messages)
    reasons = [message.removeprefix(HELD_BACK) for message in messages if message.startswith(HELD_BACK)]
    return " ".join(reasons), [message for message in messages if not message.startswith(HELD_BACK)]


def newer_text(changes: list[FieldChange], *, began_with_it: bool, in_words: bool) -> str:
    """What to tell an editor whose page was left as it is, while the catalogue says something new.

    `began_with_it`: whether the page began with an earlier text of the catalogue, with which this one was compared. `in_words`:
    whether both texts may be read.
    """
    what = "a newer text than the one this began with" if began_with_it else "a text of its own on this, which says otherwise"
    parts = [
        f"The starter catalogue has {what}: {change_summary(changes)}.",
        "Nothing was changed here, since it was edited here. Take over what is right.",
    ]
    if in_words:
        parts += [_told(change) for change in changes[:MOST_TOLD]]
        parts += [f"And {len(changes) - MOST_TOLD} more."] if len(changes) > MOST_TOLD else []
    return " ".join(parts)


def _told(change: FieldChange) -> str:
    old, new = around_the_change(change.old, change.new)
    if not old:
        return f"{change.label}: “{new}” is new."
    return f"{change.label}: “{old}” is now “{new}”." if new else f"{change.label}: “{old}” was taken out."

"""What is done to the draft of a page, its old addresses, and a live page beside a draft."""

from collections.abc import Callable

from medications.actions import drafts as draft_actions
from medications.actions import former_addresses, live_corrections, restoring
from medications.models import EventKind, Origin
from tests.actions.event_cases.done import Done, a_draft
from tests.factories import accounts, drafts, publications, records
from tests.factories.corrections import begun
from tests.factories.publications import NOW


def saving_a_record() -> Done:
    document = a_draft()
    record = records.changed(document.revisions.get().record, pronunciation="new way")
    return Done(
        lambda: draft_actions.save_record(record=record, by=accounts.writer(), origin=Origin.FORM, document=document),
        EventKind.DRAFT_SAVED,
        "orbelazine",
        ("Pronunciation", "", "new way"),
    )


def saving_something_new() -> Done:
    record = records.symptom_record("tremor", name="tremor")
    return Done(
        lambda: draft_actions.save_record(record=record, by=accounts.writer(), origin=Origin.FORM),
        EventKind.DRAFT_SAVED,
        "tremor",
        ("name", "", "tremor"),
    )


def changing_a_record() -> Done:
    document = a_draft()
    return Done(
        lambda: draft_actions.change_record(
            document=document,
            change=lambda record: records.changed(record, pronunciation="new way"),
            by=accounts.writer(),
            token=document.lock_version,
        ),
        EventKind.DRAFT_SAVED,
        "orbelazine",
        ("Pronunciation", "", "new way"),
    )


def archiving() -> Done:
    document = a_draft()
    return Done(
        lambda: draft_actions.archive(document=document, by=accounts.writer(), now=NOW),
        EventKind.DRAFT_ARCHIVED,
        "orbelazine",
        ("state", "draft", "archived"),
    )


def restoring_a_version() -> Done:
    first = drafts.draft(records.small_record(pronunciation="old way"))
    drafts.edited(first.document, pronunciation="new way")
    return Done(
        lambda: restoring.restore(document=first.document, revision=first, by=accounts.writer(), token=None, now=NOW),
        EventKind.RESTORED,
        "orbelazine",
        ("Pronunciation", "new way", "old way"),
    )


def beginning_a_correction() -> Done:
    live = publications.published(records.small_record(), by=accounts.writer("first"))
    drafts.edited(live.document, pronunciation="new way")
    return Done(
        lambda: live_corrections.start(document=live.document, by=accounts.writer(), token=None, now=NOW),
        EventKind.CORRECTION_STARTED,
        "orbelazine",
        ("draft", "version 2", "parked"),
    )


def bringing_a_parked_draft_back() -> Done:
    corrected = begun()
    corrected.dose("4 mg")
    return Done(
        lambda: live_corrections.merge_back(parked=corrected.parked, choices={}, by=accounts.writer(), token=None, now=NOW),
        EventKind.PARKED_DRAFT_MERGED,
        "orbelazine",
        ("parked draft", "version 2", "brought back as version 5"),
    )


def giving_a_parked_draft_up() -> Done:
    corrected = begun()
    return Done(
        lambda: live_corrections.drop(parked=corrected.parked, by=accounts.writer(), now=NOW),
        EventKind.PARKED_DRAFT_DROPPED,
        "orbelazine",
        ("parked draft", "version 2", "given up"),
    )


def keeping_an_address() -> Done:
    document = a_draft()
    return Done(
        lambda: former_addresses.keep_address(
            document=document, address="http://old.example.org/a.html", by=accounts.writer(), now=NOW
        ),
        EventKind.ADDRESS_KEPT,
        "orbelazine",
        ("old address", "", "http://old.example.org/a.html"),
    )


# Action -> cases that do it.
ACTIONS: dict[str, list[Callable[[], Done]]] = {
    "drafts.archive": [archiving],
    "drafts.change_record": [changing_a_record],
    "drafts.save_record": [saving_a_record, saving_something_new],
    "former_addresses.keep_address": [keeping_an_address],
    "live_corrections.drop": [giving_a_parked_draft_up],
    "live_corrections.merge_back": [bringing_a_parked_draft_back],
    "live_corrections.start": [beginning_a_correction],
    "restoring.restore": [restoring_a_version],
}

"""Webhooks of partners, managed by the holder of a key or by staff."""

from collections.abc import Callable

from medications.actions.partners import webhooks
from medications.models import EventKind
from tests.actions.event_cases.done import Done, administrator
from tests.factories import publications, records
from tests.factories.publications import NOW
from tests.factories.webhooks import key_for_webhooks, registered, stopped

NAME = "Example partner, partner.example"


def _by_holder(webhook, act, kind: str, difference) -> Done:
    return Done(act, kind, NAME, difference, by=str(webhook.key))


def registering() -> Done:
    key = key_for_webhooks()
    return Done(
        lambda: registered(key=key, kinds=["safety"]),
        EventKind.WEBHOOK_REGISTERED,
        NAME,
        ("kinds of change", "", "safety"),
        by=str(key),
    )


def changing() -> Done:
    webhook, _ = registered()

    def act():
        webhooks.change(webhook=webhook, kinds=["withdrawn", "safety"], by=webhook.key, now=NOW)

    return _by_holder(webhook, act, EventKind.WEBHOOK_CHANGED, ("kinds of change", "all", "safety, withdrawn"))


def making_a_secret() -> Done:
    webhook, _ = registered()

    def act():
        webhooks.make_secret(webhook=webhook, by=webhook.key, now=NOW)

    return _by_holder(webhook, act, EventKind.WEBHOOK_SECRET_MADE, ("secret", "", "changed"))


def stopping_by_staff() -> Done:
    webhook, _ = registered()
    return Done(
        lambda: webhooks.stop(webhook=webhook, by=administrator(), now=NOW),
        EventKind.WEBHOOK_STOPPED,
        NAME,
        ("stopped", "", "stopped by staff"),
        by="Administrator",
    )


def stopping_by_the_holder() -> Done:
    webhook, _ = registered()

    def act():
        webhooks.stop(webhook=webhook, by=webhook.key, now=NOW)

    return _by_holder(webhook, act, EventKind.WEBHOOK_STOPPED, ("stopped", "", "stopped by the holder of the key"))


def starting() -> Done:
    webhook = stopped()
    return Done(
        lambda: webhooks.start(webhook=webhook, by=administrator(), now=NOW),
        EventKind.WEBHOOK_STARTED,
        NAME,
        ("stopped", "stopped by staff", ""),
        by="Administrator",
    )


def sending_a_test() -> Done:
    webhook, _ = registered()

    def act():
        delivery = webhooks.send_test(webhook=webhook, by=webhook.key, now=NOW)
        done.difference = ("message", "", delivery.message_id)

    done = _by_holder(webhook, act, EventKind.WEBHOOK_TESTED, None)
    return done


def sending_again() -> Done:
    change = publications.published(records.small_record())
    webhook, _ = registered()

    def act():
        webhooks.replay(webhook=webhook, sequence=change.sequence, by=webhook.key, now=NOW)

    return _by_holder(webhook, act, EventKind.WEBHOOK_REPLAYED, ("changes", "", str(change.sequence)))


def removing() -> Done:
    webhook, _ = registered()

    def act():
        webhooks.remove(webhook=webhook, by=webhook.key, now=NOW)

    return _by_holder(webhook, act, EventKind.WEBHOOK_REMOVED, ("removed", "", NOW.strftime("%Y-%m-%d %H:%M UTC")))


# Action -> cases that do it.
ACTIONS: dict[str, list[Callable[[], Done]]] = {
    "partners.webhooks.change": [changing],
    "partners.webhooks.make_secret": [making_a_secret],
    "partners.webhooks.register": [registering],
    "partners.webhooks.remove": [removing],
    "partners.webhooks.replay": [sending_again],
    "partners.webhooks.send_test": [sending_a_test],
    "partners.webhooks.start": [starting],
    "partners.webhooks.stop": [stopping_by_staff, stopping_by_the_holder],
}

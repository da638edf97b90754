"""Changes get their numbers: the last thing an act that the public can see does, under a lock that is held until its commit."""

from medications.actions.partners import webhook_outbox
from medications.models import Change, ChangeStream


def number_and_write(changes: list[Change]) -> None:
    """Takes the next numbers of the stream. The counter's lock is held until the commit, so no number is lost or late.

    What webhooks are to be told goes into the outbox in the same transaction.
    """
    stream = _newest_locked()
    for change in changes:
        stream.last_sequence += 1
        change.stream, change.sequence = stream, stream.last_sequence
    stream.save(update_fields=["last_sequence"])
    Change.objects.bulk_create(changes)
    webhook_outbox.put(changes)


def _newest_locked() -> ChangeStream:
    """Whoever waits for the counter while a new stream begins must not go on counting the old one, which nobody follows."""
    while True:
        stream = ChangeStream.objects.select_for_update().get(pk=ChangeStream.objects.latest().pk)
        if ChangeStream.objects.latest() == stream:
            return stream

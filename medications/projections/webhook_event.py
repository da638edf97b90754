"""What a webhook is told of a Change: what happened to which Document, and where to read more. Never a text."""

import orjson

from medications.models import Change, Webhook
from medications.projections import addresses
from medications.projections.history import moment

TEST = "webhook.test"


def of_change(change: Change) -> bytes:
    """The same bytes each time, so that a message that is sent again is the same message."""
    here = addresses.RECORDS.get(change.document.kind)
    after = f"{addresses.API}changes/?stream={change.stream_id}&after={change.sequence - 1}"
    data = {
        "stream": str(change.stream_id),
        "sequence": change.sequence,
        "kind": change.kind,
        "document": {"uuid": str(change.document_id), "kind": change.document.kind, "slug": change.slug},
        "publication_number": change.publication_number,
        "url": addresses.absolute(f"{here}{change.document_id}/") if here else None,
        "change_url": addresses.absolute(after),
    }
    return orjson.dumps({"type": f"{change.document.kind}.{change.kind}", "timestamp": moment(change.at), "data": data})


def of_test(webhook: Webhook, queued_at) -> bytes:
    return orjson.dumps({"type": TEST, "timestamp": moment(queued_at), "data": {"webhook": str(webhook.pk)}})

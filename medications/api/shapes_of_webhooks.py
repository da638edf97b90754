"""JSON Schemas of webhooks: what a holder sends and reads, and the messages that a receiver gets."""

from medications.api.shapes import ADDRESS, ADDRESS_OR_NONE, BOOLEAN, MOMENT, NUMBER, STRING, UUID, ref, whole
from medications.content import choices
from medications.projections.webhook_event import TEST

COUNT = {"type": "integer", "minimum": 0}
MOMENT_OR_NONE = {"type": ["string", "null"], "format": "date-time"}
KINDS = {"type": "array", "items": {"type": "string", "enum": choices.ChangeKind.values}}
DOCUMENT_KINDS = {"type": "array", "items": {"type": "string", "enum": choices.DocumentKind.values}}
WANTED = {
    "url": {**ADDRESS, "description": "https, port 443, on the public internet."},
    "kinds": {**KINDS, "description": "Kinds of change to be told of; empty or absent: all."},
    "document_kinds": {**DOCUMENT_KINDS, "description": "Kinds of record; empty or absent: all."},
}
SECRET = {"type": "string", "pattern": "^whsec_", "description": "Shown this once. Messages are signed with it."}
STATE = {
    "id": UUID,
    **WANTED,
    "active": BOOLEAN,
    "stopped_at": MOMENT_OR_NONE,
    "stopped_because": {"type": ["string", "null"], "description": "In words, if it is stopped."},
    "registered_at": MOMENT,
    "last_delivered_at": MOMENT_OR_NONE,
    "failing_since": {**MOMENT_OR_NONE, "description": "Since when nothing got through."},
    "waiting": {**COUNT, "description": "Messages that did not get through yet."},
    "former_secret_until": {**MOMENT_OR_NONE, "description": "Until then messages are signed with the former secret, too."},
}
MESSAGE_DATA = whole(
    {
        "stream": UUID,
        "sequence": NUMBER,
        "kind": {"type": "string", "enum": choices.ChangeKind.values},
        "document": whole({"uuid": UUID, "kind": {"type": "string", "enum": choices.DocumentKind.values}, "slug": STRING}),
        "publication_number": NUMBER,
        "url": {**ADDRESS_OR_NONE, "description": "The record, where its kind has one in this API."},
        "change_url": {**ADDRESS, "description": "This change, and those after it."},
    }
)
TYPES = [f"{document}.{kind}" for document in choices.DocumentKind.values for kind in choices.ChangeKind.values]


def components() -> dict[str, dict]:
    attempt = {"at": MOMENT, "status": {"type": ["integer", "null"]}, "problem": STRING, "milliseconds": COUNT}
    return {
        "Webhook": whole(STATE),
        "WebhookWithSecret": whole({**STATE, "secret": SECRET}),
        "WebhookToRegister": {"type": "object", "properties": WANTED, "required": ["url"], "additionalProperties": False},
        "WebhookToChange": {
            "type": "object",
            "properties": {**WANTED, "active": {**BOOLEAN, "description": "False stops it, true starts it again."}},
            "additionalProperties": False,
        },
        "ToReplay": {
            "type": "object",
            "properties": {
                "after": {**COUNT, "description": "Every change after this number, 1,000 at most."},
                "sequence": {**NUMBER, "description": "The one change with this number."},
            },
            "oneOf": [{"required": ["after"]}, {"required": ["sequence"]}],
            "additionalProperties": False,
        },
        "Replayed": whole({"sent": COUNT, "last_sequence": {**COUNT, "description": "Go on from there."}}),
        "WebhookDelivery": whole(
            {
                "message": {**STRING, "description": "As `webhook-id` says it."},
                "sequence": {"type": ["integer", "null"], "description": "Of the change; null for a test."},
                "kind": {"type": ["string", "null"]},
                "queued_at": MOMENT,
                "next_attempt_at": MOMENT_OR_NONE,
                "delivered_at": MOMENT_OR_NONE,
                "given_up_at": MOMENT_OR_NONE,
                "attempts": {"type": "array", "items": whole(attempt)},
            }
        ),
        "ChangeMessage": whole(
            {"type": {"type": "string", "enum": TYPES}, "timestamp": MOMENT, "data": MESSAGE_DATA},
            "What a webhook gets of a change. Thin on purpose: fetch what it names.",
        ),
        "TestMessage": whole({"type": {"const": TEST}, "timestamp": MOMENT, "data": whole({"webhook": UUID})}),
    }


def received() -> dict:
    """The part `webhooks` of OpenAPI 3.1: what a receiver has to answer."""
    headers = {
        "webhook-id": "Of the message. The same when it is sent again: know it by that.",
        "webhook-timestamp": "When it was sent, in seconds since 1970. Refuse what is older than five minutes.",
        "webhook-signature": "One or more signatures with blanks between, each `v1,` and the HMAC-SHA256 in base64.",
    }
    parameters = [
        {"name": name, "in": "header", "required": True, "description": text, "schema": STRING} for name, text in headers.items()
    ]
    answers = {
        "204": {"description": "Taken. Any status from 200 to 299 will do; answer within 15 seconds."},
        "410": {"description": "No more of it: the webhook is stopped. Any other status is tried again for three days."},
    }

    def message(name: str, operation: str, summary: str) -> dict:
        content = {"application/json": {"schema": ref(name)}}
        sent = {"required": True, "content": content}
        operation = {"operationId": operation, "summary": summary, "tags": ["Webhooks"], "parameters": parameters}
        return {"post": {**operation, "requestBody": sent, "responses": answers, "security": []}}

    return {
        "change": message("ChangeMessage", "receiveChange", "Something public has changed"),
        "test": message("TestMessage", "receiveTest", "A test that the holder of the key asked for"),
    }

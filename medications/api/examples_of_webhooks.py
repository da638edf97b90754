"""Examples in the description of what a holder of webhooks sends, is answered and is told."""

from medications.api.examples import AT, STREAM, UUIDS, a_list
from medications.projections import addresses
from medications.projections.webhook_event import TEST

ID, MESSAGE = "3f2c9f0e-3f63-4b7c-9d3a-0f5c2a7f4a11", "chg_9f1c2f6e0000400080000000000000aa_413"
WEBHOOK = {
    "id": ID,
    "url": "https://partner.example/hook",
    "kinds": ["safety", "withdrawn", "suppressed"],
    "document_kinds": [],
    "active": True,
    "stopped_at": None,
    "stopped_because": None,
    "registered_at": AT,
    "last_delivered_at": AT,
    "failing_since": None,
    "waiting": 0,
    "former_secret_until": None,
}
SECRET = {**WEBHOOK, "secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"}  # of the standard's own example
DELIVERY = {
    "message": MESSAGE,
    "sequence": 413,
    "kind": "withdrawn",
    "queued_at": AT,
    "next_attempt_at": None,
    "delivered_at": AT,
    "given_up_at": None,
    "attempts": [{"at": AT, "status": 204, "problem": "", "milliseconds": 84}],
}
WAITING = {**DELIVERY, "message": f"test_{ID}", "sequence": None, "kind": None, "next_attempt_at": AT, "delivered_at": None}
OF = {
    "listWebhooks": {**a_list("", WEBHOOK), "next": None},
    "registerWebhook": {**SECRET, "last_delivered_at": None},
    "getWebhook": WEBHOOK,
    "changeWebhook": WEBHOOK,
    "makeWebhookSecret": {**SECRET, "former_secret_until": AT},
    "testWebhook": {**WAITING, "attempts": []},
    "replayWebhook": {"sent": 12, "last_sequence": 413},
    "listWebhookDeliveries": {**a_list("", DELIVERY), "next": None},
}
SENT = {
    "postFreshness": {"records": [{"uuid": UUIDS["medication"], "digest": "7" * 64, "publication_number": 3}]},
    "registerWebhook": {"url": WEBHOOK["url"], "kinds": WEBHOOK["kinds"]},
    "changeWebhook": {"active": True},
    "replayWebhook": {"after": 120},
}
TOLD = {
    "receiveChange": {
        "type": "medication.withdrawn",
        "timestamp": AT,
        "data": {
            "stream": STREAM,
            "sequence": 413,
            "kind": "withdrawn",
            "document": {"uuid": UUIDS["medication"], "kind": "medication", "slug": "orbelazine"},
            "publication_number": 3,
            "url": addresses.absolute(f"/api/v1/medications/{UUIDS['medication']}/"),
            "change_url": addresses.absolute(f"/api/v1/changes/?stream={STREAM}&after=412"),
        },
    },
    "receiveTest": {"type": TEST, "timestamp": AT, "data": {"webhook": ID}},
}

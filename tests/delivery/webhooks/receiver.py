"""A partner that takes messages, the clock by which they are sent, and sending them."""

import json
import ssl
from datetime import timedelta

from medications.actions.partners import webhook_outbox
from medications.models import WebhookDelivery
from tests.delivery.internet import answer
from tests.factories.publications import NOW

OK = answer()
SECOND = timedelta(seconds=1)


class Clock:
    """Stands still until it is moved."""

    def __init__(self, now=NOW):
        self.now = now

    def __call__(self):
        return self.now


class Receiver:
    def __init__(self, internet, tls, name: str = "partner.example", address: str = "93.184.215.14"):
        server, trusted = tls
        internet.tls = ssl.create_default_context(cafile=trusted)
        self.answers = OK
        self.server = internet.site(name, lambda sock, request: self.answers(sock, request), tls=server, address=address)

    @property
    def got(self) -> list[tuple[dict, bytes]]:
        """Headers, in small letters, and body of each request."""
        return [_taken_apart(each) for each in self.server.requests]

    @property
    def told(self) -> list[dict]:
        return [json.loads(body) for _, body in self.got]

    @property
    def kinds(self) -> list[str]:
        return [each["type"] for each in self.told]


def _taken_apart(request: bytes) -> tuple[dict, bytes]:
    head, _, body = request.partition(b"\r\n\r\n")
    fields = [line.decode().split(": ", 1) for line in head.split(b"\r\n")[1:]]
    return {name.lower(): value for name, value in fields}, body


def deliver(internet, clock) -> int:
    return webhook_outbox.deliver_due(clock, internet.client())


def waiting() -> int:
    return WebhookDelivery.objects.waiting().count()

"""Delivers what is due and dies like a worker that is killed: `python -m tests.delivery.deliver_and_die PORT TRUSTED`.

Names lead to the receiver on this machine's PORT. It dies right after the first message went out.
"""

import os
import socket
import ssl
import sys

import django

django.setup()

from django.utils import timezone  # noqa: E402 - after setup

from medications.actions.partners import webhook_outbox  # noqa: E402
from medications.delivery import webhook_sending  # noqa: E402
from medications.delivery.outgoing import Outgoing  # noqa: E402

DIED = 71


def main(port: str, trusted: str) -> None:
    outgoing = Outgoing(
        resolve=lambda name: ["93.184.215.14"],
        connect=lambda address, _port, seconds: socket.create_connection(("127.0.0.1", int(port)), timeout=seconds),
        tls=ssl.create_default_context(cafile=trusted),
    )
    sent = webhook_sending.sent

    def sent_and_died(*args):
        sent(*args)
        os._exit(DIED)

    webhook_sending.sent = sent_and_died
    webhook_outbox.deliver_due(timezone.now, outgoing)


if __name__ == "__main__":
    main(*sys.argv[1:])

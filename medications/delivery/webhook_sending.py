"""One message to a webhook, signed by Standard Webhooks 1.0, and what came of sending it. Nothing is written here."""

import base64
import hashlib
import hmac
import re
import time
from dataclasses import dataclass
from datetime import datetime

from medications.delivery import secret_box
from medications.delivery.outgoing import Outgoing
from medications.delivery.outgoing_errors import OutgoingError

SECONDS = 15
BEGINNING = "whsec_"
PURPOSE = b"msportal webhook secrets"
SUCCESS = range(200, 300)
GONE = 410
DIGITS = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True)
class Outcome:
    """`status` is None where no answer came; `problem` then says why, in one line. `retry_after` is in seconds."""

    status: int | None
    problem: str = ""
    retry_after: int = 0
    milliseconds: int = 0

    @property
    def got_through(self) -> bool:
        return self.status in SUCCESS


def closed_secret(plain: str) -> str:
    """A secret as it is kept in the database."""
    return secret_box.closed(plain, PURPOSE)


def opened_secret(kept: str) -> str:
    """Raises secret_box.Unreadable."""
    return secret_box.opened(kept, PURPOSE)


def signed(message_id: str, body: bytes, at: datetime, secrets: list[str]) -> dict[str, str]:
    """The three headers. With several secrets there are several signatures: a receiver looks for one that it can verify."""
    timestamp = str(int(at.timestamp()))
    content = f"{message_id}.{timestamp}.".encode() + body
    return {
        "webhook-id": message_id,
        "webhook-timestamp": timestamp,
        "webhook-signature": " ".join(f"v1,{_signature(secret, content)}" for secret in secrets),
    }


def _signature(secret: str, content: bytes) -> str:
    key = base64.b64decode(secret.removeprefix(BEGINNING))
    return base64.b64encode(hmac.digest(key, content, hashlib.sha256)).decode()


def sent(outgoing: Outgoing, url: str, message_id: str, body: bytes, at: datetime, secrets: list[str]) -> Outcome:
    """Sends it once. No redirect is followed, and what the receiver answers is not read: its status is all that counts."""
    began = time.monotonic()
    try:
        answer = outgoing.post(url, json=body, headers=signed(message_id, body, at, secrets), seconds=SECONDS, most=0)
    except OutgoingError as error:
        return Outcome(None, str(error), milliseconds=_since(began))
    wait = answer.headers.get("Retry-After", "")
    return Outcome(
        answer.status,
        problem="" if answer.status in SUCCESS else _told(answer.status),
        retry_after=int(wait) if DIGITS.fullmatch(wait) else 0,
        milliseconds=_since(began),
    )


def _told(status: int) -> str:
    return "It leads on to another address, which is not followed." if 300 <= status < 400 else f"It answered {status}."


def _since(began: float) -> int:
    return int((time.monotonic() - began) * 1000)

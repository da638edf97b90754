"""The background worker: tasks, one after the other, and beside them, in a thread of its own, messages to webhooks and
what is done once an hour.

A thread, since a task may take minutes (a whole old site is taken over), and a safety change is not to wait for it.
"""

import logging
import threading
import time
from collections.abc import Callable
from datetime import datetime

from django.db import close_old_connections
from django.utils import timezone
from django_tasks_db.management.commands import db_worker

from medications.actions.partners import key_ends, webhook_outbox
from medications.delivery.outgoing import Outgoing

log = logging.getLogger(__name__)

POLL_SECONDS = 1
HOUR = 3600  # seconds


class Pusher(threading.Thread):
    """Looks every second for what is due, until the process ends. Whatever goes wrong, it looks again."""

    def __init__(self, outgoing: Outgoing, clock: Callable[[], datetime] = timezone.now):
        super().__init__(name="webhooks", daemon=True)
        self.outgoing, self.clock = outgoing, clock
        self.ended = threading.Event()
        self.last_hour = 0.0

    def run(self):
        while not self.ended.wait(POLL_SECONDS):
            self.look()
        close_old_connections()

    def look(self) -> None:
        close_old_connections()
        try:
            webhook_outbox.deliver_due(self.clock, self.outgoing, go_on=lambda: not self.ended.is_set())
            if time.monotonic() - self.last_hour > HOUR or not self.last_hour:
                self.last_hour = time.monotonic()
                webhook_outbox.prune(now=self.clock())
                key_ends.tell(now=self.clock())
        except Exception:  # a database that is busy or away; an error of ours must not silence all webhooks
            log.exception("messages to webhooks could not be sent; trying again")


class Command(db_worker.Command):
    help = "Run the background worker: tasks, and messages to webhooks."

    def handle(self, *, batch: bool, **options):
        pusher = Pusher(Outgoing())
        if not batch:
            pusher.start()
        super().handle(batch=batch, **options)
        if batch:
            pusher.look()

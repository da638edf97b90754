"""A worker that is killed after a message went out, before that is written down: the message goes out again."""

import os
import ssl
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from medications.actions.partners import webhook_outbox, webhooks
from medications.models import WebhookDelivery
from tests.actions.test_interruption import database_url
from tests.delivery.deliver_and_die import DIED
from tests.delivery.internet import answer, certificate
from tests.factories.keys import NEXT_YEAR
from tests.factories.webhooks import key_for_webhooks, registered

ROOT = Path(__file__).resolve().parents[2]


def deliver_and_die(port: int, trusted: str, folder: Path) -> None:
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "msportal.settings",
        "DATABASE_URL": database_url(),
        "VAR_DIR": str(folder),
    }
    command = [sys.executable, "-m", "tests.delivery.deliver_and_die", str(port), trusted]
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == DIED, done.stderr


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_message_outlives_the_worker_that_is_killed_over_it(internet, tmp_path):
    now = timezone.now()
    server, trusted = certificate(tmp_path, "partner.example")
    internet.tls = ssl.create_default_context(cafile=trusted)
    receiver = internet.site("partner.example", answer(), tls=server)
    key = key_for_webhooks(now=now, expires=max(NEXT_YEAR, now + timedelta(days=30)))
    webhooks.send_test(webhook=registered(key=key, now=now)[0], by=key, now=now)

    deliver_and_die(receiver.port, trusted, tmp_path)
    assert webhook_outbox.deliver_due(timezone.now, internet.client()) == 0, "the claim holds"
    webhook_outbox.deliver_due(lambda: timezone.now() + webhook_outbox.CLAIM, internet.client())

    assert len(receiver.requests) == 2
    assert len({each.split(b"webhook-id: ")[1].split(b"\r\n")[0] for each in receiver.requests}) == 1
    assert not WebhookDelivery.objects.waiting().exists()

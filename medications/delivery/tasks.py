"""Work for the worker. Tasks take plain values, may run twice, and say in the log what they found."""

import logging

from django.core import mail
from django_tasks import task

from medications.projections import drift

log = logging.getLogger(__name__)


@task()
def read_back(document_ids: list[str]) -> int:
    """Compares the index rows of these Documents with their live Revisions. Returns how many differ; logs each as an error."""
    faults = drift.find(document_ids)
    for fault in faults:
        log.error("index drift: %s; run `manage.py rebuild_index`", fault)
    return len(faults)


@task()
def send_mail_later(subject: str, body: str, to: str) -> int:
    """Sends one plain mail to one address, or to nobody. Returns how many were sent; raises what the mail server says."""
    return mail.send_mail(subject, body, None, [to]) if to else 0

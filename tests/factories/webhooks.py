"""Webhooks of partner sites."""

from django.db import transaction

from medications.actions.numbering import number_and_write
from medications.actions.partners import webhooks
from medications.actions.publication_moves import change_of
from medications.content.choices import KeyScope
from medications.models import ApiKey, Change, Publication, Webhook
from tests.factories.accounts import account
from tests.factories.keys import issued
from tests.factories.publications import NOW

URL = "https://partner.example/hook"


def key_for_webhooks(**kwargs) -> ApiKey:
    return issued(scopes=[KeyScope.WEBHOOKS], **kwargs)[0]


def registered(*, key: ApiKey | None = None, url: str = URL, now=NOW, **kwargs) -> tuple[Webhook, str]:
    """A webhook registered by the holder of the key, and its secret."""
    key = key or key_for_webhooks(now=now)
    return webhooks.register(key=key, url=url, by=key, now=now, **kwargs)


def stopped(**kwargs) -> Webhook:
    webhook, _ = registered(**kwargs)
    webhooks.stop(webhook=webhook, by=account("administrator"), now=NOW)
    return webhook


def happened(kind: str = "reviewed", *, now=NOW) -> Change:
    """The next Change of the one public medicine, written as every Change is, without what publishing does before."""
    publication = Publication.objects.select_related("revision").get(document__kind="medication")
    publication.number += Change.objects.filter(document=publication.document_id).count()
    change = change_of(publication, kind=kind, role="", note="", by=None, now=now, revision=publication.revision)
    with transaction.atomic():
        number_and_write([change])
    return change

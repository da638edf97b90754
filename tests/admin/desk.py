"""The editorial desk as one person uses it."""

from dataclasses import dataclass

from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from tests.admin.filled import boxes

WORKING_COPIES = {"side_effect": "sideeffect", "drug_class": "drugclass"}


def working_copy(document):
    return getattr(document, WORKING_COPIES.get(document.kind, document.kind))


def address(document, screen: str = "change", *more) -> str:
    row = working_copy(document)
    return reverse(f"admin:medications_{row._meta.model_name}_{screen}", args=[row.pk, *more])


@dataclass
class Desk:
    client: Client

    def open(self, document, screen: str = "change"):
        return self.client.get(address(document, screen))

    def boxes(self, document) -> dict:
        """What the form of this Document would send if it were saved now."""
        return boxes(self.open(document), f"{working_copy(document)._meta.model_name}_form")

    def save(self, document, values: dict):
        return self.client.post(address(document), values)

    def change(self, document, **values):
        """Opens the form, types these values, and saves."""
        return self.save(document, {**self.boxes(document), **values})


def said(response) -> list[str]:
    """The messages that the next page will show."""
    return [str(message) for message in get_messages(response.wsgi_request)]

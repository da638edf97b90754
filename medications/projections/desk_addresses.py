"""Where at the editorial desk a Document is worked on: addresses of its screens, for mails and for lists of many kinds."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from medications.models import Document, DrugClass, Medication, SideEffect, Source, Symptom

WORKING_COPIES = {
    "medication": Medication,
    "symptom": Symptom,
    "side_effect": SideEffect,
    "drug_class": DrugClass,
    "source": Source,
}


@dataclass(frozen=True)
class DeskRow:
    """The working copy of a Document: its name as the lists show it, and the way to its screens."""

    model_name: str
    pk: int
    name: str

    def screen(self, screen: str) -> str:
        """Path of a screen, such as `approve`; `change` is the form."""
        return reverse(f"admin:medications_{self.model_name}_{screen}", args=[self.pk])


def desk_rows(documents: Iterable[Document]) -> dict[UUID, DeskRow]:
    """By the Document's id; in one query for each kind that is among them."""
    by_kind: dict[str, list[UUID]] = {}
    for document in documents:
        by_kind.setdefault(document.kind, []).append(document.pk)
    return {
        row.document_id: DeskRow(row._meta.model_name, row.pk, str(row))
        for kind, ids in by_kind.items()
        if kind in WORKING_COPIES
        for row in WORKING_COPIES[kind].objects.filter(document__in=ids)
    }


def desk_row(document: Document) -> DeskRow:
    return desk_rows([document])[document.pk]

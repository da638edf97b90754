"""What a save would make of a working copy, found out by saving and undoing it: so it is exactly what a save makes."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import transaction

from medications.actions.snapshots import RECORDERS
from medications.actions.working_copies import take_rows_out
from medications.content.schema import AnyRecord
from medications.models import Document


@dataclass
class Trial:
    """A save that will be undone. The caller sets `saved` once its rows are written; `record` is then what they say."""

    document: Document
    saved: bool = False
    record: AnyRecord | None = None


@contextmanager
def trying(*, document: Document) -> Iterator[Trial]:
    """The caller writes the working copy, all rows anew: those that are stored are not there inside. Nothing of it stays.

    Raises what reading the record raises, if it would break the schema.
    """
    with transaction.atomic():
        document = Document.objects.locked().get(pk=document.pk)
        take_rows_out(document)
        trial = Trial(document)
        yield trial
        if trial.saved:
            trial.record, _ = RECORDERS[document.kind](document)
        transaction.set_rollback(True)

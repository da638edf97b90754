"""What follows a publication once it is committed. Nothing here may be needed for the public state to be right."""

from django.db import transaction

from medications.delivery import tasks


def published(document_ids: list) -> None:
    """Has the worker read back what was published, so that a fault in the index is found at once, not by a reader."""
    transaction.on_commit(lambda: tasks.read_back.enqueue(document_ids=[str(pk) for pk in document_ids]), robust=True)

"""Work that the worker does for actions. A task takes plain values and may run twice."""

from django.utils import timezone
from django_tasks import task

from medications.models import ImportBatch


@task()
def take_over_batch(batch_id: int) -> None:
    """Takes over the pages of one upload that wait."""
    from medications.actions import takeovers  # which itself enqueues this task

    takeovers.take_over_waiting(batch=ImportBatch.objects.get(pk=batch_id), now=timezone.now())

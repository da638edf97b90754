"""Work that the worker does for actions. A task takes plain values and may run twice."""

from django.utils import timezone
from django_tasks import task

from medications.actions import report_answers
from medications.actions.feedback import error_reports
from medications.models import ImportBatch


@task()
def take_over_batch(batch_id: int) -> None:
    """Takes over the pages of one upload that wait."""
    from medications.actions import takeovers  # which itself enqueues this task

    takeovers.take_over_waiting(batch=ImportBatch.objects.get(pk=batch_id), now=timezone.now())


@task()
def forget_reports() -> int:
    """Takes out what was kept long enough of reports of readers. Returns how many addresses and texts."""
    return error_reports.forget(now=timezone.now())


@task()
def mail_answer(report_id: int) -> int:
    """Sends the answer to a reader who reported an error. Returns how many mails were sent; raises what the mail server says."""
    return report_answers.mail_answer(report_id=report_id)

"""Errors that readers report: kept on the version they saw, told to staff, limited; and answered or closed at the desk."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django_tasks_db.models import DBTaskResult

from medications.actions import report_answers, report_removals
from medications.actions.feedback import error_reports
from medications.actions.feedback.error_reports import ADDRESS_KEPT, TEXT_KEPT, CannotReport, TooManyReports
from medications.actions.report_answers import CannotSettle
from medications.actions.report_removals import CannotRemove
from medications.errors import Immutable, NotAllowed
from medications.models import ErrorReport, Event
from medications.permissions import Role
from tests.factories import accounts, publications, records
from tests.factories.error_reports import sent
from tests.factories.publications import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_counts():
    cache.clear()


@pytest.fixture
def change():
    return publications.published(records.small_record())


def in_a_day():
    return NOW + timedelta(days=1)


# Sending


def test_a_report_keeps_the_version_that_was_seen(change):
    publications.republished(change.document, now=in_a_day(), pronunciation="new")

    report = sent(change)

    assert (report.document_id, report.publication_number, report.page_title) == (change.document_id, 1, "Orbelazine")


def test_send_refuses_a_version_that_never_was(change):
    with pytest.raises(CannotReport):
        sent(change, publication_number=2)


@pytest.mark.parametrize("text", ["", " \n ", "x" * (error_reports.LONGEST + 1)])
def test_send_refuses_nothing_and_too_much(change, text):
    with pytest.raises(CannotReport):
        sent(change, text=text)

    assert not ErrorReport.objects.exists()


def test_the_same_sent_twice_is_one_report(change):
    assert sent(change).pk == sent(change, now=NOW + timedelta(minutes=1)).pk


def test_the_same_text_with_an_address_is_a_report_of_its_own(change):
    assert sent(change, email="").pk != sent(change).pk


def test_one_network_is_stopped_after_five_an_hour(change):
    for number in range(5):
        sent(change, text=f"Wrong {number}", network=f"203.0.113.{number}")

    with pytest.raises(TooManyReports):
        sent(change, text="Wrong once more", network="203.0.113.99")
    assert sent(change, text="From elsewhere", network="198.51.100.1")


def test_all_together_are_stopped_after_sixty_an_hour(change):
    for number in range(60):
        sent(change, text=f"Wrong {number}", network=f"198.51.{number}.1")

    with pytest.raises(TooManyReports):
        sent(change, text="One more", network="192.0.2.1")


def test_staff_who_edit_are_told_without_words_and_address(change, django_capture_on_commit_callbacks):
    for role in Role:
        account = accounts.account(role)
        account.email = f"{role}@example.org"
        account.save()

    with django_capture_on_commit_callbacks(execute=True):
        report = sent(change)

    assert {to for message in mail.outbox for to in message.to} == {
        "writer@example.org",
        "publisher@example.org",
        "administrator@example.org",
    }
    told = str([(message.subject, message.body) for message in mail.outbox])
    assert f"/admin/medications/errorreport/{report.pk}/change/" in told
    assert "swallow" not in told
    assert "reader@" not in told


def test_a_report_is_never_deleted(change):
    with pytest.raises(Immutable):
        sent(change).delete()


# The address


def test_an_address_is_forgotten_after_ninety_days(change):
    sent(change)

    error_reports.forget(now=NOW + ADDRESS_KEPT)

    report = ErrorReport.objects.get()
    assert (report.email, report.had_address) == ("", True)


def test_an_address_is_kept_until_then(change):
    sent(change)

    error_reports.forget(now=NOW + ADDRESS_KEPT - timedelta(seconds=1))

    assert ErrorReport.objects.get().email


def test_the_worker_is_asked_to_look_after_ninety_days(change, settings, django_capture_on_commit_callbacks):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

    with django_capture_on_commit_callbacks(execute=True):
        sent(change)

    task = DBTaskResult.objects.get(task_path__endswith="forget_reports")
    assert task.run_after > NOW + ADDRESS_KEPT
    assert "reader@" not in str(task.args_kwargs)


# The text


def removed(report, reason="The reader asked for it.", by=None):
    report_removals.remove(report=report, reason=reason, by=by or accounts.account(Role.ADMINISTRATOR), now=in_a_day())
    report.refresh_from_db()
    return report


def test_remove_leaves_nothing_of_what_the_reader_wrote_and_closes_the_report(change):
    report = removed(sent(change))

    assert (report.text, report.email, report.had_address) == ("", "", True)
    assert (report.removed_at, report.removed_because) == (in_a_day(), "The reader asked for it.")
    assert (report.settled_at, report.by_name) == (in_a_day(), "Administrator")
    told = str(list(Event.objects.values()))
    assert "swallow" not in told
    assert "reader@" not in told


def test_remove_leaves_who_settled_the_report_and_how(change):
    report = sent(change)
    report_answers.close(report=report, note="Mended.", by=accounts.writer(), now=NOW)

    removed(report)

    assert (report.note, report.settled_at, report.by_name) == ("Mended.", NOW, "Writer")


def test_remove_before_the_answer_is_mailed_stops_the_mail(change):
    report = sent(change)
    report_answers.answer(report=report, text="Thank you.", by=accounts.writer(), now=NOW)

    removed(report)

    assert report_answers.mail_answer(report_id=report.pk) == 0


def test_remove_refuses_without_a_reason(change):
    with pytest.raises(CannotRemove, match="Say why"):
        removed(sent(change), reason=" ")


def test_remove_refuses_what_is_removed_already(change):
    with pytest.raises(CannotRemove, match="already"):
        removed(removed(sent(change)))


def test_remove_refuses_who_is_no_administrator(change):
    with pytest.raises(NotAllowed):
        removed(sent(change), by=accounts.publisher())


def test_a_text_is_forgotten_a_year_after_it_was_settled(change):
    report, waiting = sent(change), sent(change, text="Another.")
    report_answers.close(report=report, note="Mended.", by=accounts.writer(), now=in_a_day())

    error_reports.forget(now=in_a_day() + TEXT_KEPT - timedelta(seconds=1))
    before = ErrorReport.objects.get(pk=report.pk).text
    error_reports.forget(now=in_a_day() + TEXT_KEPT)

    report.refresh_from_db()
    waiting.refresh_from_db()
    assert before
    assert (report.text, report.removed_because, report.note) == ("", error_reports.KEPT_LONG_ENOUGH, "Mended.")
    assert waiting.text == "Another."


def test_the_worker_is_asked_to_look_a_year_after_a_report_was_settled(change, settings, django_capture_on_commit_callbacks):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

    with django_capture_on_commit_callbacks(execute=True):
        report_answers.close(report=sent(change, email=""), note="Mended.", by=accounts.writer(), now=NOW)

    assert DBTaskResult.objects.get(task_path__endswith="forget_reports").run_after > NOW + TEXT_KEPT


# Answering and closing


def test_an_answer_is_mailed_and_the_address_deleted(change, django_capture_on_commit_callbacks):
    report = sent(change)

    with django_capture_on_commit_callbacks(execute=True):
        report_answers.answer(report=report, text="Thank you, it is mended.", by=accounts.writer(), now=in_a_day())

    (message,) = [each for each in mail.outbox if each.to == ["reader@example.org"]]
    assert message.subject == "Your report on “Orbelazine”"
    assert message.body.startswith("Thank you, it is mended.\n")
    report.refresh_from_db()
    assert (report.answer, report.email, report.settled_at, report.by_name) == (
        "Thank you, it is mended.",
        "",
        in_a_day(),
        "Writer",
    )


def test_an_answer_is_mailed_once_however_often_the_worker_tries(change, django_capture_on_commit_callbacks):
    report = sent(change)
    with django_capture_on_commit_callbacks(execute=True):
        report_answers.answer(report=report, text="Thank you.", by=accounts.writer(), now=in_a_day())
    before = len(mail.outbox)

    assert report_answers.mail_answer(report_id=report.pk) == 0
    assert len(mail.outbox) == before


def test_the_address_stays_when_the_mail_did_not_go_out(change, monkeypatch):
    report = sent(change)
    report_answers.answer(report=report, text="Thank you.", by=accounts.writer(), now=in_a_day())

    def fails(*args):
        raise OSError("no mail server")

    monkeypatch.setattr(mail, "send_mail", fails)
    with pytest.raises(OSError, match="no mail server"):
        report_answers.mail_answer(report_id=report.pk)

    assert ErrorReport.objects.get().email == "reader@example.org"


def test_closing_deletes_the_address_and_mails_nothing(change, django_capture_on_commit_callbacks):
    report = sent(change)

    with django_capture_on_commit_callbacks(execute=True):
        report_answers.close(report=report, note="Not wrong.", by=accounts.writer(), now=in_a_day())

    report.refresh_from_db()
    assert (report.email, report.note, report.settled_at) == ("", "Not wrong.", in_a_day())
    assert [each for each in mail.outbox if each.to == ["reader@example.org"]] == []


def test_nobody_is_answered_who_left_no_address(change):
    with pytest.raises(CannotSettle, match="No address"):
        report_answers.answer(report=sent(change, email=""), text="Thank you.", by=accounts.writer(), now=NOW)


def test_an_answer_comes_too_late_once_the_address_is_gone(change):
    report = sent(change)

    with pytest.raises(CannotSettle, match="90 days"):
        report_answers.answer(report=report, text="Thank you.", by=accounts.writer(), now=NOW + ADDRESS_KEPT)


def test_a_report_is_settled_once(change):
    report = sent(change)
    report_answers.close(report=report, note="Mended.", by=accounts.writer(), now=NOW)

    with pytest.raises(CannotSettle, match="Writer has settled"):
        report_answers.close(report=report, note="Mended.", by=accounts.publisher(), now=NOW)


def test_closing_says_why(change):
    with pytest.raises(CannotSettle):
        report_answers.close(report=sent(change), note=" ", by=accounts.writer(), now=NOW)


def test_a_reviewer_does_not_settle(change):
    with pytest.raises(NotAllowed):
        report_answers.close(report=sent(change), note="Mended.", by=accounts.reviewer(), now=NOW)

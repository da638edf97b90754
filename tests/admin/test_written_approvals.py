"""Recording a written approval at the desk, and the file that is kept."""

from datetime import timedelta

import pytest
from django.utils import timezone

from medications.content import attached_files
from medications.models import Review, WrittenApproval
from tests.admin.desk import address, said
from tests.factories import accounts, drafts, letters, publications, records
from tests.factories.letters import PDF, Attached, sent

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def revision():
    return drafts.draft(records.small_record())


def record(desk, revision, *, by=None, **changes):
    return desk(by or accounts.publisher()).client.post(address(revision.document, "written_approval"), sent(revision, **changes))


def text(response) -> str:
    return " ".join(response.content.decode().split())


def test_an_approval_is_recorded_with_its_file(desk, revision):
    response = record(desk, revision, whole_record="on")

    written = WrittenApproval.objects.get()
    assert (bytes(written.content), written.file_name, written.by_name) == (PDF, "mail.pdf", "Publisher")
    assert (Review.objects.get().by_name, Review.objects.get().whole_record) == ("Dr. Di Example", True)
    assert response["Location"] == address(revision.document)
    assert said(response) == ["Recorded: Dr. Di Example has approved version 1."]


@pytest.mark.parametrize("screen", ["change", "publish", "history", "approve"])
def test_it_is_shown_with_who_recorded_it(desk, revision, screen):
    record(desk, revision)

    page = text(desk(accounts.publisher()).open(revision.document, screen))

    assert "Dr. Di Example" in page
    assert "in writing (e-mail of " in page
    assert "recorded by Publisher" in page


def test_a_page_approved_in_writing_can_be_published(desk, revision):
    record(desk, revision)

    assert publications.publish(revision).publication_number == 1


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"reviewer_name": ""}, "This field is required."),
        ({"consent": ""}, "readers could not be told who it was"),
        ({"how": "pigeon"}, "not one of the available choices"),
        ({"written_on": "yesterday"}, "Enter a valid date."),
        ({"written_on": (timezone.localdate() - timedelta(days=9)).isoformat()}, "has not read it"),
        ({"written_on": (timezone.localdate() + timedelta(days=9)).isoformat()}, "has not come yet"),
        ({"file": ""}, "This field is required."),
        ({"file": Attached("letter.pdf", b"<html>I approve")}, "This is not a PDF, an image, a mail (.eml) or plain text."),
        ({"reviewer_name": "Publisher"}, "That is your own name."),
        ({"reviewer_name": "Dr. Writer"}, "has the name of somebody who wrote part of this version"),
    ],
)
def test_what_does_not_fit_is_said_and_nothing_typed_is_lost(desk, revision, changes, message):
    page = text(record(desk, revision, **changes))

    assert message in page
    typed = {"credentials": "MD", "reviewer_name": "Dr. Di Example", **changes}
    assert f'value="{typed["credentials"]}"' in page
    if typed["reviewer_name"]:
        assert f'value="{typed["reviewer_name"]}"' in page
    assert not WrittenApproval.objects.exists()
    assert not Review.objects.exists()


def test_after_any_fault_it_says_that_the_file_is_to_be_chosen_again(desk, revision):
    assert "Choose the file again" in text(record(desk, revision, credentials=""))


def test_a_file_that_is_too_large_is_said_with_its_size(desk, revision, monkeypatch):
    monkeypatch.setattr("medications.admin.written_approvals.MOST_BYTES", 10)

    page = text(record(desk, revision))

    assert "MB can be kept." in page
    assert 'value="Dr. Di Example"' in page
    assert attached_files.MOST_BYTES == 10 * 1024 * 1024


def test_what_was_written_about_an_earlier_version_is_not_recorded(desk, revision):
    newer = drafts.edited(revision.document, pronunciation="new")

    page = text(record(desk, newer, digest=revision.digest))

    assert "What was written was about an earlier version." in page
    assert not WrittenApproval.objects.exists()


# The file


def file_of(desk, review: Review, by):
    return desk(by).client.get(address(review.revision.document, "written_approval_file", review.written_id))


@pytest.mark.parametrize("role", ["writer", "reviewer", "publisher", "administrator"])
def test_staff_get_the_file_to_save_and_no_browser_shows_it(desk, revision, role):
    response = file_of(desk, letters.recorded(revision), accounts.account(role))

    assert response.content == PDF
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'attachment; filename="letter.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"].split("; ")
    assert response["Cache-Control"] == "no-store, private"


@pytest.mark.parametrize("content", [b"Subject: x\r\nFrom: a@b.example\r\n\r\n<html><script>alert(1)</script>", b"plain > text"])
def test_no_file_is_ever_a_web_page(desk, revision, content):
    review = letters.recorded(revision, file=attached_files.AttachedFile("x.html", content))

    response = file_of(desk, review, accounts.writer())

    assert response["Content-Type"] in ("message/rfc822", "text/plain")
    assert response["Content-Disposition"].startswith("attachment; ")
    assert not review.written.file_name.endswith(".html")


def test_a_file_is_not_reached_through_another_page(desk, revision):
    review = letters.recorded(revision)
    other = drafts.draft(records.small_record("another")).document

    response = desk(accounts.writer()).client.get(address(other, "written_approval_file", review.written_id))

    assert response.status_code == 404


def test_a_name_with_letters_of_any_script_is_kept(desk, revision):
    review = letters.recorded(revision, file=attached_files.AttachedFile('Brief "Müller".pdf', PDF))

    assert file_of(desk, review, accounts.writer())["Content-Disposition"] == (
        "attachment; filename*=utf-8''Brief%20_M%C3%BCller_.pdf"
    )

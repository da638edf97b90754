"""Written approvals as somebody here records them."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from medications.actions import written_approvals
from medications.content.attached_files import AttachedFile
from medications.models import Review, Revision
from tests.factories.accounts import writer
from tests.factories.publications import NOW

PDF = b"%PDF-1.4 I approve this text."
LETTER = AttachedFile("letter.pdf", PDF)


def recorded(revision: Revision, *, by=None, now=NOW, written_on=None, **changes) -> Review:
    """A letter of the day, recorded by the writer."""
    values = {
        "reviewer_name": "Dr. Ada Example",
        "credentials": "MD, neurologist",
        "how": "letter",
        "written_on": written_on or max(now, revision.created_at).date(),
        "file": LETTER,
        "whole_record": True,
        "consent": True,
    }
    return written_approvals.record(
        revision=revision, by=by or writer(), now=max(now, revision.created_at), **{**values, **changes}
    )


class Attached(SimpleUploadedFile):
    """A file that can be sent more than once."""

    def read(self, *args):
        self.seek(0)
        return super().read(*args)


def sent(revision: Revision, **changes) -> dict:
    """What the form would send, today."""
    values = {
        "digest": revision.digest,
        "reviewer_name": "Dr. Di Example",
        "credentials": "MD",
        "how": "mail",
        "written_on": timezone.localdate().isoformat(),
        "consent": "on",
        "file": Attached("mail.pdf", PDF),
    }
    return {**values, **changes}

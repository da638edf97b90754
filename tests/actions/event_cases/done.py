"""What a case of an action says: what it does, and the event that it must leave behind. And what cases begin with."""

from collections.abc import Callable
from dataclasses import dataclass

from medications.models import Finding
from medications.permissions import Role
from tests.factories import accounts, drafts, records
from tests.factories.takeovers import about_testamine, upload


@dataclass
class Done:
    """What an action must leave behind. `act` does it; `difference` is one of its values: field, before, after, if it has any."""

    act: Callable[[], object]
    kind: str
    subject: str
    difference: tuple[str, str, str] | None
    by: str = "Writer"


def administrator():
    return accounts.account(Role.ADMINISTRATOR)


def a_draft():
    return drafts.draft(records.small_record()).document


def page_of_testamine(**parts: str):
    """A page that was taken over, with a line that has no place."""
    text = about_testamine(names="Altex (U.K.)\n\nwhat nobody knows (where to put)", **parts)
    return upload(("testamine.txt", text.encode())).files.get().run.document


def finding(document) -> Finding:
    return Finding.objects.create(document=document, code="inferred", message="The use was inferred.")

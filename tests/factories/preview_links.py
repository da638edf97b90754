"""Preview links."""

from datetime import timedelta

from medications.actions import preview_links
from medications.models import PreviewLink, Revision
from tests.factories.accounts import writer
from tests.factories.publications import NOW

IN_A_WEEK = NOW + timedelta(days=7)


def given(revision: Revision, *, by=None, purpose: str = "Dr. Ada Example", expires=IN_A_WEEK, now=NOW) -> PreviewLink:
    """A link by the writer."""
    return preview_links.make(revision=revision, purpose=purpose, expires=expires, by=by or writer(), now=now)


def path(link: PreviewLink) -> str:
    return f"/preview/{preview_links.token_of(link)}/"

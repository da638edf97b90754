"""Versions published before anybody approved them."""

from medications.actions import publishing
from medications.models import Change, Revision
from tests.factories.accounts import publisher
from tests.factories.publications import NOW

ALERT = "An alert came at night: the dose is too high."


def published_in_emergency(
    revision: Revision, *, by=None, now=NOW, reason: str = ALERT, note: str = "A lower dose.", **values
) -> Change:
    return publishing.publish_in_emergency(revision=revision, by=by or publisher(), now=now, reason=reason, note=note, **values)

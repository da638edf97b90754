"""Rule 7: no outside reviewer's link shows a text that was removed, neither as the text to review nor as what stood before."""

import pytest
import time_machine

from medications.actions import invitations
from medications.actions.invitations import CannotInvite
from tests.factories import drafts, publications, records
from tests.factories.invitations import invited, link
from tests.factories.publications import NOW
from tests.factories.withdrawals import suppressed, withdrawn

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

HARMFUL = "ninefold"


def says(dose: str) -> list[dict]:
    return [{"kind": "proper_usage", "heading": "Proper usage", "body": f"Take it {dose}."}]


@pytest.fixture(autouse=True)
def _that_day():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def gone():
    """A page that is gone, whose last text is about to be removed."""
    change = publications.published(records.small_record(sections=says(HARMFUL)))
    withdrawn(change.document, now=NOW)
    return change.revision


def test_link_to_a_removed_text_is_over(client, gone):
    address = link(gone)
    assert HARMFUL in client.get(address).content.decode()
    suppressed(gone, now=NOW)

    answer = client.get(address)

    assert answer.status_code == 410
    assert "The text was removed" in answer.content.decode()
    assert HARMFUL not in answer.content.decode()


def test_nothing_is_decided_by_a_link_to_a_removed_text(client, gone):
    address = link(gone)
    suppressed(gone, now=NOW)

    answer = client.post(address, {"decision": "approved", "consent": "on", "comment": ""})

    assert answer.status_code == 410
    assert [each.state for each in invitations.invitations_to(gone.document, NOW)] == ["suppressed"]


def test_nobody_is_invited_to_a_removed_text(gone):
    suppressed(gone, now=NOW)

    with pytest.raises(CannotInvite, match="was removed"):
        invited(gone)


def test_the_new_text_is_shown_without_what_it_replaces(client, gone):
    new = drafts.edited(gone.document, sections=says("once"))
    address = link(new)
    assert HARMFUL in client.get(address).content.decode()  # as what stands before
    suppressed(gone, now=NOW)

    page = client.get(address).content.decode()

    assert "once" in page
    assert HARMFUL not in page

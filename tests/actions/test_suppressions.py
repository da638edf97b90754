"""Rule 7: the text of a version is removed for good; digest, dates and reason stay."""

import pytest

from medications.actions import suppressions
from medications.actions.blockers import publish_blockers
from medications.actions.suppressions import CannotSuppress
from medications.errors import CannotPublish, NotAllowed
from medications.models import Change, IndexState, Revision, Suppression
from tests.factories import accounts, drafts, publications, records
from tests.factories.publications import NOW
from tests.factories.site import LATER
from tests.factories.withdrawals import AFTERWARDS, reinstated, suppressed, withdrawn

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def first():
    """The first publication of a page that has a second one by now."""
    change = publications.published(records.small_record(look_alike_footnote="Take nine at once."))
    publications.republished(change.document, now=LATER, look_alike_footnote="Take one.")
    return change


def test_suppress_keeps_the_row_and_says_so_in_public(first):
    suppression = suppressed(first.revision)

    change = Change.objects.get(kind="suppressed")
    assert Revision.objects.get(pk=first.revision_id).content == first.revision.content
    assert (suppression.digest, suppression.reason, suppression.at) == (first.revision.digest, "The dose was wrong.", AFTERWARDS)
    assert (change.publication_number, change.revision, change.note) == (1, None, "The dose was wrong.")
    assert change.sequence == Change.objects.order_by("-sequence").first().sequence


def test_every_publication_that_had_the_text_gets_its_change(first):
    publications.publish(publications.approve(drafts.edited(first.document, look_alike_footnote="Take nine at once.")), now=LATER)
    publications.republished(first.document, now=LATER, look_alike_footnote="Take two.")

    suppressed(first.revision)

    assert sorted(Change.objects.filter(kind="suppressed").values_list("publication_number", flat=True)) == [1, 3]


def test_what_processes_remember_is_old_then(first):
    generation = IndexState.objects.get().generation

    suppressed(first.revision)

    assert IndexState.objects.get().generation != generation


@pytest.mark.parametrize("role", ["writer", "reviewer", "publisher"])
def test_suppress_refuses_all_but_administrators(first, role):
    with pytest.raises(NotAllowed):
        suppressions.suppress(revision=first.revision, reason="No.", by=accounts.account(role), now=NOW)

    assert not Suppression.objects.exists()


def test_suppress_refuses_without_a_reason(first):
    with pytest.raises(CannotSuppress):
        suppressed(first.revision, reason=" ")


def test_suppress_refuses_what_readers_see_now():
    live = publications.published(records.small_record())

    with pytest.raises(CannotSuppress, match="Correct the page or withdraw it first"):
        suppressed(live.revision)


def test_suppress_refuses_what_stands_under_a_banner():
    live = publications.published(records.small_record())
    withdrawn(live.document, "banner")

    with pytest.raises(CannotSuppress, match="under the banner"):
        suppressed(live.revision)


def test_the_last_text_of_a_page_that_is_gone_is_removed():
    live = publications.published(records.small_record())
    withdrawn(live.document, "gone")

    assert suppressed(live.revision).digest == live.revision.digest


def test_suppress_refuses_what_was_never_public(first):
    with pytest.raises(CannotSuppress, match="never public"):
        suppressed(drafts.edited(first.document, look_alike_footnote="A draft."))


def test_suppress_refuses_the_same_twice(first):
    suppressed(first.revision)

    with pytest.raises(CannotSuppress, match="already"):
        suppressed(first.revision)


def test_a_removed_text_is_never_published_again(first):
    again = publications.approve(drafts.edited(first.document, look_alike_footnote="Take nine at once."))
    suppressed(first.revision)

    with pytest.raises(CannotPublish, match="was removed"):
        publications.publish(again)

    assert [reason.code for reason in publish_blockers(again)] == ["suppressed"]


def test_a_removed_text_does_not_come_back_with_its_page(first):
    again = publications.approve(drafts.edited(first.document, look_alike_footnote="Take nine at once."))
    withdrawn(first.document)
    suppressed(first.revision)

    with pytest.raises(CannotPublish, match="was removed"):
        reinstated(first.document, revision=again)


def test_a_page_whose_text_was_removed_cannot_be_shown_under_a_banner():
    live = publications.published(records.small_record())
    withdrawn(live.document, "gone")
    suppressed(live.revision)

    with pytest.raises(Exception, match="nothing to show under a banner"):
        withdrawn(live.document, "banner")

import pytest
from django.utils import timezone

from medications.models import Suppression
from medications.permissions import Role
from medications.projections import suppressed
from tests.factories import accounts, drafts, records

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
REASON = "It named a dose that did harm."


@pytest.fixture
def revision():
    return drafts.draft(records.small_record(generic_name="orbelazine"))


def suppression_of(revision):
    return Suppression.objects.create(
        document=revision.document, revision=revision, digest=revision.digest, reason=REASON, at=timezone.now()
    )


def test_a_text_that_nobody_suppressed_is_kept_from_nobody(revision):
    assert suppressed.kept_from(None, revision) is None


@pytest.mark.parametrize("role", [Role.WRITER, Role.REVIEWER, Role.PUBLISHER])
def test_a_suppressed_text_is_kept_from_staff_with_its_reason(revision, role):
    suppression = suppression_of(revision)

    assert suppressed.kept_from(accounts.account(role), revision) == suppression


def test_a_suppressed_text_is_kept_from_the_public(revision):
    suppression = suppression_of(revision)

    assert suppressed.kept_from(None, revision) == suppression


def test_a_suppressed_text_is_shown_to_an_administrator(revision):
    suppression_of(revision)

    assert suppressed.kept_from(accounts.account(Role.ADMINISTRATOR), revision) is None


def test_a_suppression_counts_for_another_version_with_the_same_text(revision):
    suppression = suppression_of(revision)
    other = drafts.draft(records.small_record(generic_name="orbelazine", pronunciation="or-BEL"), document=revision.document)
    again = drafts.draft(records.small_record(generic_name="orbelazine"), document=revision.document)

    assert [suppressed.suppression_of(each) for each in (other, again)] == [None, suppression]


def test_a_suppression_counts_for_its_own_document_only(revision):
    suppression_of(revision)

    assert suppressed.suppressed_digests(revision.document_id) == {revision.digest}
    assert suppressed.suppressed_digests(drafts.draft(records.small_record(generic_name="testamine")).document_id) == set()

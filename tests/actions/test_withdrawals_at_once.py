"""Nothing public names what is withdrawn, even if page and term change at the same moment. Real connections, one a thread."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from medications.actions import publishing, withdrawals
from medications.actions.catalogue_saves import find_document
from medications.actions.taken_down import live_pages_naming
from medications.errors import PortalError
from medications.models import Change, ChangeStream, Publication, Withdrawal
from medications.projections import drift
from tests.actions.test_concurrency import in_a_thread
from tests.factories import accounts, publications, records
from tests.factories.publications import NOW
from tests.factories.withdrawals import WHY

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def at_once(*acts: Callable) -> list:
    """What came of each; an error that a person is told about is a result."""
    ready = threading.Barrier(len(acts), timeout=30)

    def together(act):
        ready.wait()
        try:
            return act()
        except PortalError as refusal:
            return refusal

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(in_a_thread(together), acts))


def gone(document, by, **values) -> Callable:
    return lambda: withdrawals.withdraw(document=document, by=by, now=NOW, **{"kind": "gone", "explanation": WHY, **values})


def test_a_term_is_not_withdrawn_while_a_page_that_names_it_is_published():
    symptom = publications.published(records.symptom_record("tremor")).document
    revision, by = publications.approved(records.small_record()), accounts.publisher()

    results = at_once(lambda: publishing.publish(revision=revision, by=by, now=NOW), gone(symptom, by))

    assert sorted(isinstance(result, Change) for result in results) == [False, True]
    withdrawn = Publication.objects.get(document=symptom).withdrawal
    assert withdrawn is None or live_pages_naming(symptom) == []
    assert drift.find() == []


def test_two_pages_do_not_move_to_each_other():
    first = publications.published(records.small_record("first")).document
    second = publications.published(records.small_record("second")).document
    by = accounts.publisher()

    results = at_once(gone(first, by, kind="moved", replacement=second), gone(second, by, kind="moved", replacement=first))

    assert sorted(isinstance(result, Change) for result in results) == [False, True]
    assert Withdrawal.objects.count() == 1


def test_a_page_withdrawn_twice_at_once_has_one_withdrawal_and_no_gap_in_the_changes():
    document, by = publications.published(records.small_record()).document, accounts.publisher()

    results = at_once(gone(document, by), gone(document, by))

    assert sorted(isinstance(result, Change) for result in results) == [False, True]
    sequences = list(Change.objects.order_by("sequence").values_list("sequence", flat=True))
    assert sequences == list(range(1, ChangeStream.objects.latest().last_sequence + 1))
    assert find_document("medication", "orbelazine") == document

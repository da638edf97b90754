"""Rule 4 for taking down: whatever ends the act, and wherever, the public sees the old state or the new one, never a mix."""

import pytest

from medications.actions import suppressions, withdrawals
from medications.models import Change, IndexRow, Publication, Suppression, Withdrawal
from medications.projections import drift
from tests.access.callers import undone
from tests.actions.test_interruption import Interrupted, interrupted_before, public_state
from tests.assertions import shown
from tests.factories import accounts, publications, records
from tests.factories.site import LATER
from tests.factories.withdrawals import WHY, withdrawn

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def withdrawing():
    document = publications.published(records.small_record()).document
    by = accounts.publisher()
    return lambda: withdrawals.withdraw(document=document, kind="gone", explanation=WHY, by=by, now=LATER)


def putting_back():
    document = publications.published(records.small_record()).document
    withdrawn(document, now=LATER)
    by = accounts.publisher()
    return lambda: withdrawals.reinstate(document=document, by=by, now=LATER, note="Back.")


def removing_a_text():
    live = publications.published(records.small_record())
    withdrawn(live.document, now=LATER)
    by = accounts.account("administrator")
    return lambda: suppressions.suppress(revision=live.revision, reason="Harm.", by=by, now=LATER)


def state() -> dict:
    """With what stands behind the public rows, and what readers are answered."""
    rows = {model: list(model.objects.order_by("pk").values_list()) for model in (Withdrawal, Suppression)}
    return {**public_state(), **rows, "old version": shown("/medications/orbelazine/history/1/")[0]}


@pytest.mark.parametrize("prepare", [withdrawing, putting_back, removing_a_text])
def test_act_interrupted_before_any_statement_changes_nothing(prepare):
    act = prepare()
    with undone():
        act()
        after = state()
    before = state()
    assert before != after

    for number in range(1, 10_000):
        try:
            with interrupted_before(number):
                act()
        except Interrupted as statement:
            assert state() == before, f"a mix after an interruption before statement {number}: {statement}"
        else:
            break

    assert number > 10
    assert state().keys() == before.keys()
    assert drift.find() == []
    assert_as_one()


def assert_as_one() -> None:
    """Publication, withdrawal, index row and the last Change say the same."""
    publication = Publication.objects.get(document__kind="medication")
    standing = Withdrawal.objects.filter(document=publication.document_id, reinstated_at=None).first()
    last = Change.objects.filter(document=publication.document_id).order_by("-sequence").first()
    assert publication.withdrawal == standing
    assert IndexRow.objects.filter(document=publication.document_id).exists() == (standing is None)
    assert last.kind == ("reinstated" if standing is None else "suppressed" if Suppression.objects.exists() else "withdrawn")

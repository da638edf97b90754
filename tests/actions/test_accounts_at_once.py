"""Two administrators take each other's role away at the same moment: one of them stays. Real connections, one a thread."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from medications.actions import accounts as actions
from medications.errors import PortalError
from medications.permissions import Act, Role, may
from tests.actions.test_concurrency import in_a_thread
from tests.factories import accounts
from tests.factories.publications import NOW

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_two_administrators_cannot_depose_each_other():
    one, other = (accounts.account(Role.ADMINISTRATOR, name=name) for name in ("one", "other"))
    assert may(one, Act.ADMINISTER)  # as both requests found when they began
    assert may(other, Act.ADMINISTER)
    ready = threading.Barrier(2, timeout=30)

    def depose(by, account):
        ready.wait()
        try:
            actions.change(account=account, roles=[Role.WRITER], by=by, now=NOW)
        except PortalError:
            return "refused"
        return "done"

    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(in_a_thread(depose), (one, other), (other, one)))

    assert sorted(results) == ["done", "refused"]
    assert actions.has_administrator()

"""Schemathesis against a live server, over the description that it publishes: with a partner's key and without.

MSPORTAL_CONTRACT_EXAMPLES=20000 MSPORTAL_CONTRACT_SEED=7 pytest -s tests/flows/test_contract.py
"""

import os
from collections import Counter
from datetime import timedelta

import pytest
import requests
import schemathesis
from django.utils import timezone
from hypothesis import Phase
from hypothesis import strategies as st
from schemathesis.generation import GenerationMode

from medications.content.choices import KeyScope
from tests.factories import keys
from tests.factories.site import complete_site
from tests.flows.live_site import Server
from tests.fuzz import attack, contract

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

EXAMPLES = int(os.environ.get("MSPORTAL_CONTRACT_EXAMPLES", "100"))
SEED = int(os.environ.get("MSPORTAL_CONTRACT_SEED", "1"))


@pytest.fixture
def server(tmp_path):
    complete_site()
    running = Server(tmp_path)
    running.start()
    yield running
    running.kill()


@pytest.fixture
def key():
    now = timezone.now()
    return keys.issued(now=now, expires=now + timedelta(days=30), scopes=KeyScope.values)[1]


def test_the_server_keeps_to_the_description_that_it_publishes(server, key):
    described = schemathesis.openapi.from_url(f"{server.site}/api/v1/schema/")
    operations = [each.ok() for each in described.get_all_operations()]
    cases = st.one_of([each.as_strategy(generation_mode=mode) for each in operations for mode in GenerationMode])
    answers, faults, session = Counter(), {}, requests.Session()

    def judge(asked) -> None:
        case, is_holder = asked
        headers = {"Authorization": f"Bearer {key}"} if is_holder else {}
        response = case.call(session=session, headers=headers)
        answers[response.status_code] += 1
        for fault in contract.failures(case, response):
            faults.setdefault(str(fault), case.as_curl_command())

    attack.generated(judge, st.tuples(cases, st.booleans()), EXAMPLES, SEED, [Phase.generate])

    print(sorted(answers.items()))  # for whoever asks for many, with -s
    assert faults == {}
    assert answers.total() >= EXAMPLES

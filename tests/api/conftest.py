"""Whatever a test here asks of the API, the answer is one that the published description has."""

import pytest
from django.test import Client

from tests.api.described import judge


@pytest.fixture(autouse=True)
def _answers_are_as_described(monkeypatch):
    ask = Client.request

    def held_to_it(self, **request):
        response = ask(self, **request)
        judge(response.request, response)
        return response

    monkeypatch.setattr(Client, "request", held_to_it)

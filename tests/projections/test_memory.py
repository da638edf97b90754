"""What a process remembers between requests, and when it forgets."""

import pytest
from django.utils import translation

from medications.models import SocietyProfile
from medications.projections import memory
from medications.projections.memory import Memory
from tests.factories import publications, records

pytestmark = pytest.mark.django_db


def test_value_is_made_once():
    made = []

    values = [Memory().get("key", lambda: made.append(1) or "value") for _ in range(3)]

    assert values == ["value"] * 3
    assert made == [1]


def test_nothing_is_remembered_across_a_publish():
    Memory().get("key", lambda: "old")

    publications.published(records.small_record())

    assert Memory().get("key", lambda: "new") == "new"


def test_request_that_began_before_a_publish_keeps_what_it_saw():
    before = Memory()
    before.get("key", lambda: "old")

    publications.published(records.small_record())
    Memory()

    assert before.get("key", lambda: "new") == "old"


def test_fault_while_making_a_value_is_not_remembered():
    with pytest.raises(ZeroDivisionError):
        Memory().get("key", lambda: 1 / 0)

    assert Memory().get("key", lambda: "value") == "value"


def test_oldest_goes_when_there_is_too_much(monkeypatch):
    monkeypatch.setattr(memory, "MOST", 3)
    kept = Memory()
    for key in range(5):
        kept.get(key, lambda key=key: key)

    assert [key for _language, key in Memory.kept[1]] == [2, 3, 4]


def test_profile_is_the_newest_one(client):
    SocietyProfile.objects.create(version=2, name="Tarnholm society")

    assert Memory().profile.name == "Tarnholm society"


def test_words_are_remembered_for_the_language_they_are_in():
    kept = Memory()
    kept.get("words", lambda: "English")

    with translation.override("de"):
        assert kept.get("words", lambda: "Deutsch") == "Deutsch"
    assert kept.get("words", lambda: "never made") == "English"

from datetime import UTC, datetime, timedelta

import pytest

from medications.actions.feedback import policy_violations
from medications.content.policy_reports import StoppedLoad
from medications.models import PolicyViolation

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
LOAD = StoppedLoad("img-src", "inline", "/medications/")


def rows() -> list[tuple]:
    return list(PolicyViolation.objects.order_by("pk").values_list("directive", "blocked", "path", "count"))


def test_the_same_again_is_counted():
    later = NOW + timedelta(hours=1)

    policy_violations.count(loads=[LOAD, LOAD], now=NOW)
    policy_violations.count(loads=[LOAD], now=later)

    row = PolicyViolation.objects.get()
    assert (row.count, row.first_seen, row.last_seen) == (3, NOW, later)


def test_each_kind_has_a_row():
    policy_violations.count(loads=[LOAD, StoppedLoad("img-src", "inline", "/symptoms/")], now=NOW)

    assert rows() == [("img-src", "inline", "/medications/", 1), ("img-src", "inline", "/symptoms/", 1)]


def test_a_minute_takes_so_many_and_no_more(monkeypatch):
    monkeypatch.setattr(policy_violations, "MOST_A_MINUTE", 3)

    policy_violations.count(loads=[LOAD] * 5, now=NOW)
    policy_violations.count(loads=[LOAD], now=NOW)
    assert rows() == [("img-src", "inline", "/medications/", 3)]

    policy_violations.count(loads=[LOAD], now=NOW + timedelta(minutes=1))
    assert rows() == [("img-src", "inline", "/medications/", 4)]


def test_beyond_so_many_kinds_those_not_seen_for_longest_go(monkeypatch):
    monkeypatch.setattr(policy_violations, "MOST_KINDS", 2)

    for minutes, path in enumerate(["/a/", "/b/", "/a/", "/c/"]):
        policy_violations.count(loads=[StoppedLoad("img-src", "inline", path)], now=NOW + timedelta(minutes=minutes))

    assert [row[2] for row in rows()] == ["/a/", "/c/"]

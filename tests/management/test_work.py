"""The worker's second hand: messages to webhooks go out beside the tasks."""

import pytest
from django_tasks_db.management.commands import db_worker

from medications.actions.partners import key_ends, webhook_outbox
from medications.management.commands import serve, work


@pytest.fixture
def looks(monkeypatch) -> list:
    """What `deliver_due` was called with."""
    found = []
    monkeypatch.setattr(webhook_outbox, "deliver_due", lambda *args, **kwargs: found.append(args))
    monkeypatch.setattr(webhook_outbox, "prune", lambda **kwargs: 0)
    monkeypatch.setattr(key_ends, "tell", lambda **kwargs: 0)
    monkeypatch.setattr(work, "close_old_connections", lambda: None)
    return found


def test_the_service_runs_it():
    assert "work" in serve.commands("127.0.0.1", 8000)["worker"]


def test_it_looks_again_and_again_until_it_is_ended(looks, monkeypatch):
    monkeypatch.setattr(work, "POLL_SECONDS", 0.01)
    pusher = work.Pusher(outgoing=None)
    pusher.start()
    while len(looks) < 3:
        pass
    pusher.ended.set()
    pusher.join(2)

    assert not pusher.is_alive()


def test_an_error_does_not_end_it(looks, monkeypatch, caplog):
    pusher = work.Pusher(outgoing=None)
    monkeypatch.setattr(webhook_outbox, "deliver_due", lambda *args, **kwargs: 1 / 0)
    pusher.look()

    assert "trying again" in caplog.text


def test_all_that_is_due_is_sent_once_when_it_runs_to_the_end(looks, monkeypatch):
    monkeypatch.setattr(db_worker.Command, "handle", lambda self, **options: looks.append("tasks"))

    work.Command().handle(batch=True)

    assert [looks[0], len(looks)] == ["tasks", 2]


def test_what_is_done_once_an_hour_is_not_done_each_second(looks, monkeypatch):
    done = []
    monkeypatch.setattr(key_ends, "tell", lambda **kwargs: done.append("told"))
    monkeypatch.setattr(webhook_outbox, "prune", lambda **kwargs: done.append("pruned"))
    pusher = work.Pusher(outgoing=None)

    pusher.look()
    pusher.look()
    after_a_second = list(done)
    pusher.last_hour -= work.HOUR
    pusher.look()

    assert after_a_second == ["pruned", "told"]
    assert done == after_a_second * 2

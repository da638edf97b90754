"""Work for the worker."""

from medications.delivery.tasks import send_mail_later


def test_a_mail_to_nobody_is_not_sent(mailoutbox):
    assert send_mail_later.call(subject="Hello", body="A mail.", to="") == 0

    assert mailoutbox == []

"""Eight people send one form at the same moment, each from the same version. Real requests on real connections, one a thread."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import close_old_connections, connection

from medications.models import Autosave, Event, EventKind
from tests.admin.desk import address
from tests.admin.filled import boxes
from tests.factories import accounts, drafts, records

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

AT_ONCE = 8


def test_of_eight_saves_at_once_one_is_accepted_and_seven_must_choose(desk):
    document = drafts.draft(records.small_record()).document
    editors = [desk(accounts.writer(name=f"editor-{number}")) for number in range(AT_ONCE)]
    forms = [{**editor.boxes(document), "pronunciation": f"by {number}"} for number, editor in enumerate(editors)]
    ready = threading.Barrier(AT_ONCE, timeout=60)

    def send(number: int):
        close_old_connections()
        try:
            ready.wait()
            response = editors[number].client.post(address(document), forms[number])
            return response.status_code, response.content.decode()
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = list(pool.map(send, range(AT_ONCE)))

    assert sorted(status for status, _ in answers) == [302] + [409] * 7
    winner = next(number for number, (status, _) in enumerate(answers) if status == 302)
    said = document.revisions.order_by("-number").first().record.pronunciation
    assert (document.revisions.count(), said) == (2, f"by {winner}")
    for number, (status, page) in enumerate(answers):
        assert status == 302 or (f"by {number}" in page and f"by {winner}" in page)
    assert Event.objects.filter(kind=EventKind.DRAFT_SAVED, subject_id=str(document.pk)).count() == 2
    assert Autosave.objects.count() == AT_ONCE - 1


def test_of_eight_choices_at_once_one_is_accepted_and_seven_must_choose_again(desk):
    document = drafts.draft(records.small_record()).document
    editors = [desk(accounts.writer(name=f"editor-{number}")) for number in range(AT_ONCE)]
    forms = [{**editor.boxes(document), "pronunciation": f"by {number}"} for number, editor in enumerate(editors)]
    drafts.edited(document, pronunciation="by the first")
    screens = [editor.save(document, form) for editor, form in zip(editors, forms, strict=True)]
    sent = [{**boxes(screen, "merge_form"), "choice:pronunciation": "mine"} for screen in screens]
    ready = threading.Barrier(AT_ONCE, timeout=60)

    def send(number: int) -> int:
        close_old_connections()
        try:
            ready.wait()
            return editors[number].client.post(address(document, "merge"), sent[number]).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = list(pool.map(send, range(AT_ONCE)))

    assert sorted(answers) == [302] + [409] * 7
    assert document.revisions.count() == 3

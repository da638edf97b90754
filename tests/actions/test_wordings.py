"""Printed wordings linked to terms, on all pages of an upload."""

import pytest

from medications.actions import drafts as actions
from medications.actions import wordings
from medications.actions.wordings import Meaning
from medications.errors import NotAllowed, PortalError
from medications.models import Document, Finding, SideEffect
from tests.factories import accounts, drafts, records
from tests.factories.publications import NOW
from tests.factories.takeovers import about_testamine, upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def pages() -> list[Document]:
    """Two medicines: both print yawning, one chills, which is no term."""
    drafts.draft(records.side_effect_record("sleepiness", name="sleepiness"))
    one = about_testamine(side_effects="Effects that go away: Yawning*; chills.")
    two = about_testamine(names="Zetex (U.K.)", opening="Zetamine is an agent.", side_effects="Effects that go away: yawning.")
    batch = upload(("testamine.txt", one.encode()), ("zetamine.txt", two.encode()))
    return [file.run.document for file in batch.files.all()]


def terms(document) -> dict[str, list[str]]:
    record = document.revisions.order_by("-number").first().record
    return {row.wording: [term.code for term in row.terms] for row in record.side_effects}


def give(pages, codes, by=None):
    meanings = {wording: Meaning(tuple(some)) for wording, some in codes.items()}
    return wordings.give_meaning(documents=pages, meanings=meanings, by=by or accounts.writer(), now=NOW)


def test_wordings_without_a_term_come_with_their_number(pages):
    found, total = wordings.without_term(pages, at_most=2)

    assert total == 2
    assert [(each.text, each.rows) for each in found] == [("Yawning", 2), ("chills", 1)]


def test_a_wording_is_linked_on_every_page_that_prints_it_in_whatever_case(pages):
    assert give(pages, {"yawning": ["sleepiness"]}).done == 2

    assert terms(pages[0]) == {"Yawning": ["sleepiness"], "chills": []}
    assert terms(pages[1]) == {"yawning": ["sleepiness"]}


def test_the_finding_is_settled_where_no_wording_is_left(pages):
    give(pages, {"yawning": ["sleepiness"]})

    still_open = Finding.objects.filter(code=wordings.TERMS_UNMAPPED, settled_at=None)
    assert [finding.document for finding in still_open] == [pages[0]]


def test_a_term_that_is_not_there_changes_nothing(pages):
    with pytest.raises(PortalError, match="nonsense"):
        give(pages, {"yawning": ["sleepiness"], "chills": ["nonsense"]})

    assert terms(pages[1]) == {"yawning": []}


def test_a_page_of_another_upload_is_not_touched(pages):
    give(pages[:1], {"yawning": ["sleepiness"]})

    assert terms(pages[1]) == {"yawning": []}


def test_a_page_that_cannot_be_changed_is_named_and_does_not_stop_the_others(pages, monkeypatch):
    change = wordings.drafts.change_record

    def refusing(*, document, **kwargs):
        if document == pages[0]:
            raise PortalError("no")
        return change(document=document, **kwargs)

    monkeypatch.setattr(wordings.drafts, "change_record", refusing)

    result = give(pages, {"yawning": ["sleepiness"]})

    assert (result.done, result.failed) == (1, [("testamine", "no")])
    assert terms(pages[1]) == {"yawning": ["sleepiness"]}


def test_a_term_that_is_missing_is_not_made_when_nothing_could_be_linked(pages):
    meanings = {"yawning": Meaning(("nonsense",), new_term="deep yawns")}

    with pytest.raises(PortalError):
        wordings.give_meaning(documents=pages, meanings=meanings, by=accounts.writer(), now=NOW)

    assert not SideEffect.objects.filter(name="deep yawns").exists()


def test_a_new_term_gets_an_address_that_is_free():
    drafts.draft(records.side_effect_record("fatigue", name="fatigue", slug="tiredness"))

    assert wordings.new_term(name="Tiredness", by=accounts.writer()) == "tiredness-2"


def test_a_term_that_was_put_away_is_not_linked(pages):
    actions.archive(document=SideEffect.objects.get(code="sleepiness").document, by=accounts.writer(), now=NOW)

    with pytest.raises(PortalError, match="sleepiness"):
        give(pages, {"yawning": ["sleepiness"]})


def test_a_new_term_is_a_draft_with_a_code_of_its_own():
    drafts.draft(records.side_effect_record("chills", name="feeling cold"))

    code = wordings.new_term(name="Chills*", by=accounts.writer())

    assert (code, SideEffect.objects.get(code=code).name) == ("chills-2", "Chills")


def test_a_new_term_whose_name_is_known_is_the_one_that_is_here():
    drafts.draft(records.side_effect_record("chills", name="chills"))

    assert wordings.new_term(name="Chills", by=accounts.writer()) == "chills"


def test_a_reviewer_may_not_link(pages):
    with pytest.raises(NotAllowed):
        give(pages, {"yawning": ["sleepiness"]}, by=accounts.reviewer())

"""The screens on which a page is withdrawn, put back, and loses an old text; and the table of what the public gets then."""

import re

import pytest

from medications.models import Publication, Suppression, Withdrawal
from tests.admin.desk import address, said
from tests.factories import accounts, drafts, publications, records
from tests.factories.publications import NOW
from tests.factories.withdrawals import suppressed, withdrawn

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

GONE = {"kind": "gone", "explanation": "It did harm."}


@pytest.fixture
def live():
    return publications.published(records.small_record())


@pytest.fixture
def other():
    return publications.published(records.small_record("otherazine")).document


@pytest.fixture
def publisher(desk):
    return desk(accounts.publisher())


@pytest.fixture
def administrator(desk):
    return desk(accounts.account("administrator"))


def text(response, status: int = 200) -> str:
    assert response.status_code == status
    return re.sub(r"\s+", " ", response.content.decode())


def panel_of(desk, document) -> str:
    return text(desk.open(document)).split('id="panel-heading"')[1].split("</section>")[0]


# Withdrawing


def test_withdrawing_leads_to_what_the_public_gets(publisher, live):
    response = publisher.client.post(address(live.document, "withdraw"), GONE)

    assert response["Location"] == address(live.document, "read_back")
    assert said(response) == ["orbelazine is withdrawn."]
    page = text(publisher.client.get(response["Location"]))
    assert "places show what they should" in page
    assert "NOT as expected" not in page
    assert publisher.client.get("/medications/orbelazine/").status_code == 410


def test_a_word_of_the_explanation_is_mended_without_typing_all_of_it_again(publisher, live):
    publisher.client.post(address(live.document, "withdraw"), {**GONE, "explanation": "It is out of dat."})

    page = text(publisher.open(live.document, "withdraw"))

    assert "It is out of dat.</textarea>" in page
    assert re.search(r'value="error"[^>]* checked|value="gone"[^>]* checked', page)
    publisher.client.post(address(live.document, "withdraw"), {**GONE, "explanation": "It is out of date."})
    assert "It is out of date." in panel_of(publisher, live.document)
    assert "out of dat." not in panel_of(publisher, live.document)


def test_the_answer_can_be_seen_before_it_is_done(publisher, live, other):
    values = {**GONE, "replacement": str(other.pk), "look": "1"}

    page = text(publisher.client.post(address(live.document, "withdraw"), values))

    assert "Not done yet." in page
    assert "<p>It did harm.</p>" in page
    assert "Read instead: Otherazine" in page
    assert Publication.objects.live().filter(document=live.document).exists()


def test_only_other_public_pages_of_the_kind_are_offered_to_read_instead(publisher, live, other):
    drafts.draft(records.small_record("draftol"))

    page = text(publisher.open(live.document, "withdraw"))

    offered = re.findall(r"<option value=\"[^\"]*\"[^>]*>([^<]*)</option>", page)
    assert offered == ["– no page –", "Otherazine"]


def test_what_is_missing_is_said_and_what_was_typed_is_kept(publisher, live):
    page = text(publisher.client.post(address(live.document, "withdraw"), {"kind": "moved", "explanation": "Merged <pages>."}))

    assert "Choose the page that its address leads to." in page
    assert "Merged &lt;pages&gt;.</textarea>" in page
    assert not Withdrawal.objects.exists()


def test_a_replacement_that_does_not_exist_is_refused(publisher, live):
    for value in ("nonsense", str(live.document_id)):
        page = text(publisher.client.post(address(live.document, "withdraw"), {**GONE, "replacement": value}))
        assert "Select a valid choice." in page


def test_a_term_that_public_pages_name_says_which_and_has_no_form(publisher, live):
    tremor = drafts.find_document("symptom", "tremor")

    page = text(publisher.open(tremor, "withdraw"))

    assert "<li>orbelazine</li>" in page
    assert ">Withdraw it</button>" not in page


def test_a_term_without_a_page_can_only_be_gone(publisher):
    term = publications.published(records.drug_class_record()).document

    page = text(publisher.open(term, "withdraw"))

    assert page.count('name="kind"') == 1


def test_what_was_never_public_has_nothing_to_withdraw(publisher):
    assert "nothing to withdraw" in text(publisher.open(drafts.draft(records.small_record()).document, "withdraw"))


@pytest.mark.parametrize("screen", ["withdraw", "reinstate"])
@pytest.mark.parametrize("role", ["writer", "reviewer"])
def test_who_may_not_publish_does_neither(desk, live, role, screen):
    client = desk(accounts.account(role)).client

    assert client.get(address(live.document, screen)).status_code == 403
    assert client.post(address(live.document, screen), GONE).status_code == 403


# Where the page stands


def test_panel_says_who_withdrew_it_when_and_why_and_how_it_comes_back(publisher, live, other):
    withdrawn(live.document, "moved", replacement=other)

    panel = panel_of(publisher, live.document)

    assert "Withdrawn on May 1, 2026 by Publisher" in panel
    assert "<p>It is no longer sold.</p>" in panel
    assert "Read instead: Otherazine." in panel
    for screen in ("reinstate", "withdraw", "read_back"):
        assert f'href="{address(live.document, screen)}"' in panel


def test_panel_of_a_writer_has_no_ways_to_take_down(desk, live):
    panel = panel_of(desk(accounts.writer()), live.document)

    assert f'href="{address(live.document, "read_back")}"' in panel
    for screen in ("reinstate", "withdraw", "removals"):
        assert f'href="{address(live.document, screen)}"' not in panel


def test_a_draft_that_waits_is_told_that_its_page_is_withdrawn(publisher, live):
    publications.approve(drafts.edited(live.document, pronunciation="new"))
    withdrawn(live.document)

    assert "This page is withdrawn. It does not come back by publishing" in panel_of(publisher, live.document)
    assert ">Publish</button>" not in text(publisher.open(live.document, "publish"))


# Putting back


def test_putting_back_as_it_was(publisher, live):
    withdrawn(live.document)
    page = text(publisher.open(live.document, "reinstate"))
    assert "As it was: publication 1" in page

    response = publisher.client.post(
        address(live.document, "reinstate"), {"digest": live.revision.digest, "text": "as_it_was", "note": "It is sold again."}
    )

    assert response["Location"] == address(live.document, "read_back")
    assert Publication.objects.get(document=live.document).withdrawal is None
    assert "places show what they should" in text(publisher.client.get(response["Location"]))


def test_putting_back_with_the_newest_version(publisher, live):
    new = publications.approve(drafts.edited(live.document, pronunciation="new"))
    withdrawn(live.document)
    assert "With the newest version, number 2" in text(publisher.open(live.document, "reinstate"))

    publisher.client.post(address(live.document, "reinstate"), {"digest": new.digest, "text": "new_text", "note": "Put right."})

    assert Publication.objects.get(document=live.document).revision == new


def test_a_newest_version_that_changed_meanwhile_is_not_put_back(publisher, live):
    opened = publications.approve(drafts.edited(live.document, pronunciation="new"))
    withdrawn(live.document)
    publications.approve(drafts.edited(live.document, pronunciation="sneaked in"))

    page = text(
        publisher.client.post(
            address(live.document, "reinstate"), {"digest": opened.digest, "text": "new_text", "note": "Put right."}
        )
    )

    assert "The draft has changed since you opened this screen." in page
    assert Publication.objects.get(document=live.document).withdrawal is not None


def test_a_version_without_its_approval_is_not_offered_and_says_why(publisher, live):
    drafts.edited(live.document, availability="prescription")
    withdrawn(live.document)

    page = text(publisher.open(live.document, "reinstate"))

    assert "The newest version, number 2, is not ready" in page
    assert "No clinical reviewer has approved exactly this version." in page
    assert 'value="new_text"' not in page


def test_a_page_whose_text_was_removed_says_what_to_do(publisher, live):
    withdrawn(live.document)
    suppressed(live.revision)

    page = text(publisher.open(live.document, "reinstate"))

    assert "It cannot come back as it was" in page
    assert "Write a new text first" in page
    assert ">Put it back</button>" not in page


def test_a_page_that_is_public_has_nothing_to_put_back(publisher, live):
    assert "nothing to put back" in text(publisher.open(live.document, "reinstate"))


# Removing a text


@pytest.fixture
def old():
    """The first publication of a page that has a second one by now."""
    change = publications.published(records.small_record(look_alike_footnote="Take nine."))
    publications.republished(change.document, now=NOW, look_alike_footnote="Take one.")
    return change


def remove(desk, change, **values):
    sent = {"reason": "The dose was wrong.", "confirmation": "orbelazine 1", **values}
    return desk.client.post(address(change.document, "suppress", change.publication_number), sent)


def test_removing_a_text_leads_to_what_the_public_gets(administrator, old):
    response = remove(administrator, old)

    assert response["Location"] == address(old.document, "read_back")
    assert "says that its text was removed (410)" in text(administrator.client.get(response["Location"]))
    assert Suppression.objects.get().digest == old.revision.digest


@pytest.mark.parametrize("typed", ["", "yes", "orbelazine 2", "orbelazine"])
def test_without_the_very_name_and_number_nothing_is_removed(administrator, old, typed):
    page = text(remove(administrator, old, confirmation=typed))

    assert "The dose was wrong.</textarea>" in page
    assert not Suppression.objects.exists()


def test_the_name_may_be_typed_in_capitals(administrator, old):
    remove(administrator, old, confirmation=" Orbelazine  1 ")

    assert Suppression.objects.exists()


def test_the_list_says_which_can_be_removed_and_why_others_cannot(administrator, old):
    page = text(administrator.open(old.document, "removals"))

    assert f'href="{address(old.document, "suppress", 1)}"' in page
    assert f'href="{address(old.document, "suppress", 2)}"' not in page
    assert "This is what readers see now." in page


def test_the_live_text_says_why_it_cannot_be_removed(administrator, live):
    page = text(administrator.client.get(address(live.document, "suppress", 1)))

    assert "Correct the page or withdraw it first" in page
    assert ">Remove this text for good</button>" not in page


def test_a_draft_that_says_the_same_is_pointed_out(administrator, live):
    withdrawn(live.document)

    assert "The draft still says the same." in text(administrator.client.get(address(live.document, "suppress", 1)))


def test_a_publication_that_never_was_is_not_found(administrator, live):
    assert administrator.client.get(address(live.document, "suppress", 9)).status_code == 404


@pytest.mark.parametrize("role", ["writer", "reviewer", "publisher"])
def test_only_administrators_remove_texts(desk, old, role):
    other = desk(accounts.account(role))

    assert other.open(old.document, "removals").status_code == 403
    assert remove(other, old).status_code == 403
    assert not Suppression.objects.exists()


# Reading back


def test_what_is_wrong_is_said_loudly_with_what_to_do(publisher, live):
    live.document.index_row.delete()

    page = text(publisher.open(live.document, "read_back"))

    assert 'role="alert"' in page
    assert re.search(r"\d of \d+ places do not show what they should", page)
    assert "NOT as expected" in page
    assert "rebuild_index" in page


def test_a_surface_that_fails_does_not_fail_the_screen(publisher, live, monkeypatch):
    monkeypatch.setattr("medications.delivery.surfaces_of_pages._version", lambda answer: 1 / 0)

    assert "could not be looked at: ZeroDivisionError" in text(publisher.open(live.document, "read_back"))


def test_how_late_copies_may_be_is_said(publisher, live, settings):
    settings.STALE_LIMIT = 60

    page = text(publisher.open(live.document, "read_back"))

    assert "for up to 60 seconds" in page
    assert "after 7 days at the latest" in page


def test_a_draft_is_found_nowhere(publisher):
    assert "This was never public." in text(publisher.open(drafts.draft(records.small_record()).document, "read_back"))


def test_reading_back_is_only_read(publisher, live):
    assert publisher.client.post(address(live.document, "read_back")).status_code == 405

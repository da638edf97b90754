"""The screen on which a clinical reviewer confirms a public page in one act."""

import pytest
from django.utils import timezone

from medications.models import Publication, Suppression
from tests.admin.desk import address, said
from tests.factories import accounts, drafts, publications, records

pytestmark = pytest.mark.slow


@pytest.fixture
def live(db):
    return publications.published(records.small_record(pronunciation="or-BEL"), now=publications.NOW.replace(year=2024))


def confirm(desk, revision, *, by=None, **values):
    sent = {"digest": revision.digest, "whole_record": "on", **values}
    return desk(by or accounts.reviewer()).client.post(address(revision.document, "reviewed"), sent)


def publication(revision) -> Publication:
    return Publication.objects.get(document=revision.document)


def test_the_page_is_shown_as_readers_see_it_and_not_the_newer_draft(desk, live):
    drafts.edited(live.document, pronunciation="sneaked in")

    page = desk(accounts.reviewer()).open(live.document, "reviewed").content.decode()

    assert "or-BEL" in page
    assert "sneaked in" not in page
    assert "There is a newer draft, version 2." in page


def test_confirming_moves_the_date_last_reviewed(desk, live):
    response = confirm(desk, live.revision, comment="Against the label of May.")

    assert response["Location"] == address(live.document)
    assert "reviewed, nothing to change" in said(response)[0]
    assert publication(live.revision).last_reviewed == timezone.localdate()
    assert live.revision.reviews.first().comment == "Against the label of May."


def test_without_the_tick_nothing_is_confirmed_and_the_comment_stays(desk, live):
    response = confirm(desk, live.revision, whole_record="", comment="Against the label of May.")

    page = response.content.decode()
    assert "Tick this once you have read the whole page" in page
    assert "Against the label of May.</textarea>" in page
    assert publication(live.revision).number == 1


def test_what_became_public_after_the_screen_was_opened_is_not_confirmed(desk, live):
    publications.republished(live.document, now=publications.NOW, pronunciation="new")

    response = confirm(desk, live.revision)

    assert "Another text has become public since you opened this screen." in response.content.decode()
    assert publication(live.revision).number == 2


def test_a_digest_of_nothing_confirms_nothing(desk, live):
    response = desk(accounts.reviewer()).client.post(
        address(live.document, "reviewed"), {"digest": "0" * 64, "whole_record": "on"}
    )

    assert "Another text has become public" in response.content.decode()


def test_the_panel_offers_it_to_clinical_reviewers_of_public_pages(desk, live):
    draft = drafts.draft(records.small_record("draft")).document

    def offers(document, account) -> bool:
        return f'href="{address(document, "reviewed")}"' in desk(account).open(document).content.decode()

    assert offers(live.document, accounts.reviewer())
    assert not offers(live.document, accounts.publisher())
    assert not offers(draft, accounts.reviewer())


def test_what_was_never_public_has_nothing_to_confirm(desk):
    page = desk(accounts.reviewer()).open(drafts.draft(records.small_record()).document, "reviewed").content.decode()

    assert "This has never been public" in page
    assert '<button type="submit" class="button default">' not in page


def test_a_text_that_was_removed_is_not_shown(desk, live):
    Suppression.objects.create(document=live.document, revision=live.revision, digest=live.revision.digest, reason="Harm.")

    page = desk(accounts.reviewer()).open(live.document, "reviewed").content.decode()

    assert "The text of the public version was removed" in page
    assert "or-BEL" not in page


def test_a_term_without_a_page_is_confirmed_too(desk):
    live = publications.published(records.drug_class_record())

    confirm(desk, live.revision)

    assert publication(live.revision).number == 2


@pytest.mark.parametrize("role", ["writer", "publisher", "administrator"])
def test_who_is_no_clinical_reviewer_sees_no_screen_and_confirms_nothing(desk, live, role):
    user = accounts.account(role)

    assert desk(user).open(live.document, "reviewed").status_code == 403
    assert confirm(desk, live.revision, by=user).status_code == 403
    assert publication(live.revision).number == 1

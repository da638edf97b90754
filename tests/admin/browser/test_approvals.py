"""Whose approval counts, with two people signed in: never one's own, on no screen, and not that of another text."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from medications.models import Publication, Review
from medications.permissions import Role
from tests.admin.desk import address
from tests.factories import accounts, publications, records

WORDS = "Take it in the evening."
OWN = "You wrote part of this version yourself"


@pytest.fixture
def document(transactional_db):
    return publications.published(records.small_record(), now=timezone.now()).document


def write(page, document) -> None:
    page.goto(address(document))
    page.get_by_label("Footnote on look-alikes").fill(WORDS)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved: orbelazine, version")).to_be_visible()


def approve(page, document) -> None:
    page.goto(address(document, "approve"))
    page.get_by_role("button", name="Approve this version").click()


def post(page, document, screen: str, **values) -> None:
    """Sends a form without its screen, as a script would."""
    page.goto(address(document, screen))
    token = page.locator("input[name=csrfmiddlewaretoken]").first.get_attribute("value")
    digest = document.revisions.order_by("-number").first().digest
    sent = {"csrfmiddlewaretoken": token, "digest": digest, **values}
    page.request.post(address(document, screen), form=sent, headers={"Referer": page.url})


@pytest.mark.parametrize("superuser", [False, True])
def test_own_words_are_approved_by_no_form_and_no_direct_post(document, window, superuser):
    vera = accounts.account(Role.WRITER, Role.REVIEWER, Role.PUBLISHER, name="vera", superuser=superuser)
    page = window(vera)
    write(page, document)

    approve(page, document)
    expect(page.get_by_role("alert").get_by_text(OWN)).to_be_visible()
    post(page, document, "approve", decision="approved", whole_record="on")
    post(page, document, "publish", note="Mine.", kind="updated")

    assert not Review.objects.filter(revision__number=2, revision__document=document).exists()
    assert Publication.objects.get(document=document).number == 1


def test_own_words_are_not_approved_once_a_colleague_has_saved_them(document, window):
    vera, page = accounts.account(Role.WRITER, Role.REVIEWER, name="vera"), window(accounts.writer("otto"))
    own = window(vera)
    write(own, document)

    page.goto(address(document))
    page.get_by_label("Pronunciation").fill("or-BEL")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved: orbelazine, version 3.")).to_be_visible()
    approve(own, document)

    expect(own.get_by_role("alert").get_by_text(OWN)).to_be_visible()


def test_no_list_offers_to_approve_or_publish_many(document, window):
    page = window(accounts.account(*Role, name="everything"))

    page.goto("/admin/medications/medication/")

    offered = page.get_by_label("Action").locator("option").all_inner_texts()
    assert [each for each in offered if "rchive" not in each and "---" not in each] == []


def test_an_edit_after_the_approval_voids_it(document, window):
    writer, reviewer, publisher = (window(each) for each in (accounts.writer(), accounts.reviewer(), accounts.publisher()))
    write(writer, document)
    approve(reviewer, document)
    expect(reviewer.get_by_text("you have approved version 2").first).to_be_visible()
    publisher.goto(address(document, "publish"))
    expect(publisher.get_by_role("button", name="Publish", exact=True)).to_be_visible()

    writer.goto(address(document))
    writer.get_by_label("Footnote on look-alikes").fill(f"{WORDS} With water.")
    writer.get_by_role("button", name="Save", exact=True).click()
    expect(writer.get_by_text("Saved: orbelazine, version 3.")).to_be_visible()

    publisher.get_by_label("What changed").fill("When to take it.")
    publisher.get_by_role("button", name="Publish", exact=True).click()
    expect(publisher.get_by_text("The draft has changed since you opened this screen.").first).to_be_visible()
    publisher.goto(address(document, "publish"))
    expect(publisher.get_by_text("No clinical reviewer has approved exactly this version.").first).to_be_visible()
    assert Publication.objects.get(document=document).number == 1

"""Asking an outside reviewer, in Chromium."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from medications.actions import invitations
from tests.factories import accounts, drafts, records
from tests.factories.invitations import invited


@pytest.fixture
def revision(transactional_db):
    return drafts.draft(records.small_record())


def ask(revision, name: str) -> str:
    now = timezone.now()
    return invited(revision, name=name, now=now, expires=now + invitations.LONGEST)[1]


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1280, "light")])
def test_the_screens_have_no_fault_that_axe_finds_and_nothing_sticks_out(revision, window, assert_fit_for_use, width, scheme):
    used = ask(revision, "Dr. Bo Example")
    now = timezone.now()
    invitations.decide(token=used, decision="approved", comment="", consent=True, whole_record=True, now=now)
    page = window(accounts.publisher(), width=width, color_scheme=scheme)

    page.goto(f"/admin/medications/medication/{revision.document.medication.pk}/invitations/")
    page.get_by_role("button", name="Make the link").click()
    expect(page.get_by_text("Please correct the error")).to_be_visible()
    assert_fit_for_use(page)
    page.get_by_label("Name of the reviewer").fill("Dr. Ada Example")
    page.get_by_label("Credentials").fill("MD, neurologist, Example Hospital")
    page.get_by_role("button", name="Make the link").click()
    expect(page.get_by_label("Link for Dr. Ada Example")).to_be_visible()
    assert_fit_for_use(page)
    page.get_by_role("link", name="I have copied it").click()
    page.get_by_role("button", name="Take back the link of Dr. Ada Example").click()
    expect(page.get_by_text("The link of Dr. Ada Example opens nothing any more.")).to_be_visible()
    assert_fit_for_use(page)

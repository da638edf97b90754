"""Who is named as the reviewer of a page: an outside reviewer who agreed to it, of exactly this text, when it was published."""

from datetime import timedelta

import pytest

from medications.actions import invitations as links
from medications.actions import reviewed_again
from medications.models import Publication
from medications.projections import drift
from medications.projections.facts import Facts
from medications.projections.reviewers import with_reviewer
from tests.factories import accounts, drafts, invitations, publications, records
from tests.factories.publications import NOW

pytestmark = pytest.mark.django_db

NAMED = "Dr. Ada Example, MD, neurologist"
LATER = NOW + timedelta(days=1)


def approved_by_link(revision, *, whole_record: bool = False):
    _, token = invitations.invited(revision)
    links.decide(token=token, decision="approved", comment="", consent=True, whole_record=whole_record, now=NOW)
    return revision


def reviewer_of(published) -> str:
    return with_reviewer(Facts.of(published), published).reviewer


def live(change) -> Publication:
    return Publication.objects.select_related("revision").get(document=change.document_id)


def test_an_outside_reviewer_is_named_with_credentials(client):
    change = publications.publish(approved_by_link(drafts.draft(records.small_record())))

    assert reviewer_of(live(change)) == NAMED
    assert f"Approved by {NAMED} before it was published." in client.get("/medications/orbelazine/").content.decode()


def test_staff_stand_behind_a_page_by_their_role_alone(client):
    change = publications.published(records.small_record())

    assert reviewer_of(live(change)) == ""
    assert "Approved by a clinical reviewer before" in client.get("/medications/orbelazine/").content.decode()


def test_who_read_the_whole_page_stands_before_who_read_the_change():
    revision = publications.approve(approved_by_link(drafts.draft(records.small_record()), whole_record=True))

    assert reviewer_of(live(publications.publish(revision))) == NAMED


def test_a_review_of_another_text_counts_for_nothing():
    first = publications.publish(approved_by_link(drafts.draft(records.small_record()), whole_record=True))
    second = publications.republished(first.document, now=LATER, pronunciation="or-BEL")

    assert reviewer_of(live(second)) == ""


def test_an_old_version_keeps_its_reviewer(client):
    first = publications.publish(approved_by_link(drafts.draft(records.small_record())))
    publications.republished(first.document, now=LATER, pronunciation="or-BEL")

    assert reviewer_of(first) == NAMED
    assert NAMED in client.get("/medications/orbelazine/history/1/").content.decode()
    assert NAMED not in client.get("/medications/orbelazine/").content.decode()


def test_a_later_review_does_not_change_what_an_old_version_said():
    first = publications.publish(approved_by_link(drafts.draft(records.small_record())))
    again = reviewed_again.confirm(revision=first.revision, by=accounts.reviewer(name="second"), now=LATER)

    assert reviewer_of(first) == NAMED
    assert reviewer_of(again) == ""


def test_a_starter_page_has_no_reviewer():
    change = publications.publish(approved_by_link(drafts.draft(records.small_record())))
    page = live(change)
    page.basis = "starter"

    assert reviewer_of(page) == ""


def test_the_index_is_made_from_it_the_same_each_time():
    publications.publish(approved_by_link(drafts.draft(records.small_record())))

    assert drift.find() == []

"""The screen on which a publisher makes an approved version public."""

import pytest
from django.utils import timezone

from medications.actions import reviews
from medications.models import Change, Publication
from tests.admin.desk import address, said
from tests.factories import accounts, drafts, publications, records

pytestmark = pytest.mark.slow


def publish(desk, revision, *, by=None, **values):
    client = desk(by or accounts.publisher()).client
    return client.post(address(revision.document, "publish"), {"digest": revision.digest, **values})


def page_of(desk, revision) -> str:
    return desk(accounts.publisher()).open(revision.document, "publish").content.decode()


def test_the_whole_round_from_draft_to_public_page(desk):
    revision = drafts.draft(records.small_record())
    desk(accounts.reviewer()).client.post(
        address(revision.document, "approve"), {"digest": revision.digest, "decision": "approved", "whole_record": "on"}
    )

    response = publish(desk, revision)

    publication = Publication.objects.get(document=revision.document)
    assert (publication.revision, publication.basis, publication.role) == (revision, "reviewed", "reviewer")
    assert publication.last_reviewed is not None
    assert response["Location"] == address(revision.document)
    assert said(response) == ['orbelazine is public now. <a href="/medications/orbelazine/">View on site</a>']


def test_terms_that_become_public_with_it_are_named(desk):
    page = page_of(desk, publications.approved())

    assert "Published with it" in page
    for line in ("tremor (symptom)", "calming agent (drug class)", "drowsiness (side effect)", "Steady days (source)"):
        assert f"<li>{line}</li>" in page


def test_a_first_publication_needs_no_note_a_later_one_does(desk):
    first = publications.approved(records.small_record())
    publish(desk, first)
    second = publications.approve(drafts.edited(first.document, pronunciation="new"))

    refused = publish(desk, second, kind="updated", note=" ")
    assert "This field is required." in refused.content.decode()
    assert Publication.objects.get(document=first.document).number == 1

    publish(desk, second, kind="corrected", note="How to say it was wrong.")
    change = Change.objects.get(document=first.document, publication_number=2)
    assert (change.kind, change.note, change.by_name) == ("corrected", "How to say it was wrong.", "Publisher")


def test_a_kind_that_does_not_exist_is_refused(desk):
    live = publications.published(records.small_record())
    second = publications.approve(drafts.edited(live.document, pronunciation="new"))

    response = publish(desk, second, kind="withdrawn", note="Gone.")

    assert response.status_code == 200
    assert Publication.objects.get(document=live.document).number == 1


def test_without_an_approval_there_are_reasons_and_no_button(desk):
    revision = drafts.draft(records.medication_record(uses=[]))

    page = page_of(desk, revision)
    refused = publish(desk, revision)

    for said_why in (page, refused.content.decode()):
        assert "No use in MS is given." in said_why
        assert "No clinical reviewer has approved exactly this version." in said_why
        assert ">Publish</button>" not in said_why
    assert not Publication.objects.exists()


def test_what_changed_after_the_screen_was_opened_is_not_published(desk):
    opened = publications.approved(records.small_record())
    publications.approve(drafts.edited(opened.document, pronunciation="sneaked in"))

    response = publish(desk, opened)

    assert "The draft has changed since you opened this screen." in response.content.decode()
    assert not Publication.objects.exists()


def test_an_edit_after_the_approval_voids_it(desk):
    opened = publications.approved(records.small_record())
    edited = drafts.edited(opened.document, pronunciation="edited")

    response = publish(desk, edited)

    assert "No clinical reviewer has approved exactly this version." in response.content.decode()
    assert not Publication.objects.exists()


def test_a_text_reviewed_again_is_published_as_such(desk):
    live = publications.published(records.small_record())
    publications.approve(live.revision, now=publications.NOW.replace(month=9), whole_record=True)
    assert "The text is the one that is public now." in page_of(desk, live.revision)

    publish(desk, live.revision, note="Reviewed again. Nothing has changed.")

    assert Change.objects.get(document=live.document, publication_number=2).kind == "reviewed"


@pytest.mark.parametrize("role", ["writer", "reviewer"])
def test_who_may_not_publish_sees_no_screen_and_publishes_nothing(desk, role):
    revision = publications.approved(records.small_record())
    user = accounts.account(role)

    assert desk(user).open(revision.document, "publish").status_code == 403
    assert publish(desk, revision, by=user).status_code == 403
    assert not Publication.objects.exists()


def test_a_term_without_a_page_is_published_too(desk):
    revision = publications.approved(records.drug_class_record())

    assert said(publish(desk, revision)) == ["calming agent is public now."]


# Without an approval, where the policy asks for none


def test_a_typo_is_published_by_its_publisher(desk):
    live = publications.published(records.small_record(look_alike_footnote="Some look like symptms."))
    revision = drafts.edited(live.document, by=accounts.publisher(), look_alike_footnote="Some look like symptoms.")
    page = page_of(desk, revision)
    assert "One publisher can publish it; nobody else need approve." in page
    assert "“symptms” became “symptoms”" in page

    publish(desk, revision, kind="corrected", note="A typo.")

    publication = Publication.objects.get(document=live.document)
    assert (publication.number, publication.basis, publication.role) == (2, "reviewed", "publisher")


def test_who_approved_is_said(desk):
    revision = publications.approved(records.small_record(), whole_record=True)

    assert "<li>Reviewer, as clinical reviewer, whole page read</li>" in page_of(desk, revision)


def test_wording_without_a_second_person_has_no_button(desk):
    live = publications.published(records.small_record())
    revision = drafts.edited(live.document, pronunciation="or-BEL")

    page = page_of(desk, revision)
    publish(desk, revision, kind="updated", note="Said otherwise.")

    assert "No second person has approved exactly this version." in page
    assert ">Publish</button>" not in page
    assert Publication.objects.get(document=live.document).number == 1


@pytest.mark.parametrize(
    ("changes", "steps"),
    [({"pronunciation": "or-BEL"}, ["approve", "invite"]), ({"availability": "prescription"}, ["invite"])],
)
def test_what_lacks_an_approval_shows_the_next_step(desk, changes, steps):
    live = publications.published(records.small_record())
    revision = drafts.edited(live.document, **changes)

    page = page_of(desk, revision)

    assert [step for step in ("approve", "invite") if f'href="{address(live.document, step)}"' in page] == steps


def test_what_a_reviewer_wants_changed_is_said_to_whoever_would_publish_or_approve(desk):
    revision = drafts.draft()
    reviews.want_changes(revision=revision, by=accounts.reviewer(), now=timezone.now(), comment="The dose is wrong.")

    for who, screen in ((accounts.publisher(), "publish"), (accounts.reviewer(name="another"), "approve")):
        page = desk(who).open(revision.document, screen).content.decode()
        assert "wants changes in exactly this version" in page, screen
        assert "The dose is wrong." in page, screen
    assert "change the text</a> as wanted" in desk(accounts.publisher()).open(revision.document, "publish").content.decode()


def test_a_screen_of_an_older_version_leads_on_to_the_new_one(desk):
    revision = drafts.draft()
    drafts.edited(revision.document, pronunciation="new")
    publisher = desk(accounts.publisher())

    page = publisher.client.post(address(revision.document, "publish"), {"digest": revision.digest, "note": "x"}).content.decode()

    assert "go on with version 2" in page

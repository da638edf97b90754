"""Rule 5 on every route: nobody's own approval counts, whoever sends what to which address, and in whose name."""

import pytest
from django.contrib import admin
from django.test import Client

from medications.actions import live_corrections, restoring, reviews
from medications.models import Document, Publication, Review, ReviewInvitation, Revision, WrittenApproval
from medications.permissions import Role
from tests.admin.desk import Desk, address
from tests.admin.filled import boxes
from tests.factories import accounts, drafts, letters, publications, records
from tests.factories.publications import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

ALL = [Role.WRITER, Role.REVIEWER, Role.PUBLISHER]


def everything(*, superuser: bool = False):
    """Somebody who may write, review and publish, named Vera Vale."""
    vera = accounts.account(*ALL, name="vera", superuser=superuser)
    vera.first_name, vera.last_name = "Vera", "Vale"
    vera.save()
    return vera


def newest(document: Document) -> Revision:
    return document.revisions.order_by("-number").first()


# How Vera's words came to be the draft


def saved_by_herself(vera) -> Revision:
    return drafts.draft(records.small_record(), by=vera)


def saved_over_by_a_colleague(vera) -> Revision:
    first = drafts.draft(records.small_record(), by=vera)
    return drafts.edited(first.document, by=accounts.writer(), pronunciation="or-BEL")


def restored_by_a_colleague(vera) -> Revision:
    first = drafts.draft(records.small_record(), by=vera)
    document = first.document
    publications.publish(publications.approve(drafts.edited(document, by=accounts.writer(), pronunciation="or-BEL")))
    return restoring.restore(document=document, revision=first, by=accounts.writer(), token=None, now=NOW)


def brought_back_by_a_colleague(vera) -> Revision:
    live = publications.published(records.small_record(look_alike_footnote="Before."))
    drafts.edited(live.document, by=vera, pronunciation="By Vera.")
    parked = live_corrections.start(document=live.document, by=accounts.writer(), token=None, now=NOW)
    drafts.edited(live.document, by=accounts.writer(), look_alike_footnote="After.")
    return live_corrections.merge_back(parked=parked, choices={}, by=accounts.writer(), token=None, now=NOW)


def kept_by_a_colleague_whose_form_was_old(vera) -> Revision:
    live = publications.published(records.small_record(look_alike_footnote="Before."))
    drafts.edited(live.document, by=vera, look_alike_footnote="By Vera.")
    colleague = Desk(Client())
    accounts.sign_in(colleague.client, accounts.writer())
    opened = colleague.boxes(live.document)
    live_corrections.start(document=live.document, by=accounts.writer("otto"), token=None, now=NOW)
    screen = colleague.save(live.document, {**opened, "pronunciation": "or-BEL"})
    chosen = {**boxes(screen, "merge_form"), "choice:look_alike_footnote": "mine"}
    colleague.client.post(address(live.document, "merge"), chosen)
    assert newest(live.document).record.look_alike_footnote == "By Vera."
    return newest(live.document)


def typed_once_more_by_a_colleague(vera) -> Revision:
    live = publications.published(records.small_record(look_alike_footnote="Before."))
    drafts.edited(live.document, by=vera, look_alike_footnote="By Vera.")
    live_corrections.start(document=live.document, by=accounts.writer(), token=None, now=NOW)
    return drafts.edited(live.document, by=accounts.writer(), look_alike_footnote="By Vera.")


def in_a_term_that_comes_along(vera) -> Revision:
    drafts.draft(records.symptom_record("tremor"), by=vera)
    return drafts.draft(records.small_record(), by=accounts.writer())


WAYS = [
    saved_by_herself,
    saved_over_by_a_colleague,
    restored_by_a_colleague,
    brought_back_by_a_colleague,
    kept_by_a_colleague_whose_form_was_old,
    typed_once_more_by_a_colleague,
    in_a_term_that_comes_along,
]


def nothing_was_approved() -> bool:
    return not Review.objects.filter(decision="approved", by_name="Vera Vale").exists() and not WrittenApproval.objects.exists()


@pytest.fixture(params=[False, True], ids=["account", "superuser"])
def vera(request):
    return everything(superuser=request.param)


@pytest.mark.parametrize("way", WAYS)
def test_somebody_else_approves_what_she_had_a_hand_in(way, vera):
    """So that it is her hand which keeps her from it."""
    revision = way(vera)

    reviews.approve(revision=revision, by=accounts.reviewer("second"), now=NOW)

    assert revision.reviews.exists()


@pytest.mark.parametrize("way", WAYS)
def test_not_by_the_form_that_says_so_before(desk, way, vera):
    revision = way(vera)
    hers = desk(vera)
    assert "You wrote part of this version yourself" in hers.open(revision.document, "approve").content.decode()

    for whole in ({}, {"whole_record": "on"}):
        values = {"digest": revision.digest, "decision": "approved", "comment": "", **whole}
        response = hers.client.post(address(revision.document, "approve"), values)
        assert "A second person must approve it." in response.content.decode()

    assert nothing_was_approved()


@pytest.mark.parametrize("way", WAYS)
def test_not_by_publishing_it_at_once(desk, way, vera):
    revision = way(vera)
    before = set(Review.objects.values_list("pk", flat=True))

    values = {"digest": revision.digest, "kind": "updated", "note": "New.", "decision": "approved"}
    desk(vera).client.post(address(revision.document, "publish"), values)

    assert set(Review.objects.values_list("pk", flat=True)) == before
    assert not Publication.objects.filter(revision=revision).exists()


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", ["Vera Vale", "Dr. VERA VALE, MD", "Vale, Vera"])
def test_not_by_a_link_in_her_own_name(desk, way, vera, name):
    revision = way(vera)

    for by in (vera, accounts.publisher("colleague")):
        values = {"digest": revision.digest, "reviewer_name": name, "credentials": "MD", "days": "14"}
        response = desk(by).client.post(address(revision.document, "invite"), values)
        assert response.status_code == 200
        assert "Somebody else must approve it." in response.content.decode()

    assert not ReviewInvitation.objects.exists()


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", ["Vera Vale", "Vale, Vera, MD"])
def test_not_in_writing_in_her_own_name(desk, way, vera, name):
    revision = way(vera)

    for by in (vera, accounts.publisher("colleague")):
        sent = letters.sent(revision, reviewer_name=name)
        response = desk(by).client.post(address(revision.document, "written_approval"), sent)
        assert "Somebody else must approve it." in response.content.decode()

    assert nothing_was_approved()


@pytest.mark.parametrize("kind", ["medication", "symptom", "sideeffect", "drugclass", "source"])
def test_there_is_no_bulk_action_that_approves(kind, rf, vera):
    model_admin = next(each for model, each in admin.site._registry.items() if model._meta.model_name == kind)
    request = rf.get("/")
    request.user = vera

    assert set(model_admin.get_actions(request)) == {"archive"}


@pytest.mark.parametrize("action", ["approve", "approve_selected", "publish", "decide"])
def test_a_bulk_action_that_is_made_up_approves_nothing(desk, vera, action):
    revision = saved_by_herself(vera)

    values = {"action": action, "_selected_action": [revision.document.medication.pk], "decision": "approved"}
    desk(vera).client.post("/admin/medications/medication/", values)

    assert nothing_was_approved()


def test_not_by_the_form_of_the_text_itself(desk, vera):
    revision = saved_by_herself(vera)

    desk(vera).change(revision.document, pronunciation="new", decision="approved", digest=revision.digest)

    assert nothing_was_approved()
    assert newest(revision.document).number == 2


def test_not_by_the_action_itself(vera):
    """The action asks by itself, whatever screen was passed by."""
    revision = saved_by_herself(vera)

    with pytest.raises(reviews.CannotApprove):
        reviews.approve(revision=revision, by=vera, now=NOW)

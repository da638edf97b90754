"""The desk's start page: what waits for whom, and nothing that an account can do nothing about."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from medications.actions import comments, live_corrections, publishing, reviews, withdrawals
from medications.models import Origin, Publication
from tests.admin.desk import address
from tests.factories import accounts, drafts, publications, records
from tests.factories.corrections import begun
from tests.factories.emergencies import ALERT, published_in_emergency
from tests.factories.review_requests import asked

pytestmark = pytest.mark.slow

NOW = publications.NOW


def queues(desk, account) -> dict[str, list]:
    """Heading -> what is shown under it."""
    response = desk(account).client.get("/admin/")
    return {queue.heading: queue.shown for queue in response.context["work"]}


def page(desk, account) -> str:
    return " ".join(desk(account).client.get("/admin/").content.decode().split())


@pytest.fixture
def live(db):
    """Public, and reviewed today."""
    return publications.published(records.small_record("live"), now=timezone.now(), whole_record=True)


def test_a_desk_where_nothing_waits_says_so(desk):
    assert "Nothing waits for you." in page(desk, accounts.writer())


def test_a_review_asked_of_me_is_shown_with_who_until_when_and_the_link(desk):
    today = timezone.localdate()
    revision = drafts.draft(records.small_record())
    asked(revision, until=today, now=timezone.now(), message="Mind the dose.")

    (item,) = queues(desk, accounts.reviewer())["Reviews asked of you"]

    assert (item.name, item.url, item.item.is_late) == ("orbelazine", address(revision.document, "approve"), False)
    shown = page(desk, accounts.reviewer())
    assert "Writer asked on" in shown
    assert "“Mind the dose.”" in shown
    assert '<li class="state-tag state-tag--in_review">In review</li>' in shown


def test_a_late_request_is_marked(desk):
    asked(drafts.draft(records.small_record()))  # until a day that is over

    assert '<strong class="work__late">late</strong>' in page(desk, accounts.reviewer())


def test_what_somebody_else_was_asked_is_not_shown(desk):
    asked(drafts.draft(records.small_record()))

    assert "Reviews asked of you" not in queues(desk, accounts.reviewer("other"))
    assert "Reviews asked of you" not in queues(desk, accounts.publisher())


def test_a_request_about_a_public_text_leads_to_where_it_is_confirmed(desk, live):
    asked(live.revision, until=timezone.localdate(), now=timezone.now())

    (item,) = queues(desk, accounts.reviewer())["Reviews asked of you"]

    assert item.url == address(live.document, "reviewed")


def test_changes_wanted_in_my_draft_are_shown_to_me_and_to_no_other_writer(desk):
    revision = drafts.draft(records.small_record())
    reviews.want_changes(revision=revision, by=accounts.reviewer(), now=NOW, comment="Say how often.")

    (item,) = queues(desk, accounts.writer())["Changes wanted"]

    assert (item.url, item.item.message) == (address(revision.document), "Say how often.")
    assert "Changes wanted" not in queues(desk, accounts.writer("other"))


def test_changes_wanted_in_what_is_public_are_shown_to_every_writer(desk, live):
    reviews.want_changes(revision=live.revision, by=accounts.reviewer(), now=timezone.now(), comment="Wrong by now.")

    assert [item.name for item in queues(desk, accounts.writer("other"))["Changes wanted"]] == ["live"]


def test_changes_that_were_made_wait_no_more(desk):
    revision = drafts.draft(records.small_record())
    reviews.want_changes(revision=revision, by=accounts.reviewer(), now=NOW, comment="Say how often.")

    drafts.edited(revision.document, pronunciation="new")

    assert "Changes wanted" not in queues(desk, accounts.writer())


def test_what_is_approved_waits_for_publishers(desk, live):
    publications.approve(drafts.edited(live.document, pronunciation="new"), now=timezone.now())

    (item,) = queues(desk, accounts.publisher())["Approved, waiting to be published"]

    assert (item.name, item.url) == ("live", address(live.document, "publish"))
    assert "Approved, waiting to be published" not in queues(desk, accounts.writer())


def test_a_public_page_reviewed_again_in_two_acts_waits_for_publishers(desk, live):
    publications.approve(live.revision, now=timezone.now() + timedelta(days=1), whole_record=True)

    assert [item.name for item in queues(desk, accounts.publisher())["Approved, waiting to be published"]] == ["live"]


def test_an_emergency_waits_until_it_is_reviewed(desk, live):
    revision = drafts.edited(live.document, availability="prescription")
    published_in_emergency(revision, now=timezone.now())
    heading = "Published in an emergency, to be reviewed"

    (item,) = queues(desk, accounts.reviewer())[heading]
    assert (item.url, item.item.message) == (address(live.document, "reviewed"), ALERT)
    assert queues(desk, accounts.writer())[heading][0].url == address(live.document, "ask_review")

    desk(accounts.reviewer()).client.post(address(live.document, "reviewed"), {"digest": revision.digest, "whole_record": "on"})
    assert heading not in queues(desk, accounts.reviewer())


def test_terms_that_came_along_in_an_emergency_wait_after_the_page(desk):
    published_in_emergency(drafts.draft(), now=timezone.now())

    shown = queues(desk, accounts.reviewer())["Published in an emergency, to be reviewed"]

    assert shown[0].name == "orbelazine"
    assert len(shown) > 4


@pytest.mark.parametrize(("days", "late"), [(-1, True), (0, False), (30, False)])
def test_a_review_that_is_due_within_a_month_is_shown(desk, live, days, late):
    Publication.objects.filter(document=live.document).update(review_due=timezone.localdate() + timedelta(days=days))

    (item,) = queues(desk, accounts.reviewer())["Reviews that are due"]

    assert (item.name, item.item.is_late) == ("live", late)


def test_a_review_that_is_due_later_is_not(desk, live):
    Publication.objects.filter(document=live.document).update(review_due=timezone.localdate() + timedelta(days=31))

    assert queues(desk, accounts.reviewer()) == {}


def test_comments_on_what_i_write_are_counted(desk):
    revision = drafts.draft(records.small_record())
    for text in ("None?", "Which one?"):
        comments.comment(revision=revision, place="", text=text, by=accounts.reviewer(), now=NOW)

    (item,) = queues(desk, accounts.writer())["Comments to settle"]

    assert item.item.what.startswith("2 open comments, the oldest of March 2, 2026")
    assert "Comments to settle" not in queues(desk, accounts.writer("other"))


def test_comments_that_are_settled_are_not(desk):
    revision = drafts.draft(records.small_record(), by=accounts.writer())
    comment = comments.comment(revision=revision, place="", text="Is it so?", by=accounts.reviewer(), now=NOW)
    comments.resolve(comment=comment, by=accounts.writer(), now=NOW)

    assert "Comments to settle" not in queues(desk, accounts.writer())


def test_an_emergency_that_was_withdrawn_waits_for_nobody(desk, live):
    published_in_emergency(drafts.edited(live.document, availability="prescription"), now=timezone.now())
    withdrawals.withdraw(
        document=live.document,
        kind="gone",
        explanation="It did harm.",
        replacement=None,
        by=accounts.publisher(),
        now=timezone.now(),
    )

    assert "emergency" not in " ".join(queues(desk, accounts.reviewer())).lower()


def test_an_emergency_waits_in_one_queue_only(desk, live):
    published_in_emergency(drafts.edited(live.document, availability="prescription"), now=timezone.now())
    Publication.objects.update(review_due=timezone.localdate())

    found = queues(desk, accounts.reviewer())

    assert [heading for heading, items in found.items() if any(item.name == "live" for item in items)] == [
        "Published in an emergency, to be reviewed"
    ]


def test_a_long_queue_shows_its_first_and_says_how_many_there_are(desk):
    for number in range(13):
        publications.approved(records.small_record(f"number {number}"))

    shown = page(desk, accounts.publisher())

    assert "Approved, waiting to be published (13)" in shown
    assert '12 of 13 are shown. <a href="/admin/medications/medication/?state=approved">' in shown


def test_a_parked_draft_waits_for_whoever_edits_until_it_is_brought_back(desk):
    corrected = begun()

    (item,) = queues(desk, accounts.writer("third"))["Parked drafts to bring back"]

    assert item.url == address(corrected.document)
    assert item.item.what.startswith("Wilma’s draft of")
    live_corrections.drop(parked=corrected.parked, by=accounts.writer("third"), now=NOW)
    assert "Parked drafts to bring back" not in queues(desk, accounts.writer("third"))


def test_more_work_costs_no_more_queries(desk):
    everything = accounts.account("writer", "reviewer", "publisher", name="everything")
    reader = desk(everything)

    def fill(name: str) -> None:
        asked(drafts.draft(records.small_record(f"asked {name}")), everything)
        unwanted = drafts.draft(records.small_record(f"unwanted {name}"), by=everything)
        reviews.want_changes(revision=unwanted, by=accounts.reviewer(), now=NOW, comment="No.")
        comments.comment(revision=unwanted, place="", text="None?", by=accounts.reviewer(), now=NOW)
        publications.approved(records.small_record(f"approved {name}"))
        published_in_emergency(drafts.draft(records.small_record(f"emergency {name}")))
        publications.published(records.small_record(f"overdue {name}"), now=NOW.replace(year=2020))
        begun(publications.published(records.small_record(f"parked {name}")).revision, look_alike_footnote="new").dose("4 mg")

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert len(reader.client.get("/admin/").context["work"]) == 7
        return len(captured)

    fill("first")
    with_one = queries()
    for number in range(3):
        fill(str(number))

    assert queries() == with_one <= 32


# Starter texts


HEADING = "Starter texts, not yet reviewed by a clinician"


def starter(name: str = "orbelazine") -> Publication:
    """A page of the starter catalogue, public as it came."""
    revision = drafts.draft(records.small_record(name), origin=Origin.CATALOGUE)
    publishing.publish_starter(revision=revision, now=NOW)
    return Publication.objects.get(document=revision.document)


SCREENS = {"reviewer": "reviewed", "writer": "ask_review", "publisher": "ask_review", "administrator": "ask_review"}


@pytest.mark.parametrize("role", SCREENS)
def test_a_starter_text_waits_for_everybody_and_leads_to_what_they_can_do(desk, role):
    document = starter().document

    (item,) = queues(desk, accounts.account(role))[HEADING]

    assert (item.name, item.url) == ("orbelazine", address(document, SCREENS[role]))
    assert item.item.what == "Public since March 2, 2026 in the words of the catalogue"


def test_a_starter_text_that_was_reviewed_waits_no_more(desk):
    document = starter().document

    desk(accounts.reviewer()).client.post(
        address(document, "reviewed"), {"digest": document.revisions.get().digest, "whole_record": "on"}
    )

    assert HEADING not in queues(desk, accounts.writer())


def test_terms_of_a_starter_text_do_not_wait_by_themselves(desk):
    starter()

    assert [item.kind for item in queues(desk, accounts.writer())[HEADING]] == ["medication"]


def test_many_starter_texts_are_counted_and_all_of_them_are_in_the_list(desk):
    for number in range(13):
        starter(f"number {number}")
    publications.published(records.small_record("reviewed"))

    shown = page(desk, accounts.writer())

    assert f"{HEADING} (13)" in shown
    assert '12 of 13 are shown. <a href="/admin/medications/medication/?basis=starter">' in shown
    listed = desk(accounts.writer()).client.get("/admin/medications/medication/?basis=starter").context["cl"].result_list
    assert len(listed) == 13

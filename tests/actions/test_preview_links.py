"""Preview links: how long they last, what ends them, and what their address is good for."""

from datetime import timedelta

import pytest
from django.core.signing import Signer

from medications.actions import drafts as draft_actions
from medications.actions import preview_links
from medications.actions.preview_links import CannotMakeLink, State, given_by, links_to, token_of
from medications.errors import NotAllowed
from medications.models import PreviewLink, Suppression
from tests.assertions import recorded_sql
from tests.factories import accounts, drafts, records
from tests.factories.preview_links import IN_A_WEEK, given
from tests.factories.publications import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def revision():
    return drafts.draft(records.symptom_record())


def state(link, now=NOW):
    return given_by(token_of(link), now).state


def suppress(revision):
    Suppression.objects.create(document=revision.document, revision=revision, digest=revision.digest, reason="Harm.", at=NOW)


def test_a_link_opens_the_version_it_was_made_for(revision):
    link = given(revision)
    drafts.edited(revision.document, name="newer")

    found = given_by(token_of(link), NOW)

    assert (found.link.revision, found.state) == (revision, State.OPEN)


def test_who_may_not_edit_gives_nothing_away(revision):
    with pytest.raises(NotAllowed):
        given(revision, by=accounts.reviewer())

    assert not PreviewLink.objects.exists()


def test_who_may_not_edit_ends_nothing(revision):
    link = given(revision)

    with pytest.raises(NotAllowed):
        preview_links.revoke(link=link, by=accounts.reviewer(), now=NOW)

    assert state(link) == State.OPEN


@pytest.mark.parametrize("lasts", [timedelta(0), timedelta(days=-1), timedelta(days=30, seconds=1)])
def test_a_link_lasts_thirty_days_at_most(revision, lasts):
    with pytest.raises(CannotMakeLink, match="30 days at most"):
        given(revision, expires=NOW + lasts)


@pytest.mark.parametrize("purpose", ["", "  \n "])
def test_a_link_says_for_whom_it_is(revision, purpose):
    with pytest.raises(CannotMakeLink, match="for whom"):
        given(revision, purpose=purpose)


def test_no_link_is_made_to_a_text_that_was_removed(revision):
    suppress(revision)

    with pytest.raises(CannotMakeLink, match="removed"):
        given(revision)


def test_no_link_is_made_to_an_archived_draft(revision):
    draft_actions.archive(document=revision.document, by=accounts.writer(), now=NOW)

    with pytest.raises(CannotMakeLink, match="archived"):
        given(revision)


def ended_by_hand(link):
    preview_links.revoke(link=link, by=accounts.writer("other"), now=NOW)


def archived(link):
    draft_actions.archive(document=link.revision.document, by=accounts.writer(), now=NOW)


def removed(link):
    suppress(link.revision)


@pytest.mark.parametrize(
    ("end", "found"), [(ended_by_hand, State.REVOKED), (archived, State.ARCHIVED), (removed, State.SUPPRESSED)]
)
def test_a_link_is_over(revision, end, found):
    link = given(revision)

    end(link)

    assert state(link) == found


def test_a_link_is_over_once_its_time_has_come(revision):
    link = given(revision)

    assert state(link, IN_A_WEEK - timedelta(seconds=1)) == State.OPEN
    assert state(link, IN_A_WEEK) == State.EXPIRED


def test_ending_a_link_twice_changes_nothing(revision):
    link = given(revision)
    ended_by_hand(link)

    preview_links.revoke(link=link, by=accounts.writer(), now=NOW + timedelta(days=1))

    assert PreviewLink.objects.get().revoked_at == NOW


def test_links_of_a_document_are_listed_newest_first(revision):
    first, second = given(revision), given(revision, now=NOW + timedelta(days=1))
    given(drafts.draft(records.symptom_record("pain")))

    assert [each.link for each in links_to(revision.document, NOW)] == [second, first]


def forged(link) -> list[str]:
    token = token_of(link)
    value, signature = token.split(".")
    plain, digest = Signer(sep="."), link.revision.digest[:16]
    return [
        "",
        value,
        f"{value}.",
        f"{link.pk + 1}-{digest}.{signature}",
        f"{link.pk}-.{signature}",
        token[:-1],
        f"{token}x",
        token.upper(),
        plain.sign(value),  # signed by us, for something else
        Signer(salt="medications.preview_links", sep=".", key="another key").sign(value),
        "é.ü",
        "\x00.\x00",
        ".",
    ]


def test_what_we_did_not_sign_opens_nothing_and_asks_the_database_nothing(revision):
    link = given(revision)

    with recorded_sql() as statements:
        found = [given_by(token, NOW) for token in forged(link)]

    assert found == [None] * len(found)
    assert statements == []


def test_a_number_that_was_given_anew_after_a_restore_opens_no_other_text(revision):
    token = token_of(given(revision))
    other = drafts.draft(records.symptom_record("pain"))
    PreviewLink.objects.update(revision=other)

    assert given_by(token, NOW) is None

"""The society profile: one form, a new version with every save."""

import json

import pytest

from medications.actions.profile import WORDS, save_profile
from medications.errors import NotAllowed, PortalError, StaleEdit
from medications.models import Event, EventKind, SocietyProfile
from tests.admin.desk import said
from tests.admin.filled import boxes
from tests.factories import accounts
from tests.factories.policies import set_policy
from tests.factories.publications import NOW

URL = "/admin/medications/societyprofile/"


@pytest.fixture
def administrator(db):
    return accounts.account("administrator")


def save(desk, user, **values):
    client = desk(user).client
    return client.post(URL, {**boxes(client.get(URL), "societyprofile_form"), **values})


def test_saving_makes_the_next_version_and_keeps_the_old_one(desk, administrator):
    response = save(desk, administrator, helpline_phone="0800 123")

    old, new = SocietyProfile.objects.order_by("version")
    assert (old.version, old.helpline_phone) == (1, "")
    assert (new.version, new.helpline_phone, new.by_name) == (2, "0800 123", "Administrator")
    assert {name for name in WORDS if getattr(old, name) != getattr(new, name)} == {"helpline_phone"}
    assert said(response) == ["Saved as version 2. It counts from now on."]


def test_saving_without_a_change_makes_no_version(desk, administrator):
    response = save(desk, administrator)

    assert SocietyProfile.objects.count() == 1
    assert said(response) == ["Nothing has changed, so there is no new version."]


def test_a_stale_form_saves_nothing_and_loses_nothing(desk, administrator):
    client = desk(administrator).client
    opened = boxes(client.get(URL), "societyprofile_form")
    save(desk, accounts.account("administrator", name="ada"), name="Saved by Ada")

    response = client.post(URL, {**opened, "name": "Typed in vain"})

    assert "Not saved: Ada saved the profile while you had it open" in response.content.decode()
    assert boxes(response, "societyprofile_form")["name"] == ["Typed in vain"]
    assert SocietyProfile.objects.latest().name == "Saved by Ada"


def test_two_at_the_same_moment(administrator, monkeypatch):
    """Both have read version 1; the second one meets the constraint, and is told so like any other late comer."""
    values = {name: getattr(SocietyProfile.objects.latest(), name) for name in WORDS}
    first = SocietyProfile.objects.latest()
    save_profile(values={**values, "name": "First"}, by=administrator, now=NOW, base_version=1)
    monkeypatch.setattr(type(SocietyProfile.objects), "latest", lambda self: first)

    with pytest.raises(StaleEdit):
        save_profile(values={**values, "name": "Second"}, by=administrator, now=NOW, base_version=1)

    assert [profile.name for profile in SocietyProfile.objects.all()] == ["First", first.name]


def test_faults_are_marked_and_nothing_is_saved(desk, administrator):
    response = save(desk, administrator, report_url="javascript:alert(1)", review_months="0")

    assert "Enter a valid URL." in response.content.decode()
    assert SocietyProfile.objects.count() == 1


def test_old_versions_can_be_read_and_not_changed(desk, administrator):
    save(desk, administrator, name="The second")
    client = desk(administrator).client

    page = client.get(f"{URL}versions/1/").content.decode()

    assert "Your MS society" in page
    assert "<input" not in page.split('id="content-main"')[1]
    assert client.get(f"{URL}versions/9/").status_code == 404


def test_only_administrators_change_it(db):
    values = {name: getattr(SocietyProfile.objects.latest(), name) for name in WORDS}

    with pytest.raises(NotAllowed):
        save_profile(values=values, by=accounts.publisher(), now=NOW, base_version=1)


# The review policy


def test_the_review_policy_is_three_choices(desk, administrator):
    save(desk, administrator, typo_needs="second_person", wording_needs="clinical_reviewer")

    newest = SocietyProfile.objects.latest()
    assert (newest.typo_needs, newest.wording_needs, newest.clinical_needs) == (
        "second_person",
        "clinical_reviewer",
        "clinical_reviewer",
    )


@pytest.mark.parametrize(
    ("needs", "fault"),
    [
        (
            {"wording_needs": "publisher", "typo_needs": "second_person"},
            "Wording matters more than a typo, so it cannot need less.",
        ),
        ({"wording_needs": "clinical_reviewer", "clinical_needs": "second_person"}, "This matters more than wording"),
        ({"clinical_needs": "publisher"}, "Select a valid choice."),
        ({"typo_needs": "nobody"}, "Select a valid choice."),
    ],
)
def test_a_policy_that_asks_less_for_what_matters_more_is_marked_at_its_field(desk, administrator, needs, fault):
    response = save(desk, administrator, **needs)

    page = response.content.decode()
    assert response.status_code == 200
    assert fault in page
    assert "Constraint" not in page
    assert SocietyProfile.objects.count() == 1


def test_an_action_refuses_it_in_words_too(administrator):
    values = {name: getattr(SocietyProfile.objects.latest(), name) for name in WORDS}

    with pytest.raises(PortalError, match="Wording matters more"):
        save_profile(
            values={**values, "wording_needs": "publisher", "typo_needs": "second_person"},
            by=administrator,
            now=NOW,
            base_version=1,
        )


def test_what_readers_are_told_stands_beside_the_choices(desk, administrator):
    page = desk(administrator).client.get(URL).content.decode()

    assert "A corrected typo is published by one publisher." in page


def test_the_sentence_that_was_there_by_itself_once_is_not_offered_again(desk, administrator):
    former = (
        "A page is published after a clinical reviewer who did not write it has approved exactly that text. "
        "Pages are reviewed again by the date printed on them."
    )
    set_policy(review_policy=former)

    form = boxes(desk(administrator).client.get(URL), "societyprofile_form")

    assert form["review_policy"] == [""]
    assert SocietyProfile.objects.latest().review_policy == former


def test_an_old_version_says_the_needs_in_words(desk, administrator):
    page = desk(administrator).client.get(f"{URL}versions/1/").content.decode()

    assert "<dd>a second person</dd>" in page


# Who stands behind the texts


def test_disclosures_are_saved_shown_and_written_down(desk, administrator, client):
    save(desk, administrator, publisher_disclosure="We are a charity.", funding_disclosure="Members pay.")

    page = client.get("/about/editorial-policy/").content.decode()
    assert "We are a charity." in page
    assert "Members pay." in page
    event = Event.objects.filter(kind=EventKind.PROFILE_SAVED).latest("pk")
    said = json.dumps(event.differences)
    assert "who publishes this site" in said
    assert "Members pay." in said


@pytest.mark.parametrize("contact", ["nobody", "javascript:alert(1)", "http://example.org/", "a b@example.org"])
@pytest.mark.parametrize("field", ["reader_contact", "security_contact"])
def test_contact_that_is_none_is_marked_at_its_field(desk, administrator, field, contact):
    page = save(desk, administrator, **{field: contact}).content.decode()

    assert "Write an e-mail address, or the address of a form, which begins with https://." in page
    assert f'aria-describedby="id_{field}' in page
    assert SocietyProfile.objects.count() == 1


@pytest.mark.parametrize("contact", ["texts@example.org", "https://example.org/write"])
def test_contact_may_be_a_mail_address_or_a_form(desk, administrator, contact):
    save(desk, administrator, reader_contact=contact)

    assert SocietyProfile.objects.latest().reader_contact == contact

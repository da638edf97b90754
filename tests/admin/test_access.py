"""Who gets where on the editorial desk."""

import pytest
from django.test import Client

from medications.models import DrugClass, Event, Finding, Medication, SideEffect, Source, Symptom
from tests.admin.desk import address
from tests.factories import accounts, drafts, records
from tests.factories.keys import issued
from tests.factories.takeovers import upload

ROLES = ["writer", "reviewer", "publisher", "administrator"]
EDITORS = {"writer", "publisher", "administrator"}
PUBLISHERS = {"publisher", "administrator"}
ADMINISTRATORS = {"administrator"}
KINDS = ["medication", "symptom", "sideeffect", "drugclass", "source"]

# Screen -> who gets it. `{}` is the key of the one row there is.
SCREENS = {
    "": set(ROLES),
    **{f"medications/{kind}/": set(ROLES) for kind in KINDS},
    **{f"medications/{kind}/add/": EDITORS for kind in KINDS},
    **{f"medications/{kind}/{{}}/change/": set(ROLES) for kind in KINDS},
    **{f"medications/{kind}/{{}}/history/": set(ROLES) for kind in KINDS},
    **{f"medications/{kind}/{{}}/approve/": set(ROLES) for kind in KINDS},
    **{f"medications/{kind}/{{}}/publish/": PUBLISHERS for kind in KINDS},
    **{f"medications/{kind}/{{}}/delete/": set() for kind in KINDS},
    "medications/importbatch/": set(ROLES),
    "medications/importbatch/add/": EDITORS,
    "medications/importbatch/{}/worklist/": set(ROLES),
    "medications/importbatch/{}/worklist/progress/": set(ROLES),
    "medications/importbatch/{}/pages/1/": set(ROLES),
    "medications/importbatch/{}/findings/stale_claim/": set(ROLES),
    "medications/importbatch/{}/wordings/": set(ROLES),
    "medications/importbatch/{}/delete/": set(),
    "medications/societyprofile/": ADMINISTRATORS,
    "medications/societyprofile/versions/1/": ADMINISTRATORS,
    "medications/event/": ADMINISTRATORS,
    "medications/event/{}/change/": ADMINISTRATORS,
    "medications/event/{}/delete/": set(),
    "medications/apikey/": ADMINISTRATORS,
    "medications/apikey/issue/": ADMINISTRATORS,
    "medications/apikey/{}/change/": ADMINISTRATORS,
    "medications/apikey/{}/delete/": set(),
    "auth/user/": ADMINISTRATORS,
    "auth/user/add/": ADMINISTRATORS,
    "auth/user/{user}/change/": ADMINISTRATORS,
    "auth/user/{user}/password/": ADMINISTRATORS,
    "auth/user/{user}/history/": ADMINISTRATORS,
    "auth/user/{user}/delete/": ADMINISTRATORS,
}


@pytest.fixture
def rows(db):
    """One row of each kind; gives the address of a screen."""
    drafts.draft(
        records.medication_record(
            uses=[records.use("tremor")],
            side_effects=[records.effect("sleepy", "drowsiness")],
            whole_page_sources=[],
            sections=[],
        )
    )
    models = {"medication": Medication, "symptom": Symptom, "sideeffect": SideEffect, "drugclass": DrugClass, "source": Source}
    keys = {kind: model.objects.first().pk for kind, model in models.items()} | {"importbatch": upload().pk}
    keys |= {"event": Event.objects.first().pk, "apikey": issued()[0].pk}
    somebody = accounts.account(name="somebody").pk

    def url(screen: str) -> str:
        kind = screen.split("/")[1] if "/" in screen else ""
        return "/admin/" + screen.format(keys.get(kind, ""), user=somebody)

    return url


@pytest.mark.slow
@pytest.mark.parametrize("role", ROLES)
def test_every_screen_opens_for_those_it_is_for_and_nobody_else(desk, rows, role):
    client = desk(accounts.account(role)).client

    opened = {screen for screen in SCREENS if client.get(rows(screen)).status_code == 200}

    assert opened == {screen for screen, allowed in SCREENS.items() if role in allowed}


def test_nobody_gets_in_without_signing_in(rows):
    for url in map(rows, SCREENS):
        for response in (Client().get(url), Client().post(url)):
            assert response.status_code == 302, url
            assert response["Location"].startswith("/admin/login/"), url


def test_an_account_without_a_role_sees_nothing(desk, rows):
    client = desk(accounts.account()).client

    assert {client.get(rows(screen)).status_code for screen in SCREENS} == {302}


def test_a_reviewer_who_does_not_write_changes_nothing(desk):
    document = drafts.draft(records.small_record()).document
    values = desk(accounts.writer()).boxes(document)

    response = desk(accounts.reviewer()).save(document, {**values, "pronunciation": "by the reviewer"})

    assert response.status_code == 403
    assert document.revisions.count() == 1


def test_a_reviewer_reads_lists_of_choices_as_words(desk):
    document = drafts.draft().document

    page = desk(accounts.reviewer()).open(document).content.decode()

    assert "by mouth" in page
    assert "[&quot;" not in page


@pytest.mark.django_db
@pytest.mark.parametrize("screen", ["change", "approve", "publish", "settle"])
def test_every_post_needs_the_forgery_token(screen):
    document = drafts.draft(records.small_record()).document
    finding = Finding.objects.create(document=document, code="x", message="Look at this.")
    client = Client(enforce_csrf_checks=True)
    accounts.sign_in(client, accounts.account("writer", "reviewer", "publisher", name="all"))

    response = client.post(address(document, screen, *([finding.pk] if screen == "settle" else [])), {"lock_version": "1"})

    assert response.status_code == 403


def test_roles_are_fixed(desk):
    assert desk(accounts.account("administrator")).client.get("/admin/auth/group/").status_code == 404


def test_a_superuser_is_an_administrator(desk):
    client = desk(accounts.account(name="root", superuser=True)).client

    assert client.get("/admin/medications/societyprofile/").status_code == 200

"""Which medicines may worsen another symptom, which list a side effect: what the list says, and what it does not prove."""

import re

import pytest

from tests.factories import drafts, publications, records
from tests.factories.site import LATER, kept
from tests.public.test_filters import names_on_page

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def site(django_db_setup, django_db_blocker):
    """Drowsiness may worsen pain and feels like tremor; coma may worsen fatigue."""
    with kept(django_db_blocker):
        publications.published(records.medication_record("orbelazine"))
        publications.published(records.small_record("abelol"))
        publications.published(
            records.small_record(
                "zumadin",
                side_effects=[
                    records.effect("feeling drowsy*", "drowsiness", group="tell_clinician"),
                    records.effect("sleepiness", "drowsiness", group="usually_settles"),
                ],
            )
        )
        for code, worse in (("fatigue", []), ("ringing-ears", []), ("coma", [records.term("fatigue")])):
            publications.republished(drafts.find_document("side_effect", code), now=LATER, resembles=[], may_worsen=worse)
        publications.published(records.small_record("wakeril", uses=[records.use("fatigue")]))
        yield


def rows(client, question: str) -> dict[str, str]:
    """By medicine, what its line says of the symptom."""
    html = client.get(f"/medications/?{question}").content.decode()
    found = {}
    for part in html.split('<article class="medication-row">')[1:]:
        said = re.search(r'<p class="why[^"]*"><strong>(.*?)</strong>(.*?)</p>', part)
        found[names_on_page(part)[0]] = f"{said[1]}{said[2]}" if said else ""
    return found


def test_each_row_says_what_its_page_lists_and_what_to_do(client):
    assert rows(client, "may_worsen=pain") == {
        "abelol": "Effect on pain: not listed here; may still happen",
        "wakeril": "Effect on pain: not listed here; may still happen",
        "orbelazine": "May worsen pain: sleepiness or tiredness, usually settles",
        "zumadin": "May worsen pain: sleepiness, usually settles; feeling drowsy, tell your doctor or nurse",
    }


def test_those_that_may_worsen_it_come_last_and_none_is_hidden(client):
    assert list(rows(client, "may_worsen=pain")) == ["abelol", "wakeril", "orbelazine", "zumadin"]


def test_a_side_effect_that_feels_like_the_symptom_counts_too_and_is_told_apart(client):
    assert rows(client, "may_worsen=tremor")["zumadin"].startswith("Can be taken for tremor: ")


def test_a_sign_of_overdose_alone_does_not_sort_last_and_is_told_as_such(client):
    found = rows(client, "may_worsen=fatigue")

    assert list(found) == ["abelol", "orbelazine", "wakeril", "zumadin"]
    assert found["orbelazine"] == "Effect on fatigue: not listed here; may still happen (deep sleep, a sign of overdose)"


def test_nothing_is_said_of_a_symptom_that_was_not_asked_about(client):
    assert set(rows(client, "symptom=tremor").values()) == {""}


def test_the_list_says_what_it_does_not_prove(client):
    html = client.get("/medications/?may_worsen=pain").content.decode()

    assert "None is hidden." in html
    assert "may still add to pain" in html


def test_the_api_says_the_same_of_each(client):
    found = client.get("/api/v1/medications/?may_worsen=pain").json()["results"]

    assert [(each["slug"], each["may_worsen"]["listed"]) for each in found] == [
        ("abelol", False),
        ("wakeril", False),
        ("orbelazine", True),
        ("zumadin", True),
    ]
    assert found[0]["may_worsen"]["said"] == "not listed here; may still happen"
    assert found[2]["may_worsen"] == {"symptom": "pain", "listed": True, "said": "sleepiness or tiredness, usually settles"}


def test_the_api_says_nothing_of_it_without_being_asked(client):
    assert "may_worsen" not in client.get("/api/v1/medications/").json()["results"][0]


def test_hiding_says_what_it_does_not_prove(client):
    html = client.get("/medications/?without_side_effect=drowsiness").content.decode()

    assert names_on_page(html) == ["abelol", "wakeril"]
    assert "does not prove that the others cannot cause drowsiness" in html


def test_what_is_hidden_is_told_and_can_be_taken_back(client):
    html = client.get("/medications/?without_side_effect=drowsiness&without_side_effect=coma").content.decode()

    assert 'href="?without_side_effect=coma"' in html
    assert "Hidden if it lists: Drowsiness" in re.sub(r"<[^>]+>", "", html)

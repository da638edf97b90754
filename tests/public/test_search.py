"""The search: what is found, in what order, why, and what is said when nothing is spelled so."""

import re

import pytest
from django.utils.html import strip_tags

from medications.content.schema import BrandName, Section
from medications.projections.memory import Memory
from medications.projections.suggestions import suggestions
from tests.factories import publications, records
from tests.factories.site import kept
from tests.public.test_filters import names_on_page

pytestmark = pytest.mark.django_db

BODY = "Swallow it with water. Ask about orbelazine if you take both. Do not drive after a drowsy night."


@pytest.fixture(scope="module", autouse=True)
def site(django_db_setup, django_db_blocker):
    with kept(django_db_blocker):
        publications.published(records.medication_record("orbelazine"))  # tremor (primary), pain; Quietrane; calming agent
        publications.published(
            records.small_record(
                "abelol",
                brand_names=[BrandName(name="Tremora")],
                uses=[records.use("pain", primary=True)],
                sections=[Section(kind="about", heading="About", body=f"{BODY} [@{records.LABEL}]")],
            )
        )
        publications.published(records.small_record("zumadin", uses=[records.use("tremor")]))
        yield


def page(client, typed: str) -> str:
    return client.get("/medications/", {"q": typed}).content.decode()


def reasons(client, typed: str) -> dict[str, str]:
    """By medicine, in order, why it is found."""
    found = {}
    for part in page(client, typed).split('<article class="medication-row">')[1:]:
        said = re.search(r'<p class="why">(.*?)</p>', part)
        found[names_on_page(part)[0]] = strip_tags(said[1]) if said else ""
    return found


def said(client, typed: str) -> str:
    return " ".join(strip_tags(page(client, typed)).split())


def test_names_come_first_then_uses_then_text(client):
    assert list(reasons(client, "tremor").items()) == [
        ("abelol", "Brand name: Tremora"),
        ("orbelazine", "Used for: tremor"),  # a primary use
        ("zumadin", "Used for: tremor"),
    ]
    assert list(reasons(client, "orbelazine")) == ["orbelazine", "abelol"]


def test_a_match_in_the_text_shows_the_sentence_with_the_word_marked(client):
    assert reasons(client, "water") == {"abelol": "In the text: Swallow it with water."}
    assert '<mark class="why__found">water</mark>' in page(client, "water")


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("quietrane", "Brand name: Quietrane"),
        ("Orbelazine", "Chemical name: orbelazine"),
        ("calming agents", "Drug class: calming agent"),
        ("ringing ears", "Side effect: ringing ears"),
        ("tremor alias", "Used for: tremor, also called tremor alias"),
        ("drowsiness alias", "Side effect: drowsiness, also called drowsiness alias"),
        ("side effects of quietrane 10 mg tablets", "Brand name: Quietrane"),
        ("QUIÉTRANE", "Brand name: Quietrane"),
        ("quiet rane", "Brand name: Quietrane"),
        ("quitrain", "Brand name: Quietrane"),
        ("orbelasin", "Chemical name: orbelazine"),
    ],
)
def test_the_reason_is_told(client, typed, reason):
    assert reasons(client, typed)["orbelazine"] == reason


def test_words_that_stand_apart_are_found_on_one_page_only(client):
    assert list(reasons(client, "water drowsy")) == ["abelol"]
    assert reasons(client, "water lorry") == {}


def test_a_word_inside_of_another_is_no_match_in_a_text(client):
    assert reasons(client, "allow") == {}


def test_what_is_spelled_nearly_so_is_offered_with_a_word_of_care(client):
    text = said(client, "quitrain")

    assert "1 medicine with a name like “quitrain”" in text
    assert "Did you mean Quietrane?" in text
    assert "Names of different medicines can look alike." in text


def test_nothing_is_offered_instead_of_what_is_found(client):
    assert "Did you mean" not in said(client, "quietrane")


def test_the_name_of_another_medicine_is_told_and_not_corrected(client):
    text = said(client, "lorazepam")

    assert "No medicines matching “lorazepam”" in text
    assert "“lorazepam” is the name of a medicine that has no page here." in text


def test_the_page_of_a_symptom_is_pointed_to(client):
    assert 'About the symptom: <a class="target" href="/symptoms/tremor/">Tremor</a>' in page(client, "tremor")


def test_nothing_found_says_what_to_do(client):
    assert "search for another word" in said(client, "qqqqqqq")


def test_what_is_typed_is_shown_as_text(client):
    assert "<b>x" not in page(client, "<b>x</b>")
    assert "&lt;b&gt;x" in page(client, "<b>x</b>")


def test_the_api_says_why_in_the_same_order(client):
    found = client.get("/api/v1/medications/?q=tremor").json()["results"]

    assert [(each["slug"], each["match"]) for each in found] == [
        ("abelol", {"in": "brand_name", "near": False, "said": "Tremora"}),
        ("orbelazine", {"in": "use", "near": False, "said": "tremor"}),
        ("zumadin", {"in": "use", "near": False, "said": "tremor"}),
    ]
    assert client.get("/api/v1/medications/?q=quitrain").json()["results"][0]["match"]["near"]


# Suggestions


def suggested(typed: str) -> dict[str, str]:
    return {each.text: each.about for each in suggestions(typed, Memory()).found}


def test_names_are_suggested_from_their_beginnings():
    assert suggested("qui") == {"Quietrane": "brand name of orbelazine"}
    assert suggested("orb") == {"Orbelazine": "medicine"}


def test_symptoms_classes_and_side_effects_are_suggested_with_the_number_of_medicines():
    assert suggested("trem") == {"Tremora": "brand name of abelol", "Tremor": "2 medicines used for it"}
    assert suggested("calm") == {"Calming agent": "1 medicine in this class"}
    assert suggested("ringing") == {"Ringing ears": "1 medicine with this side effect"}


def test_a_misspelt_beginning_is_suggested_for():
    found = suggestions("quitra", Memory())

    assert found.is_near
    assert [each.text for each in found.found] == ["Quietrane"]


@pytest.mark.parametrize("typed", ["", "   ", "?!", "\0", "a" * 5000, "%", "_"])
def test_what_nobody_can_search_for_suggests_nothing_and_breaks_nothing(client, typed):
    response = client.get("/suggestions/", {"q": typed})

    assert response.status_code == 200
    assert 'href="/medications/o' not in response.content.decode()


def test_suggestions_are_links_that_lead_on(client):
    html = client.get("/suggestions/?q=trem").content.decode()

    assert 'href="/medications/abelol/"' in html
    assert 'href="/medications/?symptom=tremor"' in html
    assert 'href="/medications/?q=trem"' in html
    assert "2 suggestions." in strip_tags(html)


def test_suggestions_are_for_no_index_of_the_web(client):
    assert client.get("/suggestions/?q=trem")["X-Robots-Tag"] == "noindex"


def test_an_unknown_parameter_of_suggestions_is_no_page(client):
    assert client.get("/suggestions/?query=trem").status_code == 404


@pytest.mark.parametrize("typed", ["tremor pain", "what helps tremor but may not add to pain"])
def test_two_symptoms_lead_to_medicines_for_one_marked_by_the_other(client, typed):
    assert 'href="?symptom=tremor&amp;may_worsen=pain"' in page(client, typed)
    assert "Medicines for tremor, marked if they may worsen pain" in said(client, typed)
    assert "About the symptom: Tremor" in said(client, typed)
    assert "About the symptom: Pain" in said(client, typed)


def test_one_symptom_among_other_words_leads_to_its_page(client):
    assert "About the symptom: Tremor" in said(client, "tremor lorry")
    assert "marked if they may worsen" not in said(client, "tremor lorry")

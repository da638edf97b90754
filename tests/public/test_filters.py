"""The filters of the list: page and API give the same medicines, and what does not exist is said."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.http import QueryDict
from django.utils.html import strip_tags

from medications.projections.listing import listing
from medications.projections.memory import Memory
from medications.projections.question import Question
from tests.assertions import assert_problem
from tests.factories import publications, records
from tests.factories.publications import NOW
from tests.factories.site import LATER, kept

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def site(django_db_setup, django_db_blocker):
    """Four medicines that differ in everything a reader can filter by."""
    with kept(django_db_blocker):
        publications.published(
            records.medication_record("orbelazine"), whole_record=True
        )  # tremor (primary), pain; yes; calming-agent
        publications.published(
            records.small_record(
                "abelol",
                uses=[records.use("pain", primary=True), records.use("tremor")],
                availability="over_the_counter",
                routes=["nasal"],
            )
        )
        publications.published(
            records.small_record("zumadin", uses=[records.use("fatigue", primary=True)], drug_class=records.term("waker"))
        )
        publications.published(
            records.small_record(
                "étalin",
                slug="etalin",
                uses=[records.use("fatigue")],
                generic_available={"value": "no", "markets": ["US"], "as_of": "2024", "sources": [records.LABEL]},
            ),
            now=LATER,
        )
        yield


def names_on_page(html: str) -> list[str]:
    return [name.lower() for name in re.findall(r'<h3[^>]*><a class="target" href="/medications/([a-z-]+)/"', html)]


def names_in_api(answer: dict) -> list[str]:
    return [row["slug"] for row in answer["results"]]


QUESTIONS = {
    "": ["abelol", "etalin", "orbelazine", "zumadin"],
    "symptom=tremor": ["abelol", "orbelazine"],
    "symptom=tremor&symptom=fatigue": ["abelol", "etalin", "orbelazine", "zumadin"],
    "symptom=tremor&use=primary": ["orbelazine"],
    "symptom=tremor&symptom=pain&use=primary": ["abelol", "orbelazine"],
    "use=primary": ["abelol", "orbelazine", "zumadin"],
    "utm_source=letter&symptom=pain": ["abelol", "orbelazine"],
    "letter=E": ["etalin"],
    "drug_class=waker": ["zumadin"],
    "generic=yes": ["orbelazine"],
    "generic=no": ["etalin"],
    "generic=unknown": ["abelol", "zumadin"],
    "availability=over_the_counter": ["abelol"],
    "route=nasal": ["abelol"],
    "side_effect=coma": ["orbelazine"],
    "without_side_effect=coma": ["abelol", "etalin", "zumadin"],
    "without_side_effect=coma&without_side_effect=drowsiness&symptom=tremor": ["abelol"],
    "may_worsen=pain": ["abelol", "etalin", "zumadin", "orbelazine"],
    "may_worsen=pain&symptom=tremor": ["abelol", "orbelazine"],
    "may_worsen=pain&sort=-updated": ["etalin", "abelol", "zumadin", "orbelazine"],
    "may_worsen=fatigue": ["abelol", "etalin", "orbelazine", "zumadin"],
    "q=tremor": ["orbelazine", "abelol"],
    "q=tremor&sort=name": ["abelol", "orbelazine"],
    "q=tremor&may_worsen=pain": ["abelol", "orbelazine"],
    "q=swallow": ["orbelazine"],
    "q=quitrain": ["orbelazine"],
    "q=quietrane": ["orbelazine"],
    "q=ORBEL": ["orbelazine"],
    "q=etalin": ["etalin"],
    "q=fatigue+alias": ["zumadin", "etalin", "orbelazine"],  # for a primary use, for a use, as a side effect
    "q=nothing+like+it": [],
    "symptom=pain&generic=yes": ["orbelazine"],
    "symptom=fatigue&letter=Z": ["zumadin"],
    "sort=-updated": ["etalin", "abelol", "orbelazine", "zumadin"],
    f"updated_since={LATER.date()}": ["etalin"],
    "symptom=&letter=&q=&generic=": ["abelol", "etalin", "orbelazine", "zumadin"],
}


@pytest.mark.parametrize(("question", "expected"), QUESTIONS.items())
def test_page_and_api_give_the_same_medicines_for_a_question(client, question, expected):
    page = client.get(f"/medications/?{question}")
    api = client.get(f"/api/v1/medications/?{question}")

    assert (page.status_code, api.status_code) == (200, 200)
    assert names_on_page(page.content.decode()) == expected
    assert names_in_api(api.json()) == expected


def test_overdue_gives_pages_whose_review_was_due(client):
    with time_machine.travel(NOW + timedelta(days=367)):
        answer = client.get("/api/v1/medications/?review=overdue").json()

    assert names_in_api(answer) == ["abelol", "orbelazine", "zumadin"]


FAULTS = {
    "symptom=nothing": "symptom",
    "symptom=tremor&symptom=nothing": "symptom",
    "letter=Q": "letter",
    "drug_class=x": "drug_class",
    "generic=maybe": "generic",
    "availability=sometimes": "availability",
    "use=secondary": "use",
    "updated_since=yesterday": "updated_since",
    "review=soon": "review",
    "sort=colour": "sort",
    "page=2": "page",
    "page=0": "page",
    "page=x": "page",
    "may_worsen=nothing": "may_worsen",
    "may_worsen=tremor&may_worsen=pain": "may_worsen",
    "without_side_effect=nothing": "without_side_effect",
    "symptoms=tremor": "symptoms",
    "format=xml": "format",
    "q=" + "a" * 201: "q",
    "q=a%00b": "q",
    "&".join(["symptom=tremor"] * 51): "symptom",
}


@pytest.mark.parametrize(("question", "field"), FAULTS.items(), ids=[fault[:40] for fault in FAULTS])
def test_a_value_or_filter_that_does_not_exist_gives_a_page_that_says_so_and_no_rows(client, question, field):
    page = client.get(f"/medications/?{question}")

    assert page.status_code == 404
    assert names_on_page(page.content.decode()) == []
    assert "cannot be shown" in page.content.decode()


@pytest.mark.parametrize(("question", "field"), FAULTS.items(), ids=[fault[:40] for fault in FAULTS])
def test_a_value_or_filter_that_does_not_exist_gives_400_naming_it(client, question, field):
    problem = assert_problem(client.get(f"/api/v1/medications/?{question}"), 400)

    assert list(problem["errors"]) == [field]


COUNTED = ["", "symptom=tremor", "use=primary", "symptom=pain&use=primary", "generic=yes", "q=orbel", "letter=O&symptom=pain"]


@pytest.mark.parametrize("question", COUNTED)
def test_count_beside_a_value_is_what_one_gets_by_choosing_it_alone(client, question):
    def answer(params: str) -> set[str]:
        return set(names_in_api(client.get(f"/api/v1/medications/?{params}").json()))

    offered = listing_of(question)

    for name, options in offered.facets.items():
        besides = "&".join(part for part in question.split("&") if not part.startswith(f"{name}="))
        for option in options:
            assert option.count == len(answer(f"{besides}&{name}={option.code}")), (name, option)


def listing_of(question: str):
    return listing(Question(QueryDict(question), Memory(), LATER.date()))


def test_a_letter_link_leads_to_its_medicines_and_keeps_the_other_filters(client):
    html = client.get("/medications/?symptom=fatigue").content.decode()

    assert 'href="?symptom=fatigue&amp;letter=Z"' in html


def test_every_filter_can_be_removed_by_its_own_link(client):
    html = client.get("/medications/?symptom=tremor&symptom=pain&generic=yes").content.decode()

    assert 'href="?symptom=pain&amp;generic=yes"' in html
    assert 'href="?symptom=tremor&amp;generic=yes"' in html
    assert 'href="?symptom=tremor&amp;symptom=pain"' in html


def test_a_filter_without_a_control_on_the_form_is_kept_when_the_form_is_sent(client):
    html = client.get("/medications/?letter=O&without_side_effect=coma").content.decode()

    assert '<input type="hidden" name="letter" value="O">' in html
    assert '<input type="hidden" name="without_side_effect" value="coma">' in html


def test_the_number_of_results_is_told_in_words(client):
    html = client.get("/medications/?symptom=tremor&symptom=pain").content.decode()

    assert "2 medicines for tremor or pain" in html


def test_every_row_gives_its_dates_the_number_of_its_sources_and_the_main_one(client):
    html = client.get("/medications/").content.decode()

    rows = [" ".join(strip_tags(part).split()) for part in html.split('<article class="medication-row">')[1:]]
    (orbelazine,) = [row for row in rows if row.startswith("Orbelazine")]
    assert "Updated March 2, 2026. Reviewed March 2, 2026." in orbelazine
    assert "2 sources, mainly Steady days" in orbelazine
    assert all(re.search(r"Updated \w+ \d+, \d{4}\. (Reviewed|Not yet reviewed)", row) for row in rows)
    assert all(re.search(r"\d sources?, mainly \w", row) for row in rows)


def test_on_one_of_several_pages_it_is_told_which_part_is_shown_in_words_that_stay_together(client, monkeypatch):
    monkeypatch.setattr("medications.projections.question.PAGE_SIZE", 1)

    html = client.get("/medications/?symptom=tremor&symptom=pain").content.decode()

    assert "2 medicines for tremor or pain, 1&nbsp;to&nbsp;1 are shown" in html

"""Finding a source to cite, and a term in a box: by whatever somebody remembers of it."""

import pytest

from medications.models import Source
from tests.factories import accounts, drafts, records
from tests.factories.publications import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

SEARCH = "/admin/medications/source/search/"


@pytest.fixture
def sources(db):
    drafts.draft(
        records.source_record(
            "kalb-2004",
            title="Multiple sclerosis: the questions",
            authors="Rosalind Kalb",
            editors="",
            issued="2004",
            doi="10.1000/kalb",
        )
    )
    drafts.draft(records.source_record("label-2024", title="Orbelazine tablets", authors="", doi="", issued="2024-05"))


def codes(client, **query) -> list[str]:
    return [each["code"] for each in client.get(SEARCH, query).json()["results"]]


@pytest.mark.parametrize("term", ["questions", "kalb", "Rosalind", "kalb-2004", "10.1000/kalb", "2004", "kalb 2004"])
def test_a_source_is_found_by_title_author_code_doi_or_year(desk, sources, term):
    assert codes(desk().client, q=term) == ["kalb-2004"]


def test_what_is_found_says_what_tells_it_apart(desk, sources):
    found = desk().client.get(SEARCH, {"q": "kalb"}).json()

    about = "Rosalind Kalb, Register of labels, 2004"
    assert found == {
        "results": [{"code": "kalb-2004", "title": "Multiple sclerosis: the questions", "about": about}],
        "more": False,
    }


def test_without_letters_those_cited_on_the_page_are_listed(desk, sources):
    client = desk().client

    assert codes(client, cited=["label-2024", "nobody-1999"]) == ["label-2024"]
    assert codes(client) == []


def test_a_source_that_was_put_away_is_not_found(desk, sources):
    document = Source.objects.get(code="kalb-2004").document
    document.archived_at = NOW
    document.save()

    assert codes(desk().client, q="kalb", cited=["kalb-2004"]) == []


def test_of_very_many_the_first_are_listed(desk):
    for number in range(25):
        drafts.draft(records.source_record(f"label-{number}"))

    found = desk().client.get(SEARCH, {"q": "label"}).json()

    assert (len(found["results"]), found["more"]) == (20, True)


@pytest.mark.parametrize("query", [{"q": "\0"}, {"q": "%" * 500}, {"q": "'\";--"}, {"cited": ["\0", "x" * 5000]}])
def test_strange_letters_find_nothing_and_break_nothing(desk, sources, query):
    assert codes(desk().client, **query) == []


def test_a_search_costs_the_same_however_many_there_are(desk, sources, django_assert_max_num_queries):
    client = desk().client
    client.get(SEARCH, {"q": "label"})

    with django_assert_max_num_queries(8):
        client.get(SEARCH, {"q": "label"})


# The boxes of the forms


def offered(client, model: str, field: str, term: str) -> list[str]:
    query = {"app_label": "medications", "model_name": model, "field_name": field, "term": term}
    return [each["text"] for each in client.get("/admin/autocomplete/", query).json()["results"]]


@pytest.mark.parametrize("field", ["resembles", "may_worsen"])
def test_a_symptom_is_found_by_another_name(desk, field):
    drafts.draft(records.symptom_record("bladder-overactivity", name="bladder overactivity", aliases=["bladder urgency"]))

    assert offered(desk().client, "sideeffect", field, "urgency") == ["bladder overactivity"]
    assert offered(desk().client, "medicationuse", "symptom", "urgency") == ["bladder overactivity"]


def test_a_side_effect_is_found_by_another_name(desk):
    drafts.draft(records.side_effect_record("drowsiness", aliases=["sleepiness"]))

    assert offered(desk().client, "sideeffectrow", "terms", "sleepi") == ["drowsiness"]


@pytest.mark.parametrize("model", ["medicationuse", "sideeffectrow"])
@pytest.mark.parametrize("term", ["Rosalind", "10.1000/kalb", "kalb-2004", "2004"])
def test_a_source_is_offered_by_author_doi_code_or_year(desk, sources, model, term):
    assert [text for text in offered(desk().client, model, "sources", term) if "[@kalb-2004]" in text]


def test_no_box_of_a_form_lists_all_terms_or_sources(desk):
    """A select box of terms holds only what is chosen; the rest is found by typing."""
    document = drafts.draft().document
    for number in range(30):
        drafts.draft(records.source_record(f"other-{number}", title=f"Unchosen source {number}"))
        drafts.draft(records.symptom_record(f"symptom-{number}", name=f"Unchosen symptom {number}"))
        drafts.draft(records.drug_class_record(f"class-{number}", name=f"Unchosen class {number}"))

    pages = [
        desk().open(document).content.decode(),
        desk().open(drafts.draft(records.side_effect_record()).document).content.decode(),
    ]

    assert not [page for page in pages if "Unchosen" in page]


def test_who_has_no_role_searches_nothing(desk):
    assert desk(accounts.account()).client.get(SEARCH, {"q": "kalb"}).status_code in (302, 403)

"""Pages of side effects: what the word means, which symptoms it is like, and which medicines list it."""

from datetime import timedelta

import pytest

from medications.errors import CannotPublish
from medications.projections.addresses import OWN_PAGES, PATHS
from tests.factories import drafts, publications, records
from tests.factories.publications import NOW
from tests.factories.withdrawals import WHY, reinstated, withdrawn
from tests.public.examples import public_routes

pytestmark = pytest.mark.django_db

PAGE, INDEX = "/side-effects/drowsiness/", "/side-effects/"


def text(client, address: str = PAGE, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.text


@pytest.fixture
def drowsiness():
    record = records.side_effect_record(aliases=["sleepiness"], resembles=[records.term("tremor")], may_worsen=[])
    return publications.published(record).document


def lists(name: str, *effects):
    return publications.published(records.small_record(name, side_effects=effects)).document


# One side effect


def test_page_explains_the_word_and_gives_its_other_names(client, drowsiness):
    page = text(client)

    assert "<h1>Drowsiness</h1>" in page
    assert "Being sleepy in the day." in page
    assert "Also called: sleepiness" in page


def test_page_links_the_symptoms_it_can_be_taken_for_and_those_it_may_worsen(client):
    publications.published(records.side_effect_record())  # like tremor, may worsen pain

    page = text(client)

    assert page.index("can be taken for") < page.index('href="/symptoms/tremor/">Tremor') < page.index("make worse")
    assert page.index("make worse") < page.index('href="/symptoms/pain/">Pain')


def test_a_symptom_that_has_moved_is_linked_where_it_is_now(client, drowsiness):
    publications.republished(drafts.find_document("symptom", "tremor"), now=NOW + timedelta(days=1), slug="shaking")

    assert 'href="/symptoms/shaking/">Tremor' in text(client)


def test_medicines_stand_under_what_to_do_in_the_order_of_a_medicine_page(client, drowsiness):
    overdose = {"group": "emergency", "when": "overdose"}
    lists("orbelazine", records.effect("deep sleepiness", "drowsiness", **overdose))
    lists("testamine", records.effect("drowsiness", "drowsiness", group="usually_settles", qualifier="at first"))

    page = text(client)

    settles, signs = page.index("Usually settle"), page.index("Signs of overdose: get emergency help")
    assert settles < page.index('href="/medications/testamine/#usually-settles-any"') < signs
    assert signs < page.index('href="/medications/orbelazine/#emergency-overdose"') < page.index("“deep sleepiness”")
    assert "(at first)" in page


def test_a_medicine_that_names_it_in_two_groups_stands_in_both(client, drowsiness):
    lists("orbelazine", *(records.effect("drowsiness", "drowsiness", group=group) for group in ("usually_settles", "emergency")))

    assert text(client).count('href="/medications/orbelazine/#') == 2


def test_page_says_when_no_medicine_lists_it(client, drowsiness):
    lists("orbelazine", records.effect("rash", "rash"))

    assert "No medicine on this site lists it. It may still happen." in text(client)


def test_page_ends_with_what_to_do(client, drowsiness):
    page = text(client)

    assert page.index("Medicines that list it") < page.index("Get emergency help at once") < page.index("Do not stop on your own")


def test_unknown_side_effect_is_not_found(client):
    text(client, "/side-effects/never/", 404)


def test_former_address_leads_on(client, drowsiness):
    publications.republished(drowsiness, now=NOW + timedelta(days=1), slug="sleepiness")

    answer = client.get(f"{PAGE}?a=b")

    assert (answer.status_code, answer["Location"]) == (301, "/side-effects/sleepiness/?a=b")


def test_page_that_is_gone_says_why_and_leads_to_the_list(client, drowsiness):
    withdrawn(drowsiness, "gone")

    page = text(client, status=410)

    assert WHY in page
    assert 'href="/side-effects/">Find a side effect' in page


def test_one_that_was_merged_into_another_leads_there(client, drowsiness):
    other = publications.published(records.side_effect_record("sleep-attacks")).document
    withdrawn(drowsiness, "moved", replacement=other)

    answer = client.get(PAGE)

    assert (answer.status_code, answer["Location"]) == (301, "/side-effects/sleep-attacks/")


def test_one_under_a_banner_shows_its_last_text_without_medicines(client, drowsiness):
    withdrawn(drowsiness, "banner")

    page = text(client)

    assert page.index(WHY) < page.index("Being sleepy in the day.")
    assert "Medicines that list it" not in page


def test_one_that_is_back_is_a_page_again(client, drowsiness):
    withdrawn(drowsiness, "gone")
    reinstated(drowsiness)

    assert "Medicines that list it" in text(client)


def test_withdrawn_medicine_is_named_no_more(client, drowsiness):
    medicine = lists("orbelazine", records.effect("drowsiness", "drowsiness"))
    assert "/medications/orbelazine/" in text(client)

    withdrawn(medicine, "gone")

    assert "/medications/orbelazine/" not in text(client)


# All of them


def test_index_lists_every_side_effect_under_its_letter_with_how_many_medicines(client, drowsiness):
    lists("orbelazine", records.effect("drowsiness", "drowsiness"), records.effect("rash", "rash"))

    page = text(client, INDEX)

    assert page.index('id="letter-D"') < page.index('href="/side-effects/drowsiness/"') < page.index('id="letter-R"')
    assert 'href="#letter-R"' in page
    assert "1 medicine<" in page
    assert "2 side effects from A to Z" in page


@pytest.mark.parametrize("asked", ["drows", "SLEEPINESS", "sleepi"])
def test_search_finds_by_name_and_by_other_names(client, drowsiness, asked):
    publications.published(records.side_effect_record("rash"))

    page = text(client, f"{INDEX}?q={asked}")

    assert 'href="/side-effects/drowsiness/"' in page
    assert 'href="/side-effects/rash/"' not in page


def test_search_that_finds_nothing_offers_what_is_spelled_almost_so(client, drowsiness):
    page = text(client, f"{INDEX}?q=drowsynes")

    assert "No side effect is called “drowsynes”" in page
    assert page.index("Did you mean") < page.index('href="/side-effects/drowsiness/"')


@pytest.mark.parametrize("query", ["letter=D", "q=" + "a" * 201, "q=---", "q=" + "+".join("abcdefghijkl")])
def test_what_cannot_be_searched_for_is_said_and_the_form_is_there(client, drowsiness, query):
    page = text(client, f"{INDEX}?{query}", 404)

    assert "This list cannot be shown" in page
    assert 'name="q"' in page
    assert 'href="/side-effects/drowsiness/"' not in page


# Addresses


def test_no_fixed_page_stands_where_a_document_could_unless_documents_are_kept_away():
    beginnings = tuple(pattern.split("{}")[0].lstrip("/") for pattern in PATHS.values())
    fixed = {
        f"/{route}"
        for route in public_routes()
        if route.startswith(beginnings) and "<" not in route and route not in beginnings and route.count("/") == 2
    }

    assert fixed == OWN_PAGES


def test_a_medicine_cannot_have_the_address_of_a_page_of_the_site():
    revision = publications.approved(records.small_record(slug="compare"))

    with pytest.raises(CannotPublish, match="another page of this site"):
        publications.publish(revision)

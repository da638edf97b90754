"""Two to four medicines side by side: one table, whatever the width of the screen."""

import re
from html.parser import HTMLParser

import pytest
from django.conf import settings

from medications.content.schema import Section
from tests.factories import drafts, publications, records, safety_notices
from tests.factories.site import LATER, kept
from tests.factories.withdrawals import withdrawn

pytestmark = pytest.mark.django_db

HERE = "/medications/compare/"
BOTH = f"{HERE}?medication=orbelazine&medication=testamine"


def text(client, address: str = BOTH, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.text


class Rows(HTMLParser):
    """The rows of the table: topic -> what each cell says."""

    def __init__(self, html: str):
        super().__init__()
        self.found, self._cells, self._hidden = {}, None, False
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        if tag == "tr":
            self._cells = []
        elif tag in ("td", "th") and self._cells is not None:
            self._cells.append("")

    def handle_endtag(self, tag):
        if tag == "tr":
            topic, *cells = [re.sub(r"\s+", " ", cell).strip() for cell in self._cells]
            self.found[topic], self._cells = cells, None

    def handle_data(self, data):
        if self._cells:
            self._cells[-1] += data


def cells(client, topic: str, address: str = BOTH) -> list[str]:
    return Rows(text(client, address)).found[topic]


@pytest.fixture(scope="module", autouse=True)
def site(django_db_setup, django_db_blocker):
    """Orbelazine with everything a page can have, and testamine with little."""
    effects = [records.effect("drowsy in the morning", "drowsiness"), records.effect("rash", "rash", group="usually_settles")]
    with kept(django_db_blocker):
        publications.published(records.medication_record())
        publications.published(records.small_record("testamine", side_effects=effects))
        yield


def test_each_medicine_has_a_column_in_the_order_chosen(client):
    address = f"{HERE}?medication=testamine&medication=orbelazine"

    assert cells(client, "Topic", address) == ["Testamine", "Orbelazine"]
    assert "<h1>Testamine and Orbelazine compared</h1>" in text(client, address)


@pytest.mark.parametrize(
    ("topic", "full", "small"),
    [
        ("Used in MS for", "Tremor (at night), primary usage, off-label", "Tremor, primary usage"),
        ("How it is given", "By mouth", "Not given on its page"),
        ("Boxed warnings", "Not for cats.", "No boxed warning on its page"),
        ("At a glance", "Calms the nerves.", "Nothing on its page"),
        ("Stopping", "Do not stop suddenly.", "Nothing on its page. Ask before you stop."),
        ("If you miss a dose", "Skip a missed dose.", "Nothing on its page. Ask your pharmacist."),
        ("Side effects: Usually settle", "sleepiness or tiredness* (mild)", "rash"),
        ("Side effects: Signs of overdose: get emergency help", "deep sleep", "None listed; it may still happen"),
        ("Generic available", "Yes (Canada and United States), as of June 2024", "Not known"),
        ("Dates and basis", "Last updated March 2, 2026. Not yet reviewed as a whole.", "Approved by a clinical reviewer"),
    ],
)
def test_topic_says_what_each_page_says(client, topic, full, small):
    one, other = cells(client, topic)

    assert full in one
    assert small in other


def test_every_row_has_a_cell_for_every_medicine_under_its_name(client):
    page = text(client)

    assert {len(found) for found in Rows(page).found.values()} == {2}
    for row in re.findall(r'<tr class="comparison__row" role="row">(.*?)</tr>', page, re.DOTALL)[1:]:
        assert re.findall(r'comparison__of" aria-hidden="true">(\w+)<', row) == ["Orbelazine", "Testamine"]


def test_group_that_none_of_them_lists_has_no_row(client):
    assert "Side effects: Get emergency help" not in Rows(text(client)).found


def test_shared_side_effects_say_where_each_lists_them(client):
    page = text(client)

    shared = page[page.index('id="shared"') :]
    where = "Orbelazine (“Usually settle”); Testamine (“Tell your doctor or nurse soon”)"
    assert f'href="/side-effects/drowsiness/">Drowsiness</a>: {where}' in shared
    assert "/side-effects/rash/" not in shared


def test_note_numbers_lead_to_the_sources_of_each_page_and_no_place_is_named_twice(client):
    page = text(client)

    assert 'href="#source-' not in page
    assert 'href="/medications/orbelazine/#source-1"' in page
    assert 'href="/medications/testamine/#source-1"' in page
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_warnings_over_a_page_stand_in_its_column(client):
    notice = safety_notices.posted(drafts.find_document("medication", "orbelazine"))

    one, other = cells(client, "Page")

    assert notice.text in one
    assert notice.text not in other


def test_it_ranks_nothing_and_says_not_to_change_anything(client):
    page = text(client)

    assert "does not say which one is better" in page
    assert "Do not start, stop or change a medicine because of this table." in page


# What cannot be compared


def test_nothing_chosen_gives_the_form(client):
    page = text(client, HERE)

    assert page.count('name="medication"') == 2
    assert "<table" not in page
    assert "noindex" not in page


def test_one_medicine_asks_for_another_and_proposes_those_used_for_the_same(client):
    publications.published(records.small_record("painless", uses=[records.use("pain")]))
    publications.published(records.small_record("itchazine", uses=[records.use("itching")]))

    page = text(client, f"{HERE}?medication=orbelazine")

    assert "One medicine is chosen. Choose at least one more" in page
    assert 'value="orbelazine" checked' in page
    assert re.findall(r'value="(\w+)"> <span>', page) == ["testamine", "painless"]


def test_five_are_too_many_and_stay_chosen(client):
    names = [f"orb{letter}zine" for letter in "abcde"]
    for name in names:
        publications.published(records.small_record(name))

    page = text(client, f"{HERE}?" + "&".join(f"medication={name}" for name in names), 404)

    assert "Compare at most 4 medicines at a time. You chose 5" in page
    assert page.count(" checked>") == 5


def test_the_same_one_twice_is_one(client):
    assert "One medicine is chosen" in text(client, f"{HERE}?medication=orbelazine&medication=orbelazine")


def test_unknown_medicine_is_named_and_the_other_stays_chosen(client):
    page = text(client, f"{HERE}?medication=orbelazine&medication=nonesuch", 404)

    assert "No medicine here is called “nonesuch”" in page
    assert 'value="orbelazine" checked' in page


def test_withdrawn_medicine_is_said_to_be_so(client):
    withdrawn(drafts.find_document("medication", "testamine"), "gone")

    page = text(client, status=404)

    assert "The page about Testamine was withdrawn" in page
    assert "<table" not in page


def test_names_lead_to_the_address_without_names(client):
    answer = client.get(f"{HERE}?medication=Quietrane&medication=TESTAMINE")

    assert (answer.status_code, answer["Location"]) == (302, BOTH)


def test_unknown_parameter_is_said(client):
    assert "takes no “sort”" in text(client, f"{BOTH}&sort=name", 404)


def test_one_question_is_no_page_for_search_engines(client):
    page = text(client)

    assert '<meta name="robots" content="noindex">' in page
    assert f'<link rel="canonical" href="{settings.SITE_URL}{HERE}">' in page


# Ways in


def test_the_list_and_the_page_of_a_medicine_lead_here(client):
    assert f'href="{HERE}"' in text(client, "/medications/")
    assert f'href="{HERE}?medication=orbelazine"' in text(client, "/medications/orbelazine/")


def test_it_leads_to_the_look_up_of_one_symptom_for_these(client):
    assert 'href="/could-it-be-my-ms/?medication=orbelazine&amp;medication=testamine"' in text(client)


def test_it_leads_to_what_does_not_go_with_each_on_its_page(client):
    with_wine = Section(kind="interactions", heading="Not with wine", body=f"Drink none. [@{records.LABEL}]")
    publications.republished(drafts.find_document("medication", "testamine"), now=LATER, sections=[with_wine])

    anchor = re.search(r'href="/medications/testamine/#([\w-]+)">Not with wine<', text(client))[1]

    assert cells(client, "Precautions and more")[0] == "Orbelazine Nothing on its page. Ask your pharmacist."
    assert f'id="{anchor}"' in client.get("/medications/testamine/").text

"""“Could it be my MS?”: what the pages of a reader's medicines say about what she notices. It never says what the cause is."""

import re

import pytest
from django.conf import settings

from medications.models import SocietyProfile
from tests.assertions import recorded_sql
from tests.factories import publications, records, safety_notices
from tests.factories.site import kept
from tests.factories.withdrawals import withdrawn

pytestmark = pytest.mark.django_db

HERE = "/could-it-be-my-ms/"
ASKED = f"{HERE}?symptom=tremor&medication=orbelazine"


def text(client, address: str = ASKED, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.text


def lists(name: str, *effects, **changes):
    return publications.published(records.small_record(name, side_effects=effects, **changes)).document


def term(code: str, resembles=(), may_worsen=()):
    named = {"resembles": [records.term(each) for each in resembles], "may_worsen": [records.term(each) for each in may_worsen]}
    return publications.published(records.side_effect_record(code, **named)).document


@pytest.fixture(scope="module", autouse=True)
def site(django_db_setup, django_db_blocker):
    """A term that can be taken for tremor: shakes."""
    with kept(django_db_blocker):
        term("shakes", resembles=["tremor"])
        yield


# The question


def test_form_asks_for_medicines_and_what_is_noticed(client):
    lists("orbelazine", records.effect("shakes", "shakes"))

    page = text(client, HERE)

    assert page.count('type="text"') == page.count('name="medication"') == 3
    assert '<option value="tremor">Tremor</option>' in page
    assert '<option value="orbelazine"></option>' in page


def test_a_side_effect_without_a_symptom_of_its_name_can_be_chosen_too(client):
    publications.published(records.side_effect_record("tremor"))
    publications.published(records.side_effect_record("rash", resembles=[], may_worsen=[]))

    page = text(client, HERE)

    assert page.index('label="Also hard to tell from MS"') < page.index('value="shakes"')
    assert page.count('value="tremor"') == 1
    assert 'value="rash"' not in page


def test_names_are_taken_whatever_their_case_and_the_address_of_the_answer_has_none(client):
    lists("orbelazine", brand_names=[{"name": "Quietrane"}])
    lists("testamine")

    answer = client.get(f"{HERE}?symptom=tremor&medication=QUIETRANE,+testamine&medication=")

    assert (answer.status_code, answer["Location"]) == (302, f"{ASKED}&medication=testamine")


def test_a_former_address_of_a_medicine_leads_to_the_one_of_today(client):
    first = publications.published(records.small_record(slug="old"))
    publications.republished(first.document, now=publications.NOW, slug="orbelazine")

    assert client.get(f"{HERE}?symptom=tremor&medication=old")["Location"] == ASKED


def test_a_misspelt_name_is_not_guessed_at_but_offered(client):
    lists("orbelazine", records.effect("shakes", "shakes"))

    page = text(client, f"{HERE}?symptom=tremor&medication=orbalazin", 404)

    assert "No medicine here is called “orbalazin”" in page
    assert '<input type="checkbox" name="medication" value="orbelazine">' in page
    assert "look-up-answer" not in page


def test_a_name_that_is_not_here_stays_in_its_box(client):
    lists("orbelazine")

    page = text(client, f"{HERE}?symptom=tremor&medication=orbelazine&medication=%3Cb%3Ewhatever%3C/b%3E", 404)

    assert 'value="&lt;b&gt;whatever&lt;/b&gt;"' in page
    assert 'value="orbelazine" checked' in page
    assert '<option value="tremor" selected>' in page


def test_a_name_of_two_medicines_asks_which_is_meant(client):
    for name in ("orbelazine", "testamine"):
        lists(name, brand_names=[{"name": "Quietrane"}])

    page = text(client, f"{HERE}?symptom=tremor&medication=Quietrane", 404)

    assert "“Quietrane” is a name of 2 medicines here" in page
    assert 'value="orbelazine">' in page
    assert 'value="testamine">' in page


def test_a_withdrawn_medicine_is_said_to_be_so(client):
    withdrawn(lists("orbelazine"), "gone")
    lists("testamine")

    page = text(client, f"{ASKED}&medication=testamine", 404)

    assert "The page about Orbelazine was withdrawn" in page
    assert 'href="/medications/orbelazine/"' in page
    assert 'value="testamine" checked' in page


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("symptom=never&medication=orbelazine", "not in our list"),
        ("symptom=tremor&medication=orbelazine&age=50", "takes no “age”"),
        ("symptom=tremor&" + "&".join(f"medication=n{number}" for number in range(30)), "Only the first 20"),
        ("symptom=tremor&medication=" + "a" * 5000, "No medicine here is called"),
    ],
)
def test_what_cannot_be_answered_is_said_with_the_form(client, query, said):
    lists("orbelazine")

    page = text(client, f"{HERE}?{query}", 404)

    assert said in page
    assert '<select class="look-up__select"' in page


def test_more_medicines_than_can_be_looked_up_are_refused_and_stay_chosen(client):
    names = [f"orb{letter}zine" for letter in "abcdefghijklm"]
    for name in names:
        lists(name)

    page = text(client, f"{HERE}?symptom=tremor&" + "&".join(f"medication={name}" for name in names), 404)

    assert "at most 12 medicines" in page
    assert page.count(" checked>") == 13


@pytest.mark.parametrize(
    ("query", "said"),
    [("symptom=&medication=orbelazine", "Choose what you notice"), ("symptom=tremor&medication=", "at least one")],
)
def test_what_is_still_missing_is_asked_for(client, query, said):
    lists("orbelazine")

    assert said in text(client, f"{HERE}?{query}")


def test_the_way_in_from_a_page_asks_for_nothing_yet(client):
    lists("orbelazine")

    for query in ("symptom=tremor", "medication=orbelazine"):
        assert "cannot be looked up yet" not in text(client, f"{HERE}?{query}")


# The answer


def test_entry_says_what_it_means_where_it_stands_and_where_it_comes_from(client):
    lists(
        "orbelazine",
        records.effect("shakes of the hands", "shakes", qualifier="at night"),
        lead_sentences=[{"group": "tell_clinician", "text": "Tell your nurse about these."}],
    )

    page = text(client)

    for said in (
        "Shakes of the hands",
        "(at night)",
        "Shakes can be taken for tremor.",
        '<h3 class="look-up-answer__heading">Tell your doctor or nurse soon</h3>',
        'href="/medications/orbelazine/#tell-clinician-any">See it on the page',
        "Tell your nurse about these.",
        'href="#source-orbelazine-1" aria-label="Source 1: Orbelazine"',
        '<li id="source-orbelazine-1"><a href="https://labels.example.org/example-label-2024" rel="noopener">',
        ">Official label example-label-2024</a>, Example agency, May 2024. Read: June 3, 2024",
    ):
        assert said in page


def test_what_may_worsen_the_symptom_is_an_entry_too(client):
    term("fever", may_worsen=["tremor"])
    lists("orbelazine", records.effect("fever", "fever"))

    assert re.search(r"what may make tremor worse</h3>\s*<p[^>]*><strong>Fever</strong>. Tell your", text(client))


def test_one_that_does_both_says_both(client):
    term("wobbles", resembles=["tremor"], may_worsen=["tremor"])
    lists("orbelazine", records.effect("wobbles", "wobbles"))

    assert "Wobbles</strong>. Can be taken for tremor, and may make it worse." in text(client)


def test_a_sign_of_overdose_is_said_to_be_one(client):
    lists("orbelazine", records.effect("shakes", "shakes", group="emergency", when="overdose"))

    assert "lists this only as a sign of <strong>too much</strong> of the medicine" in text(client)


def test_what_is_urgent_comes_first_and_overdose_last(client):
    where = [("settles", "usually_settles", "any"), ("too much", "emergency", "overdose"), ("urgent", "emergency", "any")]
    lists("orbelazine", *(records.effect(word, "shakes", group=group, when=when) for word, group, when in where))

    assert re.findall(r'look-up-entry"><strong>([^<]+)<', text(client)) == ["Urgent", "Settles", "Too much"]


def test_a_star_of_the_page_is_told_with_its_footnote(client):
    term("blur")
    starred = [records.effect("shakes", "shakes", look_alike=True), records.effect("blurry sight", "blur", look_alike=True)]
    lists("orbelazine", *starred, look_alike_footnote="These look like MS.")

    page = text(client)

    assert "<strong>Shakes*</strong>" in page
    assert "as hard to tell from MS: blurry sight." in page
    assert "* The page says: These look like MS." in page


def test_medicine_without_an_entry_says_that_it_may_still_happen(client):
    term("rash")
    lists("orbelazine", records.effect("rash", "rash"))

    assert "Not listed here; it may still happen." in text(client)


def test_a_side_effect_is_looked_up_by_itself(client):
    term("wobbles", resembles=["tremor"])
    lists("orbelazine", records.effect("shaky hands", "shakes"), records.effect("wobbly legs", "wobbles"))

    page = text(client, f"{HERE}?symptom=shakes&medication=orbelazine")

    assert "Shaky hands" in page
    assert "Wobbly legs" not in page


def test_medicine_used_for_the_symptom_says_so(client):
    lists("orbelazine")

    assert "This medicine is also used to treat tremor." in text(client)


def test_medicines_are_answered_for_in_the_order_chosen(client):
    for name in ("orbelazine", "testamine"):
        lists(name, records.effect("shakes", "shakes"))

    page = text(client, f"{HERE}?symptom=tremor&medication=testamine&medication=orbelazine")

    assert page.index('href="/medications/testamine/">') < page.index('href="/medications/orbelazine/">')


def test_safety_notice_stands_in_the_answer(client):
    about = lists("orbelazine", records.effect("shakes", "shakes"))
    notice = safety_notices.posted(about)

    assert notice.text.split("\n")[0] in text(client)


@pytest.mark.parametrize("listed", [True, False])
@pytest.mark.parametrize("number", ["999", ""])
def test_answer_ends_with_emergency_whom_to_ask_and_not_to_stop(client, listed, number):
    latest = SocietyProfile.objects.latest()
    SocietyProfile.objects.create(version=latest.version + 1, name="Example society", emergency_number=number)
    term("rash")
    lists("orbelazine", records.effect("shakes", "shakes" if listed else "rash"))

    page = text(client)

    end = page[page.index('<section class="what-to-do"') : page.index("</main>")]
    assert (f'href="tel:{number}"' if number else "your local emergency number") in end
    assert end.index("emergency help at once") < end.index("Ask today") < end.index("Do not stop on your own")


def test_answer_concludes_nothing(client):
    lists("orbelazine", records.effect("shakes", "shakes"))

    page = text(client).lower()

    assert "it does not tell you what the cause is" in page
    assert not re.search(r"it is (probably |likely )?(your|the) medicine|caused by|is not your ms|is your ms\b", page)


# Nothing is kept


def test_answer_is_kept_nowhere_and_not_found_by_search_engines(client):
    lists("orbelazine")

    answer = client.get(ASKED)

    assert answer["Cache-Control"] == "no-store"
    assert "Last-Modified" not in answer
    assert '<meta name="robots" content="noindex">' in answer.text
    assert not answer.cookies
    assert f'<link rel="canonical" href="{settings.SITE_URL}{HERE}">' in answer.text


def test_looking_up_writes_nothing(client):
    lists("orbelazine")

    with recorded_sql() as statements:
        text(client)

    assert {sql.split()[0] for sql in statements} == {"SELECT"}


def test_form_itself_may_be_found_and_kept(client):
    answer = client.get(HERE)

    assert "noindex" not in answer.text
    assert "no-store" not in answer["Cache-Control"]

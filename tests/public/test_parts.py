"""What every part of a medicine's page answers when the page is elsewhere, or withdrawn, or one of its texts removed: as the page
itself does, as one table.
"""

from datetime import timedelta

import pytest

from tests.factories import drafts, publications, records
from tests.factories.publications import NOW
from tests.factories.site import kept
from tests.factories.withdrawals import WHY, suppressed, withdrawn

pytestmark = pytest.mark.django_db

HERE, OTHER = "/medications/orbelazine/", "/medications/otherazine/"
SHEET, ENTRY, REPORT = "card/?for=carer", "cite/ris/?a=b", "report/?version=1"
HISTORY, VERSION, DIFFERENCE = "history/?a=b", "history/1/?a=b", "history/1...2/?a=b"
MADE_OF_IT = [SHEET, "cite/?a=b", ENTRY, REPORT]
PARTS = ["?a=b", *MADE_OF_IT, HISTORY, VERSION, DIFFERENCE]


@pytest.fixture(scope="module", autouse=True)
def site(django_db_setup, django_db_blocker):
    """Orbelazine, which was at another address before, and otherazine, for the same."""
    with kept(django_db_blocker):
        first = publications.published(records.small_record("orbelazine", slug="before"))
        publications.republished(first.document, now=NOW + timedelta(days=1), slug="orbelazine")
        publications.published(records.small_record("otherazine", uses=[records.use("tremor")]))
        yield


@pytest.fixture
def document():
    return drafts.find_document("medication", "orbelazine")


@pytest.fixture
def other():
    return drafts.find_document("medication", "otherazine")


def answers(client, slug: str = "orbelazine") -> dict[str, str | int]:
    """By part: where it leads for good, or its status. What is gone says why."""
    found = {}
    for part in PARTS:
        answer = client.get(f"/medications/{slug}/{part}")
        found[part] = answer["Location"] if answer.status_code == 301 else answer.status_code
        if answer.status_code == 410:
            assert WHY in answer.content.decode(), part
            assert '<meta name="robots" content="noindex">' in answer.content.decode(), part
    return found


def test_every_part_of_a_page_that_has_another_address_leads_on_with_its_query(client):
    assert answers(client, "before") == {part: HERE + part for part in PARTS}


def test_under_a_banner_the_page_and_its_history_stay_and_the_rest_leads_to_the_page(client, document):
    withdrawn(document, "banner")

    stays = {"?a=b": 200, HISTORY: 200, VERSION: 200, DIFFERENCE: 200}
    assert answers(client) == stays | dict.fromkeys(MADE_OF_IT, HERE)
    assert answers(client, "before") == {part: HERE + part for part in stays} | dict.fromkeys(MADE_OF_IT, HERE)


def test_of_a_page_that_moved_all_lead_to_the_other_but_its_history(client, document, other):
    withdrawn(document, "moved", replacement=other)

    elsewhere = dict.fromkeys(["?a=b", *MADE_OF_IT], OTHER)
    assert answers(client) == elsewhere | {HISTORY: 200, VERSION: 200, DIFFERENCE: 200}
    assert answers(client, "before") == elsewhere | {part: HERE + part for part in (HISTORY, VERSION, DIFFERENCE)}


def test_of_a_page_that_is_gone_all_say_why_but_the_list_of_what_happened(client, document, other):
    withdrawn(document, "gone", replacement=other)

    gone = dict.fromkeys(["?a=b", *MADE_OF_IT], 410)
    assert answers(client) == gone | {HISTORY: 200, VERSION: 410, DIFFERENCE: 410}
    assert answers(client, "before") == gone | {part: HERE + part for part in (HISTORY, VERSION, DIFFERENCE)}


def test_where_a_text_was_removed_what_shows_it_says_so_and_all_else_answers(client, document):
    suppressed(document.revisions.get(number=1), reason=WHY)

    assert answers(client) == dict.fromkeys(PARTS, 200) | {VERSION: 410, DIFFERENCE: 410}


def test_questions_about_several_medicines_take_a_former_address_and_name_what_was_withdrawn(client, document):
    asked = "?medication=before&medication=otherazine"
    moved = client.get(f"/medications/compare/{asked}")
    looked_up = client.get(f"/could-it-be-my-ms/{asked}&symptom=tremor")
    withdrawn(document, "gone")

    for address in (f"/medications/compare/{asked}", f"/could-it-be-my-ms/{asked}&symptom=tremor"):
        answer = client.get(address)
        assert answer.status_code == 404
        assert "The page about Orbelazine was withdrawn" in answer.content.decode()
    assert moved["Location"] == "/medications/compare/?medication=orbelazine&medication=otherazine"
    assert "medication=orbelazine" in looked_up["Location"]

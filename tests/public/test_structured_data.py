"""What search engines and other sites read of a page: in the words of schema.org, and only what the page says."""

import json
import re
from datetime import timedelta

import pytest

from medications.actions import invitations as links
from medications.models import SocietyProfile
from medications.projections import index
from tests.factories import drafts, invitations, publications, records
from tests.factories.publications import NOW
from tests.factories.site import complete_site, kept
from tests.factories.withdrawals import withdrawn
from tests.public import schema_org_words
from tests.public.schema_org import faults

pytestmark = pytest.mark.django_db

SIDE_EFFECT = "/side-effects/drowsiness/"
TESTAMINE = "/medications/testamine/"  # what a test publishes besides the site
BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


@pytest.fixture(scope="module", autouse=True)
def site(django_db_setup, django_db_blocker):
    with kept(django_db_blocker):
        yield complete_site()


def blocks(client, address: str) -> list[dict]:
    return [json.loads(block) for block in BLOCK.findall(client.get(address).content.decode())]


def data(client, address: str = "/medications/orbelazine/") -> dict:
    (found,) = blocks(client, address)
    return found


def tags(client, address: str) -> dict[str, str]:
    html = client.get(address).content.decode()
    return dict(re.findall(r'<meta (?:property|name)="([\w:]+)" content="([^"]*)">', html))


@pytest.mark.parametrize("address", ["/medications/orbelazine/", "/medications/sample-drug/", "/symptoms/tremor/", SIDE_EFFECT])
def test_page_keeps_to_the_vocabulary(client, address):
    found = data(client, address)

    assert found["@context"] == "https://schema.org"
    assert faults(found) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"@type": "Page"},
        {"@type": "MedicalWebPage", "reviewer": "A"},
        {"@type": "MedicalWebPage", "about": "A"},
        {"@type": "MedicalWebPage", "about": {"@type": "Drug", "author": "A"}},
        {"@type": "MedicalWebPage", "publisher": {"@type": "WebSite"}},
        {"@type": "MedicalWebPage", "citation": [{"@type": "Book", "url": "here"}]},
        {"@type": "MedicalWebPage", "name": ""},
        {"@type": "MedicalWebPage", "@graph": []},
        {"@type": "MedicalWebPage", "lastReviewed": "2026-3-1"},
        {"@type": "MedicalWebPage", "reviewedBy": {"@type": "WebSite"}},
        {"@type": "MedicalWebPage", "reviewedBy": "A"},
    ],
)
def test_word_that_the_vocabulary_does_not_have_would_be_noticed(wrong):
    """What the test above leans on."""
    assert faults(wrong)


TYPINGS = """
interface ThingBase extends Partial<IdReference> {
    /** Its name. */
    "name"?: SchemaValue<Text, "name">;
    /**
     * @deprecated
     */
    "title"?: SchemaValue<Text, "title">;
}
interface BookBase extends ThingBase, PartBase {
    "about"?: SchemaValue<Thing | URL | IdReference, "about">;
}
export interface BookLeaf extends BookBase {
    "@type": "Book";
}
interface PartBase extends ThingBase {
}
"""


def test_words_are_taken_from_the_typings_of_schema_org(monkeypatch):
    monkeypatch.setattr(schema_org_words, "USED", {"Book"})

    assert schema_org_words.words(TYPINGS) == {
        "Book": {"parents": ["Part", "Thing"], "properties": {"about": ["Thing", "URL"]}},
        "Part": {"parents": ["Thing"], "properties": {}},
        "Thing": {"parents": [], "properties": {"name": ["Text"]}},
    }


def test_medicine_is_described(client):
    page = data(client)

    assert page["@type"] == "MedicalWebPage"
    assert page["url"] == "http://testserver/medications/orbelazine/"
    assert page["dateModified"] == "2026-04-01"
    assert page["publisher"]["name"] == "Example society"
    assert page["about"] == {
        "@type": "Drug",
        "name": "orbelazine",
        "nonProprietaryName": "orbelazine",
        "proprietaryName": ["Quietrane"],
        "drugClass": {"@type": "DrugClass", "name": "calming agent"},
        "dosageForm": page["about"]["dosageForm"],
        "administrationRoute": ["by mouth"],
        "code": page["about"]["code"],
    }
    assert {"@type": "Book", "name": "Steady days", "url": f"https://labels.example.org/{records.BOOK}"} in page["citation"]


def test_side_effect_is_described(client):
    found = data(client, SIDE_EFFECT)

    assert found["about"] == {"@type": "MedicalSignOrSymptom", "name": "drowsiness", "alternateName": ["drowsiness alias"]}
    assert found["url"] == f"http://testserver{SIDE_EFFECT}"
    assert found["description"].startswith("Drowsiness as a side effect: ")


def test_review_is_claimed_only_of_a_page_that_was_reviewed_as_a_whole(client):
    publications.published(records.small_record("testamine"))
    before = data(client, TESTAMINE)
    publications.published(records.small_record("otherazine"), whole_record=True)

    after = data(client, "/medications/otherazine/")

    assert not {"lastReviewed", "reviewedBy"} & set(before)
    assert (after["lastReviewed"], after["reviewedBy"]["@type"]) == ("2026-03-02", "Organization")


@pytest.mark.parametrize(
    ("whole", "by"),
    [
        (True, {"@type": "Person", "name": "Dr. Ada Example", "description": "MD, neurologist"}),
        (False, None),  # of a part only: no review of the page
    ],
)
def test_outside_reviewer_who_read_the_whole_page_is_named(client, whole, by):
    revision = drafts.draft(records.small_record("testamine"))
    _, token = invitations.invited(revision)
    links.decide(token=token, decision="approved", comment="", consent=True, whole_record=whole, now=NOW)
    publications.publish(revision)

    found = data(client, TESTAMINE)

    assert found.get("reviewedBy") == by
    assert faults(found) == []


def test_reviewer_of_a_change_is_not_said_to_have_read_the_whole_page(client):
    first = publications.published(records.small_record("testamine"), whole_record=True)
    revision = drafts.edited(first.document, pronunciation="or-BEL")
    _, token = invitations.invited(revision)
    links.decide(token=token, decision="approved", comment="", consent=True, whole_record=False, now=NOW)
    publications.publish(revision)

    found = data(client, TESTAMINE)

    assert (found["lastReviewed"], found["reviewedBy"]["@type"]) == ("2026-03-02", "Organization")


def test_society_is_named_as_it_is_called_now(client):
    SocietyProfile.objects.create(version=99, name="New & <b>bold</b> society")
    index.touch()

    assert data(client)["publisher"]["name"] == "New & <b>bold</b> society"


def test_no_text_can_leave_the_block(client):
    name = "</script><script>alert(1)</script>"
    publications.published(records.small_record(name, slug="testamine", sources=[records.source(title=f"<!-- {name}")]))

    html = client.get(TESTAMINE).content.decode()

    assert html.count("<script") == html.count("</script>")
    assert "<script>" not in html
    assert data(client, TESTAMINE)["about"]["name"] == name


@pytest.mark.parametrize("kind", ["banner", "gone"])
def test_withdrawn_page_describes_itself_no_more(client, kind):
    withdrawn(publications.published(records.small_record("testamine")).document, kind)

    assert blocks(client, TESTAMINE) == []
    assert "og:title" not in tags(client, TESTAMINE)


def test_old_version_is_not_described(client):
    first = publications.published(records.small_record("testamine"))
    publications.republished(first.document, now=NOW + timedelta(days=1), pronunciation="new")

    assert blocks(client, f"{TESTAMINE}history/1/") == []


# Open Graph


def test_shared_medicine_shows_name_brands_and_uses(client):
    found = tags(client, "/medications/orbelazine/")

    assert found["og:title"] == "Orbelazine"
    assert found["og:url"] == "http://testserver/medications/orbelazine/"
    assert found["og:description"] == found["description"]
    assert found["description"] == (
        "Orbelazine (Quietrane) is used in multiple sclerosis for tremor and pain. "
        "How to take it, its side effects, and what to do about them."
    )


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/medications/",
        "/medications/orbelazine/",
        "/symptoms/",
        "/symptoms/tremor/",
        "/side-effects/",
        SIDE_EFFECT,
        "/changes/",
        "/about/editorial-policy/",
        "/about/accessibility/",
    ],
)
def test_pages_that_are_shared_have_all_that_open_graph_asks_for(client, address):
    found = tags(client, address)

    assert {"og:title", "og:type", "og:url", "og:description", "og:site_name"} <= {name for name, said in found.items() if said}
    assert f'<link rel="canonical" href="{found["og:url"]}">' in client.get(address).content.decode()
    assert found["og:url"] == f"http://testserver{address}"

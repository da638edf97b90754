"""What exists and is not public is answered like what does not exist.

Not by words, guessed ids, headers, lengths, redirects, nor by how much is asked of the database before the answer is no. Pairs of
addresses are asked for, one of something that exists but is not public, one of something invented.
"""

import re
import uuid
from html import unescape

import pytest

from medications.actions.former_addresses import keep_address
from tests.access.hidden import say, told_apart
from tests.factories import accounts, drafts
from tests.factories.publications import NOW
from tests.public.examples import ADDRESSES

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.usefixtures("site")]

OLD_SITE = "http://old.example.org"
SLUGS = {"medication": ("hushamine", "inventine"), "archived": ("hushed", "nought"), "edit": ("hushazine", "inventine")}

PAGES = [
    "/medications/{}",
    "/medications/{}/",
    "/medications/{}/history/",
    "/medications/{}/history/1/",
    "/medications/?q={}",
    "/api/v1/medications/{}/",
    "/api/v1/medications/{}/revisions/1/canonical",
    "/api/v1/medications/?q={}",
]
TERMS = [
    *("/symptoms/{}", "/symptoms/{}/", "/api/v1/symptoms/{}/"),
    *(f"{place}?{name}={{}}" for place in ("/medications/", "/api/v1/medications/") for name in ("symptom", "may_worsen", "q")),
]
OTHER_TERMS = {
    ("hush-cough", "made-cough"): ["side_effect", "without_side_effect", "q"],
    ("hush-agent", "mosh-agent"): ["drug_class", "q"],
}


@pytest.mark.parametrize("method", ["get", *(pytest.param(name, marks=pytest.mark.slow) for name in ("head", "options"))])
@pytest.mark.parametrize("template", PAGES)
@pytest.mark.parametrize("which", SLUGS)
def test_a_draft_is_not_told_from_an_invented_page(which, template, method):
    assert told_apart(*SLUGS[which], template, method=method) == {}


@pytest.mark.parametrize("template", TERMS)
def test_a_term_that_only_drafts_name_is_not_told_from_an_invented_one(template):
    assert told_apart("hushness", "madeness", template) == {}


@pytest.mark.parametrize("place", ["/medications/", "/api/v1/medications/"])
@pytest.mark.parametrize("pair", OTHER_TERMS)
def test_terms_without_a_page_are_not_told_from_invented_ones(pair, place):
    for name in OTHER_TERMS[pair]:
        assert told_apart(*pair, f"{place}?{name}={{}}") == {}, name


@pytest.mark.parametrize(
    "template", ["/api/v1/medications/{}/", "/api/v1/medications/{}/revisions/1/canonical", "/medications/{}/"]
)
def test_the_uuid_of_a_draft_is_not_told_from_an_invented_one(site, template):
    assert told_apart(str(site.draft.document_id), str(uuid.uuid4()), template) == {}


def test_the_uuid_of_a_term_is_not_told_from_an_invented_one():
    assert told_apart(str(drafts.find_document("symptom", "hushness").pk), str(uuid.uuid4()), "/api/v1/symptoms/{}/") == {}


@pytest.mark.parametrize(
    "template", ["/medications/orbelazine/history/{}/", "/api/v1/medications/orbelazine/revisions/{}/canonical"]
)
def test_the_number_of_a_version_that_is_not_public_is_no_number(site, template):
    number = str(site.edit.number)
    assert number == "3"

    assert told_apart(number, "9", template, shown="publication {}") == {}


def test_the_old_address_of_a_draft_is_not_told_from_an_invented_one(site, settings):
    settings.SITE_URL = OLD_SITE
    keep_address(document=site.draft.document, address=f"{OLD_SITE}/meds/hush.html", by=accounts.writer(), now=NOW)

    assert told_apart("hush", "made", "/meds/{}.html") == {}


@pytest.mark.parametrize("template", ["/medications/{}/", "/api/v1/medications/{}/"])
def test_a_copy_that_is_asked_about_tells_nothing_either(template):
    headers = {"If-None-Match": "*", "If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"}

    assert told_apart(*SLUGS["medication"], template, **headers) == {}


def test_every_link_on_a_public_page_leads_to_a_public_page():
    pages = [say(address)[2].decode() for address in ADDRESSES]
    links = {unescape(link) for page in pages for link in re.findall(r'href="(/(?!static/|favicon)[^"#]*)', page)}
    assert len(links) > 10

    assert {link for link in links if say(link)[0] >= 400} == set()

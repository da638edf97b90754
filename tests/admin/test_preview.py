"""Previews at the desk: the frames, what stands in them, and links for those without an account."""

import re

import pytest
from django.test import Client

from medications.actions import preview_links
from medications.models import PreviewLink, Suppression
from tests.admin.desk import address, said
from tests.factories import accounts, drafts, publications, records
from tests.factories.preview_links import given
from tests.factories.publications import NOW
from tests.factories.site import complete_site

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

KINDS = [
    records.small_record(),
    records.symptom_record(),
    records.side_effect_record(),
    records.drug_class_record(),
    records.source_record(),
]


@pytest.fixture
def revision():
    return drafts.draft(records.small_record())


# For readers alone: links to take a page along or report an error, a question to ask of it, where a sheet of paper is from.
OFFERED = "|".join(
    (
        r'<nav (?:aria-labelledby="take-along"|aria-label="To take along")>.*?</nav>',
        r'<p class="footer__paper">.*?</p>',
        r'<form class="search may-worsen-form".*?</form>',
    )
)


def text(response) -> str:
    return " ".join(response.content.decode().split())


def body(response) -> str:
    """What readers read, the header and the footer included, without what a preview says of itself.

    What is offered for a public page only, at its end or to machines, is left out too.
    """
    found = re.search(r"<body>.*</body>", response.content.decode(), re.DOTALL)[0]
    for part in (r"<aside.*?</aside>", r"<script type=.application/ld\+json.*?</script>", OFFERED):
        found = re.sub(part, "", found, flags=re.DOTALL)
    return " ".join(found.replace(' target="_blank"', "").split())


# The page


@pytest.mark.parametrize("path", ["/medications/orbelazine/", "/symptoms/tremor/", "/medications/sample-drug/"])
def test_the_preview_of_what_is_public_is_the_public_page(desk, client, path):
    complete_site()
    public = client.get(path)
    document = drafts.find_document(public.context["row"].kind, public.context["row"].code or path.split("/")[2])

    preview = desk().client.get(address(document, "preview_page", document.publication.revision.number))

    assert body(preview) == body(public)


@pytest.mark.parametrize("record", KINDS, ids=lambda record: record.kind)
def test_every_kind_is_shown_from_header_to_footer(desk, record):
    page = text(desk().client.get(address(drafts.draft(record).document, "preview_page", 1)))

    assert '<header class="header">' in page
    assert '<footer class="footer">' in page
    assert "Preview of version 1, saved on" in page
    assert "Readers do not see this version." in page


def test_what_has_no_page_shows_its_fields_and_says_so(desk):
    page = text(desk().client.get(address(drafts.draft(records.drug_class_record()).document, "preview_page", 1)))

    assert "Readers see no page of it." in page
    assert "It calms." in page


def test_a_draft_counts_other_medicines_as_readers_would_see_them(desk):
    publications.published(records.small_record("otherol"))
    new = drafts.draft(records.small_record("newol"))

    page = text(desk().client.get(address(new.document, "preview_page", 1)))

    assert "Another medication used to treat MS-related tremor" in page
    assert "Otherol" in page


def test_links_open_a_tab_of_their_own_and_places_on_the_page_do_not(desk):
    document = complete_site().document
    page = desk().client.get(address(document, "preview_page", document.publication.revision.number)).content.decode()

    links = re.findall(r'<a [^>]*href="([^"]*)"([^>]*)>', page)

    assert {href for href, rest in links if "_blank" not in rest} == {href for href, _ in links if href.startswith("#")}
    assert any(href.startswith("/symptoms/") for href, _ in links)


def test_it_may_stand_in_our_own_frames_and_is_kept_nowhere(desk, revision):
    response = desk().client.get(address(revision.document, "preview_page", 1))

    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in response["Content-Security-Policy"]
    assert "script-src" not in response["Content-Security-Policy"]
    assert response["Cache-Control"] == "no-store, private"


@pytest.mark.parametrize("screen", ["preview", "preview_page"])
def test_nobody_without_a_role_sees_it(desk, revision, screen):
    more = [1] if screen == "preview_page" else []

    for client in (Client(), desk(accounts.account(name="nobody")).client):
        assert client.get(address(revision.document, screen, *more)).status_code == 302


def test_a_version_of_another_page_is_not_shown_as_one_of_this(desk, revision):
    drafts.edited(drafts.draft(records.small_record("other")).document, pronunciation="second")

    assert desk().client.get(address(revision.document, "preview_page", 2)).status_code == 404


# The frames


def test_the_newest_version_stands_in_two_frames_with_names(desk, revision):
    drafts.edited(revision.document, pronunciation="new")

    page = text(desk().open(revision.document, "preview"))

    frames = re.findall(r"<iframe [^>]*>", page)
    assert [re.search(r'src="([^"]*)"', frame)[1] for frame in frames] == [address(revision.document, "preview_page", 2)] * 2
    assert len({re.search(r'title="([^"]*)"', frame)[1] for frame in frames}) == 2
    assert not re.search(r"<iframe[^>]* (?:style|width|height)=", page)


def test_another_version_can_be_chosen(desk, revision):
    drafts.edited(revision.document, pronunciation="new")

    page = text(desk().client.get(address(revision.document, "preview") + "?version=1"))

    assert f'src="{address(revision.document, "preview_page", 1)}"' in page


@pytest.mark.parametrize("version", ["9", "x", "-1", "²", "9" * 40, "1 "])
def test_a_version_that_there_is_not_is_not_shown(desk, revision, version):
    assert desk().client.get(address(revision.document, "preview"), {"version": version}).status_code == 404


def test_without_frames_there_is_a_link_to_the_page(desk, revision):
    page = text(desk().open(revision.document, "preview"))

    assert f'href="{address(revision.document, "preview_page", 1)}">The page alone</a>' in page


@pytest.mark.parametrize(("role", "status"), [("writer", 410), ("administrator", 200)])
def test_a_text_that_was_removed_is_shown_to_administrators_only(desk, revision, role, status):
    Suppression.objects.create(document=revision.document, revision=revision, digest=revision.digest, reason="Harm.", at=NOW)
    client = desk(accounts.account(role)).client

    assert client.get(address(revision.document, "preview_page", 1)).status_code == status
    assert ("<iframe" in text(client.get(address(revision.document, "preview")))) == (status == 200)


def test_the_form_leads_to_it(desk, revision):
    assert f'href="{address(revision.document, "preview")}">Preview</a>' in text(desk().open(revision.document))


# Links


def make(desk, revision, *, by=None, **values):
    client = desk(by).client
    return client.post(address(revision.document, "preview_links"), {"purpose": "The board", "days": "7", **values})


def test_a_link_is_made_listed_opened_and_ended(desk, revision, settings):
    settings.SITE_URL = "https://medicines.example.org"
    writer = desk().client

    response = make(desk, revision)
    listed = text(writer.get(response["Location"]))
    link = re.search(r'value="https://medicines.example.org(/preview/[^"]+/)"', listed)[1]
    opened = Client().get(link)
    ended = writer.post(address(revision.document, "revoke_preview_link", PreviewLink.objects.get().pk))

    assert "Draft for The board." in text(opened)
    assert said(ended) == ["The link for The board opens nothing any more."]
    assert Client().get(link).status_code == 410
    assert "Ended by hand." in text(writer.get(address(revision.document, "preview_links")))


def test_it_is_of_the_version_that_was_shown_even_if_there_is_a_newer_one(desk, revision):
    drafts.edited(revision.document, pronunciation="new")
    client = desk().client

    client.post(address(revision.document, "preview_links") + "?version=1", {"purpose": "The board", "days": "7"})

    assert PreviewLink.objects.get().revision == revision
    assert "Version 1 (not the newest)." in text(client.get(address(revision.document, "preview_links")))


@pytest.mark.parametrize(
    ("field", "value"), [("purpose", ""), ("purpose", "x" * 201), ("days", "0"), ("days", "31"), ("days", "x")]
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(desk, revision, field, value):
    other = {"purpose": "The board", "days": "7"} | {field: value}

    page = text(make(desk, revision, **other))

    assert "Please correct the error below." in page
    assert other["purpose"] in page
    assert f'name="days" value="{other["days"]}"' in page
    assert not PreviewLink.objects.exists()


def test_a_link_is_made_by_those_who_may_edit(desk, revision):
    link = given(revision)
    client = desk(accounts.reviewer()).client

    assert client.get(address(revision.document, "preview_links")).status_code == 403
    assert make(desk, revision, by=accounts.reviewer()).status_code == 403
    assert client.post(address(revision.document, "revoke_preview_link", link.pk)).status_code == 403
    assert preview_links.given_by(preview_links.token_of(link), NOW).state == "open"


def test_a_link_of_another_page_is_not_ended_through_this_one(desk, revision):
    link = given(drafts.draft(records.small_record("other")))

    assert desk().client.post(address(revision.document, "revoke_preview_link", link.pk)).status_code == 404
    link.refresh_from_db()
    assert link.revoked_at is None


def test_ending_takes_more_than_a_look(desk, revision):
    assert desk().client.get(address(revision.document, "revoke_preview_link", given(revision).pk)).status_code == 405

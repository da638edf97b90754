"""The preview of a text that is being written: what the public page would show of it, and nothing that could do harm."""

import pytest

from medications.content import markdown
from medications.content.citations import References
from medications.content.markdown import LONGEST
from medications.models import Revision
from tests.content.test_markdown import HOSTILE
from tests.factories import accounts, drafts, records
from tests.factories.records import BOOK, LABEL
from tests.fuzz import pages

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

PREVIEW = "/admin/text-preview/"


@pytest.fixture
def shown(desk):
    """A function: the answer for a text."""
    drafts.draft()
    client = desk().client
    return lambda text, **more: client.post(PREVIEW, {"text": text, **more}).json()


def test_a_text_looks_as_on_the_public_page(shown):
    text = f"It is **made up**. [@{LABEL}]\n\n- one [@{BOOK}, p. 3]\n- two"

    found = shown(text)

    assert markdown.render(text, References.over([LABEL, BOOK])) in found["html"]
    assert found["problems"] == []


def test_the_sources_are_listed_by_the_numbers_of_their_notes(shown):
    html = shown(f"One. [@{BOOK}] Two. [@{LABEL}]")["html"]

    assert html.index("Steady days") < html.index(f"Official label {LABEL}")
    assert '<li id="source-1">Steady days' in html


def test_a_boxed_warning_stands_in_its_box(shown):
    html = shown("Not for cats.", boxed="on", heading="Liver <b>damage</b>")["html"]

    assert 'class="callout callout--boxed"' in html
    assert "Liver &lt;b&gt;damage&lt;/b&gt;" in html
    assert "Boxed warning of the official label" in html


def test_a_statement_is_one_paragraph(shown):
    html = shown("- not a list", one_line="on")["html"]

    assert "<li>" not in html
    assert "- not a list" in html


def test_an_unknown_source_is_a_problem_in_words(shown):
    found = shown("One. [@nobody-1999]")

    assert found["problems"] == ['There is no source with the code "nobody-1999". Add the source first, or correct the code.']
    assert "nobody-1999?" in found["html"]


def test_what_only_looks_like_a_citation_is_a_problem_in_words(shown):
    assert "cannot be read as a citation" in shown("One. [@Kalb 2004]")["problems"][0]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("more", [{}, {"one_line": "on"}, {"boxed": "on", "heading": "<script>alert(1)</script>"}])
def test_a_hostile_text_is_harmless(shown, text, more):
    html = shown(text, **more)["html"]

    assert pages.what_runs(html) == []
    assert "<img" not in html


def test_a_text_longer_than_can_be_shown_is_said_to_be_so(shown):
    found = shown("x" * (LONGEST + 1))

    assert found["html"] == ""
    assert "This text is too long" in found["problems"][0]


@pytest.mark.parametrize("text", ["\0", "a\0b", "\ud800".encode("utf-8", "surrogatepass")])
def test_letters_that_no_text_has_break_nothing(shown, text):
    assert set(shown(text)) == {"html", "problems"}


def test_a_preview_writes_nothing(shown):
    before = Revision.objects.count()

    shown("Changed.")

    assert Revision.objects.count() == before


@pytest.mark.parametrize(("account", "status"), [(accounts.writer, 200), (accounts.publisher, 200), (accounts.reviewer, 403)])
def test_whoever_edits_gets_a_preview(desk, account, status):
    assert desk(account()).client.post(PREVIEW, {"text": "x"}).status_code == status


def test_a_preview_is_asked_for_with_a_form(desk):
    assert desk().client.get(PREVIEW).status_code == 405


def test_a_preview_costs_few_queries_however_many_sources_are_cited(desk, django_assert_max_num_queries):
    codes = [drafts.draft(records.source_record(f"label-{number}")).record.code for number in range(20)]
    client, text = desk().client, " ".join(f"One. [@{code}]" for code in codes)
    client.post(PREVIEW, {"text": text})

    with django_assert_max_num_queries(8):
        client.post(PREVIEW, {"text": text})

"""Looking a source up: what comes back from each kind, from nobody, and from those who mean harm."""

import ssl
import time

import pytest

from medications.actions import source_lookup
from medications.actions.source_lookup import look_up
from medications.actions.source_twins import twin
from medications.delivery.outgoing_errors import CannotConnect, TooLarge, TooSlow
from medications.errors import NotAllowed, PortalError
from medications.models import Event, Revision, Source
from tests.delivery.internet import Internet, answer, certificate, redirect, silent
from tests.factories import accounts, drafts, records
from tests.factories.lookups import DOI, ENTRY, ISBN, PAGE, OtherSites, answered, connected, doi_address, isbn_address
from tests.factories.publications import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def found(typed: str, **more):
    return look_up(typed=typed, by=accounts.writer(), now=NOW, **more)


def test_a_doi_fills_in_the_article(monkeypatch):
    connected(monkeypatch)

    lookup = found(f"https://doi.org/{DOI}")

    assert lookup.values == {
        "type": "article",
        "title": "Tremor in multiple sclerosis & what helps",
        "authors": "Ada B. Smith and Bo Jones",
        "container": "Example Journal of Neurology",
        "publisher": "Example Press",
        "issued": "2019-05-01",
        "doi": DOI,
        "url": f"https://doi.org/{DOI}",
        "accessed": NOW.date().isoformat(),
        "code": "smith-2019",
    }
    assert lookup.said.startswith("Filled in from doi.org.")


def test_an_isbn_fills_in_the_book(monkeypatch):
    connected(monkeypatch)

    values = found("1-932603-08-5").values

    assert (values["type"], values["isbn"], values["code"]) == ("book", ISBN, "kalb-2004")
    assert values["title"] == "Multiple Sclerosis: The Questions You Have"


def test_an_address_fills_in_the_page(monkeypatch):
    connected(monkeypatch)

    values = found(PAGE).values

    assert (values["type"], values["url"], values["title"]) == ("webpage", PAGE, "Tremor and MS")
    assert (values["container"], values["issued"], values["code"]) == ("Example Society", "2024-05-01", "example-society-2024")


def test_nothing_is_proposed_for_what_may_be_done_with_the_text(monkeypatch):
    connected(monkeypatch)

    assert not {"grade", "permission", "reuse_site", "reuse_print", "reuse_partners"} & set(found(DOI).values)


def test_looking_up_writes_nothing(monkeypatch):
    connected(monkeypatch)

    found(DOI)

    assert not Source.objects.exists()
    assert not Revision.objects.exists()
    assert not Event.objects.exists()


def test_a_code_that_is_taken_gets_a_number(monkeypatch):
    connected(monkeypatch)
    for code in ("smith-2019", "smith-2019-2"):
        drafts.draft(records.source_record(code, doi="", isbn="", url=""))

    assert found(DOI).values["code"] == "smith-2019-3"


# A source that is here


@pytest.mark.parametrize(
    ("here", "typed"),
    [
        ({"doi": DOI}, f"doi:{DOI}"),
        ({"url": f"https://doi.org/{DOI}"}, DOI),
        ({"isbn": "1-932603-08-5"}, "978-1-932603-08-8"),
        ({"url": "http://example.org/ms/tremor/"}, PAGE),
    ],
)
def test_a_source_that_is_here_is_offered_and_nobody_is_asked(monkeypatch, here, typed):
    sites = connected(monkeypatch)
    drafts.draft(records.source_record("here", **{"doi": "", "isbn": "", "url": "", **here}))

    lookup = found(typed)

    assert (lookup.here.code, lookup.values, sites.asked) == ("here", {}, [])


def test_a_page_that_names_the_doi_of_a_source_here_leads_to_it(monkeypatch):
    html = f'<title>Tremor</title><meta name="citation_doi" content="{DOI}">'
    connected(monkeypatch, OtherSites({PAGE: answered(html, kind="text/html")}))
    drafts.draft(records.source_record("here", doi=DOI, isbn="", url=""))

    assert found(PAGE).here.code == "here"


def test_another_one_is_looked_up_all_the_same(monkeypatch):
    connected(monkeypatch)
    drafts.draft(records.source_record("here", doi=DOI, isbn="", url=""))

    lookup = found(DOI, another=True)

    assert (lookup.here, lookup.values["doi"]) == (None, DOI)


def test_a_source_that_was_put_away_is_not_offered():
    document = drafts.draft(records.source_record("here", doi=DOI)).document
    document.archived_at = NOW
    document.save()

    assert twin(doi=DOI) is None


# When nobody knows, or nobody answers


@pytest.mark.parametrize(
    ("typed", "answers", "said"),
    [
        (DOI, {doi_address(): answered("", status=404)}, "doi.org does not know this DOI."),
        (ISBN, {isbn_address(): answered({})}, "openlibrary.org does not know this ISBN."),
        (DOI, {doi_address(): answered("", status=503)}, "doi.org gave no answer that can be used (503)."),
        (DOI, {doi_address(): answered("<html>sign in</html>")}, "doi.org gave no answer that can be used."),
        (DOI, {doi_address(): answered("[" * 100_000)}, "doi.org gave no answer that can be used."),
        (DOI, {doi_address(): answered(b"\xff\xfe\x00")}, "doi.org gave no answer that can be used."),
        (DOI, {doi_address(): answered("9" * 5000)}, "doi.org gave no answer that can be used."),
        (DOI, {doi_address(): answered([1, 2])}, "doi.org does not know this DOI."),
        (DOI, {doi_address(): TooSlow("The other site took longer than 8 seconds.")}, "took longer than 8 seconds"),
        (DOI, {doi_address(): TooLarge("The answer of doi.org is larger than 2,000,000 bytes.")}, "larger than"),
        (DOI, {doi_address(): CannotConnect("doi.org does not answer.")}, "doi.org does not answer."),
        (PAGE, {PAGE: answered("", status=403)}, "The site did not show the page (403)."),
        (PAGE, {PAGE: answered(b"%PDF-1.7", kind="application/pdf")}, "is a file, not a web page"),
        (PAGE, {PAGE: answered(b"\0\1\2", kind="text/html")}, "could not be read"),
        (PAGE, {PAGE: answered("<p>hello", kind="text/html")}, "does not say what it is called"),
        (PAGE, {PAGE: answered("<meta>" * 200_000, kind="text/html")}, "could not be read"),
    ],
)
def test_what_was_typed_comes_back_with_a_sentence_that_says_why(monkeypatch, typed, answers, said):
    connected(monkeypatch, OtherSites(answers))

    lookup = found(typed)

    assert said in lookup.said
    assert lookup.said.endswith("Please fill in the rest yourself.")
    known = {"doi": DOI, "isbn": ISBN, "url": PAGE}
    kind = next(name for name, value in known.items() if value == typed)
    assert lookup.values[kind] == typed
    assert not {"title", "code"} & set(lookup.values)


@pytest.mark.parametrize(
    "typed", ["http://localhost/admin", "http://169.254.169.254/", "https://10.0.0.1/", "https://example.org:8080/"]
)
def test_an_address_inside_is_not_opened(typed):
    assert "Nothing could be looked up." in found(typed).said


@pytest.mark.parametrize(("typed", "said"), [("", "Type or paste"), ("kalb", "not a DOI"), ("978-1-932603-08-9", "mistake")])
def test_what_names_no_source_is_refused_in_words(typed, said):
    with pytest.raises(PortalError, match=said):
        found(typed)


@pytest.mark.parametrize("account", [accounts.reviewer, accounts.account])
def test_whoever_may_not_edit_may_not_have_other_sites_asked(monkeypatch, account):
    sites = connected(monkeypatch)

    with pytest.raises(NotAllowed):
        look_up(typed=DOI, by=account(), now=NOW)

    assert sites.asked == []


# Through the guarded client


@pytest.fixture
def internet(tmp_path, monkeypatch):
    """doi.org, which leads on to those who keep the entry, over TLS."""
    internet = Internet()
    server, trusted = certificate(tmp_path, "doi.org", "api.example.org")
    internet.tls = ssl.create_default_context(cafile=trusted)
    internet.server = server
    monkeypatch.setattr(source_lookup, "Outgoing", internet.client)
    yield internet
    internet.close()


def test_a_doi_is_followed_to_whoever_keeps_its_entry(internet):
    doi_org = internet.site("doi.org", redirect("https://api.example.org/entry"), tls=internet.server)
    entry = answer(answered(ENTRY).body, headers={"Content-Type": source_lookup.CSL_JSON})
    internet.site("api.example.org", entry, address="93.184.215.15", tls=internet.server)

    assert found(DOI).values["title"].startswith("Tremor in")
    assert b"accept: application/vnd.citationstyles.csl+json" in doi_org.requests[0].lower()


def test_a_site_that_says_nothing_is_given_up_and_the_doi_kept(internet, monkeypatch):
    monkeypatch.setattr(source_lookup, "SECONDS", 0.3)
    internet.site("doi.org", silent, tls=internet.server)
    began = time.monotonic()

    lookup = found(DOI)

    assert time.monotonic() - began < 2
    assert lookup.said.startswith("Nothing could be looked up. The other site took longer than 0.3 seconds.")
    assert lookup.values["doi"] == DOI


def test_a_redirect_to_a_machine_inside_is_not_followed(internet):
    internet.site("doi.org", redirect("http://127.0.0.1:8000/admin/"), tls=internet.server)

    lookup = found(DOI)

    assert "Nothing could be looked up." in lookup.said
    assert [address for address, _ in internet.connections] == ["93.184.215.14"]

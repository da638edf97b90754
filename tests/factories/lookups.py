"""Other sites as the look-up of sources asks them: what each address answers is written down here; there is no network."""

import json

from medications.actions import source_lookup
from medications.delivery.outgoing import Answer
from medications.delivery.outgoing_errors import UnknownHost

DOI = "10.1177/1352458599999999"
ISBN = "9781932603088"
PAGE = "https://www.example.org/ms/tremor"
ENTRY = {
    "type": "journal-article",
    "title": "Tremor in <i>multiple sclerosis</i> &amp; what helps",
    "author": [{"given": "Ada B.", "family": "Smith"}, {"given": "Bo", "family": "Jones"}],
    "container-title": "Example Journal of Neurology",
    "publisher": "Example Press",
    "issued": {"date-parts": [[2019, 5, 1]]},
    "DOI": DOI,
}
BOOK = {
    f"ISBN:{ISBN}": {
        "title": "Multiple Sclerosis",
        "subtitle": "The Questions You Have",
        "authors": [{"name": "Rosalind C. Kalb"}],
        "publishers": [{"name": "Demos Medical Publishing"}],
        "publish_places": [{"name": "New York"}],
        "publish_date": "March 2004",
    }
}
HTML = """<!doctype html><html><head><title>Tremor | Example Society</title>
<meta property="og:title" content="Tremor and MS"><meta property="og:site_name" content="Example Society">
<meta property="article:published_time" content="2024-05-01T10:00:00Z"></head><body><p>Text</p></body></html>"""


class OtherSites:
    """Stands for the client of delivery/outgoing.py. `answers` by address; an error is raised. Keeps what was asked."""

    def __init__(self, answers: dict[str, object]):
        self.answers, self.asked = answers, []

    def __call__(self) -> "OtherSites":
        return self

    def get(self, url: str, *, accept: str, seconds: float, most: int) -> Answer:
        self.asked.append(url)
        found = self.answers.get(url, UnknownHost("There is no site called that."))
        if isinstance(found, Exception):
            raise found
        return found


def answered(body: object, *, status: int = 200, kind: str = "application/json", url: str = "") -> Answer:
    """`body`: bytes as they are, text in UTF-8, anything else as JSON."""
    data = body if isinstance(body, bytes) else (body if isinstance(body, str) else json.dumps(body)).encode()
    return Answer(url=url, status=status, headers={"content-type": kind}, body=data)


def doi_address(doi: str = DOI) -> str:
    return f"https://doi.org/{doi}"


def isbn_address(isbn: str = ISBN) -> str:
    return f"https://openlibrary.org/api/books?bibkeys=ISBN:{isbn}&format=json&jscmd=data"


def everything_known() -> OtherSites:
    """One article, one book and one page."""
    return OtherSites(
        {doi_address(): answered(ENTRY), isbn_address(): answered(BOOK), PAGE: answered(HTML, kind="text/html; charset=utf-8")}
    )


def connected(monkeypatch, sites: OtherSites | None = None) -> OtherSites:
    """From now on a look-up asks these sites."""
    sites = sites or everything_known()
    monkeypatch.setattr(source_lookup, "Outgoing", sites)
    return sites

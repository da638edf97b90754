"""Pages are light: bytes and requests of a first visit have budgets. What a browser does with them: tests/browser/test_weight.py.

Compressed as nginx does it (docs/operators.md): with gzip, as well as can be.
"""

import gzip
import re
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command

from medications.projections.fragments import without_indentation
from msportal.static import JOINED, joined, source
from tests.factories.site import complete_site
from tests.public.examples import ADDRESSES

pytestmark = pytest.mark.django_db

# Bytes of page and styles; bytes and requests of a whole first visit.
PAGE, VISIT, REQUESTS = 14_000, 40_000, 6


class Loaded(HTMLParser):
    """Addresses of what a browser loads with a page."""

    def __init__(self, html: str):
        super().__init__()
        self.addresses: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        named = dict(attrs)
        # Of several icons a browser loads one.
        if tag == "link" and named["rel"] in {"stylesheet", "icon"} and named["href"] != "/favicon.ico":
            self.addresses.append(named["href"])
        if tag in {"script", "img"} and "src" in named:
            self.addresses.append(named["src"])


def loaded(html: bytes) -> list[str]:
    return list(dict.fromkeys(Loaded(html.decode()).addresses))


def compressed(address: str) -> int:
    """Bytes of a static file as it is served."""
    name = address.removeprefix("/static/")
    if name.endswith(".css"):
        return len(gzip.compress(joined(name, source).encode(), 9))
    with open(finders.find(name), "rb") as file:
        return len(gzip.compress(file.read(), 9))


def weight(html: bytes) -> tuple[int, int]:
    """Bytes of the page with its styles, and of all that a first visit loads."""
    own = len(gzip.compress(html, 9))
    sizes = {address: compressed(address) for address in loaded(html)}
    return own + sum(size for address, size in sizes.items() if address.endswith(".css")), own + sum(sizes.values())


# Medicines for the same symptoms, to which those pages lead.
FOR_THE_SAME = ["amitriptyline", "gabapentin", "phenytoin", "sertraline"]


@pytest.mark.slow
@pytest.mark.parametrize("slug", ["duloxetine", "baclofen", "carbamazepine"])  # the longest of the catalogue
def test_a_long_medicine_page_is_light(client, slug):
    call_command("load_catalogue", publish_starter=True, only=[slug, *FOR_THE_SAME], stdout=StringIO())
    page, visit = weight(client.get(f"/medications/{slug}/").content)

    assert page <= PAGE
    assert visit <= VISIT


@pytest.mark.slow
def test_a_first_visit_is_light_whatever_page_it_is(client):
    complete_site()
    answers = {address: client.get(address) for address in [*ADDRESSES, "/nothing/"]}

    pages = {address: answer.content for address, answer in answers.items() if answer["Content-Type"].startswith("text/html")}
    too_heavy = {address: found for address, html in pages.items() if (found := weight(html)[1]) > VISIT}
    too_many = {address: found for address, html in pages.items() if len(found := loaded(html)) + 1 > REQUESTS}
    assert len(pages) > 10
    assert too_heavy == {}
    assert too_many == {}


def test_indentation_is_not_sent_but_where_white_space_is_kept():
    assert without_indentation(b"<p>\n    a\n\n  b</p>") == b"<p>\na\nb</p>"
    assert without_indentation(b"<p>\n  a</p><pre>\n  b</pre>") == b"<p>\n  a</p><pre>\n  b</pre>"


@pytest.mark.parametrize("name", JOINED)
def test_a_style_sheet_loads_nothing_more(name):
    assert re.findall(r"@import|url\(|@font-face", joined(name, source)) == []


PARTS = {path.name for path in (Path(settings.BASE_DIR) / "static/css/components").glob("*.css")}
BY_ITSELF = {"draft_banner.css"}  # for previews, which are never public
OF_PAGES = [name for name in JOINED if name != "css/embed.css"]  # which takes some parts of theirs for itself


def test_every_component_s_styles_stand_in_one_joined_file():
    named = [part for name in OF_PAGES for part in re.findall(r"components/(\w+\.css)", source(name))]

    assert sorted(named) == sorted(PARTS - BY_ITSELF - {"embed.css"})


TEMPLATES = [path for path in (Path(settings.BASE_DIR) / "templates").rglob("*.html") if "admin" not in path.parts]


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_page_names_joined_files_only(template):
    named = set(re.findall(r"css/components/(\w+\.css)", template.read_text()))

    assert named - BY_ITSELF == set() or template.name == "differences_styles.html"  # which the desk loads

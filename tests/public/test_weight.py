"""Pages are light: bytes and requests of a first visit have budgets. What moves on a page: tests/browser/test_looks.py.

Compressed as readers get it: pages by nginx at the level that docs/operators.md names; style sheets and scripts by WhiteNoise, as
small as can be.
"""

import gzip
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.utils import timezone
from whitenoise.compress import Compressor

from medications.content.catalogue_records import to_record
from medications.management.catalogue_folder import read_folder
from medications.projections.fragments import without_indentation
from msportal.static import JOINED, joined, source
from tests.factories import publications, records, safety_notices
from tests.factories.site import complete_site, kept
from tests.public.examples import ADDRESSES

pytestmark = pytest.mark.django_db

# Bytes of page and styles; bytes and requests of a whole first visit.
PAGE, VISIT, REQUESTS = 14_000, 40_000, 6
CATALOGUE = Path(settings.BASE_DIR) / "medications/catalogue"
LONGEST = 3  # of the catalogue's medicines
OPERATORS = (Path(settings.BASE_DIR) / "docs/operators.md").read_text()
HEAVY = [">Sertraline<", " more<", ">Agency<", ">911<", '"reviewedBy"', "Safety notice"]  # on each of them
OTHERS = ("amitriptyline", "cannabidiol", "nabiximols", "phenytoin", "sertraline", "tizanidine", "venlafaxine", "ziconotide")
OTHERS += ("zonisamide",)  # one more than are named
LEVEL = int(re.search(r"gzip_comp_level (\d)", OPERATORS)[1])


@pytest.fixture(scope="module")
def longest() -> list[str]:
    """Slugs of the medicines whose files are the largest."""
    files = sorted((CATALOGUE / "medications").glob("*.yaml"), key=lambda file: -file.stat().st_size)
    return [file.stem for file in files[:LONGEST]]


@pytest.fixture(scope="module", autouse=True)
def site(django_db_setup, django_db_blocker, longest):
    """Beside the text what a medicine's page can have: numbers to call, a review, a safety notice, and for each of its symptoms
    more other medicines than it names.
    """
    vocabulary, medications, _ = read_folder(CATALOGUE, only=longest)
    with kept(django_db_blocker):
        complete_site()
        for record in [to_record(medication, vocabulary) for medication in medications]:
            document = publications.published(record, whole_record=True).document
            safety_notices.posted(document, begins_on=timezone.localdate(), ends_on=timezone.localdate())
        symptoms = sorted({use.symptom.code for medication in medications for use in to_record(medication, vocabulary).uses})
        for name in OTHERS:
            publications.published(records.small_record(name, uses=[records.use(code) for code in symptoms]))
        yield


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
    text = joined(name, source).encode() if name in JOINED else Path(finders.find(name)).read_bytes()
    return min(len(text), len(Compressor.compress_gzip(text)))


def weight(html: bytes) -> tuple[int, int]:
    """Bytes of the page with its styles, and of all that a first visit loads."""
    own = len(gzip.compress(html, LEVEL))
    sizes = {address: compressed(address) for address in loaded(html)}
    return own + sum(size for address, size in sizes.items() if address.endswith(".css")), own + sum(sizes.values())


@pytest.mark.slow
def test_the_longest_medicine_pages_are_light(client, longest):
    pages = {slug: client.get(f"/medications/{slug}/").content for slug in longest}

    assert {slug: found for slug, html in pages.items() if (found := weight(html)[0]) > PAGE} == {}
    for html in pages.values():
        assert [part for part in HEAVY if part not in html.decode()] == []


@pytest.mark.slow
def test_a_first_visit_is_light_whatever_page_it_is(client, longest):
    medicines = [f"/medications/{slug}/" for slug in longest]
    answers = {address: client.get(address) for address in [*ADDRESSES, *medicines, "/nothing/"]}

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


@pytest.mark.parametrize("name", JOINED)
def test_a_style_sheet_moves_nothing(name):
    """So there is nothing to stop for those who asked their device for less motion."""
    assert re.findall(r"transition|animation|@keyframes|scroll-behavior", joined(name, source)) == []


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

"""The documentation's own links and pictures lead somewhere, and no picture is left over."""

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.urls import resolve

from medications.models import FROZEN, INDEX, STATE, WORKING_COPY, SymptomResource
from medications.public.urls import urlpatterns
from tests.public_pictures import KINDS, WIDTHS

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", ROOT / "SECURITY.md", *sorted((ROOT / "docs").rglob("*.md"))]
LINK = re.compile(r"\]\(([^)\s]+)\)")
PICTURES = ROOT / "docs" / "screenshots"


def anchors(page: Path) -> set[str]:
    headings = re.findall(r"(?m)^#+ (.+)$", page.read_text())
    return {re.sub(r"[^a-z0-9 _-]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_and_pictures_lead_somewhere(page):
    broken = []
    for target in LINK.findall(page.read_text()):
        address, _, anchor = target.partition("#")
        if ":" in address:
            continue
        file = page.parent / address if address else page
        if not file.exists() or (anchor and file.suffix == ".md" and anchor not in anchors(file)):
            broken.append(target)

    assert broken == []


def test_every_picture_is_on_the_editors_page_and_is_taken_by_the_script():
    shown = set(re.findall(r"screenshots/([\w-]+)\.png", (ROOT / "docs" / "editors.md").read_text()))
    taken = set(re.findall(r'take\(.*?, "([\w-]+)"', (ROOT / "tests" / "screenshots.py").read_text()))

    assert {picture.stem for picture in PICTURES.glob("*.png")} == shown == taken


# Public addresses that are for programs, or pieces of a page.
NO_PAGES = {"changes_feed", "symptom_feed", "sitemap", "robots", "security_txt", "policy_reports", "healthz"}
NO_PAGES |= {"medication_cite_file", "suggestions"}


def test_every_kind_of_public_page_has_its_pictures_at_both_widths():
    photographed = {urlsplit(address).path for address in KINDS.values()}
    shown = {resolve(path).url_name for path in photographed if not path.startswith("/static/")}

    assert {each.name for each in urlpatterns} - NO_PAGES <= shown
    assert {picture.stem for picture in (PICTURES / "public").glob("*.png")} == {f"{kind}-{w}" for kind in KINDS for w in WIDTHS}


def test_every_picture_says_in_words_what_it_shows():
    pictures = re.findall(r"!\[([^\]]*)\]", (ROOT / "docs" / "editors.md").read_text())

    assert all(len(words) > 20 for words in pictures)


def test_every_table_is_in_the_architecture():
    said = set(re.findall(r"`(\w+)`", (ROOT / "docs" / "architecture.md").read_text()))
    rows_of_a_medicine = {model for model in WORKING_COPY if any(field.name == "medication" for field in model._meta.fields)}
    rows_of_a_medicine |= {SymptomResource}

    assert [model.__name__ for model in (*FROZEN, *STATE, *INDEX, *WORKING_COPY) if model.__name__ not in said] == [
        model.__name__ for model in WORKING_COPY if model in rows_of_a_medicine
    ]

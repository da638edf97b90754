"""A page reads the same whether it comes as text or as a web page, however that is built."""

import re
from collections.abc import Callable
from datetime import date
from html import escape

import pytest

from medications.importing.page import parse_page
from medications.importing.parsed import ParsedPage
from tests.importing.packing import only
from tests.importing.pages import LEGACY, SAMPLES

PAGES = sorted([*SAMPLES.glob("*.txt"), *(LEGACY.glob("*.txt") if LEGACY.is_dir() else [])])


def paragraphs(text: str) -> list[list[str]]:
    found = ([escape(line.strip()) for line in each.splitlines() if line.strip()] for each in re.split(r"\n\s*\n", text))
    return [lines for lines in found if lines]


def in_paragraphs(text: str) -> str:
    return "<html><body>" + "\n".join(f"<p>{'<br />'.join(lines)}</p>" for lines in paragraphs(text)) + "</body></html>"


def with_breaks(text: str) -> str:
    return "<HTML><BODY><FONT size=2>" + "<BR><BR>\n".join("<BR>\n".join(lines) for lines in paragraphs(text)) + "</BODY></HTML>"


def in_a_table(text: str) -> str:
    cells = "".join(f"<TR><TD width=10>&nbsp;<TD>{'<BR>'.join(lines)}\n" for lines in paragraphs(text))
    return f"<HTML><BODY><SCRIPT>document.write('<b>')</SCRIPT><TABLE>{cells}</TABLE></BODY></HTML>"


def read(text: str) -> ParsedPage:
    return parse_page(text, file="page", today=date(2024, 6, 1))


@pytest.mark.parametrize("build", [in_paragraphs, with_breaks, in_a_table])
@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_web_page_reads_as_the_same_page_in_plain_text(path, build: Callable[[str], str]):
    text = path.read_text(encoding="utf-8")

    file = only(("page.html", build(text).encode()))

    assert read(file.text).as_json() == read(text).as_json()

"""Markdown: safe whatever is written, with notes that lead to the sources."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medications.content.citations import References
from medications.content.markdown import ATTRIBUTES, SCHEMES, TAGS, note_html, render, render_inline

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[click](javascript:alert(1))",
    "[click](data:text/html,<script>alert(1)</script>)",
    "![x](https://evil.example/pixel.png)",
    "<style>*{display:none}</style>",
    '[a](https://example.org/ "title\\" onmouseover=alert(1)")',
    "<a href='javascript:alert(1)'>x</a>",
    "[x]: javascript:alert(1)\n\n[x]",
    "[@label, <script>alert(1)</script>]",
]


def html(text: str) -> str:
    return render(text, References.over(["label", "book"]))


def assert_safe(found: str) -> None:
    for tag, attributes in re.findall(r"<(/?[a-zA-Z][\w-]*)([^>]*)>", found):
        assert tag.strip("/") in TAGS
        names = set(re.findall(r'([\w-]+)="', attributes)) - {"rel", "title"}
        assert names <= ATTRIBUTES.get(tag, set())
    for target in re.findall(r'href="([^"]*)"', found):
        assert target.startswith("#") or ":" not in target or target.split(":")[0] in SCHEMES


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_made_harmless(text):
    assert_safe(html(text))


@given(
    st.text(alphabet="<>[]()!@#*_`:;\"'&=/ \nabjs123", max_size=80)
    | st.lists(st.sampled_from(HOSTILE), max_size=3).map("\n".join)
)
def test_any_text_is_made_harmless(text):
    assert_safe(html(text))


def test_citation_becomes_a_numbered_note_that_leads_to_its_source():
    found = html("Calm. [@book] Slow. [@label, p. 2] Calm. [@book]")

    assert re.findall(r'href="([^"]+)" .* id="([^"]+)"', found.replace("</a>", "\n")) == [
        ("#source-1", "note-1-1"),
        ("#source-2", "note-2-1"),
        ("#source-1", "note-1-2"),
    ]


def test_note_is_read_aloud_with_its_locator():
    assert 'aria-label="Source 1, p. 2"' in html("Slow. [@label, p. 2]")


def test_citation_of_an_unknown_source_is_shown_as_such():
    assert "[nobody?]" in html("So they say. [@nobody]")


def test_notes_of_a_row_are_links_too():
    assert note_html((("label", ""),), References.over(["label"])).count("<a ") == 1


def test_no_notes_leave_no_empty_element():
    assert note_html((), References.over([])) == ""


def test_headings_start_below_that_of_the_section():
    assert html("# One\n\n## Two") == "<h3>One</h3>\n<h4>Two</h4>\n"


def test_inline_text_has_no_paragraph():
    assert render_inline("Do **not** stop.", References.over([])) == "Do <strong>not</strong> stop."


@pytest.mark.parametrize("hostile", ["[" * 5000, "*" * 5000, "> " * 500, "- " * 2000, "[a](" * 2000])
def test_deep_nesting_is_rendered_without_a_fault(hostile):
    assert_safe(html(hostile))


def test_text_beyond_all_measure_is_refused():
    with pytest.raises(ValueError, match="longest"):
        html("x" * 200_001)

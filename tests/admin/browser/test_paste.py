"""Pasting from a word processor into a box for Markdown."""

import pytest

from tests.admin.desk import address
from tests.factories import accounts, drafts

WORD = """
<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal {margin:0}</style></head><body>
<p class=MsoNormal style='margin-bottom:8.0pt'>Take it with <b style='mso-bidi-font-weight:normal'>food</b>.<o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='mso-list:l0 level1 lfo1'>
<span style='mso-list:Ignore'>·<span>&nbsp;&nbsp;</span></span>no
alcohol</p>
<p class=MsoListParagraphCxSpMiddle style='mso-list:l0 level2 lfo1'>
<span style='mso-list:Ignore'>o<span>&nbsp;</span></span>no wine</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·</span>no grapefruit</p>
<script>alert(1)</script></body></html>"""
WEB = """<h2>When to call</h2><p>Call if you <em>faint</em>; see
<a href="https://example.org/help">help</a>.</p><ol><li>Sit down.</li><li>Call<ul><li>a friend</li></ul></li></ol>"""
FROM_WEB = """# When to call

Call if you *faint*; see [help](https://example.org/help).

1. Sit down.
2. Call
   - a friend"""

PASTE = """([selector, html]) => {
    const data = new DataTransfer();
    data.setData("text/html", html);
    data.setData("text/plain", "plain");
    const box = document.querySelector(selector);
    box.focus();
    box.select();
    return box.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
}"""


@pytest.fixture
def box(window, transactional_db):
    """The first section's text on a draft's form; a function that pastes HTML over it and gives what it then holds."""
    document = drafts.draft().document
    page = window(accounts.writer())
    page.goto(address(document))

    def paste(html: str, selector: str = "#id_sections-0-body") -> str:
        page.evaluate(PASTE, [selector, html])
        return page.locator(selector).input_value()

    return paste


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (WORD, "Take it with **food**.\n\n- no alcohol\n  - no wine\n- no grapefruit"),
        (WEB, FROM_WEB),
        ("<p>speech* [@kalb-2004, p. 3]</p>", "speech\\* [@kalb-2004, p. 3]"),
        ("<b style='font-weight:normal'>Google</b> <span style='font-weight:700'>Docs</span>", "Google **Docs**"),
    ],
)
def test_a_paste_becomes_markdown(box, html, expected):
    assert box(html) == expected


def test_a_box_for_plain_text_is_left_to_the_browser(box):
    before = box("", "#id_look_alike_footnote")

    assert box("<b>bold</b>", "#id_look_alike_footnote") == before

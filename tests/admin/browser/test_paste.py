"""Pasting from a word processor into a box for Markdown."""

import random
import re

import pytest

from medications.content import markdown, pasted
from medications.content.citations import References
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

DOSES = [
    ("<table><tr><td>5</td><td>10 mg</td></tr></table>", "5 | 10 mg"),
    ("<table><tr><td>Dose:<td>5<td>0 mg</table>", "Dose: | 5 | 0 mg"),
    ("<tr><td>5</td><td>10 mg</td></tr><tr><td>6</td></tr>", "5 | 10 mg\n\n6"),
    ("<table><tr><td>a</td><td>b</td></tr><tr><td></td><td>c</td></tr></table>", "a | b\n\n| c"),
    ("<table><tr><td rowspan=2>Adult</td><td>5</td></tr><tr><td>10</td></tr></table>", "Adult | 5\n\n| 10"),
    ("<table><tr><td>-</td><td><p>5</p><p>0 mg</p></td></tr></table>", "\\- | 5; 0 mg"),
    ("<table><tr><td>1.</td><td>2<br>3</td></tr></table>", "1\\. | 2; 3"),
    ("<table><tr><td><p>one</p><ul><li>two</li></ul></td></tr></table>", "one\n\n- two"),
    ("Take <del>50 mg</del><ins>5 mg</ins> daily", "Take 5 mg daily"),
    ("Take <span style='color:red; text-decoration: line-through'>50</span> 5 mg", "Take 5 mg"),
    ("Take <span style=text-decoration-line:line-through>50</span> 5 mg", "Take 5 mg"),
    ("Take <span class=msoDel>50</span> 5 mg", "Take 5 mg"),
    ("<p style='text-decoration:line-through'>Stop.</p><p>Go on.</p>", "Go on."),
    ("one<del> or </del>two<del><p>x</p></del>three, 5<script>no</script>0", "one two\n\nthree, 50"),
    ("<s>Stop suddenly.</s>", ""),
    ("10<sup>9</sup> and 10<sup>-3</sup>/L, 5<sup>th</sup>", "10⁹ and 10⁻³/L, 5^(th)"),
    ("10<span style='vertical-align:super'>9</span>", "10⁹"),
    ("H<sub>2</sub>O, C<sub>max</sub>", "H₂O, Cmax"),
    ("Take <span>5<div>x</div>6</span>0 mg", "Take 5\n\nx\n\n60 mg"),
    ("<b>10</b><b>0</b> mg", "**100** mg"),
    ("<p>&gt; 5 mg</p><p>+ 2</p>", "\\> 5 mg\n\n\\+ 2"),
    ("<ul><li>a</li><ul><li>alcohol</li><li>grapefruit</li></ul></ul>", "- a\n  - alcohol\n  - grapefruit"),
    ("<ul><li>a</li><li><ul><li>b</li></ul></li><li>c</li></ul>", "- a\n  - b\n- c"),
    ("<ul><li>a<ul><li>b</li></ul><ul><li>c</li></ul>tail</li></ul>", "- a\n  - b\n  - c\n\n  tail"),
    ("<ul>Stray words<li>a</li></ul>", "Stray words\n\n- a"),
    ("<ul><li><p>one</p><p>two</p></li></ul>", "- one\n\n  two"),
    ("<ol><li value=7>a</li><li>b</li></ol>", "7. a\n8. b"),
    ("<ol start=3><li>a</li><li value=7>b<ol start=2><li>c</li></ol></li></ol>", "3. a\n\n7) b\n\n   2. c"),
    ("<ol reversed><li>a</li><li>b</li></ol>", "2. a\n\n1) b"),
    ("<ol start=10><li>a<ul><li>b</li></ul></li></ol>", "10. a\n    - b"),
    ("<dl><dt>Term</dt><dd>Never</dd><dt>B</dt><dd>Always</dd></dl>", "Term\n\nNever\n\nB\n\nAlways"),
    ("<x-card>one</x-card><x-card>two</x-card>", "one\n\ntwo"),
    ("<span style='display:block'>one</span><span style='display: block'>two</span>", "one\n\ntwo"),
]
ODD = [
    "<p>{}<s>gone</s> <b>{}</b><p>{}",
    "<table><caption>{}</caption><thead><tr><th>{}<th>{}</thead><tr><td>{}<td><table><tr><td>{}<td>{}</table></table>",
    "<table>{}<tr>{}<td>{}</td>{}</tr></table>{}",
    "<div>{} <td>{}</td><td>{}</td></div><table><tr><td>{}</table>",
    "<ul><ul><ul><li>{}</ul></ul>{}<li>{}</ul>",
    "<ol><b><li>{}</li></b><div><li>{}</li><ul>{}<li>{}</ul></div></ol>",
    "<li>{}<li>{}<ol value=3><li value=-2>{}<li value=x>{}</ol>",
    "<h2><div>{}</div><div>{}</div><ul><li>{}</ul></h2>",
    "<dl><div><dt>{}<dd>{}<ul><li>{}</ul></div></dl>{}",
    "<fieldset><legend>{}</legend><label>{}</label> <button>{}</button></fieldset><details><summary>{}</summary>{}</details>",
    "<select><option>{}<option>{}</select><address>{}</address><figure>{}<figcaption>{}</figcaption></figure>",
    "<p class=MsoListParagraph style='mso-list:l0 level3'><span style='mso-list:Ignore'>a)</span>{}</p>{}<div>{}</div>",
    "<ul><li><p class=MsoListParagraph>{}</p></li><li><p class=MsoListParagraph>{}</p></li></ul>",
    "{}<br>{}<hr>{}<pre>{}\n{}</pre><blockquote>{}<br><br>{}</blockquote>",
    "<sup>{}</sup> <sub>max</sub> <a href='https://example.org'>{}<div>{}</div></a> <o:p>{}</o:p>",
    "<svg><text>{}</text><style>no</style></svg><ruby>{}<rt>{}</rt></ruby><center>{}</center><script>no</script>",
]
# The words that a reader of the page saw.
SEEN = """(html) => {
    const still = html.replaceAll(" style=", " data-was=").replaceAll("style>", "script>");
    const body = new DOMParser().parseFromString(still, "text/html").body;
    body.querySelectorAll("script, s, del, [data-was*=Ignore]").forEach((node) => node.remove());
    return body.textContent;
}"""

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

    paste.seen = lambda html: page.evaluate(SEEN, html)
    return paste


def odd_html(chance: random.Random, depth: int = 0) -> str:
    """Elements in one another that no one should write, with a {} where a word stands."""
    if depth == 5 or chance.random() < 0.2:
        return chance.choice([" {} ", "<p>{}</p>", "<li>{}</li>", "<dd>{}</dd>", "<td>{}</td>"])
    tag = chance.choice("ul ol li li p td tr table dl dt dd div span b h3".split())
    inner = "".join(odd_html(chance, depth + 1) for _ in range(chance.randint(1, 3)))
    return f"<{tag}>{inner}</{tag}>" if chance.random() < 0.9 else f"<{tag}>{inner}"


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


def test_a_paste_leaves_no_dose_joined_or_struck(box):
    assert [(html, box(html)) for html, _ in DOSES] == DOSES


def test_a_paste_of_odd_html_keeps_every_word_once(box):
    chance = random.Random(7)  # the same snippets in every run
    for form in ODD + [odd_html(chance) for _ in range(150)]:
        html = form.format(*(f"w{number}w" for number in range(form.count("{}"))))
        words = re.findall(r"w\d+w", box.seen(html))
        text = box(html)

        assert re.findall(r"(?<!\w)w\d+w(?!\w)", text) == words, (html, text)
        assert pasted.clean(text) == text, html
        assert re.findall(r"\bw\d+w\b", markdown.render(text, References.over([]))) == words, (html, text)

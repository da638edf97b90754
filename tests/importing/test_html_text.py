"""A web page as plain text, in the form the parser reads."""

import pytest

from medications.importing.decode import ImportRefused
from medications.importing.html_reduced import MOST_CHARACTERS, MOST_TAGS
from medications.importing.html_text import html_text
from medications.importing.html_tokens import MOST_SIGNS


def text_of(html: str) -> str:
    return html_text(html).text


# Blocks and lines


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>one</p><p>two</p>", "one\n\ntwo"),
        ("<P>one<P>two", "one\n\ntwo"),
        ("<div>one<div>two</div></div>three", "one\n\ntwo\n\nthree"),
        ("<center>one</center><blockquote>two</blockquote>", "one\n\ntwo"),
        ("one<br>two<BR/>three", "one\ntwo\nthree"),
        ("one<br><br>two", "one\n\ntwo"),
        ("one<br>&nbsp;<br>two", "one\n\ntwo"),
        ("one<hr>two", "one\n\ntwo"),
        ("text<h2>Proper Usage</h2>text", "text\n\nProper Usage\n\ntext"),
        ("<h3>Proper\n Usage<h3>text", "Proper Usage\n\ntext"),
        ("<dl><dt>Term<dd>What it is<dt>Other<dd>That</dl>", "Term\nWhat it is\n\nOther\nThat"),
        ("<form>one<fieldset>two</fieldset></form>", "one\n\ntwo"),
    ],
)
def test_block_is_a_paragraph_and_a_break_a_line(html, text):
    assert text_of(html) == text


@pytest.mark.parametrize(
    "html",
    [
        "<table><tr><td>one</td><td>two</td></tr><tr><th>three</th></tr></table>",
        "<TABLE><TR><TD>one<TD>two<TR><TD>three</TABLE>",
        "<table><tbody><tr><td><table><tr><td>one</td></tr></table></td><td>two</td></tr></tbody></table>three",
        "<tr><td>one<td>two<td>three",
    ],
)
def test_each_cell_of_a_table_is_a_paragraph(html):
    assert text_of(html) == "one\n\ntwo\n\nthree"


def test_title_is_the_first_line():
    assert text_of("<html><head><title>Avonex -\n Society</title></head><body><p>Avonex") == "Avonex - Society\n\nAvonex"


def test_title_left_open_does_not_swallow_the_page():
    assert text_of("<title>Avonex<body><p>one<p>two") == "Avonex\n\none\n\ntwo"


# Lists


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<ul><li>one</li><li>two</li></ul>", "• one\n• two"),
        ("<UL><LI>one<LI>two</UL>", "• one\n• two"),
        ("<ol><li>one<li>two</ol>", "1. one\n2. two"),
        ("<ol start=4><li>one<li value=9>two<li>three</ol>", "4. one\n9. two\n10. three"),
        ("<ol start='x9'><li>one</ol>", "1. one"),
        ("<ul><li>one<ul><li>two</ul><li>three</ul>", "• one\n• two\n• three"),
        ("<ol><li>one<ul><li>two</ul><li>three</ol>", "1. one\n• two\n2. three"),
        ("text<ul><li>one</ul>text", "text\n\n• one\n\ntext"),
        ("<ul><li><p>one</p></li><li><p>two</p><p>more</p></li></ul>", "• one\n• two\nmore"),
        ("<ul><li>• one</ul>", "• one"),
        ("<ul><li></li><li>&nbsp;</li><li>one</ul>after", "• one\n\nafter"),
        ("<ul><li><h3>Proper Usage</h3>text</ul>", "Proper Usage\n\ntext"),
        ("<li>one<li>two", "• one\n• two"),
    ],
)
def test_item_is_a_line_with_its_bullet_or_number(html, text):
    assert text_of(html) == text


def test_bullets_in_a_column_of_a_table_belong_to_the_text_beside_them():
    assert text_of("<table><tr><td>&#149;</td><td>one</td></tr><tr><td><img alt=bullet></td><td>two</td></tr></table>") == (
        "• one\n\n• two"
    )


# Text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("one\n   two\t three", "one two three"),
        ("&nbsp; one&nbsp;two", "one two"),
        ("don&#8217;t &amp; can&#146;t &eacute; &copy 2005 5 &lt; 6", "don’t & can’t é © 2005 5 < 6"),
        ("Smith & Sons, a<b, x < y, &unknown; &#99999999999;", "Smith & Sons, a"),
        ("x < y &unknown; AT&T 3<5", "x < y &unknown; AT&T 3<5"),
        ("Active<SUP>TM</SUP>", "ActiveTM"),
        ("un<b>believ</b>able <font size=2>red</font> <o:p></o:p><st1:City>New York</st1:City>", "unbelievable red New York"),
        ("<b><i>one</b> two</i>", "one two"),
        ("&lt;b&gt; makes bold", "<b> makes bold"),
        ("<<i>b> and <<!-- -->b>", "< b> and < b>"),
        ("<![CDATA[hidden]]>shown", "shown"),
        ("<?xml version='1.0'?><!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0'>shown", "shown"),
        ("<body><plaintext>shown", "shown"),
        ("\u2028one\x85two\x0bthree", "one two three"),
    ],
)
def test_text_reads_as_a_browser_shows_it(html, text):
    assert text_of(html) == text


def test_preformatted_text_keeps_its_lines_and_blanks():
    assert text_of("<pre>\none   two\n  three\n\nfour</pre>") == "one   two\n  three\n\nfour"


@pytest.mark.parametrize(
    "html",
    [
        "<script>hidden()</script>",
        "<SCRIPT language=JavaScript><!--\nif (a<b && c>d) { hidden('</b>'); }\n//--></SCRIPT >",
        "<style>.hidden {}</style>",
        "<noscript>hidden</noscript>",
        "<!-- hidden <b>hidden</b> -->",
        "<!-- hidden --!>",
        "<!--[if gte mso 9]><xml><w:View>hidden</w:View></xml><![endif]-->",
        "<xml><w:View>hidden</w:View></xml>",
        "<select><option>hidden<option>hidden</select>",
        "<textarea>hidden <b></textarea>",
        "<iframe>hidden</iframe>",
        "<svg><title>hidden</title><text>hidden</text></svg>",
        "<template><p>hidden</template>",
        "<img src=x alt=hidden onerror=hidden()>x",
        "<a href='javascript:hidden()' onclick='hidden()'>x</a>",
    ],
)
def test_what_nobody_sees_is_left_out(html):
    text = text_of(f"<title>Title</title><p>before {html} after")

    assert "hidden" not in text
    assert text.endswith("after")


@pytest.mark.parametrize("html", ['<p style="display:none">one</p>', "<div hidden>one</div>", "<object>one</object>"])
def test_what_a_style_hides_is_kept_for_a_button_may_show_it(html):
    assert text_of(html) == "one"


def test_list_as_word_wrote_it():
    html = (
        "<p class=MsoList><![if !supportLists]><span style='mso-list:Ignore'>§<span>  </span></span><![endif]>one<o:p/></p>"
        "<p class=MsoList><![if !supportLists]><span>2.<span>  </span></span><![endif]>two</p>"
    )

    assert text_of(html) == "• one\n\n2. two"


def test_toolbar_of_the_internet_archive_is_no_part_of_the_page():
    toolbar = "<!-- BEGIN WAYBACK TOOLBAR INSERT --><div>12 captures</div><!-- END WAYBACK TOOLBAR INSERT -->"

    assert text_of(f"<title>one</title>{toolbar}<p>two") == "one\n\ntwo"


# Pictures


def test_picture_that_stands_for_a_heading_is_read_by_its_alternative():
    assert text_of("<p>one<p><img src=h.gif alt='Proper Usage'><br>two") == "one\n\nProper Usage\ntwo"


@pytest.mark.parametrize(
    "html",
    [
        "one <img alt='a tablet'>",
        "one<p><a href=/><img alt=Home></a>",
        "one<p><img alt=''>",
        "one<p><img alt='<b>two'>",
        f"one<p><img alt='{'a' * 300}'>",
    ],
)
def test_picture_beside_text_or_in_a_link_is_not_read(html):
    assert text_of(html) == "one"


# Links

SAVED = "<!-- saved from url=(0030)http://www.society.example/medicines -->"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        (
            "Read the <a href='http://agency.example/guide'>guide </a>first.",
            "Read the guide (http://agency.example/guide) first.",
        ),
        ("See <a href='http://www.agency.example/'>www.agency.example</a>.", "See www.agency.example."),
        ("See <a href='http://main.society.example/x'>there</a>.", "See there."),
        ("See <a href='/x'>there</a>.", "See there."),
        ("Write <a href='mailto:x@agency.example'>us</a>.", "Write us."),
        ("<h3>The <a href='http://agency.example/guide'>guide</a></h3>", "The guide"),
        ("<p><a href='http://agency.example/guide'>Proper Usage</a>", "Proper Usage"),
        ("<ul><li>The <a href='http://agency.example/g'>guide</a></ul>", "• The guide (http://agency.example/g)"),
        ("<ul><li><a href='http://agency.example/g'>Guide</a></ul>", "• Guide (http://agency.example/g)"),
        (
            "See <a href='http://web.archive.org/web/20050101000000/http://agency.example/g'>it</a>.",
            "See it (http://agency.example/g).",
        ),
        ("See <a href='http://agency.example/" + "g" * 400 + "'>it</a>.", "See it."),
    ],
)
def test_link_keeps_its_address_where_it_leads_away_and_no_heading_is_spoilt(html, text):
    assert text_of(SAVED + html) == text


def test_items_that_are_nothing_but_links_are_paragraphs_so_that_headings_are_known():
    html = "<ul><li><a href=/i>Medication Index</a><li><a href=/t>Tremor: The Basic Facts</a><br>Therapies.<li>one</ul>"

    assert text_of(SAVED + html) == "Medication Index\n\nTremor: The Basic Facts\nTherapies.\n\n• one"


# Where the page stood


@pytest.mark.parametrize(
    ("html", "address"),
    [
        (SAVED, "http://www.society.example/medicines"),
        ("<!-- saved from url=(0014)about:internet -->", ""),
        ("<link rel=canonical href='https://society.example/c'>", "https://society.example/c"),
        ("<meta property='og:url' content='https://society.example/o'>", "https://society.example/o"),
        ("<base href='https://society.example/b/'>", "https://society.example/b/"),
        (
            "<base href='http://a.example/b'><link href='http://a.example/c?x=1&amp;y=2' rel=Canonical>",
            "http://a.example/c?x=1&y=2",
        ),
        (SAVED + "<link rel=canonical href='https://society.example/c'>", "http://www.society.example/medicines"),
        ("<link rel=canonical href='/c'>", ""),
        ("<link rel=canonical href='javascript:x()'>", ""),
        ("<link rel=stylesheet href='http://society.example/s.css'>", ""),
        ("<!-- <base href='http://a.example/b'> --><script>'<base href=\"http://a.example/b\">'</script>", ""),
        ("<base href='http://web.archive.org/web/2005id_/http://a.example/b'>", "http://a.example/b"),
        (f"<base href='http://a.example/{'b' * 3000}'>", ""),
        ("<p>text", ""),
    ],
)
def test_address_is_the_one_the_page_gives(html, address):
    assert html_text(html + "<p>text").address == address


# What a parser by the standard would choke on


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * (MOST_TAGS + 1),
        "<ul><li>" * 1000,
        "<" * (MOST_SIGNS + 1),
        "a " * (MOST_CHARACTERS // 2 + 1),
        "&" * 400_000,
        "<div " + " ".join(f"a{number}" for number in range(100_000)) + ">",
    ],
)
def test_page_beyond_the_limits_is_refused_in_one_line(html):
    with pytest.raises(ImportRefused, match="page") as refusal:
        html_text(html)

    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>" + "".join(f"<font color={number}>" for number in range(20_000)) + "one<p>two", "one\n\ntwo"),
        ("<b>" * 50_000 + "one", "one"),
        ("<div>" * (MOST_TAGS - 1) + "one", "one"),
        ("&" * 20_000, "&" * 20_000),
        ("&#" + "1" * 100_000 + ";", "&#" + "1" * 100_000 + ";"),
        ("<p>one<a title='&#" + "1" * 9000 + "'><img alt='&#" + "1" * 9000 + "'></a>", "one"),
        ("<a " + " " * 1_000_000 + ">one", "one"),
        ("one" + "<a " * 900, "one"),
        ("one<script>" * 50_000, "one"),
        ("one<!--" * 50_000, "one"),
        ("<p title='" + "x" * 1_000_000 + "'>one", "one"),
    ],
    ids=range(11),
)
def test_costly_page_within_the_limits_is_read(html, text):
    assert text_of(html) == text

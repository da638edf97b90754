"""Markdown to HTML for section bodies and statements: CommonMark without raw HTML and images, plus our citations.

Links keep http, https, mailto and tel. The result is sanitised once more by nh3, so that a fault in a Markdown rule cannot
put a script on a page.
"""

import re
from html import escape

import nh3
from django.utils.translation import gettext
from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from medications.content.citations import CITATION, References, parse_citation

TAGS = {"p", "br", "ul", "ol", "li", "strong", "em", "a", "h3", "h4", "h5", "h6", "blockquote", "sup", "span"}
ATTRIBUTES = {"a": {"href", "id", "class", "aria-label"}, "ol": {"start"}, "sup": {"class"}, "span": {"class"}}
_WITHIN = re.compile(r'(<a [^<>]*href="#[^<>]*) rel="noopener"(?=>)')
SCHEMES = {"http", "https", "mailto", "tel"}
LONGEST = 30_000  # characters, as in the schema


def render(text: str, references: References) -> str:
    """Block Markdown in, safe HTML out; headings start at level 3, below the section's own."""
    return _clean(_MARKDOWN.render(_bounded(text), {"notes": references}))


def render_inline(text: str, references: References) -> str:
    """One paragraph's Markdown in, safe HTML without the paragraph out."""
    return _clean(_MARKDOWN.renderInline(_bounded(text), {"notes": references}))


def note_html(keys: tuple[tuple[str, str], ...], references: References) -> str:
    """(key, locator) pairs in, superscript note numbers out, each a link to its reference. An unknown key shows as text."""
    notes = [_note(key, locator, references) for key, locator in keys]
    return f'<sup class="notes">{" ".join(notes)}</sup>' if notes else ""


def _note(key: str, locator: str, references: References) -> str:
    if key not in references.known:
        return f'<span class="notes__unknown">[{escape(key)}?]</span>'
    number, place = references.mark(key)
    where = f", {locator}" if locator else ""
    said = gettext("Source %(number)s") % {"number": number}
    return (
        f'<a href="#source-{number}" aria-label="{escape(said)}{escape(where)}" id="note-{number}-{place}">'
        f"{number}{escape(where)}</a>"
    )


def _citation_rule(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "[":
        return False
    match = CITATION.match(state.src, state.pos)
    if not match:
        return False
    if not silent:
        state.pending = state.pending.rstrip(" ")  # a note number stays with its word
        token = state.push("citation", "", 0)
        token.meta["citations"] = parse_citation(match[1])
    state.pos = match.end()
    return True


def _render_citation(renderer, tokens, index, options, env) -> str:
    pairs = tuple((citation.key, citation.locator) for citation in tokens[index].meta["citations"])
    return note_html(pairs, env["notes"])


def _render_heading(renderer, tokens, index, options, env) -> str:
    tokens[index].tag = f"h{min(int(tokens[index].tag[1]) + 2, 6)}"
    return renderer.renderToken(tokens, index, options, env)


def _build() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": 20})
    parser.disable(["image", "html_block", "html_inline", "fence", "code", "reference"])
    parser.inline.ruler.before("link", "citation", _citation_rule)
    for name, rule in {"citation": _render_citation, "heading_open": _render_heading, "heading_close": _render_heading}.items():
        parser.add_render_rule(name, rule)
    return parser


def _bounded(text: str) -> str:
    if len(text) > LONGEST:
        raise ValueError(f"The text has {len(text):,} characters; the longest that can be shown is {LONGEST:,}.")
    return text


def _clean(html: str) -> str:
    """A link within the page opens nothing: notes are many, and each is as short as can be."""
    cleaned = nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="noopener")
    return _WITHIN.sub(r"\1", cleaned)


_MARKDOWN = _build()

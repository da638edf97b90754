"""HTML of ours as the XHTML that FHIR narratives may hold: few elements, hardly an attribute, every element closed. Pure."""

import re

import nh3

from medications.content.xml_text import holdable

TAGS = {"p", "br", "ul", "ol", "li", "strong", "em", "a", "h2", "h3", "h4", "h5", "h6", "blockquote", "sup"}
ATTRIBUTES = {"a": {"href"}}
SCHEMES = {"http", "https", "mailto", "tel"}
_EMPTY = re.compile(r"<(br)>")


def division(html: str) -> str:
    """The `div` of a narrative. Characters that XML cannot hold are left out."""
    cleaned = nh3.clean(holdable(html), tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel=None)
    inner = _EMPTY.sub(r"<\1/>", cleaned).replace("&nbsp;", "&#160;")
    return f'<div xmlns="http://www.w3.org/1999/xhtml" lang="en" xml:lang="en">{inner}</div>'

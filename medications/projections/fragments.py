"""Pages without the indentation of their templates, which would be a tenth of what a reader waits for: it goes from pieces when
they are stored, and from the rest when it is sent.
"""

import re

from django.template.loader import render_to_string

_INDENTATION = re.compile(r"\n\s+")
_INDENTATION_SENT = re.compile(rb"\n\s+")
_KEEPS_WHITE_SPACE = re.compile(rb"<(?:pre|textarea)\b")


def fragment(name: str, **context) -> str:
    """The template of that name in templates/fragments/. No element in one keeps its white space."""
    return _INDENTATION.sub("\n", render_to_string(f"fragments/{name}.html", context))


def without_indentation(page: bytes) -> bytes:
    """As it is, if an element in it keeps its white space."""
    return page if _KEEPS_WHITE_SPACE.search(page) else _INDENTATION_SENT.sub(b"\n", page)

"""The medicine's name as a title above everything else: said again below, so no content of its own."""

from collections.abc import Iterable

from medications.importing.headings import Zone
from medications.importing.lines import Passage
from medications.importing.outline import Outline

_SIGNS = str.maketrans("", "", "®™()")


def set_titles_aside(outline: Outline, *, generic: str, brands: Iterable[str]) -> None:
    """Marks lines before the first heading as furniture that only repeat the browser's title or names of the page."""
    pairs = [pair for brand in brands for pair in (brand, f"{brand} {generic}", f"{generic} {brand}")]
    known = {_key(name) for name in (outline.browser_title, generic, *pairs)} - {""}
    for paragraph in outline.paragraphs(Zone.TOP):
        for line in paragraph:
            if _key(line.text) in known:
                Passage(line).set_aside(line.text)


def _key(text: str) -> str:
    return " ".join(text.translate(_SIGNS).casefold().split())

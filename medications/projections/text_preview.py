"""One text that is being written, by the very renderer of the pages: its citations numbered, a boxed warning in its box."""

from collections.abc import Mapping

from django.template.loader import render_to_string

from medications.content import markdown
from medications.content.citations import References
from medications.projections.trusted import trusted


def text_preview(text: str, *, sources: Mapping[str, str], one_line: bool = False, boxed_heading: str = "") -> str:
    """HTML, safe to show. `sources`: what each source is called, by code. `one_line`: a text that is printed as one paragraph."""
    notes = References.over(sources)
    html = trusted((markdown.render_inline if one_line else markdown.render)(text, notes))
    cited = [{"number": number, "name": sources[code]} for code, number in notes.numbers.items()]
    context = {"html": html, "one_line": one_line, "boxed_heading": boxed_heading, "cited": cited}
    return render_to_string("admin/medications/text_preview.html", context)

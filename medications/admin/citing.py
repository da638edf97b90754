"""Citations typed into a form: is each one written so that the page can number it, and does its source exist?"""

import re

from django.core.exceptions import ValidationError

from medications.content import pasted
from medications.content.citations import cited_keys, without_citations
from medications.content.markdown import LONGEST
from medications.models import Source

LOOKS_LIKE_ONE = re.compile(r"\[@[^\]\n]{0,60}\]?")


def problems(text: str) -> list[ValidationError]:
    """What is wrong with the citations of a text, each named."""
    if len(text) > LONGEST:
        return [ValidationError(f"This text is too long: {len(text):,} characters; at most {LONGEST:,} can be shown.")]
    keys = cited_keys(text)
    known = set(Source.objects.filter(code__in=keys).values_list("code", flat=True)) if keys else set()
    unknown = [
        f'There is no source with the code "{key}". Add the source first, or correct the code.'
        for key in keys
        if key not in known
    ]
    miswritten = [
        f"{found} cannot be read as a citation. Write [@code] or [@code, p. 12]; a code has small letters, digits and hyphens."
        for found in LOOKS_LIKE_ONE.findall(without_citations(text))
    ]
    return [ValidationError(message) for message in unknown + miswritten]


class CitedText:
    """For a form: the fields named in `cited` are Markdown. What was pasted into them is cleaned; their citations are checked.

    Those in `one_line` too are printed as one paragraph: without lists and headings.
    """

    cited: tuple[str, ...] = ()
    one_line: tuple[str, ...] = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in set(self.cited) & set(self.fields):  # who may only read has no boxes
            self.fields[name].widget.attrs["data-markdown"] = "line" if name in self.one_line else "block"

    def clean(self):
        data = super().clean()
        for name in self.cited:
            if self.cleaned_data.get(name):
                self.cleaned_data[name] = pasted.clean(self.cleaned_data[name])
            for problem in problems(self.cleaned_data.get(name) or ""):
                self.add_error(name, problem)
        return data

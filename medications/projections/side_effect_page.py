"""The page of one side effect, as data for the template `fragments/side_effect.html`. Symptoms are linked, and medicines added,
when it is asked for: both change without it.
"""

import re
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString

from medications.content.phrases import sentence_case
from medications.content.schema import SideEffectRecord
from medications.projections.facts import Facts
from medications.projections.trusted import trusted

# Around the name of each symptom, so that a request can make a link of it.
SYMPTOM = re.compile(r"<!--symptom:([a-z0-9-]+)-->(.*?)<!--/symptom-->")


@dataclass(frozen=True)
class NamedSymptom:
    code: str
    title: str


@dataclass(frozen=True)
class SideEffectPage:
    record: SideEffectRecord
    facts: Facts
    title: str
    resembles: list[NamedSymptom]
    may_worsen: list[NamedSymptom]


def side_effect_page(record: SideEffectRecord, facts: Facts) -> SideEffectPage:
    def named(terms) -> list[NamedSymptom]:
        return [NamedSymptom(term.code, sentence_case(term.label)) for term in terms]

    return SideEffectPage(record, facts, sentence_case(record.name), named(record.resembles), named(record.may_worsen))


def with_links(html: str, symptoms: dict[str, dict]) -> SafeString:
    """The stored page with a link to each symptom that is public. `symptoms` by code, as `related.symptoms` gives them."""

    def linked(name: re.Match) -> str:
        found = symptoms.get(name[1])
        return format_html('<a class="target" href="{}">{}</a>', found["path"], found["title"]) if found else name[2]

    return trusted(SYMPTOM.sub(linked, html))

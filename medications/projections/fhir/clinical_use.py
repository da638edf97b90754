"""ClinicalUseDefinition: each safety notice, use, warning and side effect of a medicine as a resource of its own.

Their ids are made of the medicine's UUID and of what they are about (a symptom's code, the terms of a side effect, the kind of a
section), so that an id stays while wording changes.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial

from django.utils.html import format_html, format_html_join, linebreaks
from django.utils.safestring import SafeString

from medications.content import choices, markdown, xhtml
from medications.content.choices import SectionKind, StatementKind
from medications.content.citations import References, cited_keys, without_citations
from medications.content.schema import MedicationRecord, Section, SideEffectEntry, Use
from medications.models import SafetyNotice
from medications.projections import wording
from medications.projections.fhir.coding import concept, extension, extensions, own, whole
from medications.projections.fhir.meta import meta, source_extensions
from medications.projections.fhir.published import Published
from medications.projections.trusted import trusted

TYPE = "ClinicalUseDefinition"
INDICATION, WARNING, EFFECT = "indication", "warning", "undesirable-effect"
TYPES = (INDICATION, "contraindication", "interaction", EFFECT, WARNING)
# Sections that warn. Their kind is the category; nothing here guesses contraindications out of running text.
WARNING_SECTIONS = {SectionKind.PRECAUTIONS, SectionKind.PREGNANCY, SectionKind.INTERACTIONS, SectionKind.OVERDOSE}
HEADINGS = {StatementKind.STOPPING: "Stopping this medicine", StatementKind.MISSED_DOSE: "If you miss a dose"}
ID_LENGTH = 36  # of the UUID that every id begins with


@dataclass(frozen=True)
class Issue:
    """`body` is the element that its type names; `html` makes its text for people; `sources` are codes."""

    id: str
    type: str
    body: dict
    html: Callable[[], SafeString]
    category: list[dict] = field(default_factory=list)
    extension: list[dict] = field(default_factory=list)
    sources: tuple[str, ...] = ()


def issues(published: Published) -> list[Issue]:
    """Safety notices first, then boxed and other warnings, uses and side effects. Where the text may not be passed on, only
    notices, which are the society's own words, and uses.
    """
    record, name = published.record, names(published.id)
    found = [_notice(each, name) for each in published.notices]
    if not published.withheld:
        found += [_section(part, name) for part in sorted(record.sections, key=lambda part: not part.boxed) if _warns(part)]
        found += _statements(record, name)
    found += [_use(use, name, bare=bool(published.withheld)) for use in sorted(record.uses, key=lambda use: not use.primary)]
    if not published.withheld:
        found += [_effect(row, name) for row in record.side_effects]
    return found


def counts(published: Published) -> Counter:
    """How many there are of each type."""
    return Counter(issue.type for issue in issues(published))


def resource(issue: Issue, published: Published) -> dict:
    element = {WARNING: "warning", INDICATION: "indication", EFFECT: "undesirableEffect"}[issue.type]
    name = published.record.generic_name
    text = format_html("<p><strong>{}</strong></p>{}", name, issue.html())
    return whole(
        {
            "resourceType": TYPE,
            "id": issue.id,
            "meta": meta(published),
            "language": "en",
            "text": {"status": "generated", "div": xhtml.division(text)},
            "contained": [{"resourceType": "Medication", "id": "medicine", "code": {"text": name}}],
            "extension": [
                extension("medication-knowledge", "Reference", {"reference": f"MedicationKnowledge/{published.id}"}),
                *issue.extension,
                *source_extensions(published.record, issue.sources),
            ],
            "type": issue.type,
            "category": issue.category,
            "subject": [{"reference": "#medicine", "display": name}],
            "status": concept("", {"system": "http://hl7.org/fhir/publication-status", "code": "active"}),
            element: issue.body,
        }
    )


def names(document_id: str):
    """Makes ids; the second of two things of the same name gets one of its own."""
    seen: Counter = Counter()

    def name(letter: str, *parts: str) -> str:
        key = "\n".join((letter, *parts))
        seen[key] += 1
        digest = hashlib.sha256(f"{key}\n{seen[key]}".encode()).hexdigest()
        return f"{document_id}.{letter}{digest[:12]}"

    return name


def _category(code: str, label: str) -> dict:
    return concept(label, own("issue", code, label))


def _notice(notice: SafetyNotice, name) -> Issue:
    days = (("begins", "Date", notice.begins_on.isoformat()), ("ends", "Date", notice.ends_on.isoformat()))
    return Issue(
        id=name("n", str(notice.pk)),
        type=WARNING,
        body={"description": notice.text, "code": {"text": "Safety notice"}},
        html=partial(_of_notice, notice.text),
        category=[_category("safety-notice", "Safety notice")],
        extension=[extensions("shown", *days)],
    )


def _warns(part: Section) -> bool:
    return part.boxed or part.kind in WARNING_SECTIONS


def _section(part: Section, name) -> Issue:
    boxed = [_category("boxed-warning", "Boxed warning of the official label")] if part.boxed else []
    return Issue(
        id=name("w", "boxed" if part.boxed else "", part.kind),
        type=WARNING,
        body={"description": without_citations(part.body), "code": {"text": part.heading}},
        html=partial(_titled, part.heading, part.body),
        category=[*boxed, _category(part.kind, SectionKind(part.kind).label)],
        sources=cited_keys(part.body),
    )


def _statements(record: MedicationRecord, name) -> Iterator[Issue]:
    for part in record.at_a_glance:
        if part.kind in HEADINGS:
            heading = HEADINGS[StatementKind(part.kind)]
            yield Issue(
                id=name("w", part.kind),
                type=WARNING,
                body={"description": without_citations(part.text), "code": {"text": heading}},
                html=partial(_titled, heading, part.text),
                category=[_category(part.kind, heading)],
                sources=cited_keys(part.text),
            )


def _use(use: Use, name, *, bare: bool) -> Issue:
    label = use.symptom.label
    text = label if bare or not use.qualifier else f"{label} ({use.qualifier})"
    status = choices.UseStatus(use.status).label
    note = "" if bare else use.note
    return Issue(
        id=name("u", use.symptom.code),
        type=INDICATION,
        body={"diseaseSymptomProcedure": {"concept": concept(text, own("symptom", use.symptom.code, label))}},
        html=partial(format_html, "<p>Used in MS for: {}. {}.</p><p>{}</p>", text, status.capitalize(), note),
        category=[_category(use.status, status)],
        extension=[extension("primary-use", "Boolean", use.primary), extension("note", "String", note)],
        sources=() if bare else use.sources,
    )


def _effect(row: SideEffectEntry, name) -> Issue:
    text = f"{row.wording} ({row.qualifier})" if row.qualifier else row.wording
    group, when = choices.SideEffectGroup(row.group), choices.When(row.when)
    label = f"{group.label}, {when.label}" if when == choices.When.OVERDOSE else group.label
    terms = [own("side-effect", term.code, term.label) for term in row.terms]
    frequency = wording.frequency(row.frequency)
    of_overdose = [_category("overdose", "Overdose")] if when == choices.When.OVERDOSE else []
    return Issue(
        id=name("e", row.group, row.when, *([term.code for term in row.terms] or [row.wording])),
        type=EFFECT,
        body={
            "symptomConditionEffect": {"concept": concept(text, *terms)},
            "classification": concept(label, own("what-to-do", row.group, group.label)),
            "frequencyOfOccurrence": {"text": frequency},
        },
        html=partial(format_html, "<p>Possible side effect: {}. {}.</p><p>{}</p>", text, label, frequency),
        category=of_overdose,
        extension=[extension("look-alike", "Boolean", True if row.look_alike else None)],
        sources=row.sources,
    )


def _of_notice(text: str) -> SafeString:
    return format_html("<h2>Safety notice</h2>{}", trusted(linebreaks(text, autoescape=True)))


def _titled(heading: str, text: str) -> SafeString:
    return format_html("<h2>{}</h2>{}", heading, rendered(text))


def rendered(text: str) -> SafeString:
    """Markdown of a record as HTML, without note numbers."""
    return trusted(markdown.render(without_citations(text), References.over(())))


def listed(items) -> SafeString:
    return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((item,) for item in items)))

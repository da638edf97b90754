"""What one change of a record touches, in the words of the review policy: a dose, a warning, a side effect, a number ... Pure."""

from collections.abc import Iterable

from medications.content.choices import DocumentKind, Matter, SectionKind, StatementKind
from medications.content.comparing import BOXED, FieldChange
from medications.content.weighing_text import Finding

_FIELDS = {
    "generic_name": Matter.NAME,
    "brand_names": Matter.NAME,
    "dosage_forms": Matter.DOSE,
    "routes": Matter.DOSE,
    "generic_available": Matter.GENERIC,
    "uses": Matter.USE,
    "side_effects": Matter.SIDE_EFFECT,
    "lead_sentences": Matter.SIDE_EFFECT,
    "look_alike_footnote": Matter.SIDE_EFFECT,
    "resembles": Matter.SIDE_EFFECT,
    "may_worsen": Matter.SIDE_EFFECT,
    "drug_class": Matter.FACT,
    "availability": Matter.FACT,
    "controlled_schedule": Matter.FACT,
    "codes": Matter.FACT,
    "sources": Matter.SOURCE,
    "whole_page_sources": Matter.SOURCE,
}
_STATEMENTS = {StatementKind.STOPPING: Matter.WARNING, StatementKind.MISSED_DOSE: Matter.DOSE}
_SECTIONS = {
    BOXED: Matter.WARNING,
    SectionKind.PROPER_USAGE: Matter.DOSE,
    SectionKind.PRECAUTIONS: Matter.WARNING,
    SectionKind.PREGNANCY: Matter.WARNING,
    SectionKind.INTERACTIONS: Matter.WARNING,
    SectionKind.OVERDOSE: Matter.WARNING,
}
_ORDER = list(Matter)


def matters(change: FieldChange, kind: str, findings: Iterable[Finding] = ()) -> tuple[Matter, ...]:
    """What a change in a record of this kind touches: by its place, and by what its words are found to be.

    A typo touches nothing else; other words touch what their place is about.
    """
    found = {matter for finding in findings for matter in finding.matters} - {Matter.TYPO}
    if findings and not found:
        return (Matter.TYPO,)
    place = _of_place(change.path, kind)
    if place != Matter.WORDING or not found:
        found.add(place)
    if change.path[-1] == "frequency":
        found.add(Matter.NUMBER)
    return tuple(sorted(found, key=_ORDER.index))


def _of_place(path: tuple[str, ...], kind: str) -> Matter:
    if kind == DocumentKind.SOURCE or path[-1] == "sources":
        return Matter.SOURCE
    if path[-1] in ("label", "slug", "link_phrase"):  # of a term that is named, or of the page
        return Matter.WORDING
    match path:
        case ("at_a_glance", statement, *_):
            return _STATEMENTS.get(statement, Matter.WORDING)
        case ("sections", section, *_):
            return _SECTIONS.get(section, Matter.WORDING)
    if kind == DocumentKind.SIDE_EFFECT and path[0] in ("name", "explanation"):
        return Matter.SIDE_EFFECT
    return _FIELDS.get(path[0], Matter.WORDING)

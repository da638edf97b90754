"""How much the difference of two records can matter to a reader: a typo, wording, or clinical. Pure.

What is not named here is clinical, so that a new field is too much rather than too little until somebody has thought about it.
"""

from dataclasses import dataclass

from medications.content.choices import DocumentKind, Matter, SectionKind, StatementKind, Weight
from medications.content.comparing import BOXED, ORDER, FieldChange, compare
from medications.content.matters import matters
from medications.content.misspelling import names_in
from medications.content.schema import AnyRecord, MedicationRecord
from medications.content.weighing_text import Finding, Vocabulary, weigh_text
from medications.content.weighing_words import NAME, signal

_ORDER = list(Weight)  # from least to most


@dataclass(frozen=True)
class Because:
    """What one change weighs, why, in words for staff, and what it touches."""

    change: FieldChange
    weight: Weight
    why: str
    matters: tuple[Matter, ...] = ()


@dataclass(frozen=True)
class Weighed:
    """The weight of a whole difference is that of its heaviest change. Without a change there is nothing to weigh: a typo."""

    weight: Weight
    reasons: tuple[Because, ...] = ()


@dataclass(frozen=True)
class _Place:
    """What a change in one place weighs. In a text it may be less, if it is a typo, or more, if a number or negation changed.

    Prose that is wording has sentences in it that are not: what the medicine is for, does or needs.
    """

    weight: Weight
    why: str
    is_text: bool = False
    is_prose: bool = False

    def weigh(self, finding: Finding) -> Weight:
        return finding.weight or (Weight.CLINICAL if finding.claim and self.is_prose else self.weight)


def heaviest(*weights: Weight) -> Weight:
    return max(weights, key=_ORDER.index, default=Weight.TYPO)


def weigh(old: AnyRecord, new: AnyRecord) -> Weighed:
    """The weight of everything that differs, with a reason for each change. Raises ValueError for records of two kinds."""
    vocabulary = Vocabulary.of(old, new)
    reasons = tuple(_because(change, _place(old, new, change), vocabulary, new.kind) for change in compare(old, new))
    return Weighed(heaviest(*(reason.weight for reason in reasons)), reasons)


def _because(change: FieldChange, place: _Place, vocabulary: Vocabulary, kind: str) -> Because:
    if not place.is_text:
        return Because(change, place.weight, place.why, matters(change, kind))
    findings = weigh_text(change.old, change.new, vocabulary)
    weights = {finding: place.weigh(finding) for finding in findings}
    weight = heaviest(*weights.values())
    why = _why([each for each in findings if weights[each] == weight], place)
    return Because(change, weight, why, matters(change, kind, findings))


def _why(findings: list[Finding], place: _Place) -> str:
    said = list(dict.fromkeys(finding.why if finding.weight else f"{place.why}: {finding.why}" for finding in findings))
    more = f"; and {len(said) - 3} more" if len(said) > 3 else ""
    return "; ".join(said[:3]) + more


_CLINICAL_FIELDS = {
    "generic_name": "the name of the medicine",
    "brand_names": "the name of the medicine",
    "drug_class": "the drug class",
    "dosage_forms": "the form in which it is taken",
    "routes": "the way in which it is taken",
    "availability": "whether it needs a prescription",
    "controlled_schedule": "the legal schedule",
    "generic_available": "a claim on generics",
    "uses": "a use",
    "lead_sentences": "what to do about side effects",
    "side_effects": "a side effect",
    "look_alike_footnote": "a side effect",
    "codes": "a code by which other systems know it",
    "resembles": "a side effect",
    "may_worsen": "a side effect",
}
_CLINICAL_TEXTS = {
    ("uses", "qualifier"),
    ("uses", "note"),
    ("lead_sentences", "text"),
    ("side_effects", "wording"),
    ("side_effects", "qualifier"),
}
# Sections that say least of what to take or to look out for; where a sentence in them does, it is clinical too.
_PLAIN_SECTIONS = {SectionKind.ABOUT, SectionKind.STORAGE}


def _place(old: AnyRecord, new: AnyRecord, change: FieldChange) -> _Place:
    path, kind = change.path, new.kind
    if kind == DocumentKind.SOURCE or path[0] in ("sources", "whole_page_sources") or path[-1] == "sources":
        return _Place(Weight.WORDING, "a source")
    if path[0] == "slug":
        if _names_another(old) or _names_another(new):
            return _Place(Weight.CLINICAL, "the web address names another medicine")
        return _Place(Weight.WORDING, "the web address")
    return _of_medication(old, new, path) if isinstance(new, MedicationRecord) else _of_term(kind, path)


def _names_another(record: AnyRecord) -> bool:
    own = set(names_in(record))
    return any(word not in own and signal(word) == NAME for word in record.slug.split("-"))


def _of_medication(old: MedicationRecord, new: MedicationRecord, path: tuple[str, ...]) -> _Place:
    match path:
        case ("pronunciation",):
            return _Place(Weight.WORDING, "how the name is said")
        case ("sections", *rest):
            return _of_section(old, new, rest)
        case ("at_a_glance", kind, "text"):
            return _Place(Weight.CLINICAL, f"at a glance, {StatementKind(kind).label.lower()}", is_text=True)
        case ("look_alike_footnote",):
            return _Place(Weight.CLINICAL, _CLINICAL_FIELDS[path[0]], is_text=True)
        case (*_, "label" | "slug" | "link_phrase"):  # of the same term, and approved with the term
            return _Place(Weight.WORDING, "the name of a term", is_text=path[-1] != "slug")
        case (field, _, name) if (field, name) in _CLINICAL_TEXTS:
            return _Place(Weight.CLINICAL, _CLINICAL_FIELDS[field], is_text=True)
    return _Place(Weight.CLINICAL, _CLINICAL_FIELDS.get(path[0], "what is said at a glance"))


def _of_section(old: MedicationRecord, new: MedicationRecord, rest: list[str]) -> _Place:
    """A text in a section; the order of sections; a section that came, went or changed its kind."""
    match rest:
        case [section, "heading" | "body"]:
            return _in_section(section, is_text=True)
        case ["order"]:
            boxed = any(part.boxed for record in (old, new) for part in record.sections)
            return _Place(Weight.CLINICAL, "the place of a boxed warning") if boxed else _Place(Weight.WORDING, ORDER)
        case [section]:
            return _in_section(section, is_text=True)
    return _Place(Weight.CLINICAL, "which section it is, or whether it is a boxed warning")


def _in_section(section: str, *, is_text: bool) -> _Place:
    if section == BOXED:
        return _Place(Weight.CLINICAL, "a boxed warning", is_text=is_text)
    label = SectionKind(section).label
    return _Place(
        Weight.WORDING if section in _PLAIN_SECTIONS else Weight.CLINICAL, f"the section {label}", is_text, is_prose=True
    )


_TERM_TEXTS = {
    (DocumentKind.SYMPTOM, "name"): Weight.CLINICAL,
    (DocumentKind.SYMPTOM, "link_phrase"): Weight.WORDING,
    (DocumentKind.SYMPTOM, "summary"): Weight.WORDING,
    (DocumentKind.SIDE_EFFECT, "name"): Weight.CLINICAL,
    (DocumentKind.SIDE_EFFECT, "explanation"): Weight.CLINICAL,
    (DocumentKind.DRUG_CLASS, "name"): Weight.CLINICAL,
    (DocumentKind.DRUG_CLASS, "explanation"): Weight.WORDING,
}
_TERM_WORDING = {"aliases": "by what it is found", "group": "where it is listed", "resources": "further reading"}


def _of_term(kind: str, path: tuple[str, ...]) -> _Place:
    if (kind, path[0]) in _TERM_TEXTS:
        named = f"the {path[0].replace('_', ' ')} of a term"
        return _Place(_TERM_TEXTS[kind, path[0]], named, is_text=True, is_prose=path[0] != "link_phrase")
    if path[-1] in ("label", "link_phrase"):
        return _Place(Weight.WORDING, "the name of a term", is_text=True)
    if path[0] in _TERM_WORDING:
        return _Place(Weight.WORDING, _TERM_WORDING[path[0]])
    return _Place(Weight.CLINICAL, _CLINICAL_FIELDS.get(path[0], "something not weighed yet"))

"""What an old version would be if it were saved now: its own words, and every term it names in today's.

A term is looked up by its code, which never changes. Whatever cannot come back is left out, and said in words.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.timezone import localdate

from medications.actions.snapshots import Terms
from medications.content import schema
from medications.content.choices import DocumentKind
from medications.content.citations import cited_keys
from medications.content.older_schema import fields_not_yet_known
from medications.content.phrases import day, sentence_case
from medications.models import Document, DrugClass, Medication, Publication, Revision, SideEffect, Slug, Source, Symptom
from medications.projections import identity

WITH_AN_ADDRESS = {
    DocumentKind.MEDICATION: Medication,
    DocumentKind.SYMPTOM: Symptom,
    DocumentKind.SIDE_EFFECT: SideEffect,
    DocumentKind.DRUG_CLASS: DrugClass,
}


@dataclass
class ComingBack:
    """`record` is what would be saved. `lost` is what cannot come back, `notes` what comes back otherwise than it was."""

    record: schema.AnyRecord
    lost: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def coming_back(revision: Revision, newest: Revision) -> ComingBack:
    """`newest` is the newest version of the same Document, with which the rest is compared."""
    old, now = revision.record, newest.record
    found = ComingBack(old)
    for name in fields_not_yet_known(revision.content):
        found.lost.append(f"“{sentence_case(name)}” did not exist yet when this version was saved. It comes back empty.")
    changes = _IN_WORDS_OF_TODAY[old.kind](old, found)
    changes |= _unchangeable(revision.document, old, now, found)
    found.record = type(old)(**{**dict(old), **changes})
    _dated_facts(found.record, now, found)
    return found


def _unchangeable(document: Document, old: schema.AnyRecord, now: schema.AnyRecord, found: ComingBack) -> dict:
    """Its code, and an address that another page has now."""
    changes = {}
    if getattr(old, "code", "") != getattr(now, "code", ""):
        found.lost.append(f"The code “{old.code}”: a code never changes, so it stays “{now.code}”.")
        changes["code"] = now.code
    slug = getattr(old, "slug", "")
    if slug and slug != now.slug and _is_taken(document, slug):
        found.lost.append(f"The web address “{slug}” belongs to another page now. The address stays “{now.slug}”.")
        changes["slug"] = now.slug
    return changes


def _is_taken(document: Document, slug: str) -> bool:
    if Slug.objects.filter(kind=document.kind, slug=slug).exclude(document=document).exists():
        return True
    return WITH_AN_ADDRESS[document.kind].objects.filter(slug=slug).exclude(document=document).exists()


def _dated_facts(record: schema.AnyRecord, now: schema.AnyRecord, found: ComingBack) -> None:
    if isinstance(record, schema.MedicationRecord) and record.generic_available != now.generic_available:
        as_of = record.generic_available.as_of
        found.notes.append(
            f"Whether a generic is available comes back as it was said then{f', as of {as_of}' if as_of else ''}. "
            "Check that it still holds."
        )


# Terms in the words of today


class _Named:
    """The working rows of the terms of one model that an old record names, by code; those that may not be used are left out."""

    def __init__(self, model, then: dict[str, schema.Part], found: ComingBack, *, without: str):
        """`then` is what the record says of each, by code; `without` says what becomes of the place where one is missing."""
        kind = model._meta.verbose_name
        rows = model.objects.filter(code__in=then).select_related("document")
        self.all = {row.code: row for row in rows}
        self.usable = {code: row for code, row in self.all.items() if row.document.archived_at is None}
        for code in sorted(set(then) - set(self.usable)):
            row, called = self.all.get(code), f"The {kind} “{_title(then[code])}”"
            gone = f"was archived on {_day(row.document.archived_at)}" if row else f"does not exist any more (code {code})"
            found.lost.append(f"{called} {gone}. {without}")
        self.then = then

    def kept(self, codes: Iterable[str]) -> tuple[str, ...]:
        return tuple(code for code in codes if code in self.usable)


def _title(part: schema.Part) -> str:
    return part.title if isinstance(part, schema.SourceDetails) else part.label


def _day(at) -> str:
    return day(localdate(at))


def _other_words(named: _Named, terms: Terms, found: ComingBack) -> None:
    """Says which terms have another name since."""
    for code, row in named.usable.items():
        then, now = named.then[code], terms.of(row)
        if then.label != now.name:
            found.notes.append(f"“{then.label}” is called “{now.name}” now, and comes back under this name.")


def _other_details(old: schema.MedicationRecord | schema.SymptomRecord, terms: Terms, found: ComingBack) -> None:
    """Says of which sources more or other is known since."""
    now = {source.code: source for source in terms.sources()}
    for then in old.sources:
        if now.get(then.code, then) != then:
            found.notes.append(f"The source “{then.title}” has other details since; it comes back with those of today.")


def _withdrawn(terms: Terms, found: ComingBack) -> None:
    """Says which terms have been taken down since. They can be named all the same."""
    down = Publication.objects.filter(document__in=terms.records).exclude(withdrawal=None).select_related("withdrawal")
    for each in down:
        title = identity.title(terms.records[each.document_id])
        found.notes.append(f"“{title}” was withdrawn on {_day(each.withdrawal.at)}. It comes back all the same.")


def _sources_in_text(texts: Iterable[str], found: ComingBack) -> list[Source]:
    """Rows of the sources that texts cite. A text comes back to the letter, so citations stay in it, whatever became of them."""
    keys = {key for text in texts for key in cited_keys(text)}
    rows = {row.code: row for row in Source.objects.filter(code__in=keys).select_related("document")}
    for key in sorted(keys):
        if key not in rows:
            found.lost.append(f"The text cites [@{key}], a source that does not exist any more. Cite another one there.")
        elif rows[key].document.archived_at:
            found.lost.append(
                f"The text cites [@{key}], a source that was archived on {_day(rows[key].document.archived_at)}. "
                "Cite another one there, or it cannot be published."
            )
    return list(rows.values())


def _medication(old: schema.MedicationRecord, found: ComingBack) -> dict:
    citing = [old.generic_available, *old.uses, *old.side_effects]
    listed = {code for part in citing for code in part.sources} | set(old.whole_page_sources)
    details = {source.code: source for source in old.sources}
    sources = _Named(
        Source,
        {code: details.get(code, schema.Term(code=code, label=code)) for code in listed},
        found,
        without="It is left out of every list of sources.",
    )
    symptoms = _Named(Symptom, {use.symptom.code: use.symptom for use in old.uses}, found, without="Its use is left out.")
    named = {term.code: term for row in old.side_effects for term in row.terms}
    effects = _Named(SideEffect, named, found, without="The printed words stay; what they mean is left out.")
    classes = {old.drug_class.code: old.drug_class} if old.drug_class else {}
    drug_classes = _Named(DrugClass, classes, found, without="The drug class stays empty.")
    texts = [part.text for part in old.at_a_glance] + [part.body for part in old.sections]
    cited = {*_sources_in_text(texts, found), *_rows_used(sources, old, symptoms)}
    rows = [*cited, *(row for each in (symptoms, effects, drug_classes) for row in each.usable.values())]
    terms = Terms(row.document_id for row in rows)
    for each in (symptoms, effects, drug_classes):
        _other_words(each, terms, found)
    _other_details(old, terms, found)
    _withdrawn(terms, found)
    generic = {**dict(old.generic_available), "sources": sources.kept(old.generic_available.sources)}
    return {
        "drug_class": next((terms.term(row) for row in drug_classes.usable.values()), None),
        "generic_available": schema.GenericInfo(**generic),
        "uses": [
            schema.Use(**{**dict(use), "symptom": terms.symptom(row), "sources": sources.kept(use.sources)})
            for use in old.uses
            if (row := symptoms.usable.get(use.symptom.code))
        ],
        "side_effects": [
            schema.SideEffectEntry(
                **{
                    **dict(row),
                    "terms": [terms.term(effects.usable[term.code]) for term in row.terms if term.code in effects.usable],
                    "sources": sources.kept(row.sources),
                }
            )
            for row in old.side_effects
        ],
        "sources": terms.sources(),
        "whole_page_sources": sources.kept(old.whole_page_sources),
    }


def _rows_used(sources: _Named, old: schema.MedicationRecord, symptoms: _Named) -> list[Source]:
    """Sources that something cites which comes back itself."""
    uses = [use for use in old.uses if use.symptom.code in symptoms.usable]
    codes = {code for part in [old.generic_available, *uses, *old.side_effects] for code in part.sources}
    return [row for code, row in sources.usable.items() if code in codes | set(old.whole_page_sources)]


def _symptom(old: schema.SymptomRecord, found: ComingBack) -> dict:
    terms = Terms(row.document_id for row in _sources_in_text([old.summary], found))
    _other_details(old, terms, found)
    return {"sources": terms.sources()}


def _side_effect(old: schema.SideEffectRecord, found: ComingBack) -> dict:
    named = {term.code: term for term in old.resembles + old.may_worsen}
    symptoms = _Named(Symptom, named, found, without="It is left out.")
    terms = Terms(row.document_id for row in symptoms.usable.values())
    _other_words(symptoms, terms, found)
    _withdrawn(terms, found)
    return {
        name: [terms.term(symptoms.usable[code]) for code in symptoms.kept(term.code for term in getattr(old, name))]
        for name in ("resembles", "may_worsen")
    }


def _nothing_named(old: schema.AnyRecord, found: ComingBack) -> dict:
    return {}


_IN_WORDS_OF_TODAY = {
    DocumentKind.MEDICATION: _medication,
    DocumentKind.SYMPTOM: _symptom,
    DocumentKind.SIDE_EFFECT: _side_effect,
    DocumentKind.DRUG_CLASS: _nothing_named,
    DocumentKind.SOURCE: _nothing_named,
}

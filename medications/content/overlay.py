"""A page that has changed, laid over a draft that was edited since the page was taken over: a three-way overlay. Pure.

`base` is what the page said then, `theirs` what it says now, `mine` the draft. What the page says as before stays as it is in the
draft; what only the page changed is taken; where both changed, the draft stays and a Difference tells.
"""

from collections.abc import Callable, Hashable, Iterable
from typing import Any

from medications.content.choices import BrandStatus, GenericAvailable
from medications.content.differences import Difference, Differences
from medications.content.overlay_side_effects import lay_over_side_effects
from medications.content.overlay_text import lay_over_text
from medications.content.schema import BrandName, GenericInfo, LeadSentence, MedicationRecord, Use


def overlaid(
    base: MedicationRecord, mine: MedicationRecord, theirs: MedicationRecord, *, lines: Iterable[str] = ()
) -> tuple[MedicationRecord, list[Difference]]:
    """The draft as it becomes, and what a person must be told. `lines` are those of the new page that have no place."""
    told = Differences()
    sources = {source.code: source for source in (*theirs.sources, *mine.sources)}
    new_sources = set(theirs.whole_page_sources) - set(base.whole_page_sources)
    values = {
        name: _fact(name, *(getattr(record, name) for record in (base, mine, theirs)), told)
        for name in ("pronunciation", "availability", "look_alike_footnote")
    }
    record = lay_over_text(base, mine, theirs, lines=lines, told=told)
    return MedicationRecord(
        **{
            **dict(record),
            **values,
            "brand_names": _brands(base, mine, theirs, told),
            "dosage_forms": _forms(base, mine, theirs),
            "generic_available": _generic(base.generic_available, mine.generic_available, theirs.generic_available, told),
            "uses": _uses(base, mine, theirs, told),
            "lead_sentences": _leads(base, mine, theirs, told),
            "side_effects": lay_over_side_effects(base, mine, theirs, told=told),
            "sources": tuple(sources.values()),
            "whole_page_sources": tuple({*mine.whole_page_sources, *new_sources}),
        }
    ), list(told.found)


def _fact(field: str, base: str, mine: str, theirs: str, told: Differences) -> str:
    """A single text. What the page does not say at all stays as it is."""
    if theirs in ("", base, mine):
        return mine
    if mine == base:
        return theirs
    told.changed(field, base, theirs)
    return mine


def _generic(base: GenericInfo, mine: GenericInfo, theirs: GenericInfo, told: Differences) -> GenericInfo:
    """A later date of the same claim is taken along, if nobody has touched the claim."""
    untouched = _claim(mine) == _claim(base) and mine.as_of == base.as_of
    if theirs.value == GenericAvailable.UNKNOWN or (_claim(theirs) == _claim(base) and theirs.as_of <= base.as_of):
        return mine
    if untouched or mine == GenericInfo():
        return theirs.model_copy(update={"sources": tuple(sorted({*mine.sources, *theirs.sources}))})
    if _claim(theirs) not in (_claim(base), _claim(mine)):
        told.changed("generic_available", _in_words(base), _in_words(theirs))
    return mine


def _claim(generic: GenericInfo) -> tuple:
    return generic.value, generic.markets


def _in_words(generic: GenericInfo) -> str:
    value = GenericAvailable(generic.value).label
    return f"{value} ({', '.join(generic.markets)})" if generic.markets else value


def _forms(base: MedicationRecord, mine: MedicationRecord, theirs: MedicationRecord) -> tuple[str, ...]:
    before, now = set(base.dosage_forms), set(theirs.dosage_forms)
    gone = before - now if now else set()
    return tuple((set(mine.dosage_forms) | (now - before)) - gone)


def _brands(base: MedicationRecord, mine: MedicationRecord, theirs: MedicationRecord, told: Differences) -> list[BrandName]:
    def status(before: BrandName, brand: BrandName, now: BrandName) -> BrandName:
        if now.status in (before.status, brand.status, BrandStatus.UNKNOWN):
            return brand
        if brand.status == before.status:
            return brand.model_copy(update={"status": now.status})
        told.changed("brand_names", f"{_brand(before)}: {before.status}", f"{_brand(now)}: {now.status}")
        return brand

    return _rows(
        "brand_names",
        *(record.brand_names for record in (base, mine, theirs)),
        key=lambda brand: (brand.name, brand.market),
        said=_brand,
        merged=status,
        told=told,
    )


def _brand(brand: BrandName) -> str:
    return f"{brand.name} ({brand.market})" if brand.market else brand.name


def _uses(base: MedicationRecord, mine: MedicationRecord, theirs: MedicationRecord, told: Differences) -> list[Use]:
    return _rows(
        "uses",
        *(record.uses for record in (base, mine, theirs)),
        key=lambda use: (use.symptom.code, use.qualifier),
        said=lambda use: f"{use.symptom.label} ({use.qualifier})" if use.qualifier else use.symptom.label,
        merged=lambda before, use, now: use,
        told=told,
    )


def _leads(base: MedicationRecord, mine: MedicationRecord, theirs: MedicationRecord, told: Differences) -> list[LeadSentence]:
    def text(before: LeadSentence, lead: LeadSentence, now: LeadSentence) -> LeadSentence:
        return lead.model_copy(update={"text": _fact("lead_sentences", before.text, lead.text, now.text, told)})

    # A sentence that the page lacks stays, like any other part that it lacks.
    now = {(lead.group, lead.when): lead for lead in (*base.lead_sentences, *theirs.lead_sentences)}
    return _rows(
        "lead_sentences",
        base.lead_sentences,
        mine.lead_sentences,
        now.values(),
        key=lambda lead: (lead.group, lead.when),
        said=lambda lead: lead.text,
        merged=text,
        told=told,
    )


def _rows(
    field: str,
    base: Iterable[Any],
    mine: Iterable[Any],
    theirs: Iterable[Any],
    *,
    key: Callable[[Any], tuple[Hashable, Hashable]],
    said: Callable[[Any], str],
    merged: Callable[[Any, Any, Any], Any],
    told: Differences,
) -> list[Any]:
    """Rows with a key of two parts, of which the first says what a row is about: a brand's name, a symptom's code."""
    before, draft, now = ({key(row): row for row in rows} for rows in (base, mine, theirs))
    result = []
    for row in mine:
        known = before.get(key(row))
        if known and key(row) in now:
            result.append(merged(known, row, now[key(row)]))
        elif not known or not now:
            result.append(row)
        elif not _same(known, row):
            told.gone(field, said(known))
            result.append(row)
    changed_here = {about for about, detail in before if (about, detail) not in draft}
    for each in [each for each in now if each not in before and each not in draft]:
        if each[0] in changed_here:
            told.named(field, said(now[each]))
        else:
            result.append(now[each])
    for each in [each for each in before if now and each not in now and each not in draft]:
        if any(each[0] == about for about, _ in draft) and not any(each[0] == about for about, _ in now):
            told.gone(field, said(before[each]))
    return result


def _same(before: Any, row: Any) -> bool:
    """Nobody has added anything to the row. How a symptom is called here meanwhile does not count."""
    if isinstance(row, Use):
        row = row.model_copy(update={"symptom": before.symptom})
    return row == before

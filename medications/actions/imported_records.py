"""A parsed page as a record, and laid over the draft of the same medicine that is here."""

from medications.actions.imported_terms import Terms
from medications.content import schema
from medications.content.choices import GenericAvailable
from medications.importing.parsed import ParsedPage


def record_of(page: ParsedPage, name: str, slug: str, terms: Terms) -> schema.MedicationRecord:
    """The page as a record. Symptoms and sources that are not here yet are made as drafts."""
    sources = list({source.code: source for source in map(terms.source, page.sources) if source}.values())
    codes = [source.code for source in sources]
    brands = {(brand.name, brand.market): brand for brand in page.brand_names}  # a page may name one twice
    named = [(terms.symptom(use.symptom, page.related_resources), use.qualifier) for use in page.uses]
    uses = [schema.Use(symptom=symptom, primary=True, qualifier=qualifier) for symptom, qualifier in named if symptom]
    generic = page.generic_available
    claimed = generic.value != GenericAvailable.UNKNOWN
    return schema.MedicationRecord(
        slug=slug,
        generic_name=name,
        pronunciation=page.pronunciation,
        brand_names=[schema.BrandName(name=each.name, market=each.market, status=each.status) for each in brands.values()],
        dosage_forms=page.dosage_forms,
        availability=page.availability,
        generic_available=schema.GenericInfo(
            value=generic.value,
            markets=generic.markets,
            as_of=page.last_updated if claimed else "",
            sources=codes if claimed else (),
        ),
        uses=uses,
        sections=[schema.Section(kind=part.kind, heading=part.heading, body=part.body) for part in page.sections],
        lead_sentences=_leads(page),
        side_effects=[
            schema.SideEffectEntry(
                group=row.group,
                when=row.when,
                wording=row.wording,
                terms=terms.side_effects(row.wording),
                qualifier=row.qualifier,
                look_alike=row.look_alike,
            )
            for row in page.side_effects
        ],
        look_alike_footnote=page.footnote,
        sources=sources,
        whole_page_sources=codes,
    )


def _leads(page: ParsedPage) -> list[schema.LeadSentence]:
    """A group's lead sentence belongs to the signs of overdose if all rows of the group are such signs."""
    whens = {
        group: {row.when for row in page.side_effects if row.group == group} for group in {row.group for row in page.side_effects}
    }
    texts: dict[str, list[str]] = {}
    for lead in page.lead_sentences:
        texts.setdefault(lead.group, []).append(lead.text)
    return [
        schema.LeadSentence(group=group, when=min(whens.get(group, {"any"}), default="any"), text="\n".join(found))
        for group, found in texts.items()
    ]


def laid_over(page: schema.MedicationRecord, draft: schema.MedicationRecord) -> schema.MedicationRecord:
    """The first page about a medicine that is here, laid over its draft: what the page says wins, what it does not say (drug
    class, at a glance, boxed warnings, a part that it lacks since it was cut short) stays.
    """
    brands = {(brand.name, brand.market): brand for brand in (*page.brand_names, *draft.brand_names)}
    generic = page.generic_available
    stale = generic.value == GenericAvailable.UNKNOWN or draft.generic_available.as_of > generic.as_of
    sources = {source.code: source for source in (*draft.sources, *page.sources)}
    leads = {(lead.group, lead.when): lead for lead in (*draft.lead_sentences, *page.lead_sentences)}
    return schema.MedicationRecord(
        **{
            **dict(draft),
            "pronunciation": page.pronunciation or draft.pronunciation,
            "brand_names": tuple(brands.values()),
            "dosage_forms": tuple(dict.fromkeys((*draft.dosage_forms, *page.dosage_forms))),
            "availability": page.availability or draft.availability,
            "generic_available": draft.generic_available if stale else generic,
            "uses": _uses(page, draft),
            "sections": _sections(page, draft),
            "lead_sentences": tuple(leads.values()),
            "side_effects": _side_effects(page, draft),
            "look_alike_footnote": page.look_alike_footnote or draft.look_alike_footnote,
            "sources": tuple(sources.values()),
            "whole_page_sources": tuple({*page.whole_page_sources, *draft.whole_page_sources}),
        }
    )


def _uses(page: schema.MedicationRecord, draft: schema.MedicationRecord) -> tuple[schema.Use, ...]:
    """The page's uses, with what the draft knows of them besides, and then the draft's others."""
    others = list(draft.uses)
    printed = []
    for use in page.uses:
        same = [each for each in others if each.symptom.code == use.symptom.code]
        near = [each for each in same if each.qualifier == use.qualifier]
        near = near or [each for each in same if not (each.qualifier and use.qualifier)]
        before = near[0] if near else use
        if near:
            others.remove(before)
        printed.append(before.model_copy(update={"primary": True, "qualifier": use.qualifier or before.qualifier}))
    return (*printed, *others)


def _sections(page: schema.MedicationRecord, draft: schema.MedicationRecord) -> tuple[schema.Section, ...]:
    """A kind of section that the page has is the page's; boxed warnings stay, and come first."""
    kinds = {part.kind for part in page.sections}
    boxed = [part for part in draft.sections if part.boxed]
    return (*boxed, *page.sections, *(part for part in draft.sections if not part.boxed and part.kind not in kinds))


def _side_effects(page: schema.MedicationRecord, draft: schema.MedicationRecord) -> tuple[schema.SideEffectEntry, ...]:
    """A group that the page lists is the page's, with what the draft knows of the same wordings; the others stay."""
    groups = {(row.group, row.when) for row in page.side_effects}
    known = {row.wording.casefold(): row for row in draft.side_effects}
    known |= {(row.group, row.when, row.wording.casefold()): row for row in draft.side_effects}
    printed = [_with_what_is_known(row, known) for row in page.side_effects]
    return (*printed, *(row for row in draft.side_effects if (row.group, row.when) not in groups))


def _with_what_is_known(row: schema.SideEffectEntry, known: dict) -> schema.SideEffectEntry:
    wording = row.wording.casefold()
    before = known.get((row.group, row.when, wording)) or known.get(wording)
    if before is None:
        return row
    return row.model_copy(
        update={"terms": before.terms or row.terms, "frequency": before.frequency, "sources": before.sources or row.sources}
    )

"""Corrections that one may make on many pages at once, each a pure function of a record. What does not apply changes nothing."""

from collections.abc import Iterable

from medications.content.choices import Availability, GenericAvailable
from medications.content.schema import BrandName, GenericInfo, MedicationRecord, SideEffectEntry, SymptomTerm, Term, Use


def changed(record: MedicationRecord, **values) -> MedicationRecord:
    """The record with these fields replaced, checked by the schema again. Raises pydantic's ValidationError."""
    return MedicationRecord(**{**dict(record), **values})


def with_generic_markets(record: MedicationRecord, markets: Iterable[str]) -> MedicationRecord:
    """Says in which markets a generic is available, or not. A claim that names its markets already stays as it is."""
    if record.generic_available.markets:
        return record
    return changed(record, generic_available=GenericInfo(**{**dict(record.generic_available), "markets": tuple(markets)}))


def with_generic_unknown(record: MedicationRecord) -> MedicationRecord:
    """Takes back a claim on generics that names no market, since nobody vouches for it."""
    if record.generic_available.markets:
        return record
    return changed(record, generic_available=GenericInfo(value=GenericAvailable.UNKNOWN))


def with_brand_market(record: MedicationRecord, brand: str, market: str) -> MedicationRecord:
    """Gives a market to a brand that has none. If the brand is listed for that market already, the row without one goes."""
    listed = (brand, market) in {(each.name, each.market) for each in record.brand_names}
    rows: list[BrandName] = []
    for each in record.brand_names:
        if each.name == brand and not each.market:
            if not listed:
                rows.append(each.model_copy(update={"market": market}))
        else:
            rows.append(each)
    return changed(record, brand_names=rows)


def without_brand(record: MedicationRecord, brand: str) -> MedicationRecord:
    """Takes out a name that is no brand name. One that is listed with a market was somebody's own entry, and stays."""
    return changed(record, brand_names=[each for each in record.brand_names if each.name != brand or each.market])


def with_availability(record: MedicationRecord, availability: str) -> MedicationRecord:
    return changed(record, availability=Availability(availability))


def with_symptom_instead(record: MedicationRecord, code: str, symptom: SymptomTerm) -> MedicationRecord:
    """Uses that name the symptom `code` name `symptom` instead. Two that would be the same become one, with what both say."""
    if code == symptom.code:
        return record
    uses: dict[tuple[str, str], Use] = {}
    for use in record.uses:
        use = use.model_copy(update={"symptom": symptom}) if use.symptom.code == code else use
        key = (use.symptom.code, use.qualifier)
        uses[key] = _merged(uses[key], use) if key in uses else use
    return changed(record, uses=list(uses.values()))


def _merged(one: Use, other: Use) -> Use:
    notes = dict.fromkeys(note for note in (one.note, other.note) if note)
    return one.model_copy(
        update={
            "primary": one.primary or other.primary,
            "note": " ".join(notes),
            "sources": tuple(sorted({*one.sources, *other.sources})),
        }
    )


def with_terms(record: MedicationRecord, meanings: dict[str, Iterable[Term]]) -> MedicationRecord:
    """Links each side-effect row that has no term yet, and whose wording (in any case) is in `meanings`, to those terms."""

    def linked(row: SideEffectEntry) -> SideEffectEntry:
        terms = () if row.terms else tuple(meanings.get(row.wording.casefold(), ()))
        return row.model_copy(update={"terms": terms}) if terms else row

    return changed(record, side_effects=[linked(row) for row in record.side_effects])


def wordings_without_term(record: MedicationRecord) -> list[str]:
    return [row.wording for row in record.side_effects if not row.terms]

"""Facts that readers look for and filters need."""

from medications.content.checks import Reason
from medications.content.choices import GenericAvailable
from medications.content.schema import MedicationRecord


def warnings(record: MedicationRecord) -> list[Reason]:
    claims_generic = record.generic_available.value != GenericAvailable.UNKNOWN
    checks = [
        (record.drug_class, "no_drug_class", "drug_class", "The drug class is not given; readers cannot filter by it."),
        (record.routes, "no_route", "routes", "It is not said how the medicine is taken or given; readers cannot filter by it."),
        (record.availability, "no_availability", "availability", "It is not said whether a prescription is needed."),
        (record.brand_names, "no_brand_name", "brand_names", "No brand name is given."),
        (record.sections, "no_sections", "sections", "The page has no sections: nothing about the medicine or how to use it."),
        (record.side_effects, "no_side_effects", "side_effects", "No side effects are listed."),
        (
            record.generic_available.as_of or not claims_generic,
            "generic_undated",
            "generic_as_of",
            "The claim on generics has no date; such claims go stale.",
        ),
        (
            record.generic_available.markets or not claims_generic,
            "generic_nowhere",
            "generic_markets",
            "It is not said in which countries the claim on generics holds.",
        ),
    ]
    return [Reason(code, field, message) for given, code, field, message in checks if not given]

"""What a catalogue has in numbers."""

from collections.abc import Sequence

from medications.content.catalogue import CatalogueMedication, Vocabulary
from medications.content.choices import SourceGrade
from medications.content.claims import claims


def totals(medications: Sequence[CatalogueMedication], vocabulary: Vocabulary | None) -> dict[str, int]:
    """Read files in; how many of each, in the order in which to tell it, out. A source that several name counts once."""
    rows = [row for medication in medications for _, _, row in medication.side_effects.rows()]
    said = [claim for medication in medications for claim in claims(medication)]
    citations = sum(len(claim.keys) for claim in said) + sum(len(row.sources) for row in rows)
    symptoms = vocabulary.symptoms.terms if vocabulary else ()
    grades = {source.code: source.grade for each in (*medications, *symptoms) for source in each.sources}
    held_back = sum(bool(medication.held_back) for medication in medications)
    return {
        "medicines": len(medications),
        "of them to be published": len(medications) - held_back,
        "of them held back as drafts": held_back,
        "symptoms": len(symptoms),
        "drug classes": len(vocabulary.drug_classes.terms) if vocabulary else 0,
        "side effects that are told apart": len(vocabulary.side_effects.terms) if vocabulary else 0,
        "statements, uses and rows of side effects": len(said) + len(rows),
        "citations in them": citations,
        "sources": len(grades),
        **{f"of them {grade}": list(grades.values()).count(grade) for grade in SourceGrade},
        "facts said in words": sum(len(medication.facts) for medication in medications),
        "facts left out, with a reason": sum(len(medication.left_out) for medication in medications),
        "open questions for staff": sum(len(medication.findings) for medication in medications),
    }

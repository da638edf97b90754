"""What a catalogue has in numbers."""

from collections.abc import Sequence

from medications.content.catalogue import CatalogueMedication
from medications.content.choices import SourceGrade
from medications.content.claims import claims


def totals(medications: Sequence[CatalogueMedication]) -> dict[str, int]:
    """Read files in; how many of each, in the order in which to tell it, out. A source of several pages counts once."""
    rows = [row for medication in medications for _, _, row in medication.side_effects.rows()]
    said = [claim for medication in medications for claim in claims(medication)]
    citations = sum(len(claim.keys) for claim in said) + sum(len(row.sources) for row in rows)
    sources = {source.code: source.grade for medication in medications for source in medication.sources}
    held_back = sum(bool(medication.held_back) for medication in medications)
    return {
        "medicines": len(medications),
        "to be published": len(medications) - held_back,
        "held back as drafts": held_back,
        "statements, uses and side effects": len(said) + len(rows),
        "citations": citations,
        "sources": len(sources),
        "primary sources": sum(grade == SourceGrade.PRIMARY for grade in sources.values()),
        "secondary sources": sum(grade == SourceGrade.SECONDARY for grade in sources.values()),
        "facts said in words": sum(len(medication.facts) for medication in medications),
        "facts left out, with a reason": sum(len(medication.left_out) for medication in medications),
        "open questions for staff": sum(len(medication.findings) for medication in medications),
    }

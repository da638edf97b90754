"""A difference in one line, such as: Precautions; 2 side effects added; uses in MS: order. For lists of versions. Pure."""

from collections import Counter

from medications.content.comparing import ORDER, FieldChange
from medications.content.comparing_words import name_of
from medications.content.phrases import sentence_case

MOST = 6  # parts named; the rest is counted
CHANGED, SECTION = "changed", "section"
# What one row of a list is called. `name_of` says what the list is.
_ROWS = {
    "brand_names": "brand name",
    "uses": "use",
    "at_a_glance": "statement at a glance",
    "sections": "section",
    "lead_sentences": "lead sentence",
    "side_effects": "side effect",
    "codes": "external code",
    "sources": "source",
    "resources": "resource",
    "aliases": "other name",
    "dosage_forms": "dosage form",
    "routes": "route",
    "whole_page_sources": "source of the whole page",
    "resembles": "symptom it resembles",
    "may_worsen": "symptom it may worsen",
}
_PLURALS = {
    "statement at a glance": "statements at a glance",
    "source of the whole page": "sources of the whole page",
    "symptom it resembles": "symptoms it resembles",
    "symptom it may worsen": "symptoms it may worsen",
}


def change_summary(changes: list[FieldChange]) -> str:
    """Nothing for no changes. Sections and single fields by name; rows of a list by what was done to how many."""
    counted: Counter[tuple[str, str]] = Counter()
    rows_seen = set()
    for change in changes:
        field, done, row = _one(change)
        if not row or (field, row) not in rows_seen:
            counted[field, done] += 1
        rows_seen.add((field, row))
    parts = [_part(field, done, number) for (field, done), number in counted.items()]
    if len(parts) > MOST + 1:
        parts = [*parts[:MOST], f"{len(parts) - MOST} more"]
    return sentence_case("; ".join(parts))


def _one(change: FieldChange) -> tuple[str, str, str]:
    """The field, what was done to it, and the row, if it is one of several values of one row."""
    field = change.path[0]
    if field not in _ROWS:
        return field, CHANGED, ""
    if change.path[-1] == ORDER:
        return field, ORDER, ""
    if len(change.path) <= 2:  # a whole row, or one of several words
        return field, CHANGED if change.old and change.new else "added" if change.new else "taken out", ""
    row = change.label.rsplit(": ", 1)[0]
    # A section is told by its heading, with which its label ends.
    return (row.split(", ", 1)[-1], SECTION, row) if field == "sections" else (field, CHANGED, row)


def _part(field: str, done: str, number: int) -> str:
    if done == SECTION:
        return field
    if field not in _ROWS:
        return name_of(field)
    if done == ORDER:
        return f"{name_of(field)}: order"
    row = _ROWS[field]
    return f"{number} {row if number == 1 else _PLURALS.get(row, f'{row}s')} {done}"

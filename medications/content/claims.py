"""What on a medicine's page must rest on a source: the generic claim, each use, statement at a glance, paragraph and bullet.

For records and for catalogue files, whose fields have the same names. Side-effect rows carry their sources themselves.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from medications.content import choices
from medications.content.citations import cited_keys
from medications.content.readability import Block, blocks


@dataclass(frozen=True)
class Claim:
    """`row` and `box` as in a Reason; `keys` are the codes cited. `block` is the paragraph or bullet, in a section."""

    field: str
    row: int | None
    box: str
    text: str
    keys: tuple[str, ...]
    block: Block | None = None


def claims(page) -> Iterator[Claim]:
    """A MedicationRecord or CatalogueMedication in; its claims out, in the order of the page."""
    if page.generic_available.value != choices.GenericAvailable.UNKNOWN:
        yield Claim("generic_available", None, "", "generic available", page.generic_available.sources)
    for row, use in enumerate(page.uses):
        yield Claim("uses", row, "sources", getattr(use.symptom, "label", use.symptom), use.sources)
    for row, statement in enumerate(page.at_a_glance):
        yield Claim("at_a_glance", row, "text", statement.text, cited_keys(statement.text))
    for row, section in enumerate(page.sections):
        for block in blocks(section.body):
            yield Claim("sections", row, "body", block.text, cited_keys(block.text), block)

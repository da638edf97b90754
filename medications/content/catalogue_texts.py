"""The texts of catalogue files that readers read, each with its place in the file."""

from collections.abc import Iterator

from medications.content.catalogue import CatalogueMedication, TermFile
from medications.content.catalogue_yaml import Path

Texts = Iterator[tuple[Path, str]]


def running_texts(medication: CatalogueMedication) -> Texts:
    """What is written in sentences."""
    for index, statement in enumerate(medication.at_a_glance):
        yield ("at_a_glance", index, "text"), statement.text
    for index, section in enumerate(medication.sections):
        yield ("sections", index, "body"), section.body
    for index, lead in enumerate(medication.lead_sentences):
        yield ("lead_sentences", index), lead.text
    yield ("look_alike_footnote",), medication.look_alike_footnote


def short_texts(medication: CatalogueMedication) -> Texts:
    """Headings, and the words of rows."""
    for index, section in enumerate(medication.sections):
        yield ("sections", index, "heading"), section.heading
    for index, use in enumerate(medication.uses):
        yield ("uses", index), use.qualifier
        yield ("uses", index), use.note
    for group, index, row in medication.side_effects.rows():
        yield ("side_effects", group.value, index), row.wording
        yield ("side_effects", group.value, index), row.qualifier


def term_texts(terms: TermFile) -> Texts:
    """The summaries of symptoms; the explanations of other terms."""
    for index, term in enumerate(terms.terms):
        name = "summary" if hasattr(term, "summary") else "explanation"
        yield ("terms", index, name), getattr(term, name)

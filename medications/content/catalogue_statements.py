"""The pieces of a catalogue file that say something in words, as they are compared with the words of facts."""

from collections.abc import Iterator
from dataclasses import dataclass

from medications.content.catalogue import CatalogueMedication
from medications.content.catalogue_words import has_words, plain
from medications.content.catalogue_yaml import Path
from medications.content.citations import cited_keys
from medications.content.readability import blocks


@dataclass(frozen=True)
class Statement:
    """One piece: where it stands, its words as `plain` gives them, and the codes that it cites."""

    path: Path
    text_line: int
    words: str
    keys: frozenset[str]
    boxed: bool = False

    def has(self, piece: str) -> bool:
        """Whether it has these words, as whole words."""
        return has_words(self.words, piece)


def statements(medication: CatalogueMedication) -> Iterator[Statement]:
    """What must rest on facts: each statement at a glance, each paragraph and bullet of a section."""
    for row, each in enumerate(medication.at_a_glance):
        yield Statement(("at_a_glance", row, "text"), 0, plain(each.text), frozenset(cited_keys(each.text)))
    for row, section in enumerate(medication.sections):
        for block in blocks(section.body):
            keys = frozenset(cited_keys(block.text))
            yield Statement(("sections", row, "body"), block.line, plain(block.text), keys, section.boxed)


def asides(medication: CatalogueMedication) -> Iterator[Statement]:
    """Where a fact may be said, too: beside a use, and in the words of a side effect."""
    for row, use in enumerate(medication.uses):
        yield Statement(("uses", row), 0, plain(f"{use.qualifier} {use.note}"), frozenset(use.sources))
    for group, index, row in medication.side_effects.rows():
        words = plain(f"{row.wording} {row.qualifier}")
        yield Statement(("side_effects", group.value, index), 0, words, frozenset(row.sources))

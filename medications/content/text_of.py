"""The text of a record: what a reader reads. The date last updated moves when this changes, and only then."""

import re

from medications.content.canonical import canonical_bytes, digest_of
from medications.content.choices import SectionKind
from medications.content.readability import blocks
from medications.content.schema import AnyRecord, LeadSentence, MedicationRecord, SideEffectEntry

NOT_TEXT = {"schema_version", "slug", "codes", "sources"}
# Only before a capital letter: cut after "approx.", two sentences could be put together to a third that was never written.
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[\"'“‘(]?[A-Z])")

Wording = frozenset[str | tuple[str, str] | LeadSentence | SideEffectEntry]


def text_digest(record: AnyRecord) -> str:
    """Digest of everything but the address, external codes, the bibliographic details of sources, and the terms by which
    filters find a printed side effect.
    """
    data = record.model_dump(mode="json", exclude=NOT_TEXT)
    for row in data.get("side_effects", ()):
        del row["terms"]
    return digest_of(canonical_bytes(data))


def wording(record: MedicationRecord) -> Wording:
    """The sentences alone, wherever on the page they stand, the side effects as they are printed, and the name.

    Left out are the facts that an editor fills in or maps without writing a word, and citations. A heading counts unless it is
    ours, the name of its kind of section. What of a record is in the wording of an old page is as old as that page.
    """
    headings = [part.heading for part in record.sections if part.heading != SectionKind(part.kind).label]
    texts = [
        *headings,
        *(part.body for part in record.sections),
        *(part.text for part in record.at_a_glance),
        *(text for use in record.uses for text in (use.qualifier, use.note)),
        record.look_alike_footnote,
    ]
    return frozenset(
        {
            ("name", record.generic_name),
            ("pronunciation", record.pronunciation),
            *(sentence for text in texts for sentence in sentences(text)),
            *(lead.model_copy(update={"text": " ".join(lead.text.split())}) for lead in record.lead_sentences),
            *(row.model_copy(update={"terms": (), "sources": ()}) for row in record.side_effects),
        }
    )


def sentences(markdown: str) -> list[str]:
    """The sentences and items of lists, each on one line, without marks and citations."""
    plain = (" ".join(block.plain.split()) for block in blocks(markdown))
    return [sentence for text in plain if text for sentence in _SENTENCE_END.split(text)]

"""How hard texts are to read: grade and long sentences. Names of the medicine are left out; a reader of its page knows them."""

from collections.abc import Iterator

from medications.content.checks import Reason
from medications.content.readability import HARDEST, LONGEST_SENTENCE, grade, sentences, without_names, words
from medications.content.schema import DrugClassRecord, MedicationRecord, SideEffectRecord, SymptomRecord
from medications.content.warnings.telling import beginning

FEWEST_WORDS = 10  # of fewer, a grade says little: one long word decides it


def warnings(record: MedicationRecord) -> list[Reason]:
    brands = {brand.name for brand in record.brand_names}
    names = (record.generic_name, *sorted(brands), record.drug_class.label if record.drug_class else "")
    return [reason for place in _texts_of(record) for reason in _of_text(*place, names)]


def of_a_summary(record: SymptomRecord) -> list[Reason]:
    return list(_of_text("summary", None, "", "The summary", record.summary, (record.name, record.link_phrase)))


def of_an_explanation(record: SideEffectRecord | DrugClassRecord) -> list[Reason]:
    return list(_of_text("explanation", None, "", "The explanation", record.explanation, (record.name,)))


def _texts_of(record: MedicationRecord) -> Iterator[tuple]:
    """Field, row, box, name and text of whatever is read as sentences."""
    for row, use in enumerate(record.uses):
        yield "uses", row, "note", f"The note on the use {beginning(use.symptom.label)}", use.note
    for row, part in enumerate(record.at_a_glance):
        yield "at_a_glance", row, "text", f"The statement {beginning(part.text)}", part.text
    for row, part in enumerate(record.sections):
        yield "sections", row, "body", f"The section {beginning(part.heading)}" if part.heading else "A section", part.body
    for row, lead in enumerate(record.lead_sentences):
        yield "lead_sentences", row, "text", f"The lead sentence {beginning(lead.text)}", lead.text
    yield "look_alike_footnote", None, "", "The footnote on look-alikes", record.look_alike_footnote


def _of_text(field: str, row: int | None, box: str, name: str, text: str, names: tuple[str, ...]) -> Iterator[Reason]:
    read = sentences(text)
    counted = [len(words(sentence)) for sentence in read]
    hardness = grade(without_names(sentence, names) for sentence in read) if sum(counted) >= FEWEST_WORDS else 0.0
    if hardness > HARDEST:
        message = f"{name} reads at grade {hardness:.0f}; most readers manage grade 8. Use shorter sentences and plainer words."
        yield Reason("hard_to_read", field, message, row, box)
    long = [(count, sentence) for count, sentence in zip(counted, read, strict=True) if count > LONGEST_SENTENCE]
    if long:
        count, sentence = max(long, key=lambda each: each[0])
        many = f"{len(long)} sentences of more than {LONGEST_SENTENCE} words, the longest of {count}"
        what, them = (f"a sentence of {count} words", "it") if len(long) == 1 else (many, "them")
        yield Reason("long_sentence", field, f"{name} has {what}: {beginning(sentence)}. Split {them} up.", row, box)

"""What the search looks through: every name a reader may look for, folded, one on each line; below an empty line the text of a
medicine's page as it reads, one sentence or bullet on each line.
"""

from collections.abc import Iterator

from medications.content import schema
from medications.content.folding import folded
from medications.content.readability import sentences

_BELOW = "\n\n"


def search_text(record: schema.AnyRecord) -> str:
    lines = folded("\n".join(dict.fromkeys(filter(None, _names(record)))))
    text = "\n".join(dict.fromkeys(" ".join(line.split()) for line in _text(record) if line))
    return f"{lines}{_BELOW}{text}" if text else lines


def text_lines(stored: str) -> list[str]:
    """The text's lines, of what `search_text` made."""
    return stored.partition(_BELOW)[2].splitlines()


def _names(record: schema.AnyRecord) -> list[str]:
    if isinstance(record, schema.MedicationRecord):
        names = [record.generic_name, record.pronunciation, *(brand.name for brand in record.brand_names)]
        return [*names, *(use.symptom.label for use in record.uses), record.drug_class.label if record.drug_class else ""]
    return [getattr(record, "name", "") or record.title, *getattr(record, "aliases", ())]


def _text(record: schema.AnyRecord) -> Iterator[str]:
    """Without headings, lead sentences and the footnote, which say much the same on every page."""
    if not isinstance(record, schema.MedicationRecord):
        return
    for markdown in (*(each.text for each in record.at_a_glance), *(each.body for each in record.sections)):
        yield from sentences(markdown)
    for use in record.uses:
        yield from (use.qualifier, use.note)
    for effect in record.side_effects:
        yield effect.wording.replace("*", "")

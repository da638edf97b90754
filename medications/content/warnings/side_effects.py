"""Side effects: their groups, lead sentences, terms, and the footnote on look-alikes."""

import re
from collections.abc import Iterator

from medications.content.checks import Reason
from medications.content.choices import SideEffectGroup, When
from medications.content.schema import MedicationRecord
from medications.content.warnings.telling import Found, beginning, each_or_all

# "Rare" is a number to whoever writes it, and another one to each reader.
_HOW_OFTEN = re.compile(r"\b(?:(?:un)?common(?:ly)?(?! cold)|rare(?:ly)?|seldom)\b", re.IGNORECASE)


def warnings(record: MedicationRecord) -> list[Reason]:
    return [*_unmapped(record), *_frequencies(record), *_lead_sentences(record), *_footnote(record)]


def _unmapped(record: MedicationRecord) -> list[Reason]:
    return each_or_all(
        "unmapped_side_effects",
        "side_effects",
        "terms",
        [Found(row, effect.wording) for row, effect in enumerate(record.side_effects) if not effect.terms],
        one="The side effect {name} is not linked to a term, so filters do not find it.",
        many="{count} side effects are not linked to a term, such as {name}; filters do not find them.",
    )


def _frequencies(record: MedicationRecord) -> Iterator[Reason]:
    for row, effect in enumerate(record.side_effects):
        for box, text in (("wording", effect.wording), ("qualifier", effect.qualifier)):
            if not effect.frequency and (found := _HOW_OFTEN.search(text)):
                name = beginning(effect.wording)
                message = f"“{found[0]}” means something else to each reader: {name}. Give the number, or leave it out."
                yield Reason("frequency_in_a_word", "side_effects", message, row, box)


def _lead_sentences(record: MedicationRecord) -> Iterator[Reason]:
    with_lead = {(lead.group, lead.when) for lead in record.lead_sentences}
    with_rows = {(effect.group, effect.when) for effect in record.side_effects}
    for group in SideEffectGroup:
        for when in When:
            if (group, when) in with_rows - with_lead:
                name = f"{group.label}, {when.label}" if when == When.OVERDOSE else group.label
                message = f"The group “{name}” has no lead sentence. Say in one what to do about these."
                yield Reason("no_lead_sentence", "lead_sentences", message)
    for row, lead in enumerate(record.lead_sentences):
        if (lead.group, lead.when) not in with_rows:
            message = f"A lead sentence is not shown, since its group is empty: {beginning(lead.text)}."
            yield Reason("lead_without_rows", "lead_sentences", message, row, "text")


def _footnote(record: MedicationRecord) -> list[Reason]:
    if record.look_alike_footnote or not any(effect.look_alike for effect in record.side_effects):
        return []
    return [Reason("no_footnote", "look_alike_footnote", "Side effects are marked with *, but the footnote is missing.")]

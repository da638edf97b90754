"""Statements without a source, and citations that lead nowhere. A whole-page source stands for what cites nothing closer."""

from collections.abc import Iterable, Iterator

from medications.content.checks import Reason, says_something
from medications.content.choices import SideEffectGroup
from medications.content.citations import cited_keys, has_unreadable
from medications.content.claims import Claim, claims
from medications.content.schema import MedicationRecord, SymptomRecord
from medications.content.warnings.telling import Found, beginning, each_or_all


def warnings(record: MedicationRecord) -> list[Reason]:
    all_claims = list(claims(record))
    texts = [("at_a_glance", row, "text", part.text) for row, part in enumerate(record.at_a_glance)]
    texts += [("sections", row, "body", part.body) for row, part in enumerate(record.sections)]
    leading_nowhere = _leading_nowhere(texts, {source.code for source in record.sources})
    uncited = [claim for claim in all_claims if not claim.keys and _is_statement(claim)]
    rows = [(row, effect) for row, effect in enumerate(record.side_effects) if not effect.sources]
    if record.whole_page_sources:
        return [*leading_nowhere, *_stood_for(record, len(uncited) + len(rows))]
    return [*leading_nowhere, *_uncited(record, uncited), *_uncited_side_effects(rows)]


def of_a_summary(record: SymptomRecord) -> list[Reason]:
    return list(_leading_nowhere([("summary", None, "", record.summary)], {source.code for source in record.sources}))


def _leading_nowhere(texts: Iterable[tuple], known: set[str]) -> Iterator[Reason]:
    for field, row, box, text in texts:
        for key in cited_keys(text):
            if key not in known:
                message = f"The text cites [@{key}], but there is no source with that code. Add the source, or correct the code."
                yield Reason("unknown_source", field, message, row, box)
        if has_unreadable(text):
            message = f"{beginning(text)} has a citation that cannot be read. Write [@code] or [@code, p. 12]."
            yield Reason("unreadable_citation", field, message, row, box)


def _is_statement(claim: Claim) -> bool:
    """Not a heading inside a text, nor a line that leads into a list."""
    if claim.block is None:
        return claim.field != "at_a_glance" or says_something(claim.text)
    return claim.block.inside != "heading" and says_something(claim.text) and not claim.block.plain.endswith(":")


def _stood_for(record: MedicationRecord, count: int) -> list[Reason]:
    if not count:
        return []
    what, it = ("1 statement cites", "it") if count == 1 else (f"{count} statements cite", "them")
    message = f"{what} nothing closer than the source of the whole page, which stands for {it}. A closer one is better."
    return [Reason("uncited_closely", "whole_page_sources", message)]


def _uncited(record: MedicationRecord, uncited: list[Claim]) -> Iterator[Reason]:
    if any(claim.field == "generic_available" for claim in uncited):
        yield Reason("uncited_generic", "generic_sources", "The claim on generics cites no source.")
    yield from each_or_all(
        "uncited_use",
        "uses",
        "sources",
        _found(uncited, "uses"),
        one="The use {name} cites no source.",
        many="{count} uses cite no source, such as {name}.",
    )
    yield from each_or_all(
        "uncited_statement",
        "at_a_glance",
        "text",
        _found(uncited, "at_a_glance"),
        one="The statement {name} cites no source.",
        many="{count} statements at a glance cite no source, such as {name}.",
    )
    by_section: dict[int, list[Claim]] = {}
    for claim in uncited:
        if claim.field == "sections":
            by_section.setdefault(claim.row, []).append(claim)
    for row, found in by_section.items():
        what = "1 paragraph or bullet cites" if len(found) == 1 else f"{len(found)} paragraphs or bullets cite"
        such_as = beginning(found[0].block.plain)
        message = f"In the section {beginning(record.sections[row].heading)} {what} no source, such as {such_as}."
        yield Reason("uncited_section", "sections", message, row, "body")


def _found(uncited: list[Claim], field: str) -> list[Found]:
    return [Found(claim.row, claim.text) for claim in uncited if claim.field == field]


def _uncited_side_effects(rows: list[tuple]) -> Iterator[Reason]:
    for group in SideEffectGroup:
        found = [Found(row, effect.wording) for row, effect in rows if effect.group == group]
        yield from each_or_all(
            "uncited_side_effect",
            "side_effects",
            "sources",
            found,
            one="The side effect {name} cites no source.",
            many=f"{{count}} side effects under “{group.label}” cite no source, such as {{name}}.",
        )

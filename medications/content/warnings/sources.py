"""Sources: date, permission to reprint, and whether a reader can look them up. docs/adr/0008-reuse.md says what a reprint is."""

from collections.abc import Iterator

from medications.content.checks import Reason
from medications.content.choices import SourceType
from medications.content.claims import claims
from medications.content.reuse import Place, refusing
from medications.content.schema import MedicationRecord, SourceDetails, SourceRecord, SymptomRecord
from medications.content.warnings.telling import Found, beginning, each_or_all


def of_a_page(record: MedicationRecord | SymptomRecord) -> list[Reason]:
    """Those of the sources that a page cites. Each leads to the source, whose form is where it is mended."""
    undated = [Found(row, source.title) for row, source in enumerate(record.sources) if not _dated(source)]
    return [
        *each_or_all(
            "undated_source",
            "sources",
            "issued",
            undated,
            one="The source {name} has no date. Add when it was published, or when somebody last read it.",
            many="{count} sources have no date, such as {name}. Add when each was published, or when somebody last read it.",
        ),
        *_not_passed_on(record),
        *(_reprint_without_permission(record) if isinstance(record, MedicationRecord) else []),
    ]


def of_a_source(record: SourceRecord) -> list[Reason]:
    checks = [
        (_dated(record), "undated_source", "issued", "It has no date. Add when it was published, or when somebody last read it."),
        (
            record.url or record.doi or record.isbn,
            "no_locator",
            "url",
            "Readers cannot look it up: it has no web address, DOI or ISBN.",
        ),
        (
            record.type != SourceType.WEBPAGE or record.accessed,
            "never_read",
            "accessed",
            "It is a web page, and it is not said when somebody last read it. Web pages change.",
        ),
        (
            record.type not in {SourceType.LABEL, SourceType.GUIDELINE} or record.market,
            "no_market",
            "market",
            "It is not said for which country the label or guideline was made.",
        ),
    ]
    reasons = [Reason(code, field, message) for given, code, field, message in checks if not given]
    refused = [place for place in Place if record.permission and not getattr(record.reuse, place)]
    if refused:
        places = " or ".join(place.label for place in refused)
        message = f"It is reprinted with permission, but not {places}. If the permission covers that, tick it here."
        reasons.append(Reason("reprint_kept_back", f"reuse_{refused[0]}", message))
    return reasons


def _dated(source: SourceDetails) -> bool:
    return bool(source.issued or source.accessed)


def _not_passed_on(record: MedicationRecord | SymptomRecord) -> Iterator[Reason]:
    """A reprint that may not leave this site: partner sites then get names and sources only."""
    refused = {source.code for source in refusing(record, Place.PARTNERS)}
    for row, source in enumerate(record.sources):
        if source.code in refused:
            message = (
                f"The text is reprinted from {beginning(source.title)}, and partner sites may not have it: they get names and "
                "sources only. If the permission covers them, tick it on the source."
            )
            yield Reason("reprint_kept_back", "sources", message, row, "reuse_partners")


def _reprint_without_permission(record: MedicationRecord) -> Iterator[Reason]:
    """A page that rests as a whole on one source and cites nothing closer looks like a reprint of it."""
    whole_page = set(record.whole_page_sources)
    if any(claim.keys for claim in claims(record)) or any(effect.sources for effect in record.side_effects):
        return
    for row, source in enumerate(record.sources):
        if source.code in whole_page and not source.permission:
            message = (
                f"The whole page rests on {beginning(source.title)}, which has no permission statement. If the words are taken "
                "from it, add the statement to the source. If they are your own, nothing is missing."
            )
            yield Reason("reprint_without_permission", "sources", message, row, "permission")

"""Which of a page's sources a reader is sent to for what the page does not list: the official label."""

from urllib.parse import urlsplit

from medications.content.choices import SourceGrade, SourceType
from medications.content.schema import MedicationRecord, SourceDetails

# Answers in a form for programs.
NOT_FOR_READERS = {"api.fda.gov"}
# Notices of what changed in a label, which are not the label.
CHANGES = ("change", "safety", "boxed warning", "warnings")


def official_label(record: MedicationRecord) -> SourceDetails | None:
    """The label itself before a part of it, a regulator's text before a copy; None where no source has an address for readers."""
    labels = [source for source in record.sources if source.type == SourceType.LABEL and _is_for_readers(source.url)]
    return min(labels, key=_farness, default=None)


def _is_for_readers(url: str) -> bool:
    return bool(url) and urlsplit(url).hostname not in NOT_FOR_READERS


def _farness(source: SourceDetails) -> tuple[bool, bool]:
    return any(word in source.title.casefold() for word in CHANGES), source.grade != SourceGrade.PRIMARY

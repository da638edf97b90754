"""Which of a page's sources a reader is sent to for what the page does not list: the official label."""

from urllib.parse import urlsplit

from medications.content.choices import SourceGrade, SourceType
from medications.content.schema import MedicationRecord, SourceDetails

# Answers in a form for programs.
NOT_FOR_READERS = {"api.fda.gov"}
# Of what changed in a label, or of one part of it.
PARTS = ("change", "safety", "warning", "overdos", "interactions", "pregnancy", "highlights", "section", "class labeling")


def official_label(record: MedicationRecord) -> SourceDetails | None:
    """The first whole label at its publisher's own address, never a copy; None where no source has one."""
    labels = (source for source in record.sources if source.type == SourceType.LABEL)
    return next((source for source in labels if source.grade == SourceGrade.PRIMARY and _is_whole(source)), None)


def _is_whole(source: SourceDetails) -> bool:
    is_for_readers = bool(source.url) and urlsplit(source.url).hostname not in NOT_FOR_READERS
    return is_for_readers and not any(word in source.title.casefold() for word in PARTS)

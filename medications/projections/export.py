"""The whole catalogue of medicines as lines, at one sequence number, and what tells one state of it from another."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

import orjson

from medications.content.choices import DocumentKind
from medications.models import ChangeStream, IndexRow
from medications.projections import record_json, tables
from medications.projections.memory import Memory
from medications.projections.modified import version_of


@dataclass(frozen=True)
class State:
    """Two that are equal give the same bytes. `mark` is its name in addresses."""

    stream: str
    sequence: int
    version: str

    @property
    def mark(self) -> str:
        return f"{self.sequence}-{sha256(f'{self.stream} {self.version}'.encode()).hexdigest()[:16]}"


def state(memory: Memory) -> State:
    """`memory` was made before: should something be published in between, the two do not fit, and no later look finds them so."""
    stream = ChangeStream.objects.latest()
    return State(str(stream.pk), stream.last_sequence, version_of(memory))


def records(memory: Memory) -> Iterator[tuple[bytes, dict]]:
    """Every medicine by name: its record as `medications/<slug>/` gives it, and what a table tells of it. One statement."""
    rows = IndexRow.objects.filter(kind=DocumentKind.MEDICATION).order_by("sort_key", "document")
    for row in rows.defer("search_text", "row_html", "page_html", "related_html", "structured_json").iterator(chunk_size=100):
        whole = record_json.completed(row.record_json, row, memory, memory.began)
        yield whole, {**orjson.loads(row.row_json), **orjson.loads(whole)}


def csv_heading() -> str:
    return tables.heading(tables.EXPORT)


def csv_line(record: dict) -> str:
    return tables.line(tables.EXPORT, record)

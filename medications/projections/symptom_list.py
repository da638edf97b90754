from medications.content.choices import DocumentKind
from medications.models import IndexRow
from medications.projections.memory import Memory


def stored(memory: Memory) -> list[str]:
    """The stored JSON of every live symptom, by name."""
    rows = IndexRow.objects.filter(kind=DocumentKind.SYMPTOM).order_by("sort_key", "document")
    return memory.get("symptom list", lambda: list(rows.values_list("row_json", flat=True)))

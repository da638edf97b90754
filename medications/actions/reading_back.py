"""What the public and partners find after an act: for the desk, which does not reach into delivery. Reads only."""

from medications.delivery import reading_back
from medications.delivery.reading_back import ReadBack
from medications.models import Document


def read_back(*, document: Document) -> ReadBack | None:
    """Asks all surfaces anew. None for what was never public."""
    return reading_back.read_back(document)

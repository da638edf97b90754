"""In which form a list is wanted: JSON in pages, or whole as NDJSON or CSV. `format` counts before the header `Accept`."""

from enum import Enum

from rest_framework.exceptions import ValidationError

from medications.content.parameters import unknown


class Format(Enum):
    JSON = "application/json"
    NDJSON = "application/x-ndjson"
    CSV = "text/csv"

    @property
    def title(self) -> str:
        return self.name.lower()


NAMES = [each.title for each in Format]
TYPES = [each.value for each in Format]


def wanted(request) -> Format:
    """What nobody here can make is answered in JSON (RFC 9110, section 12.1 allows it). Raises ValidationError."""
    asked = request.GET.get("format", "")
    if asked:
        if asked not in NAMES:
            raise ValidationError({"format": [unknown(asked, NAMES, "There is no format “%(name)s”.")]})
        return Format[asked.upper()]
    return Format(request.get_preferred_type(TYPES) or Format.JSON.value)

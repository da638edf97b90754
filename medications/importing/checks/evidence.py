"""What the checks know besides the fields."""

import datetime
from dataclasses import dataclass

from medications.importing.lines import Line


@dataclass(frozen=True)
class Evidence:
    """`second_page`: the line another medicine begins with. `last_line`: the last line that is not blank."""

    today: datetime.date | None
    is_medication_page: bool
    second_page: Line | None
    last_line: Line | None

"""What the checks know besides the fields."""

import datetime
from dataclasses import dataclass

from medications.importing.generic import Generic
from medications.importing.lines import Line
from medications.importing.names import Names


@dataclass(frozen=True)
class Evidence:
    """`second_page`: the line another medicine begins with. `last_lines`: the last two that are not blank.

    `resumed`: where a text goes on after links. `names` and `generic` are what was printed of them; `availability` is the
    sentence it was read from.
    """

    is_medication_page: bool
    too_long: bool = False
    second_page: Line | None = None
    last_lines: tuple[Line, ...] = ()
    resumed: tuple[Line, ...] = ()
    names: Names = Names()
    generic: Generic = Generic()
    availability: str = ""
    today: datetime.date | None = None

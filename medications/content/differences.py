"""What both an old page and its draft changed: the draft stays as it is, and a person is told what the page says now."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Difference:
    """`field` names the part of the record; `subject` is what the page says now, or said before."""

    field: str
    message: str
    subject: str


@dataclass
class Differences:
    """Those that were found so far, each once."""

    found: dict[Difference, None] = field(default_factory=dict)

    def changed(self, part: str, old: str, new: str) -> None:
        said = f" where it said “{old}”" if old else ""
        self._tell(part, f"The page now says “{new}”{said}. The draft was changed there too, and stays as it is.", new)

    def gone(self, part: str, old: str) -> None:
        self._tell(part, f"The page no longer says “{old}”. The draft was changed there, and stays as it is.", old)

    def named(self, part: str, new: str) -> None:
        self._tell(
            part,
            f"The page now says “{new}”. That was changed or taken out in the draft before, which stays as it is.",
            new,
        )

    def _tell(self, part: str, message: str, subject: str) -> None:
        self.found[Difference(part, message, subject)] = None

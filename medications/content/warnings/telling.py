"""How warnings name a text, and how many of the same kind become one."""

from collections.abc import Sequence
from dataclasses import dataclass

from medications.content.checks import Reason

SHOWN = 60  # characters of a text
FEW = 3  # so many of a kind are told one by one


@dataclass(frozen=True)
class Found:
    row: int
    name: str


def beginning(text: str) -> str:
    """The first words of a text, in quotes."""
    text = " ".join(text.split())
    if len(text) > SHOWN:
        text = (text[:SHOWN].rsplit(" ", 1)[0] or text[:SHOWN]) + " …"
    return f"“{text}”"


def each_or_all(code: str, field: str, box: str, found: Sequence[Found], *, one: str, many: str) -> list[Reason]:
    """A reason for each, if they are few; or else one for all, that leads to the first. The sentences have {name} and {count}."""
    if len(found) <= FEW:
        return [Reason(code, field, one.format(name=beginning(each.name)), each.row, box) for each in found]
    message = many.format(count=len(found), name=beginning(found[0].name))
    return [Reason(code, field, message, found[0].row, box)]

"""Reasons as the desk shows them: lines that link to the box where they are put right; warnings grouped by part of the form."""

from dataclasses import dataclass

from medications.admin.anchors import SOURCES, Anchors
from medications.content.checks import Reason

SHOWN = 5  # lines of a group; the others are folded up, but never one alone
SOURCES_HEADING = "Sources"
WHOLE_PAGE = "The whole page"


@dataclass(frozen=True)
class Line:
    """Something to look at, and where on the form it is."""

    message: str
    href: str
    settle_url: str = ""


@dataclass(frozen=True)
class LineGroup:
    heading: str
    lines: list[Line]

    @property
    def first(self) -> list[Line]:
        return self.lines if len(self.lines) == SHOWN + 1 else self.lines[:SHOWN]

    @property
    def others(self) -> list[Line]:
        return self.lines[len(self.first) :]


def reason_lines(reasons: list[Reason], anchors: Anchors) -> list[Line]:
    return [Line(reason.message, anchors.of(reason.field, reason.row, reason.box)) for reason in reasons]


def grouped_lines(reasons: list[Reason], anchors: Anchors) -> list[LineGroup]:
    """In the order of the form; the sources, which have forms of their own, after it."""
    headings = [*dict.fromkeys(anchors.parts.values()), SOURCES_HEADING, WHOLE_PAGE]
    by_heading: dict[str, list[Line]] = {heading: [] for heading in headings}
    for reason, line in zip(reasons, reason_lines(reasons, anchors), strict=True):
        fallback = SOURCES_HEADING if reason.field == SOURCES else WHOLE_PAGE
        by_heading[anchors.parts.get(reason.field, fallback)].append(line)
    return [LineGroup(heading, lines) for heading, lines in by_heading.items() if lines]

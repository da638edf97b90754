"""The difference of two versions as readers see it: part by part, words marked, sources by their titles. Pure.

Complete like `comparing`, which it is made from: two texts without a difference here are the same to the letter.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext

from medications.content import redline_words
from medications.content.citations import CITATION, parse_citation
from medications.content.comparing import ORDER, FieldChange
from medications.content.comparing_words import name_of
from medications.content.phrases import sentence_case
from medications.content.schema import AnyRecord
from medications.content.weighing import Because, weigh
from medications.content.word_differences import Stretch, shortened, word_differences

_SOURCES = {"sources", "whole_page_sources"}
_LIST_OF_SOURCES = re.compile(r"^(sources: )(.+)$", re.MULTILINE)
_EMPHASIS = re.compile(r"\*\*(.+?)\*\*")
_BODY = re.compile(r"\A(?:kind: .*\n)?(?:heading: .*\n)?body: ")  # of a whole section: its heading is the label
_BULLET = re.compile(r"^[-*] +", re.MULTILINE)


@dataclass(frozen=True)
class Mark:
    """One change. `label` says what it is within its part, or nothing. `done` is "added", "taken out" or nothing.

    `stretches` is the text with what was taken out and added; `whole` is all of it, if they are shortened. Of rows that only
    moved there are the two orders, `old` and `new`.
    """

    label: str
    done: str
    stretches: tuple[Stretch, ...]
    whole: tuple[Stretch, ...]
    old: str
    new: str
    touches: tuple[str, ...]


@dataclass(frozen=True)
class RedlinePart:
    heading: str
    marks: tuple[Mark, ...]


def redline(old: AnyRecord, new: AnyRecord) -> list[RedlinePart]:
    """In the order of the record. Raises ValueError for records of two kinds."""
    titles = _titles(old, new)
    reasons = weigh(old, new).reasons
    return [
        RedlinePart(sentence_case(redline_words.name(name_of(field))), tuple(_mark(each, titles) for each in found))
        for field, found in groupby(reasons, key=lambda because: because.change.path[0])
    ]


def _mark(because: Because, titles: dict[str, str]) -> Mark:
    change = because.change
    before, after = (_readable(text, change, titles) for text in (change.old, change.new))
    if before == after:  # they differ in what is left out for readers: show them as they are
        before, after = change.old, change.new
    whole = [] if change.path[-1] == ORDER else word_differences(before, after)
    short = shortened(whole)
    return Mark(
        label=_label(change),
        done="" if before and after else gettext("added") if after else gettext("taken out"),
        stretches=tuple(short),
        whole=() if short == whole else tuple(whole),
        old=before,
        new=after,
        touches=tuple(gettext(matter.label) for matter in because.matters),
    )


def _label(change: FieldChange) -> str:
    """Without the name of the part, under which it stands."""
    part = sentence_case(name_of(change.path[0]))
    label = change.label.removeprefix(part).removeprefix(",").removeprefix(":").strip()
    return sentence_case(redline_words.label(label.removesuffix(": body") if change.path[-1] == "body" else label))


def _readable(text: str, change: FieldChange, titles: dict[str, str]) -> str:
    if change.path[-1] in _SOURCES and len(change.path) > 1 or change.path[0] == "whole_page_sources":
        return _named(text.split(", "), titles) if text else ""
    if change.path[0] == "sections":
        text = _BODY.sub("", text)
    text = _LIST_OF_SOURCES.sub(lambda match: match[1] + _named(match[2].split(", "), titles), text)
    text = CITATION.sub(lambda match: _cited(match[1], titles), text)
    text = _BULLET.sub("• ", _EMPHASIS.sub(r"\1", text))
    text = redline_words.value(text, change.path[-1])
    return text if change.old and change.new else redline_words.row(text)


def _cited(inside: str, titles: dict[str, str]) -> str:
    """ "@one, p. 3; @two" in, "[Title of one, p. 3; Title of two]" out."""
    parts = [", ".join(filter(None, [titles.get(each.key, each.key), each.locator])) for each in parse_citation(inside)]
    return f"[{'; '.join(parts)}]"


def _named(codes: Iterable[str], titles: dict[str, str]) -> str:
    return "; ".join(titles.get(code, code) for code in codes)


def _titles(*records: AnyRecord) -> dict[str, str]:
    """Of every source of both, by code, as the newer one prints it. Two that share a title are told apart by their codes."""
    titles = {source.code: source.title for record in records for source in getattr(record, "sources", ())}
    several = list(titles.values())
    return {code: f"{title} ({code})" if several.count(title) > 1 else title for code, title in titles.items()}

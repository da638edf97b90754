"""What a search finds, and why: medicines by their names, by what they are used for, and by what their pages say.

Nothing that is only spelled nearly so is mixed with what matches. It comes alone, when nothing else does, and the page says so.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from medications.content.choices import DocumentKind
from medications.content.near_names import is_plainly_another_medicine
from medications.content.search_excerpts import Excerpt, excerpt, has_all
from medications.content.search_matching import (
    OWN_NAMES,
    Match,
    Name,
    NameKind,
    Quality,
    closest,
    has_words,
    matches,
)
from medications.content.search_question import SearchQuestion
from medications.models import IndexRow
from medications.projections import wording
from medications.projections.memory import Memory
from medications.projections.search_names import Page, SearchNames, search_names
from medications.projections.search_text import text_lines

LABELS = {
    NameKind.GENERIC: _("Chemical name"),
    NameKind.BRAND: _("Brand name"),
    NameKind.PRIMARY_USE: _("Used for"),
    NameKind.USE: _("Used for"),
    NameKind.DRUG_CLASS: _("Drug class"),
    NameKind.SIDE_EFFECT: _("Side effect"),
    None: _("In the text"),
}
MOST_KEPT = 32  # searches: each may hold a line for every medicine
MOST_MEANT = 4
MOST_SYMPTOMS = 3


@dataclass(frozen=True)
class Reason:
    """Why a medicine is among the results: by a name of that kind, or by the text. `excerpt.found` is what matched."""

    kind: NameKind | None
    excerpt: Excerpt

    @property
    def label(self) -> str:
        return gettext(LABELS[self.kind])


@dataclass(frozen=True)
class Found:
    """`reasons` by medicine, the best first. `meant` are names that are spelled nearly as typed: if `is_near`, all results are of
    them. `is_elsewhere`: it is the name of a medicine that has no page here. `symptoms` are pages on what was searched for.
    """

    reasons: dict[UUID, Reason]
    meant: tuple[Name, ...] = ()
    is_near: bool = False
    is_elsewhere: bool = False
    symptoms: tuple[Page, ...] = ()
    named: tuple[tuple[str, Page], ...] = ()  # where no name is like it: symptoms, by code, that are named in it, in that order


def search(typed: str, memory: Memory) -> Found:
    """Remembered, as far as there is room: a list is asked for again by page and by filter."""
    kept = memory.get("searches", dict)
    question = SearchQuestion.of(typed)
    found = kept.get(question)
    if found is None:
        found = _search(question, memory)
        while len(kept) >= MOST_KEPT:
            kept.pop(next(iter(kept)), None)
        kept[question] = found
    return found


def _search(question: SearchQuestion, memory: Memory) -> Found:
    known = search_names(memory)
    matched = matches(question, known.names)
    reasons = _reasons(matched)
    reasons |= dict(_in_texts(question, known, reasons))
    is_a_name = any(match.quality is not Quality.INSIDE for match in matched)
    near = [] if matched else closest(question, known.names)
    return Found(
        reasons=reasons or _reasons(near),
        meant=_meant(near),
        is_near=bool(near) and not reasons,
        is_elsewhere=not is_a_name and is_plainly_another_medicine(question.asked),
        symptoms=_symptoms(matched or near, known),
        named=() if matched or near else _named_within(question, known),
    )


def _meant(near: list[Match]) -> tuple[Name, ...]:
    """Each name once; names of medicines, if there are any, and else others."""
    names = {match.name.plain: match.name for match in reversed(near)}
    first = [names[plain] for plain in dict.fromkeys(match.name.plain for match in near)]
    own = [name for name in first if name.kind in OWN_NAMES]
    return tuple((own or first)[:MOST_MEANT])


def _reasons(found: list[Match]) -> dict[UUID, Reason]:
    reasons: dict[UUID, Reason] = {}
    for match in found:
        for owner in match.name.owners:
            if owner not in reasons:
                reasons[owner] = _reason(match.name)
    return reasons


def _reason(name: Name) -> Reason:
    text = name.text if name.kind in OWN_NAMES else wording.inside_a_sentence(name.text)
    if not name.of:
        return Reason(name.kind, Excerpt("", text, ""))
    before = gettext("%(name)s, also called ") % {"name": wording.inside_a_sentence(name.of)}
    return Reason(name.kind, Excerpt(before, text, ""))


def _in_texts(question: SearchQuestion, known: SearchNames, besides: dict) -> Iterator[tuple[UUID, Reason]]:
    """Other medicines whose page has all the words: first those that have one of them in a name, "baclofen pump"."""
    words = question.words
    rows = IndexRow.objects.filter(kind=DocumentKind.MEDICATION).order_by("sort_key", "document")
    for word in words:
        rows = rows.filter(search_text__icontains=word)
    named = _named_in_part(words, known)
    found = [
        (pk, _reason_in_text(stored, words, named.get(pk)))
        for pk, stored in rows.values_list("pk", "search_text")
        if pk not in besides and has_all(stored, words)
    ]
    yield from sorted(found, key=lambda pair: pair[0] not in named)


def _named_in_part(words: list[str], known: SearchNames) -> dict[UUID, Name]:
    named: dict[UUID, Name] = {}
    for name in known.names if len(words) > 1 else ():
        if name.kind is not NameKind.SIDE_EFFECT and any(has_words(word, name.plain) for word in words):
            for owner in name.owners:
                named.setdefault(owner, name)
    return named


def _reason_in_text(stored: str, words: list[str], name: Name | None) -> Reason:
    """The line of the text; the name, if the words stand in names alone."""
    found = excerpt(text_lines(stored), words)
    if found is None and name is not None:
        return _reason(name)
    return Reason(None, found or Excerpt("", " ".join(words), ""))


def _symptoms(found: list[Match], known: SearchNames) -> tuple[Page, ...]:
    """Pages of symptoms that were searched for, not merely named inside something."""
    codes = (
        match.name.code
        for match in found
        if match.name.kind in (NameKind.USE, NameKind.PRIMARY_USE) and match.quality is not Quality.INSIDE
    )
    return tuple(known.symptoms[code] for code in list(dict.fromkeys(codes))[:MOST_SYMPTOMS] if code in known.symptoms)


def _named_within(question: SearchQuestion, known: SearchNames) -> tuple[tuple[str, Page], ...]:
    """ "spasticity but not fatigue" in, both symptoms out."""
    asked = f" {question.whole} "
    places = {
        name.code: asked.index(f" {name.plain} ")
        for name in known.names
        if name.kind in (NameKind.USE, NameKind.PRIMARY_USE) and name.code in known.symptoms and f" {name.plain} " in asked
    }
    return tuple((code, known.symptoms[code]) for code in sorted(places, key=places.__getitem__)[:MOST_SYMPTOMS])

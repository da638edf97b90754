"""A site whose every record, notice and name is written in Greek letters. What then stands on a page in Latin ones is ours.

And a language in which every word of ours that is translated stands in ⟦brackets⟧.
"""

import re
from datetime import timedelta
from html.parser import HTMLParser

from django.utils import timezone, translation
from django.utils.safestring import SafeData, mark_safe
from django.utils.translation import trans_real

from medications.actions.catalogue_saves import find_document
from medications.content.schema import AnyRecord
from medications.models import SocietyProfile
from medications.projections import languages
from tests.factories import drafts, publications, records, safety_notices, withdrawals
from tests.factories.publications import NOW

_GREEK = str.maketrans("abcdefghijklmnopqrstuvwxyz", "αβψδεφγηιξκλμνοπϑρστυωςχζϖ")
GREEK = _GREEK | {
    ord(chr(small).upper()): chr(ord(letter)).upper() if isinstance(letter, str) else chr(letter).upper()
    for small, letter in _GREEK.items()
}
_CITED = re.compile(r"(@[a-z0-9-]+|https?://\S+)")
AS_THEY_ARE = {
    *("kind", "code", "slug", "group", "when", "status", "type", "grade", "url", "isbn", "doi", "market", "markets", "routes"),
    *(
        "dosage_forms",
        "availability",
        "controlled_schedule",
        "issued",
        "accessed",
        "as_of",
        "system",
        "sources",
        "value",
        "reuse",
    ),
    *("whole_page_sources", "schema_version"),
}
TYPED = ("movement", "booklet")  # groups and kinds that people made up
# What is the same in every language: names of forms and of registers, addresses, the letters of the list.
SAME_EVERYWHERE = re.compile(
    r"https?://\S+|urn:\S+|\S+@\S+|\b\d{4}-\d\d-\d\dT\S+|\b[0-9a-f]{64}\b|^[A-Z]$"
    r"|\b(?:BibTeX|RIS|EndNote|Zotero|Mendeley|CSL|JSON|RxNorm|ATC|N03AE01|ISBN|DOI|SHA-256)\b"
)
# Public notes that the site itself wrote when it published: kept in English, as people's own are kept as they wrote them.
KEPT_NOTES = re.compile(r"Published with [^.]*\.|Safety notice: .* Source: .* Shown until .*\.$")
SHOWN = {"aria-label", "alt", "title", "placeholder", "label"}
DESCRIBING = {"description", "og:title", "og:description", "og:site_name"}


def greek(value, name: str = ""):
    """A record, or a part of one, with what people typed in Greek letters; citations stay as they are."""
    if isinstance(value, list | tuple):
        return [greek(each, "" if isinstance(each, dict) else name) for each in value]
    if name in AS_THEY_ARE and value not in TYPED:
        return value
    if isinstance(value, str):
        return "".join(part if _CITED.fullmatch(part) else part.translate(GREEK) for part in _CITED.split(value))
    if isinstance(value, dict):
        return {key: greek(each, key) for key, each in value.items()}
    return value


def in_greek(record: AnyRecord) -> AnyRecord:
    """The record; the terms it names are written as drafts, in Greek too."""
    written = type(record)(**greek(record.model_dump()))
    for term in drafts.terms_of(written):
        if find_document(term.kind, term.code) is None:
            drafts.draft(in_greek(term))
    return written


def greek_site() -> None:
    """One medicine with everything, in three versions, the first with a note and removed; others old, withdrawn and small."""
    profile = SocietyProfile.objects.latest()
    words = {name: greek(f"some {name.replace('_', ' ')}") for name in ("name", "site_title", "disclaimer", "content_licence")}
    words |= {name: greek(f"some {name.replace('_', ' ')}") for name in ("helpline_name", "poison_line_name", "report_name")}
    phones = {"emergency_number": "911", "poison_line_phone": "0800 1", "helpline_phone": "0800 2"}
    addresses = {
        "report_url": "https://report.example.org",
        "security_contact": "a@example.org",
        "reader_contact": "b@example.org",
    }
    SocietyProfile.objects.create(version=profile.version + 1, **words, **phones, **addresses)
    publications.published(in_greek(records.side_effect_record("drowsiness")))
    full = publications.published(in_greek(records.medication_record("orbelazine", slug="orbelazine")), note=greek("First."))
    fewer = greek([each.model_dump() for each in records.medication_record().side_effects[1:]])
    later = {"pronunciation": greek("x"), "side_effects": fewer, "generic_available": {"value": "unknown"}}
    publications.republished(full.document, now=NOW + timedelta(days=1), **later)
    publications.republished(full.document, now=NOW + timedelta(days=2), pronunciation=greek("y"), controlled_schedule="")
    days = {"begins_on": timezone.localdate(), "ends_on": timezone.localdate() + timedelta(days=9)}
    safety_notices.posted(full.document, text=greek("Look."), source_title=greek("Agency"), **days)
    publications.published(in_greek(records.small_record("old drug")), now=NOW - timedelta(days=3000))
    for name, kind in {"banner drug": "banner", "gone drug": "gone"}.items():
        document = publications.published(in_greek(records.small_record(name))).document
        withdrawals.withdrawn(document, kind, explanation=greek("It is not sold."))
    withdrawals.suppressed(full.revision, reason=greek("Wrong."))


ADDRESSES = [
    "/",
    "/medications/",
    "/medications/?q=ορ",
    "/medications/?q=νοτηινγ&symptom=tremor",
    "/medications/?may_worsen=tremor&without_side_effect=coma",
    "/medications/?symptom=tremor&route=oral&generic=unknown&availability=prescription&letter=O&use=primary&sort=-updated",
    "/medications/?page=9",
    "/medications/?νο=1",
    "/medications/?symptom=νο",
    "/medications/orbelazine/",
    "/medications/old-drug/",
    "/medications/banner-drug/",
    "/medications/gone-drug/",
    "/medications/orbelazine/history/",
    "/medications/orbelazine/history/?from=2&to=2",
    "/medications/banner-drug/history/",
    "/medications/orbelazine/history/1/",
    "/medications/orbelazine/history/2/",
    "/medications/orbelazine/history/3/",
    "/medications/orbelazine/history/2...3/",
    "/medications/orbelazine/card/",
    "/medications/orbelazine/card/?for=carer",
    "/medications/orbelazine/card/?for=clinician",
    "/medications/orbelazine/card/?for=νο",
    "/medications/orbelazine/cite/",
    "/medications/orbelazine/cite/endnote/",
    "/embed/medications/orbelazine/",
    "/embed/medications/old-drug/?theme=dark",
    "/embed/medications/banner-drug/",
    "/embed/medications/gone-drug/",
    "/embed/medications/never/",
    "/medications/orbelazine/report/",
    "/medications/orbelazine/report/?sent=yes",
    "/medications/orbelazine/report/?version=99",
    "/symptoms/",
    "/symptoms/tremor/",
    "/symptoms/pain/",
    "/side-effects/",
    "/side-effects/?q=δρ",
    "/side-effects/?q=ζζζζ",
    "/side-effects/?νο=1",
    "/side-effects/drowsiness/",
    "/could-it-be-my-ms/",
    "/could-it-be-my-ms/?symptom=&medication=",
    "/could-it-be-my-ms/?symptom=tremor&medication=νο",
    "/could-it-be-my-ms/?symptom=tremor&medication=orbelazine&medication=old-drug",
    "/could-it-be-my-ms/?symptom=pain&medication=orbelazine",
    "/medications/compare/",
    "/medications/compare/?medication=orbelazine",
    "/medications/compare/?medication=orbelazine&medication=banner-drug",
    "/medications/compare/?medication=orbelazine&medication=old-drug",
    "/suggestions/?q=ορ",
    "/suggestions/?q=τρ",
    "/suggestions/?q=δρ",
    "/changes/",
    "/about/display/",
    "/about/editorial-policy/",
    "/about/accessibility/",
    "/about/privacy/",
    "/feeds/changes.atom",
    "/symptoms/tremor/changes.atom",
    "/nowhere/",
]


def speak_in_brackets(monkeypatch) -> None:
    """Every message that is looked up, however it is marked, comes back in brackets, in any language but that of partners."""
    for name in ("gettext", "pgettext", "ngettext", "npgettext"):
        monkeypatch.setattr(translation._trans, name, _bracketed(getattr(trans_real, name)))


def _bracketed(look_up):
    def bracketed(*args):
        if translation.get_language() == languages.OF_PARTNERS:
            return look_up(*args)
        said = f"⟦{look_up(*args)}⟧"
        return mark_safe(said) if isinstance(args[0], SafeData) else said  # noqa: S308 - as Django does

    return bracketed


class Unmarked(HTMLParser):
    """`found`: what a reader of the page sees or hears that stands in Latin letters and in no brackets."""

    def __init__(self, page: str):
        super().__init__()
        self.found: list[str] = []
        self.depth, self.silent = 0, 0
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.silent += tag in {"script", "style", "code"}
        named = dict(attrs)
        texts = [value for name, value in attrs if name in SHOWN and value]
        if tag == "meta" and (named.get("name") in DESCRIBING or named.get("property") in DESCRIBING):
            texts.append(named["content"])
        for text in texts:
            self._look_at(self._outside(text, 0)[0])

    def handle_endtag(self, tag):
        self.silent -= tag in {"script", "style", "code"}

    def handle_data(self, data):
        outside, self.depth = self._outside(data, self.depth)
        if not self.silent:
            self._look_at(outside)

    @staticmethod
    def _outside(text: str, depth: int) -> tuple[str, int]:
        """What stands in no brackets, and how many are open at the end."""
        kept = []
        for part in re.split("([⟦⟧])", text):
            if part in ("⟦", "⟧"):
                depth += 1 if part == "⟦" else -1
            elif depth == 0:
                kept.append(part)
        return "|".join(kept), depth

    def _look_at(self, text: str):
        rest = SAME_EVERYWHERE.sub("", KEPT_NOTES.sub("", text.strip(" |\n,;:()“”")))
        if re.search("[A-Za-z]", rest):
            self.found.append(" ".join(text.split()))


_GREEK_LETTERS = re.compile(r"[\u0370-\u03ff]{2}")
# An element without an end; what is never shown; what browsers draw outside of the page, in no language.
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_UNSEEN = {"title", "script", "style", "code", "option"}


class InNoLanguage(HTMLParser):
    """`found`: texts that are wholly the society's, in a page of another language, under no `lang` that says in which one.

    Its words within a sentence of ours, and the names of its telephone lines, are no passages (WCAG 2.2, 3.1.2).
    """

    def __init__(self, page: str, language: str):
        super().__init__()
        self.language, self.found = language, []
        self.names = {greek(f"some {line} name") for line in ("helpline", "poison line", "report")}
        self.open: list[tuple[str, str]] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        if tag not in _VOID:
            around = self.open[-1][1] if self.open else ""
            self.open.append((tag, dict(attrs).get("lang") or around))

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        text = data.strip(" \n:.,;“”()*")
        if not _GREEK_LETTERS.search(text) or re.search("[A-Za-z]", text) or text in self.names:
            return
        tag, language = self.open[-1]
        if tag not in _UNSEEN and language != self.language:
            self.found.append(f"<{tag}> {text}")

"""Terms that an old page names: found among those that are here, or made as drafts. No two of the same thing."""

import re
from collections.abc import Iterable

from django.utils.text import slugify

from medications.actions import drafts
from medications.actions.source_codes import free_code
from medications.content import embedding, schema
from medications.content.choices import SourceGrade
from medications.importing.parsed import ParsedPage, ParsedResource, ParsedSource
from medications.models import Document, Origin, SideEffect, Source, Symptom


class Terms:
    """Looks terms up once for one page; `by` is the account that imports.

    What the page said when it was taken over before, `earlier`, is only looked up: the draft says by now what became of it.
    """

    def __init__(self, *, by, earlier: ParsedPage | None = None):
        self.by = by
        self.new_symptoms: dict[str, str] = {}  # names by code: made by an import, and not public yet
        self.archived_symptoms: list[str] = []  # names as printed
        self._known = {use.symptom.casefold() for use in earlier.uses} if earlier else set()
        self._known_sources = set(earlier.sources) if earlier else set()
        self._known_resources = set(earlier.related_resources) if earlier else set()
        terms = SideEffect.objects.filter(document__archived_at=None)
        self._side_effects = {name: term for term in terms for name in _names(term)}

    def symptom(self, name: str, resources: Iterable[ParsedResource]) -> schema.SymptomTerm | None:
        """The symptom of that name or alias, made as a draft if there is none; the page's resources about it are added to it.

        None for one that was put away: it does not come back without a person.
        """
        known = name.casefold() in self._known
        found = _symptom(name)
        if found is None and known:
            return embedding.as_symptom(_new_symptom(name))
        if found and found.document.archived_at and not known:
            self.archived_symptoms.append(name)
            return None
        document = found.document if found else None
        record = document.revisions.order_by("-number").first().record if document else _new_symptom(name)
        if not (document and document.archived_at):
            wanted = [each for each in resources if each.symptom.casefold() == name.casefold()]
            record = self._with_resources(record, document, wanted)
        if not known and _is_made_by_an_import(document):
            self.new_symptoms[record.code] = name
        return embedding.as_symptom(record)

    def _with_resources(
        self, record: schema.SymptomRecord, document: Document | None, wanted: Iterable[ParsedResource]
    ) -> schema.SymptomRecord:
        titles = {resource.title for resource in record.resources}
        new = [each for each in wanted if each.title not in titles and each not in self._known_resources]
        if new or document is None:
            record = record.model_copy(update={"resources": (*record.resources, *map(_resource, new))})
            self._save(record, document)
        return record

    def side_effects(self, wording: str) -> tuple[schema.Term, ...]:
        """The term whose name or alias is exactly this wording. Anything less certain is left to a person."""
        term = self._side_effects.get(wording.replace("*", "").strip().casefold())
        return (schema.Term(code=term.code, label=term.name),) if term else ()

    def source(self, parsed: ParsedSource) -> schema.SourceDetails | None:
        """The source of that title, made as a draft if there is none; for this site only, until its permission is confirmed.

        None for one that the page named before, and that was changed here since.
        """
        values = {
            name: getattr(parsed, name)
            for name in ("type", "title", "editors", "edition", "place", "publisher", "issued", "permission")
        }
        found = self._known_source(parsed)
        if found:
            return embedding.as_source(found.document.revisions.order_by("-number").first().record)
        if parsed in self._known_sources:
            return None
        record = schema.SourceRecord(code=_source_code(parsed), grade=SourceGrade.SECONDARY, **values)
        self._save(record, None)
        return embedding.as_source(record)

    def _known_source(self, parsed: ParsedSource) -> Source | None:
        """The same work with a statement of permission. One that is merely cited here, without any, must not hide a reprint."""
        same = Source.objects.filter(title=parsed.title, edition=parsed.edition).select_related("document").order_by("pk")
        return (same.exclude(permission="") if parsed.permission else same).first()

    def _save(self, record: schema.AnyRecord, document: Document | None) -> None:
        drafts.save_record(record=record, by=self.by, origin=Origin.IMPORT, document=document)


def _names(term) -> set[str]:
    return {name.strip().casefold() for name in (term.name, term.code, *term.aliases.splitlines()) if name.strip()}


def _symptom(name: str) -> Symptom | None:
    """The one of that name or other name, in use rather than put away; or whose code or address the name would make."""
    rows = sorted(Symptom.objects.select_related("document").order_by("pk"), key=lambda row: bool(row.document.archived_at))
    code = _new_symptom(name).code
    by_name = (row for row in rows if name.casefold() in _names(row))
    by_code = (row for row in rows if code in (row.code, row.slug))
    return next(by_name, None) or next(by_code, None)


def _is_made_by_an_import(document: Document | None) -> bool:
    """Of a symptom: nobody but an import has said so far that there is such a thing."""
    if document is None:
        return True
    first = document.revisions.order_by("number").first()
    return first.origin == Origin.IMPORT and not document.changes.exists()


def _new_symptom(name: str) -> schema.SymptomRecord:
    code = slugify(name)[:100].strip("-") or "symptom"
    return schema.SymptomRecord(code=code, slug=code, name=name)


def _resource(parsed: ParsedResource) -> schema.Resource:
    return schema.Resource(title=parsed.title, publisher=parsed.publisher, description=parsed.description, url=parsed.url)


def _source_code(parsed: ParsedSource) -> str:
    """ "kalb-2004" from the last word of the first name and the year; with a number behind it if that is taken."""
    person = re.split(r",| and ", parsed.editors or parsed.publisher or parsed.title)[0].split()
    return free_code(maker=" ".join(person[-1:]), issued=parsed.issued)

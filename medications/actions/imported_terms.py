"""Terms that an old page names: found among those that are here, or made as drafts. No two of the same thing."""

import re
from collections.abc import Iterable

from django.utils.text import slugify

from medications.actions import drafts
from medications.content import schema
from medications.content.choices import SourceGrade
from medications.importing.parsed import ParsedResource, ParsedSource
from medications.models import Document, Origin, SideEffect, Source, Symptom


class Terms:
    """Looks terms up once for one page; `by` is the account that imports."""

    def __init__(self, *, by):
        self.by = by
        self.new_symptoms: dict[str, str] = {}  # name by code
        self._side_effects = {name: term for term in SideEffect.objects.all() for name in _names(term)}

    def symptom(self, name: str, resources: Iterable[ParsedResource]) -> schema.SymptomTerm:
        """The symptom of that name or alias, made as a draft if there is none; the page's resources about it are added to it."""
        found = next((row for row in Symptom.objects.select_related("document") if name.casefold() in _names(row)), None)
        document = found.document if found else None
        record = document.revisions.order_by("-number").first().record if document else _new_symptom(name)
        if document is None:
            self.new_symptoms[record.code] = name
        wanted = [resource for resource in resources if resource.symptom.casefold() == name.casefold()]
        titles = {resource.title for resource in record.resources}
        added = tuple(_resource(resource) for resource in wanted if resource.title not in titles)
        if added or document is None:
            record = record.model_copy(update={"resources": record.resources + added})
            self._save(record, document)
        return schema.SymptomTerm(code=record.code, label=record.name, slug=record.slug, link_phrase=record.link_phrase)

    def side_effects(self, wording: str) -> tuple[schema.Term, ...]:
        """The term whose name or alias is exactly this wording. Anything less certain is left to a person."""
        term = self._side_effects.get(wording.replace("*", "").strip().casefold())
        return (schema.Term(code=term.code, label=term.name),) if term else ()

    def source(self, parsed: ParsedSource) -> schema.SourceDetails:
        """The source of that title, made as a draft if there is none; for this site only, until its permission is confirmed."""
        values = {
            name: getattr(parsed, name)
            for name in ("type", "title", "editors", "edition", "place", "publisher", "issued", "permission")
        }
        found = self._known_source(parsed)
        if found:
            record = found.document.revisions.order_by("-number").first().record
        else:
            record = schema.SourceRecord(code=_source_code(parsed), grade=SourceGrade.SECONDARY, **values)
            self._save(record, None)
        return schema.SourceDetails(**record.model_dump(exclude={"kind", "schema_version"}))

    def _known_source(self, parsed: ParsedSource) -> Source | None:
        """The same work with a statement of permission. One that is merely cited here, without any, must not hide a reprint."""
        same = Source.objects.filter(title=parsed.title, edition=parsed.edition).select_related("document").order_by("pk")
        return (same.exclude(permission="") if parsed.permission else same).first()

    def _save(self, record: schema.AnyRecord, document: Document | None) -> None:
        drafts.save_record(record=record, by=self.by, origin=Origin.IMPORT, document=document)


def _names(term) -> set[str]:
    return {name.strip().casefold() for name in (term.name, term.code, *term.aliases.splitlines()) if name.strip()}


def _new_symptom(name: str) -> schema.SymptomRecord:
    code = slugify(name)[:100].strip("-") or "symptom"
    return schema.SymptomRecord(code=code, slug=code, name=name)


def _resource(parsed: ParsedResource) -> schema.Resource:
    return schema.Resource(title=parsed.title, publisher=parsed.publisher, description=parsed.description, url=parsed.url)


def _source_code(parsed: ParsedSource) -> str:
    """ "kalb-2004" from the last word of the first name and the year; with a number behind it if that is taken."""
    person = re.split(r",| and ", parsed.editors or parsed.publisher or parsed.title)[0].split()
    base = slugify(" ".join([*person[-1:], parsed.issued[:4]])).strip("-") or "source"
    code, number = base, 2
    while Source.objects.filter(code=code).exists():
        code, number = f"{base}-{number}", number + 1
    return code

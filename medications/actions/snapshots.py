"""Working copy -> Revision: reads the rows of one Document into a record and freezes it.

A record embeds each term it names in the words of the term's *live* Revision; one that was never public, in those of its newest.
"""

from collections.abc import Callable, Iterable

from medications.content import embedding, schema
from medications.content.canonical import canonical, digest_of
from medications.content.choices import DocumentKind
from medications.content.citations import cited_keys
from medications.errors import PortalError
from medications.models import Document, Medication, Publication, Revision, RevisionTerm, Source, Symptom
from medications.models.frozen import Actor


def snapshot(*, document: Document, by, origin: str, merged_from: Revision | None = None) -> Revision:
    """Freezes the working copy as it stands, and returns its Revision; a new one only if the content differs from the newest.

    `merged_from` is another version whose words come in: one restored, a parked draft, or that at which a stale form was opened.
    The caller holds the lock on the Document. Moves `lock_version`.
    """
    record, terms = RECORDERS[document.kind](document)
    content = canonical(record)
    digest = digest_of(content)
    newest = document.revisions.order_by("-number").first()
    if newest and newest.digest == digest:
        return newest
    if newest and getattr(newest.record, "code", "") != getattr(record, "code", ""):
        raise PortalError(f"The code “{newest.record.code}” never changes: filters and partner sites use it.")
    revision = Revision.objects.create(
        document=document,
        number=newest.number + 1 if newest else 1,
        schema_version=record.schema_version,
        content=content.decode(),
        digest=digest,
        derived_from=newest,
        merged_from=merged_from,
        origin=origin,
        **Actor.of(by),
    )
    RevisionTerm.objects.bulk_create(
        RevisionTerm(revision=revision, term_id=term.document_id, term_revision=term) for term in terms
    )
    document.lock_version += 1
    document.save(update_fields=["lock_version"])
    return revision


class Terms:
    """The Revisions in whose words terms are embedded, read in a bounded number of queries and remembered."""

    def __init__(self, document_ids: Iterable):
        ids = set(document_ids)
        live = Publication.objects.filter(document__in=ids).select_related("revision")
        self.revisions: dict = {publication.document_id: publication.revision for publication in live}
        for revision in Revision.objects.filter(document__in=ids - set(self.revisions)).order_by("number"):
            self.revisions[revision.document_id] = revision  # the newest is last
        self.records = {document_id: revision.record for document_id, revision in self.revisions.items()}

    def of(self, row) -> schema.AnyRecord:
        return self.records[row.document_id]

    def term(self, row) -> schema.Term:
        return embedding.as_term(self.of(row))

    def symptom(self, row) -> schema.SymptomTerm:
        return embedding.as_symptom(self.of(row))

    def sources(self) -> tuple[schema.SourceDetails, ...]:
        return tuple(embedding.as_source(record) for record in self.records.values() if record.kind == DocumentKind.SOURCE)

    def all(self) -> list[Revision]:
        return list(self.revisions.values())


def _lines(text: str) -> tuple[str, ...]:
    return tuple(sorted({line.strip() for line in text.splitlines() if line.strip()}))


def _codes(rows) -> tuple[str, ...]:
    return tuple(row.code for row in rows)


def _medication(document: Document) -> tuple[schema.MedicationRecord, list[Revision]]:
    row = Medication.objects.select_related("drug_class").get(document=document)
    uses = list(row.uses.select_related("symptom").prefetch_related("sources"))
    effects = list(row.side_effects.prefetch_related("terms", "sources"))
    statements, sections = list(row.at_a_glance.all()), list(row.sections.all())
    whole_page, generic_sources = list(row.whole_page_sources.all()), list(row.generic_sources.all())
    keys = {key for text in [part.text for part in statements] + [part.body for part in sections] for key in cited_keys(text)}
    sources = {source.document_id for source in Source.objects.filter(code__in=keys)}
    sources |= {
        source.document_id
        for rows in (whole_page, generic_sources, *(r.sources.all() for r in uses + effects))
        for source in rows
    }
    named = [use.symptom for use in uses] + [term for effect in effects for term in effect.terms.all()]
    named += [row.drug_class] if row.drug_class else []
    terms = Terms(sources | {term.document_id for term in named})
    record = schema.MedicationRecord(
        slug=row.slug,
        generic_name=row.generic_name,
        pronunciation=row.pronunciation,
        brand_names=[schema.BrandName(name=b.name, market=b.market, status=b.status) for b in row.brand_names.all()],
        drug_class=terms.term(row.drug_class) if row.drug_class else None,
        dosage_forms=row.dosage_forms,
        routes=row.routes,
        availability=row.availability,
        controlled_schedule=row.controlled_schedule,
        generic_available=schema.GenericInfo(
            value=row.generic_available, markets=row.generic_markets, as_of=row.generic_as_of, sources=_codes(generic_sources)
        ),
        uses=[
            schema.Use(
                symptom=terms.symptom(use.symptom),
                primary=use.primary,
                status=use.status,
                qualifier=use.qualifier,
                note=use.note,
                sources=_codes(use.sources.all()),
            )
            for use in uses
        ],
        at_a_glance=[schema.Statement(kind=part.kind, text=part.text) for part in statements],
        sections=[schema.Section(kind=s.kind, heading=s.heading, body=s.body, boxed=s.boxed) for s in sections],
        lead_sentences=[schema.LeadSentence(group=s.group, when=s.when, text=s.text) for s in row.lead_sentences.all()],
        side_effects=[_side_effect(effect, terms) for effect in effects],
        look_alike_footnote=row.look_alike_footnote,
        codes=[schema.ExternalCode(system=code.system, code=code.code) for code in row.codes.all()],
        sources=terms.sources(),
        whole_page_sources=_codes(whole_page),
    )
    return record, terms.all()


def _side_effect(row, terms: Terms) -> schema.SideEffectEntry:
    frequency = None
    if row.of is not None:
        frequency = schema.Frequency(
            affected=row.affected, of=row.of, placebo_affected=row.placebo_affected, placebo_of=row.placebo_of
        )
    return schema.SideEffectEntry(
        group=row.group,
        when=row.when,
        wording=row.wording,
        terms=[terms.term(term) for term in row.terms.all()],
        qualifier=row.qualifier,
        look_alike=row.look_alike,
        frequency=frequency,
        sources=_codes(row.sources.all()),
    )


def _symptom(document: Document) -> tuple[schema.SymptomRecord, list[Revision]]:
    row = Symptom.objects.get(document=document)
    terms = Terms(Source.objects.filter(code__in=cited_keys(row.summary)).values_list("document_id", flat=True))
    record = schema.SymptomRecord(
        code=row.code,
        slug=row.slug,
        name=row.name,
        link_phrase=row.link_phrase,
        group=row.group,
        summary=row.summary,
        aliases=_lines(row.aliases),
        resources=[
            schema.Resource(title=r.title, publisher=r.publisher, kind=r.kind, description=r.description, url=r.url)
            for r in row.resources.all()
        ],
        sources=terms.sources(),
    )
    return record, terms.all()


def _side_effect_term(document: Document) -> tuple[schema.SideEffectRecord, list[Revision]]:
    row = document.sideeffect
    resembles, may_worsen = list(row.resembles.all()), list(row.may_worsen.all())
    terms = Terms(symptom.document_id for symptom in resembles + may_worsen)
    record = schema.SideEffectRecord(
        code=row.code,
        slug=row.slug,
        name=row.name,
        explanation=row.explanation,
        aliases=_lines(row.aliases),
        resembles=[terms.term(symptom) for symptom in resembles],
        may_worsen=[terms.term(symptom) for symptom in may_worsen],
    )
    return record, terms.all()


def _drug_class(document: Document) -> tuple[schema.DrugClassRecord, list[Revision]]:
    row = document.drugclass
    return schema.DrugClassRecord(code=row.code, slug=row.slug, name=row.name, explanation=row.explanation), []


SOURCE_FIELDS = set(schema.SourceDetails.model_fields) - {"reuse"}


def _source(document: Document) -> tuple[schema.SourceRecord, list[Revision]]:
    row = document.source
    reuse = schema.Reuse(site=row.reuse_site, print=row.reuse_print, partners=row.reuse_partners)
    return schema.SourceRecord(reuse=reuse, **{name: getattr(row, name) for name in SOURCE_FIELDS}), []


RECORDERS: dict[str, Callable[[Document], tuple[schema.AnyRecord, list[Revision]]]] = {
    DocumentKind.MEDICATION: _medication,
    DocumentKind.SYMPTOM: _symptom,
    DocumentKind.SIDE_EFFECT: _side_effect_term,
    DocumentKind.DRUG_CLASS: _drug_class,
    DocumentKind.SOURCE: _source,
}

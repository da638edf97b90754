"""Taking over old pages: what the parser found becomes a draft. Nothing public is ever touched.

A page about a medicine that is here already proposes a new draft of it, never a second page. What the old page does not say
(drug class, at a glance, boxed warnings) stays as it is in the draft.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.text import slugify

from medications.actions import drafts
from medications.actions.imported_terms import Terms
from medications.content import schema
from medications.content.choices import GenericAvailable
from medications.errors import PortalError
from medications.importing.parsed import ParsedPage
from medications.models import Document, Finding, ImportRun, Medication, Origin, Publication, Revision
from medications.models.frozen import Actor


class ImportRefused(PortalError):
    """The page cannot become a draft; the message says why."""


@dataclass(frozen=True)
class Imported:
    """`outcome` is new, proposed (a new draft of a page that exists) or unchanged (this very page was taken over before)."""

    outcome: str
    document: Document
    revision: Revision


def import_page(*, page: ParsedPage, original: str, sha256: str, by, now: datetime, replace_draft: bool = False) -> Imported:
    """Writes one parsed page as a draft, with its findings. `sha256` is that of the file's bytes.

    Raises ImportRefused for a page without a medicine's name, and where somebody's unpublished work would be replaced.
    """
    name = page.generic_name.value.strip()
    slug = slugify(name)[:100].strip("-")
    if not slug:
        raise ImportRefused("No medicine's name was found on this page.")
    with transaction.atomic():
        existing = _existing(slug, name)
        document = existing.document if existing else None
        if document:
            slug = existing.slug
            document = Document.objects.select_for_update().get(pk=document.pk)
            before = ImportRun.objects.filter(document=document, sha256=sha256).select_related("revision").first()
            if before:
                return Imported("unchanged", document, before.revision)
            if not replace_draft:
                _refuse_to_replace_work(document, name)
        terms = Terms(by=by)
        record = _record(page, slug, terms)
        if document:
            record = _over(record, document.revisions.order_by("-number").first().record)
        revision = drafts.save_record(record=record, by=by, origin=Origin.IMPORT, document=document)
        run = ImportRun.objects.create(
            file=page.file[-300:],
            sha256=sha256,
            original=original,
            unmapped="\n".join(page.unmapped),
            document=revision.document,
            revision=revision,
            printed_last_updated=date.fromisoformat(page.last_updated) if page.last_updated else None,
            at=now,
            **Actor.of(by),
        )
        _note_findings(page, run)
        return Imported("proposed" if document else "new", revision.document, revision)


def _existing(slug: str, name: str) -> Medication | None:
    """The medicine of that address, or else of that name: its address may have been changed here."""
    here = Medication.objects.select_related("document").order_by("pk")
    return here.filter(slug=slug).first() or here.filter(generic_name__iexact=name).first()


def _refuse_to_replace_work(document: Document, name: str) -> None:
    newest = document.revisions.order_by("-number").first()
    public = Publication.objects.filter(document=document, revision__digest=newest.digest).exists()
    if newest.origin == Origin.FORM and not public:
        raise ImportRefused(
            f"There is an unpublished draft of {name} that {newest.by_name or 'somebody'} has worked on. Publish it first, or "
            "import with --replace-draft; the draft then stays in the history."
        )


def _record(page: ParsedPage, slug: str, terms: Terms) -> schema.MedicationRecord:
    """The page as a record. Symptoms and sources that are not here yet are made as drafts."""
    sources = list({source.code: source for source in map(terms.source, page.sources)}.values())
    codes = [source.code for source in sources]
    brands = dict.fromkeys((brand.name, brand.market) for brand in page.brand_names)  # a page may name one twice
    uses = [
        schema.Use(symptom=terms.symptom(use.symptom, page.related_resources), primary=True, qualifier=use.qualifier)
        for use in page.uses
    ]
    generic = page.generic_available
    claimed = generic.value != GenericAvailable.UNKNOWN
    return schema.MedicationRecord(
        slug=slug,
        generic_name=page.generic_name.value,
        pronunciation=page.pronunciation,
        brand_names=[schema.BrandName(name=name, market=market) for name, market in brands],
        availability=page.availability,
        generic_available=schema.GenericInfo(
            value=generic.value,
            markets=generic.markets,
            as_of=page.last_updated if claimed else "",
            sources=codes if claimed else (),
        ),
        uses=uses,
        sections=[schema.Section(kind=part.kind, heading=part.heading, body=part.body) for part in page.sections],
        lead_sentences=_leads(page),
        side_effects=[
            schema.SideEffectEntry(
                group=row.group,
                when=row.when,
                wording=row.wording,
                terms=terms.side_effects(row.wording),
                qualifier=row.qualifier,
                look_alike=row.look_alike,
            )
            for row in page.side_effects
        ],
        look_alike_footnote=page.footnote,
        sources=sources,
        whole_page_sources=codes,
    )


def _leads(page: ParsedPage) -> list[schema.LeadSentence]:
    """A group's lead sentence belongs to the signs of overdose if all rows of the group are such signs."""
    whens = {
        group: {row.when for row in page.side_effects if row.group == group} for group in {row.group for row in page.side_effects}
    }
    texts: dict[str, list[str]] = {}
    for lead in page.lead_sentences:
        texts.setdefault(lead.group, []).append(lead.text)
    return [
        schema.LeadSentence(group=group, when=min(whens.get(group, {"any"}), default="any"), text="\n".join(found))
        for group, found in texts.items()
    ]


def _over(page: schema.MedicationRecord, draft: schema.MedicationRecord) -> schema.MedicationRecord:
    """The page laid over the draft that is here: what the page says wins, what it does not say stays."""
    kinds = {part.kind for part in page.sections}
    kept_sections = [part for part in draft.sections if part.boxed or part.kind not in kinds]
    brands = {(brand.name, brand.market): brand for brand in (*page.brand_names, *draft.brand_names)}
    newer = draft.generic_available.as_of > page.generic_available.as_of
    sources = {source.code: source for source in (*draft.sources, *page.sources)}
    return schema.MedicationRecord(
        **{
            **dict(page),
            "pronunciation": page.pronunciation or draft.pronunciation,
            "brand_names": tuple(brands.values()),
            "drug_class": draft.drug_class,
            "dosage_forms": draft.dosage_forms,
            "routes": draft.routes,
            "availability": page.availability or draft.availability,
            "controlled_schedule": draft.controlled_schedule,
            "generic_available": draft.generic_available if newer else page.generic_available,
            "at_a_glance": draft.at_a_glance,
            "sections": (
                *(part for part in kept_sections if part.boxed),
                *page.sections,
                *(p for p in kept_sections if not p.boxed),
            ),
            "codes": draft.codes,
            "sources": tuple(sources.values()),
        }
    )


def _note_findings(page: ParsedPage, run: ImportRun) -> None:
    known = set(Finding.objects.filter(document=run.document).values_list("code", "message"))
    Finding.objects.bulk_create(
        Finding(document=run.document, import_run=run, code=finding.code, field=finding.field, message=finding.message)
        for finding in page.findings
        if (finding.code, finding.message) not in known
    )

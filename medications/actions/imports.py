"""Taking over old pages: what the parser found becomes a draft. Nothing public is ever touched.

A page about a medicine that is here already proposes a new draft of it, never a second page. What the old page does not say
(drug class, at a glance, boxed warnings) stays as it is in the draft.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.text import slugify

from medications.actions import drafts
from medications.actions.former_addresses import keep_address
from medications.actions.import_findings import note_findings
from medications.actions.imported_terms import Terms
from medications.content import schema
from medications.content.choices import GenericAvailable
from medications.errors import PortalError
from medications.importing.parsed import ParsedPage
from medications.models import BrandName, Document, ImportRun, Medication, Origin, Publication, Revision
from medications.models.frozen import Actor


class ImportRefused(PortalError):
    """The page cannot become a draft; the message says why."""


class NoName(ImportRefused):
    """The page names no medicine; somebody must."""


class DraftInTheWay(ImportRefused):
    """Somebody's unpublished work would be replaced, which happens only on purpose."""


@dataclass(frozen=True)
class OldPage:
    """A page of the old site as it was read: its parts, its text, the digest of the file's bytes, and where it stood."""

    page: ParsedPage
    original: str
    sha256: str
    address: str = ""


@dataclass(frozen=True)
class Imported:
    """`outcome` is new, proposed (a new draft of a page that exists) or unchanged (this very page was taken over before)."""

    outcome: str
    run: ImportRun

    @property
    def document(self) -> Document:
        return self.run.document

    @property
    def revision(self) -> Revision:
        return self.run.revision


def import_page(*, old: OldPage, by, now: datetime, name: str = "", replace_draft: bool = False) -> Imported:
    """Writes one page as a draft, with its findings. `name` is the medicine's, where a person says which it is.

    A page whose name is not here, but whose brand is that of one medicine that is, counts as a page about that one.
    Raises NoName for a page without a medicine's name, and DraftInTheWay where somebody's unpublished work would be replaced.
    """
    said, printed = name.strip(), old.page.generic_name.value.strip()
    with transaction.atomic():
        existing = _existing(said or printed)
        by_brand = None if existing or said else _of_the_same_brand(old.page)
        existing = existing or by_brand
        name = by_brand.generic_name if by_brand else said or printed
        slug = _slug(name)
        if not slug:
            raise NoName("No medicine's name was found on this page.")
        document = Document.objects.select_for_update().get(pk=existing.document_id) if existing else None
        before = ImportRun.objects.filter(document=document, sha256=old.sha256).first() if document else None
        if before:
            keep_address(document=document, address=old.address, now=now)
            return Imported("unchanged", before)
        if document and not replace_draft:
            _refuse_to_replace_work(document, name, old)
        terms = Terms(by=by)
        record = _record(old.page, name, existing.slug if existing else slug, terms)
        if document:
            record = _over(record, document.revisions.order_by("-number").first().record)
        revision = drafts.save_record(record=record, by=by, origin=Origin.IMPORT, document=document)
        run = _run(old, revision, by, now)
        address_taken = not keep_address(document=revision.document, address=old.address, now=now)
        note_findings(
            run=run,
            page=old.page,
            new_symptoms=terms.new_symptoms,
            address_taken=address_taken,
            same_brand=bool(by_brand) and printed != name,
        )
        return Imported("proposed" if document else "new", run)


def _run(old: OldPage, revision: Revision, by, now: datetime) -> ImportRun:
    printed = old.page.last_updated
    return ImportRun.objects.create(
        file=old.page.file[-300:],
        sha256=old.sha256,
        original=old.original,
        address=old.address,
        unmapped="\n".join(old.page.unmapped),
        document=revision.document,
        revision=revision,
        printed_last_updated=date.fromisoformat(printed) if printed else None,
        at=now,
        **Actor.of(by),
    )


def _slug(name: str) -> str:
    return slugify(name)[:100].strip("-")


def _existing(name: str) -> Medication | None:
    """The medicine of that address, or else of that name: its address may have been changed here."""
    here = Medication.objects.select_related("document").order_by("pk")
    return here.filter(slug=_slug(name)).first() or here.filter(generic_name__iexact=name).first() if name else None


def _of_the_same_brand(page: ParsedPage) -> Medication | None:
    """The one medicine that has a brand of this page; nothing if there are several, which only a person can tell apart."""
    brands = {brand.name.casefold() for brand in page.brand_names}
    rows = BrandName.objects.filter(medication__document__archived_at=None).select_related("medication__document")
    found = {row.medication for row in rows if row.name.casefold() in brands}
    return found.pop() if len(found) == 1 else None


def _refuse_to_replace_work(document: Document, name: str, old: OldPage) -> None:
    newest = document.revisions.order_by("-number").first()
    if Publication.objects.filter(document=document, revision__digest=newest.digest).exists():
        return
    before = ImportRun.objects.filter(revision=newest).first()
    if before and before.file != old.page.file[-300:]:
        raise DraftInTheWay(
            f"The unpublished draft of {name} was taken over from another page, {before.file}. If this one is about another "
            "medicine, give it a name of its own; if it is about the same one, take it over all the same (on the command line: "
            "--name or --replace-draft)."
        )
    if newest.origin == Origin.FORM:
        raise DraftInTheWay(
            f"There is an unpublished draft of {name} that {newest.by_name or 'somebody'} has worked on. Publish it first, or "
            "take the old page over all the same (on the command line: --replace-draft); the draft then stays in the history."
        )


def _record(page: ParsedPage, name: str, slug: str, terms: Terms) -> schema.MedicationRecord:
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
        generic_name=name,
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

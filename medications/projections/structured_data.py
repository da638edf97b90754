"""A page in the vocabulary of schema.org, for search engines: made when it is published, completed when it is asked for.

Only what the page itself says. `reviewedBy` and `lastReviewed` are there if a clinical reviewer has read the whole page.
"""

import orjson
from django.conf import settings
from django.utils.translation import gettext

from medications.content.choices import CodeSystem, DosageForm, Route, SourceType
from medications.content.json_in_html import json_in_html
from medications.content.phrases import sentence_case
from medications.content.schema import AnyRecord, MedicationRecord, SideEffectRecord, SourceDetails, SymptomRecord
from medications.models import IndexRow
from medications.projections import addresses, identity, wording
from medications.projections.facts import Facts
from medications.projections.languages import tag
from medications.projections.memory import Memory
from medications.projections.trusted import trusted

POLICY = "/about/editorial-policy/"
_TYPES = {SourceType.BOOK: "Book", SourceType.ARTICLE: "ScholarlyArticle", SourceType.WEBPAGE: "WebPage"}
_MOST_NAMED = 3  # uses and brand names in a description


def stored(record: AnyRecord, facts: Facts) -> str:
    """JSON; nothing for kinds that are not described."""
    about = _about(record)
    if about is None:
        return ""
    page = {
        "@context": "https://schema.org",
        "@type": "MedicalWebPage",
        "@id": addresses.url(record.kind, identity.slug(record)),
        "url": addresses.url(record.kind, identity.slug(record)),
        "name": identity.heading(record),
        "description": description(record),
        "inLanguage": tag(settings.CONTENT_LANGUAGE),
        "dateModified": facts.last_updated.isoformat(),
        **_review(facts),
        "about": about,
        **_listed("citation", [_citation(source) for source in getattr(record, "sources", ())]),
    }
    return orjson.dumps(page).decode()


def for_machines(row: IndexRow, memory: Memory) -> dict:
    """Context of components/for_machines.html, for a page whose row it is; empty if nothing is stored of it."""
    if not row.structured_json:
        return {}
    page = completed(row.structured_json, memory)
    shared = {"title": page["name"], "description": page["description"], "type": "article"}
    return {"shared": shared, "structured": trusted(json_in_html(page))}


def completed(stored_json: str, memory: Memory) -> dict:
    """With who publishes it, and who has reviewed it."""
    page, profile = orjson.loads(stored_json), memory.profile
    society = {"@type": "Organization", "name": profile.name, "url": addresses.absolute("/")}
    page |= {
        "isPartOf": {"@type": "WebSite", "name": profile.site_title, "url": addresses.absolute("/")},
        "publisher": society,
        "publishingPrinciples": addresses.absolute(POLICY),
    }
    return page | ({"reviewedBy": page.get("reviewedBy", society)} if "lastReviewed" in page else {})


def description(record: MedicationRecord | SymptomRecord | SideEffectRecord) -> str:
    """One or two sentences, for who meets the page in a list of results."""
    if isinstance(record, SymptomRecord):
        said = gettext("%(symptom)s in multiple sclerosis: the medicines used for it, each with its sources.")
        return said % {"symptom": sentence_case(record.name)}
    if isinstance(record, SideEffectRecord):
        said = gettext("%(side_effect)s as a side effect: the medicines used in multiple sclerosis that list it, and what to do.")
        return said % {"side_effect": sentence_case(record.name)}
    brands = list(dict.fromkeys(brand.name for brand in record.brand_names))[:_MOST_NAMED]
    named = f"{identity.heading(record)} ({', '.join(brands)})" if brands else identity.heading(record)
    uses = [use.symptom.label for use in sorted(record.uses, key=lambda use: not use.primary)][:_MOST_NAMED]
    if uses:
        first = gettext("%(medicine)s is used in multiple sclerosis for %(uses)s.") % {
            "medicine": named,
            "uses": wording.listed(uses),
        }
    else:
        first = gettext("%(medicine)s in multiple sclerosis.") % {"medicine": named}
    return f"{first} {gettext('How to take it, its side effects, and what to do about them.')}"


def _review(facts: Facts) -> dict:
    """When the whole page was reviewed last, and by whom, if it was somebody whom the page names. Staff stay the society."""
    if not facts.last_reviewed:
        return {}
    name, credentials = facts.whole_reviewer or ("", "")
    by = {"reviewedBy": {"@type": "Person", "name": name, "description": credentials}} if name else {}
    return {"lastReviewed": facts.last_reviewed.isoformat(), **by}


def _about(record: AnyRecord) -> dict | None:
    if isinstance(record, SymptomRecord):
        return {"@type": "MedicalSymptom", "name": record.name, **_listed("alternateName", record.aliases)}
    if isinstance(record, SideEffectRecord):
        return {"@type": "MedicalSignOrSymptom", "name": record.name, **_listed("alternateName", record.aliases)}
    if not isinstance(record, MedicationRecord):
        return None
    brands = dict.fromkeys(brand.name for brand in record.brand_names)
    return {
        "@type": "Drug",
        "name": record.generic_name,
        "nonProprietaryName": record.generic_name,
        **_listed("proprietaryName", brands),
        **({"drugClass": {"@type": "DrugClass", "name": record.drug_class.label}} if record.drug_class else {}),
        **_listed("dosageForm", [wording.label(DosageForm(form)) for form in record.dosage_forms]),
        **_listed("administrationRoute", [wording.label(Route(route)) for route in record.routes]),
        **_listed("code", [_code(code) for code in record.codes]),
    }


def _code(code) -> dict:
    return {"@type": "MedicalCode", "codeValue": code.code, "codingSystem": CodeSystem(code.system).label}


def _citation(source: SourceDetails) -> dict:
    address = source.url or (f"https://doi.org/{source.doi}" if source.doi else "")
    return {
        "@type": _TYPES.get(SourceType(source.type), "CreativeWork"),
        "name": source.title,
        **({"url": address} if address else {}),
    }


def _listed(name: str, values) -> dict:
    return {name: list(values)} if values else {}

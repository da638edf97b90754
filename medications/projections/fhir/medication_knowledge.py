"""MedicationKnowledge: a medicine's page, with references to its issues (`clinical_use`)."""

from django.utils.html import format_html, format_html_join, linebreaks
from django.utils.safestring import SafeString

from medications.content import choices, xhtml
from medications.content.choices import StatementKind
from medications.content.phrases import sentence_case
from medications.content.schema import MedicationRecord
from medications.projections import addresses, wording
from medications.projections.fhir import clinical_use
from medications.projections.fhir.coding import SYSTEMS, concept, extension, extensions, own, whole
from medications.projections.fhir.meta import meta, source_extensions
from medications.projections.fhir.published import Published
from medications.projections.notices import STARTER
from medications.projections.trusted import trusted

TYPE = "MedicationKnowledge"
AUTHORITY = "US Drug Enforcement Administration"  # whose schedules `controlled_schedule` names


def resource(published: Published) -> dict:
    record, issues = published.record, clinical_use.issues(published)
    return whole(
        {
            "resourceType": TYPE,
            "id": published.id,
            "meta": meta(published),
            "language": "en",
            "text": {"status": "additional", "div": xhtml.division(_narrative(published))},
            "extension": _extensions(published),
            "identifier": [{"system": "urn:ietf:rfc:3986", "value": f"urn:uuid:{published.id}"}],
            "code": _code(record),
            "status": "active",  # what is withdrawn is not answered at all
            "author": {"display": published.profile.name},
            "name": [record.generic_name, *dict.fromkeys(brand.name for brand in record.brand_names)],
            "medicineClassification": _classes(record),
            "clinicalUseIssue": [{"reference": f"{clinical_use.TYPE}/{issue.id}"} for issue in issues],
            **({} if published.withheld else _rest(record)),
        }
    )


def _code(record: MedicationRecord) -> dict:
    codings = [{"system": SYSTEMS[each.system], "code": each.code, "display": record.generic_name} for each in record.codes]
    return concept(record.generic_name, *codings)


def _classes(record: MedicationRecord) -> list[dict]:
    if record.drug_class is None:
        return []
    named = own("drug-class", record.drug_class.code, record.drug_class.label)
    return [{"type": {"text": "Drug class"}, "classification": [concept(record.drug_class.label, named)]}]


def _rest(record: MedicationRecord) -> dict:
    """What is not passed on where the text is withheld."""
    schedule = record.controlled_schedule and choices.ControlledSchedule(record.controlled_schedule).label
    regulatory = [{"regulatoryAuthority": {"display": AUTHORITY}, "schedule": [{"text": schedule}]}] if schedule else []
    labels = {route: choices.Route(route).label for route in record.routes}
    return {
        "regulatory": regulatory,
        "definitional": {
            "doseForm": {"text": ", ".join(choices.DosageForm(form).label for form in record.dosage_forms)},
            "intendedRoute": [concept(label, own("route", route, label)) for route, label in labels.items()],
        },
    }


def _extensions(published: Published) -> list[dict]:
    record, facts, profile = published.record, published.facts, published.profile
    notices = [
        extensions(
            "safety-notice",
            ("text", "String", notice.text),
            ("source", "String", notice.source_title),
            ("address", "Url", notice.source_url),
            ("begins", "Date", notice.begins_on.isoformat()),
            ("ends", "Date", notice.ends_on.isoformat()),
            ("basis", "Code", notice.basis),
        )
        for notice in published.notices
    ]
    days = {"last-updated": facts.last_updated, "last-reviewed": facts.last_reviewed, "review-due": facts.review_due}
    return [
        *notices,
        extension("withheld", "String", published.withheld),
        *(extension(name, "Date", day and day.isoformat()) for name, day in days.items()),
        extension("digest", "String", facts.digest),
        extension("attribution", "String", profile.attribution or profile.name),
        extension("licence", "String", profile.content_licence),
        extension("days-a-copy-may-be-shown", "PositiveInt", profile.copy_lifetime_days),
        *([] if published.withheld else _stale_facts(record)),
        *source_extensions(record, [source.code for source in record.sources]),
    ]


def _stale_facts(record: MedicationRecord) -> list[dict]:
    generic = record.generic_available
    return [
        extension("availability", "Code", record.availability),
        extensions(
            "generic-available",
            ("value", "Code", generic.value),
            *(("market", "Code", market) for market in generic.markets),
            ("as-of", "Date", generic.as_of),
        ),
    ]


# For people


def _narrative(published: Published) -> SafeString:
    record, profile = published.record, published.profile
    page = addresses.url(record.kind, record.slug)
    parts = [
        *(_notice(notice) for notice in published.notices),
        format_html("<h2>{}</h2>", sentence_case(record.generic_name)),
        format_html("<p><strong>{}</strong></p>", STARTER) if published.facts.is_starter else "",
        _brands(record),
        _dates(published),
        format_html("<h3>Used in MS for</h3>{}", clinical_use.listed(use.symptom.label for use in record.uses)),
        format_html("<p>{}</p>", published.withheld) if published.withheld else _text(record),
        format_html('<p>The full page, with side effects and sources: <a href="{0}">{0}</a></p>', page),
        format_html("<p>{}. {}. {}</p>", profile.attribution or profile.name, profile.content_licence, profile.disclaimer),
    ]
    return format_html_join("", "{}", ((part,) for part in parts))


def _notice(notice) -> SafeString:
    days = f"From {wording.day(notice.begins_on)} to {wording.day(notice.ends_on)}. Source: {notice.source_title}."
    return format_html("<h2>Safety notice</h2>{}<p>{}</p>", trusted(linebreaks(notice.text, autoescape=True)), days)


def _brands(record: MedicationRecord) -> SafeString | str:
    names = ", ".join(dict.fromkeys(brand.name for brand in record.brand_names))
    return format_html("<p>Brand names: {}</p>", names) if names else ""


def _dates(published: Published) -> SafeString:
    facts = published.facts
    reviewed = f"Last reviewed {wording.day(facts.last_reviewed)}." if facts.last_reviewed else "Not yet reviewed as a whole."
    due = f"Review due {wording.day(facts.review_due)}: after that day, take it with care." if facts.review_due else ""
    said = [f"Last updated {wording.day(facts.last_updated)}.", reviewed, due, facts.basis_sentence]
    return format_html("<p>{}</p>", " ".join(filter(None, said)))


def _text(record: MedicationRecord) -> SafeString:
    boxed = [
        format_html("<h3>{}</h3>{}", part.heading, clinical_use.rendered(part.body)) for part in record.sections if part.boxed
    ]
    kinds = [*clinical_use.HEADINGS.items(), (StatementKind.POINT, "At a glance")]
    said = [(heading, [part.text for part in record.at_a_glance if part.kind == kind]) for kind, heading in kinds]
    glance = [
        format_html("<h3>{}</h3>{}", heading, clinical_use.listed(clinical_use.rendered(text) for text in texts))
        for heading, texts in said
        if texts
    ]
    return format_html_join("", "{}", ((part,) for part in [*boxed, *glance]))

"""An example of every address of the site and of the API, on the site that `tests.factories.site.complete_site` makes."""

from collections.abc import Iterator

from django.urls import URLPattern, get_resolver

from tests.factories.site import ORBELAZINE
from tests.fhir.ids import A_USE

POSTED_SEARCHES = {"fhir/MedicationKnowledge/_search", "fhir/ClinicalUseDefinition/_search"}
NEVER_READ = {"csp-reports/", "api/v1/freshness/", *POSTED_SEARCHES}  # asked by POST only
OF_HOLDERS = "api/v1/webhooks/"  # of a key
NOT_PUBLIC = {"admin/", "styleguide/", "accounts/", "review/", "preview/"}
EXAMPLES = {
    "": ["/"],
    "medications/": [
        "/medications/",
        "/medications/?symptom=tremor&q=orb&use=primary&side_effect=coma&sort=-updated",
        "/medications/?q=swallow&may_worsen=tremor",
    ],
    "medications/<slug:slug>/": ["/medications/orbelazine/", "/medications/sample-drug/"],
    "medications/<slug:slug>/history/": ["/medications/orbelazine/history/"],
    "medications/<slug:slug>/history/<int:number>/": [
        "/medications/orbelazine/history/1/",
        "/medications/orbelazine/history/2/",
    ],
    "medications/<slug:slug>/history/<int:number>...<int:other>/": ["/medications/orbelazine/history/1...2/"],
    "medications/<slug:slug>/card/": [f"/medications/orbelazine/card/?for={each}" for each in ("reader", "carer", "clinician")],
    "medications/<slug:slug>/cite/": ["/medications/orbelazine/cite/"],
    "medications/<slug:slug>/cite/<slug:form>/": [f"/medications/orbelazine/cite/{each}/" for each in ("bibtex", "ris", "csl")],
    "medications/<slug:slug>/report/": ["/medications/orbelazine/report/", "/medications/orbelazine/report/?sent=yes"],
    "symptoms/": ["/symptoms/"],
    "symptoms/<slug:slug>/": ["/symptoms/tremor/"],
    "symptoms/<slug:slug>/changes.atom": ["/symptoms/tremor/changes.atom"],
    "side-effects/": ["/side-effects/", "/side-effects/?q=ringing"],
    "side-effects/<slug:slug>/": ["/side-effects/drowsiness/"],
    "could-it-be-my-ms/": ["/could-it-be-my-ms/", "/could-it-be-my-ms/?symptom=tremor&medication=orbelazine"],
    "medications/compare/": ["/medications/compare/", "/medications/compare/?medication=orbelazine&medication=sample-drug"],
    "embed/medications/<slug:slug>/": [f"/embed/medications/{each}" for each in ("orbelazine/", "sample-drug/?theme=dark")],
    "suggestions/": ["/suggestions/", "/suggestions/?q=orb", "/suggestions/?q=orbellazin"],
    "changes/": ["/changes/", "/changes/?before=5", "/changes/?since=2026-03&pages=medicines"],
    "about/display/": ["/about/display/"],
    "about/editorial-policy/": ["/about/editorial-policy/"],
    "about/accessibility/": ["/about/accessibility/"],
    "about/privacy/": ["/about/privacy/"],
    "feeds/changes.atom": ["/feeds/changes.atom"],
    "sitemap.xml": ["/sitemap.xml"],
    "robots.txt": ["/robots.txt"],
    ".well-known/security.txt": ["/.well-known/security.txt"],
    "healthz": ["/healthz"],
    "api/v1/medications/": [
        "/api/v1/medications/",
        "/api/v1/medications/?symptom=tremor&letter=O",
        "/api/v1/medications/?code=rxnorm:1&fields=uses",
        "/api/v1/medications/?format=csv&symptom=tremor",
    ],
    "api/v1/medications/<slug:key>/": ["/api/v1/medications/orbelazine/"],
    "api/v1/medications/<slug:key>/revisions/<int:number>/canonical": ["/api/v1/medications/orbelazine/revisions/1/canonical"],
    "api/v1/medications/<slug:key>/revisions/": ["/api/v1/medications/orbelazine/revisions/"],
    "api/v1/medications/<slug:key>/revisions/<int:number>/": [
        "/api/v1/medications/orbelazine/revisions/1/",
        "/api/v1/medications/orbelazine/revisions/2/",
    ],
    "api/v1/symptoms/": ["/api/v1/symptoms/"],
    "api/v1/symptoms/<slug:key>/": ["/api/v1/symptoms/tremor/"],
    "api/v1/side-effects/": ["/api/v1/side-effects/", "/api/v1/side-effects/?code=coma&format=csv"],
    "api/v1/side-effects/<slug:key>/": ["/api/v1/side-effects/drowsiness/"],
    "api/v1/sources/": ["/api/v1/sources/", "/api/v1/sources/?format=ndjson&fields=title"],
    "api/v1/sources/<slug:key>/": ["/api/v1/sources/example-label-2024/"],
    "api/v1/changes/": ["/api/v1/changes/", "/api/v1/changes/?after=0"],
    "api/v1/oembed/": ["/api/v1/oembed/?url=http://testserver/medications/orbelazine/&maxwidth=300"],
    "api/v1/export/": ["/api/v1/export/"],
    "api/v1/export/medications.ndjson": ["/api/v1/export/medications.ndjson"],
    "api/v1/export/medications.csv": ["/api/v1/export/medications.csv"],
    "fhir/metadata": ["/fhir/metadata"],
    "fhir/StructureDefinition/<slug:name>": [f"/fhir/StructureDefinition/{each}" for each in ("licence", "safety-notice")],
    "fhir/CodeSystem/<slug:name>": [f"/fhir/CodeSystem/{each}" for each in ("basis", "symptom")],
    "fhir/MedicationKnowledge": ["/fhir/MedicationKnowledge", "/fhir/MedicationKnowledge?code:text=orb&_count=1"],
    "fhir/MedicationKnowledge/<str:id>": [f"/fhir/MedicationKnowledge/{ORBELAZINE}"],
    "fhir/MedicationKnowledge/<str:id>/_history/<int:number>": [f"/fhir/MedicationKnowledge/{ORBELAZINE}/_history/1"],
    "fhir/ClinicalUseDefinition": ["/fhir/ClinicalUseDefinition", "/fhir/ClinicalUseDefinition?type=warning&_count=2"],
    "fhir/ClinicalUseDefinition/<str:id>": [f"/fhir/ClinicalUseDefinition/{A_USE}"],
    "fhir/ClinicalUseDefinition/<str:id>/_history/<int:number>": [f"/fhir/ClinicalUseDefinition/{A_USE}/_history/1"],
    "api/v1/schema/": ["/api/v1/schema/"],
    "api/v1/docs/": ["/api/v1/docs/"],
}
REFUSED = {
    "/medications/orbelazine-old/": 301,
    "/medications/never/": 404,
    "/medications/?letter=Q": 404,
    "/embed/medications/orbelazine-old/": 301,
    "/embed/medications/never/": 404,
    "/suggestions/?nonsense=1": 404,
    "/medications/orbelazine/card/?for=nobody": 404,
    "/medications/orbelazine/cite/nothing/": 404,
    "/medications/orbelazine/report/?version=9": 404,
    "/medications/orbelazine/history/9/": 404,
    "/medications/orbelazine/history/?from=1&to=2": 302,
    "/medications/orbelazine/history/?from=1&to=9": 404,
    "/medications/orbelazine/history/1...9/": 404,
    "/medications/orbelazine/history/2...1/": 301,
    "/medications/orbelazine/history/2...2/": 301,
    "/side-effects/never/": 404,
    "/side-effects/?letter=C": 404,
    "/could-it-be-my-ms/?symptom=never&medication=orbelazine": 404,
    "/could-it-be-my-ms/?symptom=tremor&medication=Orbelazine": 302,
    "/medications/compare/?medication=orbelazine&medication=never": 404,
    "/medications/compare/?medication=orbelazine-old&medication=sample-drug": 302,
    "/api/v1/medications/orbelazine-old/": 301,
    "/api/v1/medications/never/": 404,
    "/api/v1/medications/?nonsense=1": 400,
    "/api/v1/changes/?stream=another&after=3": 410,
    "/api/v1/oembed/?url=http://testserver/medications/never/": 404,
    "/fhir/MedicationKnowledge/never": 404,
    "/fhir/StructureDefinition/never": 404,
    "/fhir/CodeSystem/licence": 404,
    f"/fhir/MedicationKnowledge/{ORBELAZINE}/_history/9": 404,
    "/fhir/MedicationKnowledge?nonsense=1": 400,
    "/api/v1/changes/?after=3": 400,
    "/api/v1/export/medications.csv?at=1-another": 410,
}
ADDRESSES = [address for addresses in EXAMPLES.values() for address in addresses]


def public_routes() -> Iterator[str]:
    for each in get_resolver().url_patterns:
        if str(each.pattern) not in NOT_PUBLIC:
            yield from (route for route in routes(each) if route not in NEVER_READ and not route.startswith(OF_HOLDERS))


def routes(part, prefix: str = "") -> Iterator[str]:
    here = prefix + str(part.pattern)
    if isinstance(part, URLPattern):
        yield here
        return
    for inner in part.url_patterns:
        yield from routes(inner, here)

"""Every place where the public or partners may meet a page, and what must be found there: what reading back goes through.

A new public address belongs here: tests/conventions/test_surfaces.py fails until some surface reads it, or EXEMPT says why none
need. What is found is told in the same words as what is expected, so that the two can be compared and shown side by side.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from medications.content.choices import DocumentKind
from medications.delivery import surfaces_of_asking as asking
from medications.delivery import surfaces_of_copies as copies
from medications.delivery import surfaces_of_fhir as fhir
from medications.delivery import surfaces_of_machines as machines
from medications.delivery import surfaces_of_pages as pages
from medications.delivery import surfaces_of_partners as partners
from medications.delivery import surfaces_taken_along as taken
from medications.delivery.looking import Look
from medications.projections.addresses import PATHS, RECORDS
from medications.projections.public_state import PublicState

M, S = frozenset({DocumentKind.MEDICATION.value}), frozenset({DocumentKind.SYMPTOM.value})
E = frozenset({DocumentKind.SIDE_EFFECT.value})
MEDICINE, USE = fhir.MEDICINE.lstrip("/"), fhir.USE.lstrip("/")
BOTH = M | S
ALL = frozenset(DocumentKind.values)
WITH_A_PAGE = frozenset(kind.value for kind in PATHS)
IN_THE_API, LISTS = frozenset(RECORDS), tuple(path.lstrip("/") for path in RECORDS.values())


@dataclass(frozen=True)
class Surface:
    """`routes` as Django prints them."""

    name: str
    routes: tuple[str, ...]
    looks: Callable[[PublicState], Iterator[Look]]
    kinds: frozenset[str] = BOTH


SURFACES = [
    Surface("Page of the medicine", ("medications/<slug:slug>/",), pages.own, M),
    Surface("Page of the symptom", ("symptoms/<slug:slug>/",), pages.own, S),
    Surface("History", ("medications/<slug:slug>/history/",), pages.history, M),
    Surface("Old versions", ("medications/<slug:slug>/history/<int:number>/",), pages.versions, M),
    Surface("Differences of versions", ("medications/<slug:slug>/history/<int:number>...<int:other>/",), pages.differences, M),
    Surface("Sheets to print", ("medications/<slug:slug>/card/",), taken.sheets, M),
    Surface(
        "Entries for citing", ("medications/<slug:slug>/cite/", "medications/<slug:slug>/cite/<slug:form>/"), taken.entries, M
    ),
    Surface("Reporting an error", ("medications/<slug:slug>/report/",), taken.report, M),
    Surface("List of medicines: search and letter", ("medications/",), pages.in_lists, M),
    Surface("Suggestions of the search", ("suggestions/",), pages.suggested, M),
    Surface("List of medicines: filter by symptom", ("medications/",), pages.filtered, S),
    Surface("Pages of its symptoms", ("symptoms/<slug:slug>/",), pages.on_symptoms, M),
    Surface("Pages of other medicines for them", ("medications/<slug:slug>/",), pages.beside, M),
    Surface("List of symptoms", ("symptoms/",), pages.among_symptoms, S),
    Surface("Page of the side effect", ("side-effects/<slug:slug>/",), pages.own, E),
    Surface("List of side effects", ("side-effects/",), asking.among_side_effects, E),
    Surface("Pages of its side effects", ("side-effects/<slug:slug>/",), asking.on_side_effects, M),
    Surface("Pages of symptoms that it is like", ("symptoms/<slug:slug>/",), asking.on_symptoms, E),
    Surface("Comparison, and look-up of a symptom", ("medications/compare/", "could-it-be-my-ms/"), asking.can_be_chosen, M),
    Surface("Look-up of a symptom", ("could-it-be-my-ms/",), asking.can_be_looked_up, S | E),
    Surface("Home page, latest changes", ("",), pages.on_home, WITH_A_PAGE),
    Surface("What changed", ("changes/",), pages.in_changes, WITH_A_PAGE),
    Surface("Atom feed of the site", ("feeds/changes.atom",), machines.site_feed, WITH_A_PAGE),
    Surface("Atom feeds of symptoms", ("symptoms/<slug:slug>/changes.atom",), machines.symptom_feeds),
    Surface("Sitemap", ("sitemap.xml",), machines.in_sitemap, WITH_A_PAGE),
    Surface("Partner API: record", tuple(f"{each}<slug:key>/" for each in LISTS), partners.record, IN_THE_API),
    Surface(
        "Partner API: text of each publication",
        ("api/v1/medications/<slug:key>/revisions/<int:number>/canonical",),
        partners.canonical,
        M,
    ),
    Surface("Partner API: lists", LISTS, partners.in_lists, IN_THE_API),
    Surface("Partner API: lists of versions", ("api/v1/medications/<slug:key>/revisions/",), copies.revisions, M),
    Surface(
        "Partner API: old versions",
        ("api/v1/medications/<slug:key>/revisions/<int:number>/",),
        copies.versions,
        M,
    ),
    Surface("Partner API: freshness", ("api/v1/freshness/",), copies.freshness, ALL),
    Surface("Export", ("api/v1/export/",), copies.manifest, ALL),
    Surface("Files of the export", ("api/v1/export/medications.ndjson", "api/v1/export/medications.csv"), copies.files, M),
    Surface("Partner API: feed of changes", ("api/v1/changes/",), partners.feed, ALL),
    Surface("Embedded pages", ("embed/medications/<slug:slug>/",), partners.embedded, M),
    Surface("How to embed it (oEmbed)", ("api/v1/oembed/",), partners.oembed, M),
    Surface("FHIR: resources", (f"{MEDICINE}/<str:id>", f"{USE}/<str:id>"), fhir.read, M),
    Surface("FHIR: versions", tuple(f"{each}/<str:id>/_history/<int:number>" for each in (MEDICINE, USE)), fhir.versions, M),
    Surface("FHIR: searches", (MEDICINE, USE), fhir.found, M),
]
# Public addresses that say nothing of any page.
EXEMPT = {
    "about/display/": "how pages look",
    "about/editorial-policy/": "about the site; counts pages, names none",
    "about/accessibility/": "about the site",
    "about/privacy/": "about the site",
    "robots.txt": "about the site",
    ".well-known/security.txt": "about the site",
    "healthz": "says that the process answers",
    "csp-reports/": "takes reports, shows nothing",
    "api/v1/schema/": "describes the API",
    "api/v1/docs/": "describes the API",
    "fhir/metadata": "describes the FHIR facade",
    "fhir/StructureDefinition/<slug:name>": "describes the FHIR facade",
    "fhir/CodeSystem/<slug:name>": "describes the FHIR facade",
}


def of_kind(kind: str) -> list[Surface]:
    return [surface for surface in SURFACES if kind in surface.kinds]

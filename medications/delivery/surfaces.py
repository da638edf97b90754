"""Every place where the public or partners may meet a page, and what must be found there: what reading back goes through.

A new public address belongs here: tests/conventions/test_surfaces.py fails until some surface reads it, or EXEMPT says why none
need. What is found is told in the same words as what is expected, so that the two can be compared and shown side by side.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from medications.content.choices import DocumentKind
from medications.delivery import surfaces_of_pages as pages
from medications.delivery import surfaces_of_partners as partners
from medications.delivery.looking import Look
from medications.projections.public_state import PublicState

M, S = frozenset({DocumentKind.MEDICATION.value}), frozenset({DocumentKind.SYMPTOM.value})
BOTH = M | S
ALL = frozenset(DocumentKind.values)


@dataclass(frozen=True)
class Surface:
    """`routes` as Django prints them. Without `looks` it is not part of this site yet."""

    name: str
    routes: tuple[str, ...]
    looks: Callable[[PublicState], Iterator[Look]] | None = None
    kinds: frozenset[str] = BOTH


SURFACES = [
    Surface("Page of the medicine", ("medications/<slug:slug>/",), pages.own, M),
    Surface("Page of the symptom", ("symptoms/<slug:slug>/",), pages.own, S),
    Surface("History", ("medications/<slug:slug>/history/",), pages.history, M),
    Surface("Old versions", ("medications/<slug:slug>/history/<int:number>/",), pages.versions, M),
    Surface("List of medicines: search and letter", ("medications/",), pages.in_lists, M),
    Surface("List of medicines: filter by symptom", ("medications/",), pages.filtered, S),
    Surface("Pages of its symptoms", ("symptoms/<slug:slug>/",), pages.on_symptoms, M),
    Surface("Pages of other medicines for them", ("medications/<slug:slug>/",), pages.beside, M),
    Surface("List of symptoms", ("symptoms/",), pages.among_symptoms, S),
    Surface("Home page, latest changes", ("",), pages.on_home),
    Surface("What changed", ("changes/",), pages.in_changes),
    Surface("Partner API: record", ("api/v1/medications/<slug:key>/", "api/v1/symptoms/<slug:key>/"), partners.record),
    Surface(
        "Partner API: text of each publication",
        ("api/v1/medications/<slug:key>/revisions/<int:number>/canonical",),
        partners.canonical,
        M,
    ),
    Surface("Partner API: lists", ("api/v1/medications/", "api/v1/symptoms/"), partners.in_lists),
    Surface("Partner API: feed of changes", ("api/v1/changes/",), partners.feed, ALL),
    # To come. Whoever builds one gives it its looks.
    Surface("Atom feeds", ("feeds/changes.atom", "symptoms/<slug:slug>/changes.atom")),
    Surface("Sitemap", ("sitemap.xml",)),
    Surface("Embedded pages", ("embed/medications/<slug:slug>/",)),
    Surface("Short prints", ("medications/<slug:slug>/card/",)),
    Surface("Comparison of medicines", ("medications/compare/",)),
    Surface("Pages of side effects", ("side-effects/", "side-effects/<slug:slug>/")),
    Surface("Partner API: lists of versions", ("api/v1/medications/<slug:key>/revisions/",)),
    Surface("Partner API: freshness", ("api/v1/freshness/",)),
    Surface("Export", ("api/v1/export/", "api/v1/export/medications.ndjson", "api/v1/export/medications.csv")),
    Surface("FHIR", ("fhir/",)),
]
# Public addresses that say nothing of any page.
EXEMPT = {
    "about/privacy/": "about the site",
    ".well-known/security.txt": "about the site",
    "healthz": "says that the process answers",
    "csp-reports/": "takes reports, shows nothing",
    "api/v1/schema/": "describes the API",
    "api/v1/docs/": "describes the API",
}


def of_kind(kind: str) -> list[Surface]:
    return [surface for surface in SURFACES if kind in surface.kinds and surface.looks]


def not_yet() -> list[str]:
    return [surface.name for surface in SURFACES if surface.looks is None]

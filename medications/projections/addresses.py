"""Public addresses. Made here, so that stored fragments, API and redirects cannot disagree."""

from django.conf import settings

from medications.content.choices import DocumentKind

PATHS = {
    DocumentKind.MEDICATION: "/medications/{}/",
    DocumentKind.SYMPTOM: "/symptoms/{}/",
    DocumentKind.SIDE_EFFECT: "/side-effects/{}/",
}

API = "/api/v1/"
RECORDS = {
    DocumentKind.MEDICATION: f"{API}medications/",
    DocumentKind.SYMPTOM: f"{API}symptoms/",
    DocumentKind.SIDE_EFFECT: f"{API}side-effects/",
    DocumentKind.SOURCE: f"{API}sources/",
}  # lists of the partner API; below each, the records

EMBED = "/embed/medications/{}/"  # a medicine's page cut down for a frame on another site

# Pages of the site's own that stand where a document's could: no document gets such an address.
OWN_PAGES = {"/medications/compare/"}


def path(kind: str, slug: str) -> str:
    """Path of a page; nothing for kinds that have no page."""
    return PATHS[kind].format(slug) if kind in PATHS else ""


def absolute(path: str) -> str:
    """A path on this site as an address; from the setting, never from a request's Host header."""
    return settings.SITE_URL + path


def url(kind: str, slug: str) -> str:
    """Absolute address, as partners need it."""
    return absolute(path(kind, slug)) if kind in PATHS else ""


def embed_path(slug: str) -> str:
    return EMBED.format(slug)

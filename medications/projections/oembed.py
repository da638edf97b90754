"""How another site shows a medicine in a frame: the HTML to copy, and the same as oEmbed 1.0 tells it to programs.

The HTML has no script: a frame, which is always of today, and a link to the page for who does not see it.
"""

import re
from urllib.parse import unquote, urlencode, urlsplit

from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString

from medications.content.choices import DocumentKind
from medications.models import IndexRow, SocietyProfile
from medications.projections import addresses

ENDPOINT = "/api/v1/oembed/"
SCRIPT = "/embed.js"
WIDTH, HEIGHT = 600, 600  # pixels, where nothing smaller is asked for
CACHE_AGE = 24 * 60 * 60  # seconds: of the HTML. What the frame shows is fetched by each reader
PRIVATE = ("/admin/", "/accounts/", "/review/", "/preview/", "/styleguide/")
_MEDICINE = re.compile(r"(?:/embed)?/medications/([-a-zA-Z0-9_]+)/?")


class NotPublic(Exception):
    """The address is of a part of this site that is not for everybody."""


def endpoint(slug: str) -> str:
    """Where oEmbed is told of a medicine; for its page, which names it to programs."""
    return f"{addresses.absolute(ENDPOINT)}?{urlencode({'url': addresses.url(DocumentKind.MEDICATION, slug)}, safe=':/')}"


def slug_in(address: str) -> str | None:
    """The slug of the medicine that an address of this site names; None for any other. Raises NotPublic.

    It says nothing of whether there is such a medicine, and of private parts nothing of what is there.
    """
    try:
        asked = urlsplit(address.strip())
    except ValueError:
        return None
    if asked.scheme not in ("http", "https") or asked.netloc.lower() != urlsplit(settings.SITE_URL).netloc.lower():
        return None
    path = unquote(asked.path)
    if path.startswith(PRIVATE):
        raise NotPublic
    found = _MEDICINE.fullmatch(path)
    return found[1] if found else None


def snippet(row: IndexRow, profile: SocietyProfile, width: int = WIDTH, height: int = HEIGHT) -> SafeString:
    title = f"{row.title} – {profile.site_title}"
    return format_html(
        '<iframe src="{}" title="{}" width="{}" height="{}" loading="lazy" style="max-width:100%;border:0"></iframe>\n'
        '<p><a href="{}">{}</a> ({})</p>',
        addresses.absolute(addresses.embed_path(row.slug)),
        title,
        width,
        height,
        addresses.url(row.kind, row.slug),
        title,
        profile.attribution or profile.name,
    )


def sizing() -> SafeString:
    """What may be added once a page, so that its frames are as high as their text."""
    return format_html('<script src="{}" async></script>', addresses.absolute(SCRIPT))


def as_json(row: IndexRow, profile: SocietyProfile, most_wide: int | None, most_high: int | None) -> dict:
    width, height = min(WIDTH, most_wide or WIDTH), min(HEIGHT, most_high or HEIGHT)
    return {
        "version": "1.0",
        "type": "rich",
        "title": row.title,
        "author_name": profile.attribution or profile.name,
        "author_url": addresses.absolute("/"),
        "provider_name": profile.site_title,
        "provider_url": addresses.absolute("/"),
        "cache_age": CACHE_AGE,
        "html": snippet(row, profile, width, height),
        "width": width,
        "height": height,
    }

"""A sitemap as XML (sitemaps.org, 0.9). Pure."""

from collections.abc import Iterable
from datetime import datetime
from xml.etree import ElementTree  # only writes

from medications.content.atom import moment
from medications.content.xml_text import holdable

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
MOST = 50_000  # addresses that the protocol lets one sitemap hold


def as_xml(pages: Iterable[tuple[str, datetime | None]]) -> bytes:
    """Absolute addresses, each with when its page last changed, if that is known."""
    root = ElementTree.Element("urlset", {"xmlns": SITEMAP})
    for address, changed in pages:
        url = ElementTree.SubElement(root, "url")
        ElementTree.SubElement(url, "loc").text = holdable(address)
        if changed:
            ElementTree.SubElement(url, "lastmod").text = moment(changed)
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)

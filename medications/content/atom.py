"""An Atom feed as XML: RFC 4287, and for what must be forgotten the tombstones of RFC 6721. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.etree import ElementTree  # only writes

from medications.content.xml_text import holdable

ATOM = "http://www.w3.org/2005/Atom"
TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"
CONTENT_TYPE = "application/atom+xml"


@dataclass(frozen=True)
class Link:
    """`href` is absolute."""

    rel: str
    href: str
    type: str = "text/html"
    title: str = ""


@dataclass(frozen=True)
class Entry:
    """`id` stays the same for ever. `category` is (term, label)."""

    id: str
    title: str
    updated: datetime
    summary: str
    links: tuple[Link, ...]
    category: tuple[str, str]


@dataclass(frozen=True)
class Tombstone:
    """The entry with the id `ref` is to be forgotten since `when`; `comment` says why."""

    ref: str
    when: datetime
    comment: str
    links: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Feed:
    id: str
    title: str
    subtitle: str
    updated: datetime
    author: str
    rights: str
    links: tuple[Link, ...]
    entries: tuple[Entry, ...]
    tombstones: tuple[Tombstone, ...]
    language: str = "en-US"


def as_xml(feed: Feed) -> bytes:
    """Entries as they are given; tombstones before them, since the schema of RFC 4287 has entries last."""
    root = ElementTree.Element("feed", {"xmlns": ATOM, "xmlns:at": TOMBSTONES, "xml:lang": feed.language})
    _add(root, "id", feed.id)
    _add(root, "title", feed.title)
    _add(root, "subtitle", feed.subtitle)
    _add(root, "updated", moment(feed.updated))
    _add(_add(root, "author"), "name", feed.author)
    _add(root, "rights", feed.rights)
    _links(root, feed.links)
    for tombstone in feed.tombstones:
        gone = _add(root, "at:deleted-entry", ref=tombstone.ref, when=moment(tombstone.when))
        _add(gone, "at:comment", tombstone.comment)
        _links(gone, tombstone.links)
    for entry in feed.entries:
        _entry(root, entry)
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)


def moment(at: datetime) -> str:
    """A date construct of Atom, and of sitemaps: to the second, in UTC."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _entry(root: ElementTree.Element, entry: Entry) -> None:
    element = _add(root, "entry")
    _add(element, "id", entry.id)
    _add(element, "title", entry.title)
    _add(element, "updated", moment(entry.updated))
    _links(element, entry.links)
    term, label = entry.category
    _add(element, "category", term=term, label=label)
    _add(element, "summary", entry.summary)


def _links(parent: ElementTree.Element, links: Iterable[Link]) -> None:
    for link in links:
        named = {"title": link.title} if link.title else {}
        _add(parent, "link", rel=link.rel, type=link.type, href=link.href, **named)


def _add(parent: ElementTree.Element, name: str, text: str = "", **attributes: str) -> ElementTree.Element:
    element = ElementTree.SubElement(parent, name, {key: holdable(value) for key, value in attributes.items()})
    element.text = holdable(text) or None
    return element

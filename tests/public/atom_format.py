"""A strict reader of Atom feeds: what RFC 4287 and, for tombstones, RFC 6721 ask for, and nothing beyond what they know.

It holds a feed to the RELAX NG schema of RFC 4287 (appendix B) too, rule by rule, in which entries come last. What the schema
allows and ours do not use (other extensions, `content`, `source`, HTML in texts, `xml:base`) is a fault here.
"""

import re
from collections import Counter
from datetime import datetime
from urllib.parse import urlsplit
from xml.etree import ElementTree

ATOM = "{http://www.w3.org/2005/Atom}"
TOMBSTONE = "{http://purl.org/atompub/tombstones/1.0}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
MEDIA_TYPE = re.compile(r"[\w.+-]+/[\w.+-]+")
LANGUAGE = re.compile(r"([A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*)?")
RELATIONS = {"alternate", "self", "related"}  # of those that are registered, what ours use
# Element -> child -> (at least, at most). Everything else is a fault. RFC 4287: 4.1.1 feed, 4.1.2 entry, 3.2 author; RFC 6721: 3.
MANY = 10**6
CHILDREN = {
    "feed": {
        "id": (1, 1),
        "title": (1, 1),
        "updated": (1, 1),
        "author": (0, MANY),
        "category": (0, MANY),
        "contributor": (0, MANY),
        "generator": (0, 1),
        "icon": (0, 1),
        "link": (0, MANY),
        "logo": (0, 1),
        "rights": (0, 1),
        "subtitle": (0, 1),
        "entry": (0, MANY),
        "deleted-entry": (0, MANY),
    },
    "entry": {
        "id": (1, 1),
        "title": (1, 1),
        "updated": (1, 1),
        "author": (0, MANY),
        "category": (0, MANY),
        "content": (0, 1),
        "contributor": (0, MANY),
        "link": (0, MANY),
        "published": (0, 1),
        "rights": (0, 1),
        "source": (0, 1),
        "summary": (0, 1),
    },
    "author": {"name": (1, 1), "uri": (0, 1), "email": (0, 1)},
    "deleted-entry": {"by": (0, 1), "comment": (0, 1), "link": (0, MANY), "source": (0, 1)},
}
# Element -> attribute -> is it needed? RFC 4287: 4.2.7 link, 4.2.2 category, 3.1 texts; RFC 6721: 3.
ATTRIBUTES = {
    "link": {"href": True, "rel": False, "type": False, "hreflang": False, "title": False, "length": False},
    "category": {"term": True, "scheme": False, "label": False},
    "deleted-entry": {"ref": True, "when": True},
    "title": {"type": False},
    "subtitle": {"type": False},
    "summary": {"type": False},
    "rights": {"type": False},
    "comment": {"type": False},
}
DATES, IRIS, TEXTS = {"updated", "published"}, {"id"}, {"title", "subtitle", "summary", "rights", "comment", "name"}


def faults(content: bytes) -> list[str]:
    """What is wrong with a feed, one line each."""
    root = _read(content)
    if root.tag != f"{ATOM}feed":
        return [f"begins with {root.tag}"]
    found = _of_element(root, "feed")
    names = [child.tag for child in root]
    if f"{ATOM}entry" in names and set(names[names.index(f"{ATOM}entry") :]) != {f"{ATOM}entry"}:
        found.append("something comes after an entry")
    feed_has_author = root.find(f"{ATOM}author") is not None
    entries = root.findall(f"{ATOM}entry")
    if not feed_has_author and any(entry.find(f"{ATOM}author") is None for entry in entries):
        found.append("nobody is the author of an entry")
    if not [link for link in root.findall(f"{ATOM}link") if link.get("rel") == "self"]:
        found.append("does not say its own address")
    for where in [root, *entries]:
        found += _alternates(where)
    for entry in entries:
        links = [link for link in entry.findall(f"{ATOM}link") if link.get("rel", "alternate") == "alternate"]
        if entry.find(f"{ATOM}content") is None and not links:
            found.append("an entry has neither content nor an alternate link")
    return found + _of_ids(root, entries)


def entries_of(content: bytes) -> dict[str, str]:
    """Title by id."""
    root = _read(content)
    return {entry.findtext(f"{ATOM}id"): entry.findtext(f"{ATOM}title") for entry in root.findall(f"{ATOM}entry")}


def tombstones_of(content: bytes) -> dict[str, str]:
    """Comment by the id of what is to be forgotten."""
    root = _read(content)
    return {each.get("ref"): each.findtext(f"{TOMBSTONE}comment") for each in root.findall(f"{TOMBSTONE}deleted-entry")}


def _read(content: bytes):
    return ElementTree.fromstring(content)  # noqa: S314 - our own answers


def _of_ids(root, entries) -> list[str]:
    """Two entries with one id are allowed by the RFC only if they differ in `updated`; ours never share one."""
    ids = Counter(entry.findtext(f"{ATOM}id") for entry in entries)
    refs = Counter(each.get("ref") for each in root.findall(f"{TOMBSTONE}deleted-entry"))
    found = [f"{name} is the id of several" for name, count in (ids + refs).items() if count > 1]
    return found + [
        f"{each.get('ref')} is no IRI" for each in root.findall(f"{TOMBSTONE}deleted-entry") if not _is_iri(each.get("ref"))
    ]


def _alternates(where) -> list[str]:
    """At most one alternate link of the same type and language."""
    links = [link for link in where.findall(f"{ATOM}link") if link.get("rel", "alternate") == "alternate"]
    same = Counter((link.get("type"), link.get("hreflang")) for link in links)
    return [f"{count} alternate links of {kind}" for kind, count in same.items() if count > 1]


def _of_element(element, name: str) -> list[str]:
    """The element itself and all below it."""
    found = _of_attributes(element, name) + _of_text(element, name)
    allowed = CHILDREN.get(name, {})
    counted = Counter()
    for child in element:
        known = next((each for each in allowed if child.tag == f"{TOMBSTONE if _is_of_tombstones(each) else ATOM}{each}"), None)
        if known is None:
            found.append(f"{name} holds {child.tag}")
            continue
        counted[known] += 1
        found += [f"{name} holds text"] if (child.tail or "").strip() else []
        found += _of_element(child, known)
    return found + [
        f"{name} holds {counted[child]} of {child}"
        for child, (least, most) in allowed.items()
        if not least <= counted[child] <= most
    ]


def _is_of_tombstones(name: str) -> bool:
    return name in ("deleted-entry", "comment", "by")


def _of_attributes(element, name: str) -> list[str]:
    allowed = ATTRIBUTES.get(name, {})
    given = {key for key in element.keys() if key != LANG}
    found = [f"{name} has {key}" for key in given - set(allowed)]
    found += [f"{name} has no {key}" for key, needed in allowed.items() if needed and not element.get(key)]
    if not LANGUAGE.fullmatch(element.get(LANG, "")):
        found.append(f"{element.get(LANG)} is no language")
    if name == "link":
        found += [f"{element.get('rel')} is no relation"] if element.get("rel", "alternate") not in RELATIONS else []
        found += [f"{element.get('hreflang')} is no language"] if not LANGUAGE.fullmatch(element.get("hreflang", "")) else []
        found += [f"{element.get('href')} is no IRI"] if not _is_iri(element.get("href")) else []
        found += [f"{element.get('type')} is no media type"] if not MEDIA_TYPE.fullmatch(element.get("type", "a/b")) else []
    if name == "deleted-entry" and not _is_date(element.get("when")):
        found.append(f"{element.get('when')} is no date")
    return found + (
        [f"{name} is of type {element.get('type')}"] if name in TEXTS and element.get("type", "text") != "text" else []
    )


def _of_text(element, name: str) -> list[str]:
    text = element.text or ""
    if name in DATES:
        return [] if _is_date(text) else [f"{text} is no date"]
    if name in IRIS:
        return [] if _is_iri(text) else [f"{text} is no IRI"]
    if name in TEXTS:
        return [] if name == "rights" or text.strip() else [f"{name} is empty"]
    return [f"{name} holds text"] if text.strip() else []


def _is_date(text: str | None) -> bool:
    return bool(DATE.fullmatch(text or "")) and datetime.fromisoformat(text.replace("Z", "+00:00")) is not None


def _is_iri(text: str | None) -> bool:
    parts = urlsplit(text or "")
    return bool(parts.scheme) and not re.search(r"[\s<>\"{}|\\^`]", text) and bool(parts.netloc or parts.path)

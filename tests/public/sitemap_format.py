"""A strict reader of sitemaps: what sitemap.xsd of sitemaps.org (version 0.9, of 2008-03-26) asks for, and nothing beyond it.

Every rule of the schema is here: one <urlset> with at least one <url>; in each one <loc> of 12 to 2,048 characters, and at most
one <lastmod>, <changefreq> and <priority>, in any order; no attributes, and no other text. What the schema allows of other
namespaces is a fault here, since ours has none. A sitemap has no more than 50,000 addresses, and none twice.
"""

import re
from collections import Counter
from datetime import datetime
from urllib.parse import urlsplit
from xml.etree import ElementTree

NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
OFTEN = {"always", "hourly", "daily", "weekly", "monthly", "yearly", "never"}
DATE = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d))?")
MOST = 50_000


def faults(content: bytes) -> list[str]:
    """What is wrong with a sitemap, one line each."""
    root = ElementTree.fromstring(content)  # noqa: S314 - our own answers
    if root.tag != f"{NAMESPACE}urlset":
        return [f"begins with {root.tag}"]
    found = [] if 1 <= len(root) <= MOST else [f"has {len(root)} addresses"]
    found += [f"{each.tag} has attributes" for each in root.iter() if each.attrib]
    for each in root.iter():
        around = (each.text or "") if len(each) else ""
        found += [f"text in {each.tag}"] if (around + (each.tail or "")).strip() else []
    for url in root:
        found += _of_url(url) if url.tag == f"{NAMESPACE}url" else [f"holds {url.tag}"]
    said = Counter(loc.text for loc in root.iter(f"{NAMESPACE}loc"))
    return found + [f"{address} stands there {count} times" for address, count in said.items() if count > 1]


def moments(content: bytes) -> dict[str, str | None]:
    """Last modification by address."""
    root = ElementTree.fromstring(content)  # noqa: S314 - our own answers
    return {url.findtext(f"{NAMESPACE}loc"): url.findtext(f"{NAMESPACE}lastmod") for url in root}


def _of_url(url) -> list[str]:
    names = Counter(child.tag.removeprefix(NAMESPACE) for child in url)
    found = [f"a url holds {count} of {name}" for name, count in names.items() if name not in CHECKS or count > 1]
    found += [] if names["loc"] else ["a url has no loc"]
    for child in url:
        check = CHECKS.get(child.tag.removeprefix(NAMESPACE))
        text = (child.text or "").strip()
        found += [f"{child.tag} is {text!r}"] if check and not (check(text) and not len(child)) else []
    return found


def _is_address(text: str) -> bool:
    return 12 <= len(text) <= 2048 and bool(urlsplit(text).scheme and urlsplit(text).netloc)


def _is_date(text: str) -> bool:
    try:
        return bool(DATE.fullmatch(text)) and datetime.fromisoformat(text) is not None
    except ValueError:
        return False


CHECKS = {
    "loc": _is_address,
    "lastmod": _is_date,
    "changefreq": OFTEN.__contains__,
    "priority": lambda text: bool(re.fullmatch(r"0(\.\d+)?|1(\.0+)?", text)),
}

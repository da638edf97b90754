"""Whether data is in the vocabulary of schema.org: classes, their properties, and what those may hold.

The words are those of schema_org_words.json; schema_org_words.py says where they are from.
"""

import json
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

CLASSES = json.loads(Path(__file__).with_name("schema_org_words.json").read_text())["classes"]
KEYWORDS = {"@context", "@type", "@id"}  # of JSON-LD itself


def faults(node: dict, at: str = "") -> list[str]:
    """What the vocabulary does not know or allow, in a node and all below it."""
    kind = node.get("@type")
    if kind not in CLASSES:
        return [f"{at} is a {kind}"]
    found = []
    for name, value in node.items():
        if name in KEYWORDS:
            continue
        holds = _holds(kind, name)
        if not holds:
            found.append(f"{at} {kind} has no {name}")
            continue
        for each in value if isinstance(value, list) else [value]:
            found += _of_value(each, holds, f"{at}/{name}")
    return found


def _holds(kind: str, name: str) -> set[str]:
    """What the property may hold, of a class or one above it."""
    return {each for line in _line(kind) for each in CLASSES[line]["properties"].get(name, [])}


def _of_value(value, holds: set[str], at: str) -> list[str]:
    if isinstance(value, dict):
        fits = holds & _line(value.get("@type"))
        return faults(value, at) + ([] if fits else [f"{at} holds a {value.get('@type')}"])
    if not isinstance(value, str) or not value.strip():
        return [f"{at} is {value!r}"]
    if "Text" in holds or ("URL" in holds and urlsplit(value).netloc) or ("Date" in holds and _is_date(value)):
        return []
    return [f"{at} is {value!r}"]


def _is_date(value: str) -> bool:
    try:
        return str(date.fromisoformat(value)) == value
    except ValueError:
        return False


def _line(kind: str | None) -> set[str]:
    """A class and all above it."""
    if kind not in CLASSES:
        return set()
    return {kind}.union(*(_line(parent) for parent in CLASSES[kind]["parents"]))

"""The part of the vocabulary of schema.org that our pages use (release 28): classes with their parents, properties with the
classes that may have them and what they may hold. Whoever uses another word looks it up there and adds it.
"""

from datetime import date
from urllib.parse import urlsplit

PARENTS = {
    "Thing": None,
    "CreativeWork": "Thing",
    "WebPage": "CreativeWork",
    "MedicalWebPage": "WebPage",
    "WebSite": "CreativeWork",
    "Book": "CreativeWork",
    "Article": "CreativeWork",
    "ScholarlyArticle": "Article",
    "Organization": "Thing",
    "MedicalEntity": "Thing",
    "Substance": "MedicalEntity",
    "Drug": "Substance",
    "DrugClass": "MedicalEntity",
    "MedicalIntangible": "MedicalEntity",
    "MedicalCode": "MedicalIntangible",
    "MedicalCondition": "MedicalEntity",
    "MedicalSignOrSymptom": "MedicalCondition",
    "MedicalSymptom": "MedicalSignOrSymptom",
}
TEXT, URL, DATE = "Text", "URL", "Date"
PROPERTIES = {
    "name": ({"Thing"}, {TEXT}),
    "alternateName": ({"Thing"}, {TEXT}),
    "description": ({"Thing"}, {TEXT}),
    "url": ({"Thing"}, {URL}),
    "inLanguage": ({"CreativeWork"}, {TEXT}),
    "dateModified": ({"CreativeWork"}, {DATE}),
    "about": ({"CreativeWork"}, {"Thing"}),
    "citation": ({"CreativeWork"}, {"CreativeWork", TEXT}),
    "isPartOf": ({"CreativeWork"}, {"CreativeWork", URL}),
    "publisher": ({"CreativeWork"}, {"Organization"}),
    "publishingPrinciples": ({"CreativeWork", "Organization"}, {URL, "CreativeWork"}),
    "lastReviewed": ({"WebPage"}, {DATE}),
    "reviewedBy": ({"WebPage"}, {"Organization"}),
    "nonProprietaryName": ({"Drug"}, {TEXT}),
    "proprietaryName": ({"Drug"}, {TEXT}),
    "drugClass": ({"Drug"}, {"DrugClass"}),
    "dosageForm": ({"Drug"}, {TEXT}),
    "administrationRoute": ({"Drug"}, {TEXT}),
    "code": ({"MedicalEntity"}, {"MedicalCode"}),
    "codeValue": ({"MedicalCode"}, {TEXT}),
    "codingSystem": ({"MedicalCode"}, {TEXT}),
}


def faults(node: dict, at: str = "") -> list[str]:
    """What the vocabulary does not know or allow, in a node and all below it."""
    kind = node.get("@type")
    if kind not in PARENTS:
        return [f"{at} is a {kind}"]
    found = []
    for name, value in node.items():
        if name.startswith("@"):
            continue
        domain, holds = PROPERTIES.get(name, (set(), set()))
        if not domain & set(_line(kind)):
            found.append(f"{at} {kind} has no {name}")
            continue
        for each in value if isinstance(value, list) else [value]:
            found += _of_value(each, holds, f"{at}/{name}")
    return found


def _of_value(value, holds: set[str], at: str) -> list[str]:
    if isinstance(value, dict):
        fits = holds & set(_line(value.get("@type")))
        return faults(value, at) + ([] if fits else [f"{at} holds a {value.get('@type')}"])
    if not isinstance(value, str) or not value:
        return [f"{at} is {value!r}"]
    if TEXT in holds or (URL in holds and urlsplit(value).netloc):
        return []
    if DATE in holds:
        return [] if str(date.fromisoformat(value)) == value else [f"{at} is {value}"]
    return [f"{at} is {value!r}"]


def _line(kind: str | None) -> list[str]:
    """A class and its parents."""
    found = []
    while kind:
        found.append(kind)
        kind = PARENTS.get(kind)
    return found

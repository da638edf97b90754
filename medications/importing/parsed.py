"""What an import hands over: the parts of a page as they were printed, as frozen values and as plain data."""

from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from medications.content.choices import BrandStatus, GenericAvailable, When


@dataclass(frozen=True)
class Finding:
    """Something a person should look at. `field` names the part of the record it is about.

    `subject` is the piece it is about, as stored (a brand, a source's statement, a symptom): by it the same finding on many
    pages can be settled together. "" if it is about the page.
    """

    code: str
    message: str
    field: str = ""
    subject: str = ""


@dataclass(frozen=True)
class ParsedName:
    """The generic name; `inferred` when the page does not print it as such."""

    value: str = ""
    inferred: bool = False


@dataclass(frozen=True)
class ParsedBrand:
    """One brand in one market; a brand sold in two markets is two of these."""

    name: str
    market: str = ""
    status: str = BrandStatus.UNKNOWN


@dataclass(frozen=True)
class ParsedUse:
    symptom: str
    qualifier: str = ""


@dataclass(frozen=True)
class ParsedGeneric:
    value: str = GenericAvailable.UNKNOWN
    markets: tuple[str, ...] = ()


@dataclass(frozen=True)
class ParsedSection:
    kind: str
    heading: str
    body: str


@dataclass(frozen=True)
class ParsedSideEffect:
    group: str
    wording: str
    qualifier: str = ""
    look_alike: bool = False
    when: str = When.ANY


@dataclass(frozen=True)
class ParsedLeadSentence:
    group: str
    text: str


@dataclass(frozen=True)
class ParsedResource:
    """A leaflet or page the society links to for one symptom."""

    symptom: str
    title: str
    publisher: str = ""
    description: str = ""
    url: str = ""


@dataclass(frozen=True)
class ParsedSource:
    """A citable work, named as in `SourceDetails`; `permission` is the whole printed statement."""

    type: str
    title: str = ""
    editors: str = ""
    edition: str = ""
    place: str = ""
    publisher: str = ""
    issued: str = ""
    permission: str = ""


@dataclass(frozen=True)
class ParsedPage:
    """Everything one page said. `unmapped` and `furniture` are its lines that went into no field."""

    file: str
    generic_name: ParsedName = ParsedName()
    pronunciation: str = ""
    brand_names: tuple[ParsedBrand, ...] = ()
    uses: tuple[ParsedUse, ...] = ()
    generic_available: ParsedGeneric = ParsedGeneric()
    availability: str = ""
    sections: tuple[ParsedSection, ...] = ()
    side_effects: tuple[ParsedSideEffect, ...] = ()
    lead_sentences: tuple[ParsedLeadSentence, ...] = ()
    footnote: str = ""
    related_resources: tuple[ParsedResource, ...] = ()
    sources: tuple[ParsedSource, ...] = ()
    last_updated: str = ""
    unmapped: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    furniture: tuple[str, ...] = ()
    dosage_forms: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The page as plain dicts, lists, strings and booleans. Furniture stays out: it is no content.

        Two parts that few pages have are there only where the page has them: `dosage_forms`, and the `status` of a brand.
        """
        data = {
            part.name: _plain(getattr(self, part.name)) for part in fields(self) if part.name not in ("furniture", "dosage_forms")
        }
        if self.dosage_forms:
            data["dosage_forms"] = _plain(self.dosage_forms)
        data["brand_names"] = [_brand(brand) for brand in self.brand_names]
        data["lead_sentences"] = _by_group(self.lead_sentences)
        data["findings"] = [{"code": finding.code, "message": finding.message} for finding in self.findings]
        return data


def _brand(brand: ParsedBrand) -> dict[str, str]:
    data = _plain(brand)
    return data if brand.status != BrandStatus.UNKNOWN else {"name": brand.name, "market": brand.market}


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {part.name: _plain(getattr(value, part.name)) for part in fields(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    # A choice is a str of its own class; partners of this data expect the plain one.
    return str(value) if isinstance(value, str) else value


def _by_group(leads: tuple[ParsedLeadSentence, ...]) -> dict[str, str]:
    """Lead sentences by group. Two of the same group stand on two lines, so that neither replaces the other."""
    texts: dict[str, list[str]] = {}
    for lead in leads:
        texts.setdefault(str(lead.group), []).append(lead.text)
    return {group: "\n".join(found) for group, found in texts.items()}

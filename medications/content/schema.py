"""The record schema, version 1: what a Revision holds.

A record is frozen and canonical by construction: a field typed `Ordered` keeps the order given, a field typed `AsSet` is sorted
by its key and refuses a key given twice. So two records with the same content are equal, and have the same digest.
Row ids, users and times are no content. The slug is.
"""

import re
from datetime import date
from typing import Annotated, Any, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from medications.content import choices

VERSION = 1

T = TypeVar("T")
Ordered = tuple[T, ...]


def _as_set(*keys: str) -> AfterValidator:
    """Sorts a tuple by the named attributes (by itself without any) and refuses duplicates."""

    def key(item: Any) -> tuple:
        return tuple(getattr(item, name) for name in keys) if keys else (item,)

    def check(items: tuple) -> tuple:
        ordered = tuple(sorted(items, key=key))
        for one, other in zip(ordered, ordered[1:], strict=False):
            if key(one) == key(other):
                raise ValueError(f"is given twice: {', '.join(str(part) for part in key(one) if part)}")
        return ordered

    return AfterValidator(check)


def partial_date(value: str) -> str:
    """The value, if it is empty or a date of which day, or month and day, may be left out. Raises ValueError."""
    message = "is not a date; write 2005, 2005-01 or 2005-01-13"
    if value and not re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", value):
        raise ValueError(message)
    try:
        date.fromisoformat(value + "0001-01-01"[len(value) :])
    except ValueError:
        raise ValueError(message) from None
    return value


def _market(value: str) -> str:
    if value and value not in choices.MARKETS:
        raise ValueError(f"is not a known market; use one of {', '.join(choices.MARKETS)}")
    return value


def _web_address(value: str) -> str:
    if value and not re.match(r"https?://[^\s/]+", value):
        raise ValueError("is not a web address; it must begin with https:// or http://")
    return value


Code = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=100)]
PartialDate = Annotated[str, AfterValidator(partial_date)]
Market = Annotated[str, AfterValidator(_market)]
WebAddress = Annotated[str, Field(max_length=2000), AfterValidator(_web_address)]
Markdown = Annotated[str, Field(max_length=30_000)]  # characters; a long section has a tenth of that
Codes = Annotated[Ordered[Code], _as_set()]


class Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, use_enum_values=True, validate_default=True)


class Term(Part):
    """A side effect or drug class as the record names it: the stable code and the label at that time."""

    code: Code
    label: str


class SymptomTerm(Term):
    slug: Code
    link_phrase: str = ""  # "MS-related pain" in "Other medications used to treat MS-related pain"


class Reuse(Part):
    """Where a source permits its text to be used."""

    site: bool = True
    print: bool = False
    partners: bool = False


class SourceDetails(Part):
    """A citable work. `code` is the key of `[@code]`; dates may be partial."""

    code: Code
    type: choices.SourceType
    title: str
    authors: str = ""
    editors: str = ""
    edition: str = ""
    container: str = ""
    publisher: str = ""
    place: str = ""
    issued: PartialDate = ""
    url: WebAddress = ""
    isbn: str = ""
    doi: str = ""
    accessed: PartialDate = ""
    market: Market = ""
    grade: choices.SourceGrade
    permission: str = ""  # the statement to print, such as "Reprinted with permission from ..."
    reuse: Reuse = Reuse()


Sources = Annotated[Ordered[SourceDetails], _as_set("code")]


class BrandName(Part):
    name: str
    market: Market = ""
    status: choices.BrandStatus = choices.BrandStatus.UNKNOWN


class GenericInfo(Part):
    value: choices.GenericAvailable = choices.GenericAvailable.UNKNOWN
    markets: Annotated[Ordered[Market], _as_set()] = ()
    as_of: PartialDate = ""
    sources: Codes = ()


class Use(Part):
    symptom: SymptomTerm
    primary: bool = False
    status: choices.UseStatus = choices.UseStatus.UNKNOWN
    qualifier: str = ""
    note: str = ""
    sources: Codes = ()


class Statement(Part):
    kind: choices.StatementKind = choices.StatementKind.POINT
    text: Markdown


class Section(Part):
    kind: choices.SectionKind
    heading: str
    body: Markdown
    boxed: bool = False  # a boxed warning of the official label


class LeadSentence(Part):
    group: choices.SideEffectGroup
    when: choices.When = choices.When.ANY
    text: str


class Frequency(Part):
    """How many had it: `affected` of `of` people on the medicine; on placebo, if known."""

    affected: int = Field(ge=0)
    of: int = Field(ge=1)
    placebo_affected: int | None = Field(default=None, ge=0)
    placebo_of: int | None = Field(default=None, ge=1)

    @model_validator(mode="after")
    def _counts_fit(self):
        if self.affected > self.of:
            raise ValueError("more people affected than there were")
        if (self.placebo_affected is None) != (self.placebo_of is None):
            raise ValueError("a placebo figure needs both numbers")
        if self.placebo_of is not None and self.placebo_affected > self.placebo_of:
            raise ValueError("more people affected on placebo than there were")
        return self


class SideEffectEntry(Part):
    group: choices.SideEffectGroup
    when: choices.When = choices.When.ANY
    wording: str
    terms: Annotated[Ordered[Term], _as_set("code")] = ()
    qualifier: str = ""
    look_alike: bool = False
    frequency: Frequency | None = None
    sources: Codes = ()

    @model_validator(mode="after")
    def _overdose_is_an_emergency(self):
        if self.when == choices.When.OVERDOSE and self.group != choices.SideEffectGroup.EMERGENCY:
            raise ValueError("a sign of overdose belongs in the emergency group")
        return self


class ExternalCode(Part):
    system: choices.CodeSystem
    code: str


class Record(Part):
    """What every kind of record has. `schema_version` says which upcasters a stored record needs."""

    schema_version: int = Field(default=VERSION, ge=VERSION, le=VERSION)


class MedicationRecord(Record):
    kind: Literal["medication"] = "medication"
    slug: Code
    generic_name: str
    pronunciation: str = ""
    brand_names: Annotated[Ordered[BrandName], _as_set("name", "market")] = ()
    drug_class: Term | None = None
    dosage_forms: Annotated[Ordered[choices.DosageForm], _as_set()] = ()
    routes: Annotated[Ordered[choices.Route], _as_set()] = ()
    availability: choices.Availability | Literal[""] = ""
    controlled_schedule: choices.ControlledSchedule | Literal[""] = ""
    generic_available: GenericInfo = GenericInfo()
    uses: Ordered[Use] = ()
    at_a_glance: Ordered[Statement] = ()
    sections: Ordered[Section] = ()
    lead_sentences: Annotated[Ordered[LeadSentence], _as_set("group", "when")] = ()
    side_effects: Ordered[SideEffectEntry] = ()
    look_alike_footnote: str = ""
    codes: Annotated[Ordered[ExternalCode], _as_set("system", "code")] = ()
    sources: Sources = ()  # every source cited anywhere in the record, in full
    whole_page_sources: Codes = ()


class Resource(Part):
    title: str
    publisher: str = ""
    kind: str = ""
    description: str = ""
    url: WebAddress = ""


class SymptomRecord(Record):
    kind: Literal["symptom"] = "symptom"
    code: Code
    slug: Code
    name: str
    link_phrase: str = ""
    group: str = ""
    summary: Markdown = ""
    aliases: Annotated[Ordered[str], _as_set()] = ()
    resources: Ordered[Resource] = ()
    sources: Sources = ()


class SideEffectRecord(Record):
    kind: Literal["side_effect"] = "side_effect"
    code: Code
    slug: Code
    name: str
    explanation: str = ""
    aliases: Annotated[Ordered[str], _as_set()] = ()
    resembles: Annotated[Ordered[Term], _as_set("code")] = ()
    may_worsen: Annotated[Ordered[Term], _as_set("code")] = ()


class DrugClassRecord(Record):
    kind: Literal["drug_class"] = "drug_class"
    code: Code
    slug: Code
    name: str
    explanation: str = ""


class SourceRecord(SourceDetails, Record):
    kind: Literal["source"] = "source"


AnyRecord = MedicationRecord | SymptomRecord | SideEffectRecord | DrugClassRecord | SourceRecord

RECORDS: dict[str, type[Record]] = {
    choices.DocumentKind.MEDICATION: MedicationRecord,
    choices.DocumentKind.SYMPTOM: SymptomRecord,
    choices.DocumentKind.SIDE_EFFECT: SideEffectRecord,
    choices.DocumentKind.DRUG_CLASS: DrugClassRecord,
    choices.DocumentKind.SOURCE: SourceRecord,
}

"""Rule 13: what partners get of a page whose sources do not permit its text to be passed on.

Names and coded facts stay, since a partner needs them to find the page; the words go. What is left out is absent, not empty: an
empty list of side effects would read as "none".
"""

from collections.abc import Collection

import orjson

from medications.content.reuse import Place, refusing
from medications.content.schema import AnyRecord
from medications.models import IndexRow

REASON = (
    "The text of this page is reprinted from the sources named here. It is not confirmed that they permit it to be passed on. "
    "Link to the page instead: it may be read on our site only."
)
# An allow-list, so that a new field is left out until somebody decides otherwise.
KEPT = {
    *("schema_version", "code", "name", "link_phrase", "group", "aliases", "sources", "source_count", "main_source"),
    *("generic_name", "pronunciation", "brand_names", "drug_class", "uses", "codes"),
}
KEPT_OF_A_USE = {"symptom", "primary", "status"}


def withheld(record: AnyRecord, besides: Collection[str] = ()) -> dict | None:
    """Why partners do not get the text, and which sources it is reprinted from; None if they do get it.

    `besides` are codes of sources that do not permit it either, whatever the record says of them.
    """
    refused = {source.code for source in refusing(record, Place.PARTNERS)} | set(besides)
    sources = [source for source in getattr(record, "sources", ()) if source.code in refused]
    named = [source.model_dump(include={"code", "title", "publisher", "permission"}) for source in sources]
    return {"reason": REASON, "sources": named} if named else None


def withheld_version(record: AnyRecord, live: IndexRow) -> dict | None:
    """The same for a version that was public once: a permission that the page of today lacks is lacking for its past, too.

    `live` is the row of the page, with `row_json`.
    """
    return withheld(record, refused_today(live))


def refused_today(live: IndexRow) -> list[str]:
    """Codes of the sources that keep the page of today from being passed on. `live` is its row, with `row_json`."""
    today = orjson.loads(live.row_json).get("withheld") or {"sources": []}
    return [source["code"] for source in today["sources"]]


def stub(content: dict) -> dict:
    """The API's form of a record in, what may be passed on of it out."""
    kept = {name: value for name, value in content.items() if name in KEPT}
    if "uses" in kept:
        kept["uses"] = [{name: value for name, value in use.items() if name in KEPT_OF_A_USE} for use in kept["uses"]]
    return kept

"""Records -> catalogue files: the way back of catalogue_records.py. Reading what is written gives the same records."""

import io
from collections.abc import Iterable, Mapping
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString

from medications.content.catalogue import CatalogueMedication, Group
from medications.content.catalogue_records import SAME_IN_RECORD
from medications.content.choices import DocumentKind
from medications.content.schema import AnyRecord, MedicationRecord

# What a record does not have, in the order of a file.
BESIDE_THE_RECORD = ("facts_file", "facts", "left_out", "held_back", "findings")
# Texts that are always quoted, whatever stands in them.
QUOTED = {"text", "title", "publisher", "url", "as_of", "issued", "accessed", "value"}
# Lists whose entries stand on a line of their own each, in braces.
BRACES = {"brand_names", "uses", "at_a_glance", "lead_sentences", "codes", "facts", "left_out"}


def medication_file(record: MedicationRecord, *, findings: Iterable[str] = (), before: CatalogueMedication | None = None) -> str:
    """A record in, the text of its file out. `before` is the file that it replaces, whose notes beside the record are kept."""
    given = record.model_dump(mode="json")
    kept = before.model_dump(mode="json") if before else {}
    data = {"format": 1}
    for name in SAME_IN_RECORD:
        if name == "at_a_glance":
            data["uses"] = [{**use, "symptom": use["symptom"]["code"]} for use in given["uses"]]
        if name == "look_alike_footnote":
            data["side_effects"] = {group.value: _rows(given, group) for group in Group}
        data[name] = given[name]
        if name == "brand_names":
            data["drug_class"] = given["drug_class"]["code"] if given["drug_class"] else ""
        if name == "availability" and given["controlled_schedule"]:
            data["controlled_schedule"] = given["controlled_schedule"]
    data |= {name: kept[name] for name in BESIDE_THE_RECORD if kept.get(name)}
    data["findings"] = list(findings)
    return _written(data)


def terms_file(kind: DocumentKind, records: Iterable[AnyRecord]) -> str:
    """The records of all terms of one kind in, the text of their list out."""
    terms = []
    for record in records:
        term = record.model_dump(mode="json", exclude={"kind", "schema_version"})
        for name in {"resembles", "may_worsen"} & set(term):
            term[name] = [each["code"] for each in term[name]]
        terms.append({name: value for name, value in term.items() if value or name == "summary"})
    return _written({"format": 1, "terms": terms})


def _rows(given: Mapping, group: Group) -> list[dict]:
    rows = [row for row in given["side_effects"] if row["group"] == group.value]
    return [{**_without(row, "group"), "terms": [term["code"] for term in row["terms"]]} for row in rows]


def _without(row: Mapping, *names: str) -> dict:
    return {name: value for name, value in row.items() if name not in names}


def _written(data: Mapping) -> str:
    yaml = YAML()
    yaml.width = 1_000_000  # a statement stays on its line, so that a change of it is one line in version control
    yaml.indent(mapping=2, sequence=4, offset=2)
    stream = io.StringIO()
    yaml.dump(_node(data, ""), stream)
    return stream.getvalue()


def _node(value: Any, name: str, *, flow: bool = False) -> Any:
    """Plain data in, what the writer lays out as the catalogue's files are laid out."""
    if isinstance(value, Mapping):
        flow = flow or name == "generic_available"
        node = CommentedMap()
        for key, each in value.items():
            if not _says_nothing(key, each, in_row=flow):
                node[key] = _node(each, key, flow=flow)
        if flow:
            node.fa.set_flow_style()
        return node
    if isinstance(value, list):
        in_braces = name in BRACES or name in {group.value for group in Group}
        node = CommentedSeq(_node(each, name, flow=flow or in_braces) for each in value)
        if flow or not value or not isinstance(value[0], Mapping | str) or (isinstance(value[0], str) and name != "findings"):
            node.fa.set_flow_style()
        return node
    if isinstance(value, str) and name == "body":
        return LiteralScalarString(value + "\n")
    if isinstance(value, str) and (not value or name in QUOTED):
        return DoubleQuotedScalarString(value)
    return value


def _says_nothing(key: str, value: Any, *, in_row: bool) -> bool:
    """What is so when nothing is said, and may be left away."""
    if value is None or (key == "boxed" and value is False) or (key == "when" and value == "any"):
        return True
    return in_row and value in ("", []) and key not in {"text", "wording", "sources"}

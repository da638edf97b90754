"""Records -> catalogue files: the way back of catalogue_records.py. Reading what is written gives the same records.

A record may leave open what a catalogue's file must say: a use, a drug class. What does not fit is refused, with the field, so
that no file is written that cannot be read.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from medications.content.canonical import canonical
from medications.content.catalogue import CatalogueMedication, Group, TermFile, Vocabulary, read_medication, read_vocabulary
from medications.content.catalogue_records import to_record
from medications.content.catalogue_yaml import CatalogueError, Problem
from medications.content.catalogue_yaml_writing import written
from medications.content.choices import DocumentKind
from medications.content.embedding import words_in
from medications.content.schema import AnyRecord, MedicationRecord

# What a file says beside the record and the database does not know, in the order of a file.
BESIDE_THE_RECORD = ("facts_file", "facts", "left_out", "held_back")


def medication_file(
    record: MedicationRecord,
    vocabulary: Vocabulary,
    *,
    findings: Iterable[str] = (),
    held_back: str = "",
    before: CatalogueMedication | None = None,
) -> str:
    """A record in, the text of its file out. Raises CatalogueError with what the format cannot hold.

    `vocabulary` is what the other files say. `before` is the file that is replaced, whose notes beside the record are kept.
    """
    data = {"format": 1, **_fields(record)}
    kept = before.model_dump(mode="json", exclude_defaults=True) if before else {}
    data |= {name: kept[name] for name in BESIDE_THE_RECORD if kept.get(name)}
    data |= {"held_back": held_back} if held_back and not data.get("held_back") else {}
    data |= {"findings": list(findings)} if findings else {}
    text, file = written(data), f"{record.slug}.yaml"
    _refuse_unlisted(record, vocabulary, file)
    read = to_record(read_medication(text, file=file), vocabulary)
    if canonical(read) != canonical(_in_groups(record)):
        raise CatalogueError([Problem("", "cannot be written so that it reads back as the same", file, 1)])
    return text


def terms_file(kind: DocumentKind, records: Sequence[AnyRecord], *, file: str) -> tuple[str, TermFile]:
    """The records of all terms of one kind in, the text of their list and the list out. Raises CatalogueError."""
    terms = []
    for record in records:
        term = record.model_dump(mode="json", exclude_defaults=True)
        for name in {"resembles", "may_worsen"} & set(term):
            term[name] = [each["code"] for each in term[name]]
        terms.append(term)
    text = written({"format": 1, "terms": terms})
    return text, read_vocabulary(kind, text, file=file)


def _fields(record: MedicationRecord) -> dict[str, Any]:
    """In the order of a file. What says nothing is left away."""
    given = record.model_dump(mode="json", exclude_defaults=True)
    whole = record.model_dump(mode="json", include={"uses", "at_a_glance"})
    given["uses"] = [
        {**use, "symptom": whole_use["symptom"]["code"], "primary": whole_use["primary"], "status": whole_use["status"]}
        for use, whole_use in zip(given.get("uses", ()), whole["uses"], strict=True)
    ]
    given["at_a_glance"] = whole["at_a_glance"]
    if record.drug_class:
        given["drug_class"] = record.drug_class.code
    rows = {group.value: _rows(given, group) for group in Group}
    given["side_effects"] = {group: found for group, found in rows.items() if found}
    order = [name for name in CatalogueMedication.model_fields if name in given]
    return {name: given[name] for name in order if given[name] or name == "at_a_glance"}


def _rows(given: Mapping, group: Group) -> list[dict]:
    rows = [row for row in given.get("side_effects", ()) if row["group"] == group.value]
    return [
        {
            "wording": row["wording"],
            "terms": [term["code"] for term in row.get("terms", ())],
            **{name: value for name, value in row.items() if name not in {"wording", "terms", "group"}},
        }
        for row in rows
    ]


def _in_groups(record: MedicationRecord) -> MedicationRecord:
    """With its rows in the order of the groups, as a file has them and every page shows them."""
    rows = [row for group in Group for row in record.side_effects if row.group == group.value]
    return record.model_copy(update={"side_effects": tuple(rows)})


def _refuse_unlisted(record: MedicationRecord, vocabulary: Vocabulary, file: str) -> None:
    lists = {
        DocumentKind.SYMPTOM: vocabulary.symptoms,
        DocumentKind.DRUG_CLASS: vocabulary.drug_classes,
        DocumentKind.SIDE_EFFECT: vocabulary.side_effects,
    }
    missing = [(kind, code) for kind, code in words_in(record) if kind in lists and code not in lists[kind].by_code]
    if missing:
        raise CatalogueError(
            Problem("", f"names the {DocumentKind(kind).label} {code!r}, which is not among the terms that are written", file, 1)
            for kind, code in missing
        )

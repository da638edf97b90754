"""Checks on catalogue files. Each gives problems with the line; none changes anything. Every statement must cite a source.

Terms have checks of their own (catalogue_term_checks.py), and so has what several files say of one source
(catalogue_source_checks.py).
"""

from collections.abc import Iterable, Iterator
from pathlib import PurePath

from medications.content import choices
from medications.content.catalogue import CatalogueMedication, Group, Vocabulary
from medications.content.catalogue_repeats import check_boxed_repeats
from medications.content.catalogue_source_checks import check_sources
from medications.content.catalogue_term_checks import check_vocabulary
from medications.content.catalogue_texts import short_texts
from medications.content.catalogue_yaml import Path, Problem
from medications.content.citations import has_unreadable
from medications.content.claims import claims
from medications.content.readability import blocks


def check_catalogue(medications: Iterable[CatalogueMedication], vocabulary: Vocabulary) -> list[Problem]:
    """Everything: each medicine, the lists of terms, and sources across files."""
    medications = tuple(medications)
    found = [problem for medication in medications for problem in check_medication(medication, vocabulary)]
    found += [*check_vocabulary(vocabulary), *check_sources(medications, vocabulary)]
    return sorted(dict.fromkeys(found), key=lambda problem: (problem.file, problem.line))


def check_medication(medication: CatalogueMedication, vocabulary: Vocabulary) -> list[Problem]:
    """What one file can be held to alone, in the order of its lines."""
    found = [
        *_fact_problems(medication),
        *_term_problems(medication, vocabulary),
        *_text_problems(medication),
        *_citation_problems(medication),
        *_citations_out_of_place(medication),
        *_side_effect_problems(medication),
        *check_boxed_repeats(medication),
        *check_sources([medication]),
    ]
    return sorted(found, key=lambda problem: problem.line)


def _fact_problems(medication: CatalogueMedication) -> Iterator[Problem]:
    if PurePath(medication.file).stem != medication.slug:
        yield medication.problem("slug", message=f"the file must be named {medication.slug}.yaml")
    generic = medication.generic_available
    if generic.value != choices.GenericAvailable.UNKNOWN and not generic.markets:
        yield medication.problem("generic_available", message="needs markets: what is sold differs between them")


def _term_problems(medication: CatalogueMedication, vocabulary: Vocabulary) -> Iterator[Problem]:
    used = [(("drug_class",), medication.drug_class, vocabulary.drug_classes, "drug-classes.yaml")]
    for index, use in enumerate(medication.uses):
        used.append((("uses", index, "symptom"), use.symptom, vocabulary.symptoms, "symptoms.yaml"))
    for group, index, row in medication.side_effects.rows():
        for code in row.terms:
            used.append((("side_effects", group.value, index, "terms"), code, vocabulary.side_effects, "side-effects.yaml"))
    for path, code, terms, listed_in in used:
        if code not in terms.by_code:
            yield medication.problem(*path, message=f"{code!r} is not a code of {listed_in}")


def _text_problems(medication: CatalogueMedication) -> Iterator[Problem]:
    if not 3 <= len(medication.at_a_glance) <= 6:
        yield medication.problem("at_a_glance", message=f"needs 3 to 6 statements, has {len(medication.at_a_glance)}")
    for index, section in enumerate(medication.sections):
        for name in ("heading", "body"):
            if not getattr(section, name):
                yield medication.problem("sections", index, name, message="must not be empty")
        for block in blocks(section.body):
            if block.inside != "paragraph":
                message = f"only paragraphs and bullet lists are accepted here, this is a {block.inside.replace('_', ' ')}"
                yield medication.problem("sections", index, "body", message=message, text_line=block.line)


def _citation_problems(medication: CatalogueMedication) -> Iterator[Problem]:
    listed = {source.code for source in medication.sources}
    used = set(medication.whole_page_sources)
    for path, text_line, text, keys in _statements(medication):
        used.update(keys)
        for message in _statement_faults(text, keys, listed):
            yield medication.problem(*path, message=message, text_line=text_line)
    for code in medication.whole_page_sources:
        if code not in listed:
            yield medication.problem("whole_page_sources", message=f"{code!r} is not under sources")
    for index, source in enumerate(medication.sources):
        if source.code not in used:
            yield medication.problem(
                "sources", index, message=f"{source.code!r} is listed but never cited; cite it or take it out"
            )


def _citations_out_of_place(medication: CatalogueMedication) -> Iterator[Problem]:
    """In texts that are printed as they are, `[@code]` would be read by readers."""
    texts = [(("lead_sentences", index), lead.text) for index, lead in enumerate(medication.lead_sentences)]
    for path, text in (*texts, (("look_alike_footnote",), medication.look_alike_footnote), *short_texts(medication)):
        if "[@" in text:
            yield medication.problem(*path, message=f"cannot cite inside this text, which is printed as it is: {text[:60]!r}")


def _statement_faults(text: str, keys: tuple[str, ...], listed: set[str]) -> Iterator[str]:
    if not keys:
        yield f"cites no source: {text[:60]!r}"
    if has_unreadable(text):
        yield "has a citation that cannot be read; write [@code] or [@code, p. 12]"
    for key in keys:
        if key not in listed:
            yield f"cites {key!r}, which is not under sources"


def _statements(medication: CatalogueMedication) -> Iterator[tuple[Path, int, str, tuple[str, ...]]]:
    """All that must cite: path, line inside a body, the words, the codes cited."""
    for claim in claims(medication):
        path = (claim.field,) if claim.row is None else (claim.field, claim.row)
        path += (claim.box,) if claim.box in {"text", "body"} else ()
        yield path, claim.block.line if claim.block else 0, claim.text, claim.keys
    for group, index, row in medication.side_effects.rows():
        yield ("side_effects", group.value, index), 0, row.wording, row.sources


def _side_effect_problems(medication: CatalogueMedication) -> Iterator[Problem]:
    leads = {(lead.group, lead.when) for lead in medication.lead_sentences}
    missing = set()
    for index, lead in enumerate(medication.lead_sentences):
        if lead.when == choices.When.OVERDOSE and lead.group != Group.EMERGENCY:
            yield medication.problem("lead_sentences", index, message="signs of overdose belong in the emergency group")
    for group, index, row in medication.side_effects.rows():
        here = ("side_effects", group.value, index)
        if row.look_alike and not medication.look_alike_footnote:
            yield medication.problem(*here, message="is marked look_alike, but there is no look_alike_footnote")
        if row.when == choices.When.OVERDOSE and group != Group.EMERGENCY:
            yield medication.problem(*here, message="a sign of overdose belongs in the emergency group")
        if (group.value, row.when) not in leads | missing:
            missing.add((group.value, row.when))
            when = " and when: overdose" if row.when == choices.When.OVERDOSE else ""
            yield medication.problem(*here, message=f"has no lead sentence: add one with group: {group.value}{when}")

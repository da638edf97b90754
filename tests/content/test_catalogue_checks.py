"""Checks on catalogue files that read: citations, terms, sources, side-effect groups; and the example in the documentation."""

from pathlib import Path

import pytest

from medications.content import catalogue, catalogue_checks
from medications.content.choices import DocumentKind
from tests.content.test_catalogue import SAMPLE, SIDE_EFFECTS, read, vocabulary


def checked(old="", new="", **given):
    return [str(problem) for problem in catalogue_checks.check_medication(read(old, new, **given), vocabulary())]


def test_sample_checks_clean():
    assert checked() == []


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("symptom: tremor", "symptom: tremors", "12: uses[0].symptom: 'tremors' is not a code of symptoms.yaml"),
        ("class: calming", "class: calmer", "7: drug_class: 'calmer' is not a code of drug-classes.yaml"),
        ("[coma, dr", "[comas, dr", "32: side_effects.emergency[0].terms: 'comas' is not a code of side-effects.yaml"),
        ("slug: sampledrug", "slug: other", "2: slug: the file must be named other.yaml"),
        ("markets: [US], ", "", "10: generic_available: needs markets: what is sold differs between them"),
        (", sources: [label-2024]}\nuses", "}\nuses", "10: generic_available: cites no source: 'generic available'"),
        ("off_label, sources: [label-2024]", "off_label", "12: uses[0]: cites no source: 'tremor'"),
        ("Calms nerves. [@label-2024]", "Calms nerves.", "14: at_a_glance[0].text: cites no source: 'Calms nerves.'"),
        ("It calms. [@label-2024, p. 2]", "It calms.", "21: sections[0].body: cites no source: 'It calms.'"),
        ("is white. [@book]", "is white.", "24: sections[0].body: cites no source: 'It is white.'"),
        ("true, sources: [label-2024]}", "true}", "30: side_effects.usually_settles[0]: cites no source: 'sleepiness'"),
        ("is white. [@book]", "is white. [@other]", "24: sections[0].body: cites 'other', which is not under sources"),
        (
            "white. [@book]",
            "white. [@book][@Bad]",
            "24: sections[0].body: has a citation that cannot be read; write [@code] or [@code, p. 12]",
        ),
        ("sources:\n", "whole_page_sources: [other]\nsources:\n", "34: whole_page_sources: 'other' is not under sources"),
        (
            'look_alike_footnote: "Ask if unsure."\n',
            "",
            "30: side_effects.usually_settles[0]: is marked look_alike, but there is no look_alike_footnote",
        ),
        (
            "look_alike: true",
            "when: overdose",
            "30: side_effects.usually_settles[0]: a sign of overdose belongs in the emergency group",
        ),
        (
            "usually_settles, text",
            "tell_clinician, text",
            "30: side_effects.usually_settles[0]: has no lead sentence: add one with group: usually_settles",
        ),
        (
            "emergency, when: overdose,",
            "emergency,",
            "32: side_effects.emergency[0]: has no lead sentence: add one with group: emergency and when: overdose",
        ),
        (
            "tle: Book",
            "tle: Label, url: 'https://example.org/label'",
            "36: sources[1]: 'book' is the same work as 'label-2024' in sampledrug.yaml; use one code",
        ),
        ('  - {kind: missed_dose, text: "Skip it. [@label-2024]"}\n', "", "13: at_a_glance: needs 3 to 6 statements, has 2"),
        ("heading: About sampledrug", 'heading: ""', "19: sections[0].heading: must not be empty"),
        (
            "      It calms.",
            "      ## It [@book]\n      It calms.",
            "21: sections[0].body: only paragraphs and bullet lists are accepted here, this is a heading",
        ),
    ],
)
def test_check_finds(old, new, problem):
    assert f"sampledrug.yaml:{problem}" in checked(old, new)


def test_check_finds_a_source_never_cited():
    extra = "  - {code: extra, type: webpage, title: Extra, grade: secondary}\n"
    medication = catalogue.read_medication(SAMPLE + extra, file="sampledrug.yaml")

    (problem,) = catalogue_checks.check_medication(medication, vocabulary())

    assert str(problem) == "sampledrug.yaml:37: sources[2]: 'extra' is listed but never cited; cite it or take it out"
    assert (problem.path, problem.message) == ("sources[2]", "'extra' is listed but never cited; cite it or take it out")


def test_whole_page_source_counts_as_cited():
    extra = "  - {code: extra, type: webpage, title: Extra, grade: secondary}\nwhole_page_sources: [extra]\n"
    medication = catalogue.read_medication(SAMPLE + extra, file="sampledrug.yaml")

    assert catalogue_checks.check_medication(medication, vocabulary()) == []


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("These may fade.", "These may fade. [@book]", "lead_sentences[0]"),
        ("Ask if unsure.", "Ask if unsure. [@book]", "look_alike_footnote"),
        ("About sampledrug", "About it [@book]", "sections[0].heading"),
        ("wording: sleepiness", "wording: 'sleepiness [@book]'", "side_effects.usually_settles[0]"),
        ("look_alike: true", "qualifier: 'at first [@book]', look_alike: true", "side_effects.usually_settles[0]"),
        ("status: off_label", "note: 'rare [@book]', status: off_label", "uses[0]"),
        ("status: off_label", "qualifier: 'rare [@book]', status: off_label", "uses[0]"),
    ],
)
def test_citation_in_a_text_that_is_printed_as_it_is_is_found(old, new, place):
    (problem,) = checked(old, new)

    assert f": {place}: cannot cite inside this text, which is printed as it is" in problem


def test_catalogue_is_checked_with_its_terms_and_the_sources_of_all_files():
    medications = [read(), read("title: Book", "title: Books", file="b/sampledrug.yaml")]

    problems = catalogue_checks.check_catalogue(medications, vocabulary(SIDE_EFFECTS.replace("[fatigue]", "[gloom]")))

    assert [(problem.file, problem.path) for problem in problems] == [
        ("b/sampledrug.yaml", "sources[1]"),
        ("side-effects.yaml", "terms[0].resembles"),
    ]


def test_problems_come_in_the_order_of_lines():
    medication = read("terms: [drowsiness]", "terms: [sleepy]").model_copy(update={"drug_class": "calmer", "at_a_glance": ()})

    lines = [problem.line for problem in catalogue_checks.check_medication(medication, vocabulary())]

    assert lines == sorted(lines) == [7, 13, 30]


def test_example_in_the_documentation_checks_clean():
    page = (Path(catalogue.__file__).parents[2] / "docs" / "catalogue-format.md").read_text("utf-8")
    examples = [part.split("```")[0] for part in page.split("```yaml\n")[1:]]
    kinds = [DocumentKind.SYMPTOM, DocumentKind.DRUG_CLASS, DocumentKind.SIDE_EFFECT]

    medication = catalogue.read_medication(examples[0], file="sampledrug.yaml")
    terms = [catalogue.read_vocabulary(kind, text, file=kind) for kind, text in zip(kinds, examples[1:], strict=True)]

    assert catalogue_checks.check_catalogue([medication], catalogue.Vocabulary(*terms)) == []

"""Catalogue YAML: plain data with lines, and every fault of a file in plain words."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from medications.content.catalogue_yaml import LONGEST, CatalogueError, load_yaml, path_text, read_as
from medications.content.schema import SideEffectEntry


def problems(text):
    with pytest.raises(CatalogueError) as caught:
        load_yaml(text, file="sample.yaml")
    return str(caught.value).splitlines()


def test_data_is_plain_and_each_path_has_its_line():
    located = load_yaml(
        "name: a\nuses:\n  - symptom: pain\n    primary: true\n  - {symptom: tremor, of: 12}\n", file="sample.yaml"
    )

    assert located.data == {"name": "a", "uses": [{"symptom": "pain", "primary": True}, {"symptom": "tremor", "of": 12}]}
    assert located.line(("uses", 0, "primary")) == 4
    assert located.line(("uses", 1, "symptom")) == 5


def test_line_of_an_absent_field_is_that_of_the_field_around_it():
    located = load_yaml("name: a\nuses:\n  - symptom: pain\n", file="sample.yaml")

    assert located.line(("uses", 0, "sources", 2)) == 3
    assert located.line(("sections",)) == 1


def test_dates_and_yes_stay_text_as_written():
    located = load_yaml("a: 2026-11\nb: 2026-11-13\nc: yes\nd: '12'\ne:\nf: 1.5\n", file="sample.yaml")

    assert located.data == {"a": "2026-11", "b": "2026-11-13", "c": "yes", "d": "12", "e": None, "f": "1.5"}


@pytest.mark.parametrize(("blank", "line"), [("", 3), ("\n\n", 5)])
def test_line_inside_a_literal_block_counts_from_its_first_text(blank, line):
    located = load_yaml(f"a: 1\nbody: |\n{blank}  One.\n\n  Two.\n", file="sample.yaml")

    assert located.problem(("body",), "is wrong").line == line
    assert located.problem(("body",), "is wrong", text_line=2).line == line + 2


def test_path_text_reads_as_a_field_path():
    assert path_text(("uses", 0, "symptom")) == "uses[0].symptom"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: 1\nb:\n\t- c\n", "sample.yaml:3: a tab is used where only spaces may stand; indent with spaces"),
        ("a: b: c\n", "sample.yaml:1: a colon inside plain text; put the text in quotes"),
        ("a: 1\nb: [1, 2\n", "sample.yaml:3: a comma or a closing bracket is missing; what is open begins on line 2"),
        ('a: 1\nb: "x\n', "sample.yaml:3: a quote or bracket is opened and never closed; what is open begins on line 2"),
        ("a:\n  - b\n c: 1\n", "sample.yaml:3: the indentation does not fit the lines above, or a quote or dash is out of place"),
        ("a: @b\n", "sample.yaml:1: a character that needs quotes around the text"),
        ("a: 1\nb: \x07\n", "sample.yaml:2: a character that is not accepted: U+0007"),
        ("a: 1\n---\nb: 1\n", "sample.yaml:2: a second document begins here (---); a file has one"),
        ("", "sample.yaml:1: the file must consist of named fields (name: value)"),
        ("- a\n", "sample.yaml:1: the file must consist of named fields (name: value)"),
        ("a: 1\nb: !!python/object:os.system x\n", "tag:yaml.org,2002:python/object:os.system"),
        ("? [a, b]\n: 1\n", "sample.yaml:1: a field's name must be a plain word"),
    ],
)
def test_fault_is_one_line_in_plain_words(text, message):
    (problem,) = problems(text)

    assert message in problem


def test_field_given_twice_names_both_lines():
    assert problems("a: 1\nb:\n  c: 1\n  c: 2\n") == ["sample.yaml:4: b.c: is given twice; the first is on line 3"]


def test_all_faults_are_reported_up_to_the_one_that_ends_the_reading():
    lines = problems("a: 1\na: 2\nb: &x 1\nc: *x\nd: e: f\n")

    assert [line.split(":")[1] for line in lines] == ["2", "3", "4", "5"]


def test_aliases_cannot_blow_a_file_up():
    levels = "".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]\n" for n in range(1, 30))

    lines = problems("l0: &l0 [lol, lol]\n" + levels)

    assert all("anchors and aliases (& and *) are not accepted" in line for line in lines)


def test_recursive_alias_is_refused():
    assert "anchors and aliases" in problems("a: &a [*a]\n")[0]


@pytest.mark.parametrize("text", ["a: " + "[" * 5000, "a: " + "{b: " * 5000])
def test_deep_nesting_is_refused(text):
    assert problems(text) == ["sample.yaml:1: more than 20 levels inside each other"]


def test_file_that_is_too_long_is_refused():
    assert problems("a: " + "x" * LONGEST) == ["sample.yaml:1: the file has more than 1,000,000 characters"]


@given(st.text(alphabet=st.sampled_from("ab:-? \n\t[]{}&*!|>'\"#%@`,~1\x00é")))
@example("%YAML 9.9\n---\na: 1\n")
@example("%TAG ! tag:x,2000:\n---\na: !b 1\n")
@example("a: " + "9" * 5000)
def test_any_text_gives_data_or_a_catalogue_error(text):
    try:
        located = load_yaml(text, file="sample.yaml")
    except CatalogueError as error:
        assert all(problem.line >= 1 for problem in error.problems)
    else:
        assert isinstance(located.data, dict)


def test_read_as_reports_every_wrong_field_in_the_order_of_lines():
    text = (
        "frequency: {affected: 9, of: 2}\nwording: 5\nterms: [{code: Not A Code, label: x}]\nlook_alike: perhaps\nsurprise: 1\n"
    )

    with pytest.raises(CatalogueError) as caught:
        read_as(SideEffectEntry, text, file="sample.yaml")

    assert str(caught.value).splitlines() == [
        "sample.yaml:1: group: is missing",
        "sample.yaml:1: frequency: more people affected than there were",
        "sample.yaml:2: wording: must be text; put 5 in quotes",
        "sample.yaml:3: terms[0].code: 'Not A Code' must be lower-case letters and digits joined by hyphens",
        "sample.yaml:4: look_alike: must be true or false",
        "sample.yaml:5: surprise: is not a field of this format",
    ]

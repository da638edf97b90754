"""`check_content`: totals, and every problem of the files and of what is public, with its place and what to do."""

import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError

from medications.models import IndexRow
from tests.content.catalogue_sample import FACTS
from tests.factories import publications, records
from tests.factories.catalogue_files import replace, write_catalogue

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def folder(tmp_path) -> Path:
    return write_catalogue(tmp_path / "files")


def check(folder: Path, **options) -> str:
    """What a check that finds nothing says."""
    out, problems = StringIO(), StringIO()
    call_command("check_content", path=folder, stdout=out, stderr=problems, **options)
    assert problems.getvalue() == ""
    return out.getvalue()


def problems(folder: Path, **options) -> list[str]:
    out, said = StringIO(), StringIO()
    with pytest.raises(CommandError) as refusal:
        call_command("check_content", path=folder, stdout=out, stderr=said, **options)
    found = said.getvalue().splitlines()
    assert str(refusal.value) == ("1 problem." if len(found) == 1 else f"{len(found)} problems.")
    assert out.getvalue().splitlines()[-1].split() == [str(len(found)), "problems"]
    return found


def refused(folder: Path, **options) -> str:
    with pytest.raises(CommandError) as refusal:
        call_command("check_content", path=folder, stdout=StringIO(), stderr=StringIO(), **options)
    return str(refusal.value)


def orbelazine(folder: Path) -> Path:
    return folder / "medications" / "orbelazine.yaml"


def numbers(said: str) -> dict[str, int]:
    return {what: int(count) for count, what in re.findall(r"^ *(\d+)  (.+)$", said, re.MULTILINE)}


# Totals


def test_clean_catalogue_has_totals_and_no_problems(folder):
    found = numbers(check(folder))

    assert (found["medicines"], found["of them to be published"], found["problems"]) == (2, 2, 0)
    assert (found["sources"], found["of them primary"], found["of them secondary"]) == (1, 1, 0)


def test_medicine_that_is_held_back_is_named_with_the_reason(folder):
    with orbelazine(folder).open("a") as file:
        file.write("held_back: Its boxed warning is missing.\n")

    assert "held back: orbelazine: Its boxed warning is missing." in check(folder)


# Files


FAULTS = {
    "no YAML": ("medications/orbelazine.yaml", "slug: orbelazine", "slug: [orbelazine", "orbelazine.yaml:3: "),
    "field": ("medications/orbelazine.yaml", "routes:", "rotes:", "orbelazine.yaml:8: rotes: is not a field of this format"),
    "uncited": ("medications/orbelazine.yaml", " [@example-label-2024, p. 2]", "", "orbelazine.yaml:21: sections[0].body: cites"),
    "term": ("medications/orbelazine.yaml", "symptom: tremor", "symptom: x", "orbelazine.yaml:12: uses[0].symptom: 'x' is not"),
    "long": (
        "medications/orbelazine.yaml",
        "It calms.",
        f"It {'calms ' * 30}.",
        "orbelazine.yaml:21: sections[0].body: 31 words",
    ),
    "label's word": ("medications/orbelazine.yaml", "It calms.", "It is renal.", "orbelazine.yaml:21: sections[0].body: “renal”"),
    "two sources": (
        "medications/testamine.yaml",
        "title: Label",
        "title: Other",
        "testamine.yaml:28: sources[0]: 'example-label",
    ),
    "related term": ("vocabulary/side-effects.yaml", "[fatigue]", "[fog]", "side-effects.yaml:3: terms[0].may_worsen: 'fog' is"),
    "long in a term": (
        "vocabulary/symptoms.yaml",
        "summary: Shaking.",
        f"summary: It {'shakes ' * 30}.",
        "symptoms.yaml:3: terms[0].summary: 31 words",
    ),
    "label's word in a term": (
        "vocabulary/symptoms.yaml",
        "summary: Shaking.",
        "summary: Pyrexia.",
        "symptoms.yaml:3: terms[0].summary: “Pyrexia” is a word of labels; write “fever”",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_fault_of_a_file_is_told_with_file_line_and_field(folder, fault):
    file, old, new, said = FAULTS[fault]
    replace(folder / file, old, new)

    assert [line for line in problems(folder) if line.startswith(said)]


def test_faults_of_several_files_are_told_together(folder):
    for fault in ("uncited", "two sources", "related term"):
        file, old, new, _ = FAULTS[fault]
        replace(folder / file, old, new)

    assert {line.split(":")[0] for line in problems(folder)} == {"orbelazine.yaml", "testamine.yaml", "side-effects.yaml"}


def test_file_that_cannot_be_read_leaves_the_others_checked(folder):
    replace(orbelazine(folder), "slug: orbelazine", "slug: [orbelazine")
    replace(folder / "medications" / "testamine.yaml", " [@example-label-2024, p. 2]", "")

    assert {line.split(":")[0] for line in problems(folder)} == {"orbelazine.yaml", "testamine.yaml"}


def test_list_of_terms_that_cannot_be_read_is_told_alone(folder):
    replace(folder / "vocabulary" / "symptoms.yaml", "code: tremor", "code: [")

    assert {line.split(":")[0] for line in problems(folder)} == {"symptoms.yaml"}


def test_file_that_is_not_utf_8_and_folder_that_is_not_there_are_told_in_a_line(folder):
    orbelazine(folder).write_bytes(b"format: 1\nslug: \xff\n")

    assert "orbelazine.yaml is not UTF-8 text" in refused(folder)
    assert "cannot be read" in refused(folder / "nowhere")


def test_only_one_medicine_is_checked(folder):
    replace(orbelazine(folder), " [@example-label-2024, p. 2]", "")

    assert numbers(check(folder, only=["testamine"]))["medicines"] == 1
    assert len(problems(folder, only=["orbelazine"])) == 1


def test_medicine_without_a_file_is_refused_by_its_name(folder):
    assert "There is no catalogue file for nothing" in refused(folder, only=["nothing"])


# Facts


@pytest.fixture
def facts(tmp_path) -> Path:
    """Facts that do not fit the two medicines."""
    folder = tmp_path / "facts"
    folder.mkdir()
    for name in ("orbelazine", "testamine"):
        (folder / f"{name}.yaml").write_text(FACTS)
    return folder


def test_page_is_compared_with_its_facts(folder, facts):
    found = problems(folder, facts=facts)

    assert any(line.startswith("orbelazine.yaml:") and "rests on no fact" in line for line in found)


def test_pages_are_compared_with_each_other(folder, facts):
    """Both medicines say the same words; their facts differ."""
    words, other = "It calms the nerves of the arms and legs.", "Hair may fall out for some weeks."
    for name, fact in (("orbelazine", "about-1"), ("testamine", "warnings-2")):
        file = folder / "medications" / f"{name}.yaml"
        replace(file, "It calms.", words)
        file.write_text(file.read_text() + f'facts:\n  - {{fact: {fact}, said: ["nerves of the arms"]}}\n')
    replace(facts / "testamine.yaml", "Hair may fall out.", other)

    found = problems(folder, facts=facts)

    assert any(line.startswith("testamine.yaml:21: sections[0].body: says nearly what orbelazine.yaml says") for line in found)


def test_medicine_without_facts_is_told_with_what_to_do(folder, facts):
    (facts / "testamine.yaml").unlink()

    found = problems(folder, facts=facts)

    assert (
        "testamine.yaml:1: facts_file: there are no facts on it: testamine.yaml is missing; name the file under facts_file"
        in found
    )


def test_facts_may_be_in_a_file_of_another_name(folder, facts):
    (facts / "testamine.yaml").rename(facts / "testa.yaml")
    file = folder / "medications" / "testamine.yaml"
    file.write_text(file.read_text() + "facts_file: testa\n")

    assert not [line for line in problems(folder, facts=facts) if "there are no facts" in line]


@pytest.mark.parametrize(("old", "new"), [("sources:\n", "sources: [\n"), ("uses_in_ms:", "uses:"), ("[s1, s2]", "[s9]")])
def test_facts_that_cannot_be_read_are_told_by_line(folder, facts, old, new):
    replace(facts / "orbelazine.yaml", old, new)

    (line,) = [line for line in problems(folder, facts=facts) if line.startswith("orbelazine.yaml:") and "cites" not in line][:1]

    assert re.match(r"orbelazine\.yaml:\d+: ", line)


def test_folder_of_facts_that_is_not_there_is_told_in_a_line(folder, tmp_path):
    assert refused(folder, facts=tmp_path / "nowhere") == f"There is no folder {tmp_path / 'nowhere'}."


# What is public


def test_public_text_that_today_could_not_be_published_is_told(folder, monkeypatch):
    with monkeypatch.context() as earlier_rules:
        earlier_rules.setattr("medications.content.checks.blockers", lambda *records: [])
        publications.published(records.small_record(uses=[]))

    assert problems(folder) == [
        "public: medication orbelazine: No use in MS is given. Mend it in the admin and publish it again."
    ]


def test_index_that_differs_from_what_is_public_is_told(folder):
    publications.published(records.small_record())
    IndexRow.objects.filter(kind="medication").update(title="something else")

    assert problems(folder) == ["public: medication orbelazine differs in title; run manage.py rebuild_index"]


def test_files_alone_are_checked_without_the_database(folder, monkeypatch):
    monkeypatch.setattr("medications.management.commands.check_content.public_faults", broken)

    assert numbers(check(folder, files=True))["problems"] == 0


def test_database_that_cannot_be_asked_is_a_problem_and_no_traceback(folder, monkeypatch):
    monkeypatch.setattr("medications.management.commands.check_content.public_faults", broken)

    assert problems(folder) == [
        "public: the database cannot be asked (no such table: medications_publication); check the files alone with --files"
    ]


def broken():
    raise DatabaseError("no such table: medications_publication\nmore")

"""Every kind of finding has a name on the desk."""

import ast
from pathlib import Path

import pytest

from medications.actions.import_findings import NEW_SYMPTOM, TERMS_UNMAPPED, UNMAPPED_LINE
from medications.admin.finding_names import NAMES, name_of
from medications.content.catalogue_notes import NEWER, NOTE

PACKAGE = Path(__file__).resolve().parents[2] / "medications"
FOLDED_INTO_LINES = {"unmapped_text"}


def codes_in(file: Path) -> set[str]:
    """The first argument of every Finding(...) in a module, where it is written out."""
    calls = [node for node in ast.walk(ast.parse(file.read_text())) if isinstance(node, ast.Call) and node.args]
    named = [node for node in calls if getattr(node.func, "attr", getattr(node.func, "id", "")) == "Finding"]
    return {node.args[0].value for node in named if isinstance(node.args[0], ast.Constant)}


def written_codes() -> set[str]:
    files = [*(PACKAGE / "importing").rglob("*.py"), *(PACKAGE / "actions").rglob("*.py")]
    return set().union(*map(codes_in, files)) | {NEW_SYMPTOM, TERMS_UNMAPPED, UNMAPPED_LINE, NOTE, NEWER}


def test_every_kind_of_finding_has_a_name():
    assert set(NAMES) == written_codes() - FOLDED_INTO_LINES


@pytest.mark.parametrize(("code", "name"), [("cut_off", "The page breaks off"), ("of_an_older_version", "Of an older version")])
def test_a_kind_is_named_in_words_even_if_it_is_of_another_version(code, name):
    assert name_of(code) == name

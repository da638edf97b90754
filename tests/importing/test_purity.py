"""What the importing code may lean on: the content package and the standard library; for web pages, nh3."""

import ast
import sys

import pytest

from tests.importing.pages import ROOT

MAY_IMPORT = {"html_text.py": {"nh3"}}
MAY_CALL = {"archive.py": {"open"}}  # an entry of a ZIP file that is in memory
FILES = sorted((ROOT / "medications" / "importing").rglob("*.py"))


def imported(path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    plain = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    return plain | {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_module_imports_only_content_and_the_standard_library(path):
    for name in imported(path):
        own = name.startswith(("medications.importing", "medications.content"))
        assert own or name.split(".")[0] in sys.stdlib_module_names | MAY_IMPORT.get(path.name, set()), name


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_module_reads_neither_clock_nor_file(path):
    calls = [node.func for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    names = {call.attr if isinstance(call, ast.Attribute) else getattr(call, "id", "") for call in calls}
    assert not (names - MAY_CALL.get(path.name, set())) & {"open", "now", "today", "utcnow", "time", "read_text", "read_bytes"}

"""What reviewers forget to look for: inline styles and scripts, writes outside actions, safety declared in passing."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
# Data in JSON is no script: browsers do not run it, and the policy does not ask about it.
INLINE = re.compile(
    r"\sstyle=|<style|<script(?![^>]*\s(?:src=|type=\"application/(?:ld\+)?json\"))"
    r"|\son[a-z]+=\"|javascript:|(?:\ssrc|<link[^>]*\shref)=\"(?:https?:)?//",
    re.IGNORECASE,
)
WRITES = re.compile(
    r"\.objects\.(?:create|bulk_create|bulk_update|update_or_create|get_or_create)\(|\.save\(|\.bulk_create\(|\.delete\(\)"
)
THIN = ("admin", "public", "api", "review")


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("template", TEMPLATES, ids=name)
def test_a_template_has_nothing_inline_and_nothing_from_elsewhere(template):
    assert INLINE.findall(template.read_text()) == []


@pytest.mark.parametrize("template", TEMPLATES, ids=name)
def test_a_template_declares_nothing_safe(template):
    assert not re.search(r"\|\s*safe\b|autoescape off", template.read_text())


def test_html_is_declared_safe_in_one_place():
    files = [
        file for file in (ROOT / "medications").rglob("*.py") if re.search(r"\bmark_safe\(|\bSafeString\(", file.read_text())
    ]

    assert [name(file) for file in files] == ["medications/projections/trusted.py"]


@pytest.mark.parametrize("part", THIN)
def test_the_thin_parts_write_nothing_themselves(part):
    found = {}
    for file in (ROOT / "medications" / part).rglob("*.py"):
        lines = [line.strip() for line in file.read_text().splitlines() if WRITES.search(line)]
        if lines:
            found[name(file)] = lines

    assert found == {}


def test_no_module_holds_more_than_can_be_read_at_a_sitting():
    files = (file for file in (ROOT / "medications").rglob("*.py") if "migrations" not in file.parts)
    longest = {name(file): count for file in files if (count := len(file.read_text().splitlines())) > 300}

    assert longest == {}


MODULES = sorted(
    file for file in (ROOT / "medications").rglob("*.py") if "migrations" not in file.parts and file.read_text().strip()
)
# What may be written where: index rows by the index, first rows after migrating, the demonstration accounts; the guards.
WRITES_OUTSIDE_ACTIONS = {
    "medications/projections/index.py",
    "medications/models/bootstrap.py",
    "medications/models/frozen.py",
    "medications/management/commands/demo_accounts.py",
}


def is_explained(file: Path) -> bool:
    """By a docstring, or by a class of the file's name; a command has its help, and `urls.py` speaks for itself."""
    tree = ast.parse(file.read_text())
    defined = [node.name for node in tree.body if isinstance(node, ast.ClassDef | ast.FunctionDef)]
    obvious = file.stem.replace("_", "").lower()
    named = any(name.lower().startswith(obvious) or name == "Command" for name in defined)
    return bool(ast.get_docstring(tree)) or named or len(defined) == 1 or file.name == "urls.py"


@pytest.mark.parametrize("file", MODULES, ids=name)
def test_a_module_says_what_it_is_for(file):
    assert is_explained(file), "add a docstring: one line is enough"


def test_domain_rows_are_written_in_actions_only():
    found = {name(file) for file in MODULES if "actions" not in file.parts and WRITES.search(file.read_text())}

    assert found <= WRITES_OUTSIDE_ACTIONS

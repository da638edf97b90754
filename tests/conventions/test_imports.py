"""Who may import whom: the table of medications/__init__.py, read off the code's import statements."""

import ast
from pathlib import Path

import pytest

import medications

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "medications"
LEAVES = {"permissions", "errors"}
MAY_IMPORT = {
    "content": set(),
    "models": {"content"},
    "importing": {"content"},
    "projections": {"content", "models"},
    "delivery": {"content", "models", "projections"},
    "actions": {"content", "models", "importing", "projections", "delivery"},
    "public": {"content", "projections", "delivery", "actions.feedback", "actions.partners"},
    "api": {"content", "projections", "delivery", "actions.feedback", "actions.partners"},
    "fhir": {"content", "projections", "delivery", "api.authentication", "api.problems", "api.throttling"},
    "review": {"content", "models", "actions", "projections"},
    "admin": {"content", "models", "actions", "projections", "accounts", "delivery.framing"},
    "accounts": {"content", "models", "actions"},
    "management": {"content", "models", "importing", "projections", "delivery", "actions", "accounts", "access_matrix"},
    "templatetags": {"projections"},
    "permissions": set(),
    "errors": set(),
    "access_matrix": set(),
    "apps": {"models", "accounts"},
}
# Words for readers are in the language of the site; what is weighed, compared and kept is not.
DJANGO_IN_CONTENT = {
    "django.db.models.TextChoices",
    "django.utils.translation.gettext",
    "django.utils.translation.gettext_noop",
}


def imported(tree: ast.AST) -> set[str]:
    """Dotted names that a module imports, `from a import b` as `a.b`, wherever in the file the statement stands."""
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative imports hide who is imported"
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def modules() -> list[Path]:
    return sorted(file for file in PACKAGE.rglob("*.py") if "migrations" not in file.parts)


def part_of(file: Path) -> str:
    return file.relative_to(PACKAGE).parts[0].removesuffix(".py")


def allowed(name: str, part: str) -> bool:
    inside = name.removeprefix("medications.")
    first = inside.split(".")[0]
    if first == part or first in LEAVES:
        return True
    return any(inside == other or inside.startswith(f"{other}.") for other in MAY_IMPORT[part])


@pytest.mark.parametrize("file", modules(), ids=lambda file: str(file.relative_to(ROOT)))
def test_a_module_imports_only_what_its_part_may(file):
    part = part_of(file)
    names = imported(ast.parse(file.read_text()))

    refused = sorted(name for name in names if name.startswith("medications.") and part != "__init__" and not allowed(name, part))

    assert refused == [], f"{part} may import {sorted(MAY_IMPORT[part])}"


def test_every_part_is_in_the_table():
    parts = {part_of(file) for file in modules()} - {"__init__", "catalogue"}

    assert parts <= set(MAY_IMPORT)


def test_the_map_in_the_package_says_the_same():
    nothing = {"nothing of ours", "nothing of ours; for commands and tests", "leaves, for all"}
    table = medications.__doc__.partition("test_imports.py):")[2].strip("\n").splitlines()
    told = {part: line[24:] for line in table for part in line[:24].strip().split(", ")}
    not_by_commands = set(told.pop("commands").removeprefix("all but ").split(", "))

    assert {part: set() if may in nothing else set(may.split(", ")) for part, may in told.items()} == {
        part: may for part, may in MAY_IMPORT.items() if part not in {"management", "templatetags", "apps"}
    }
    assert not_by_commands & MAY_IMPORT["management"] == set()


@pytest.mark.parametrize("folder", ["content", "importing"])
def test_the_pure_parts_know_nothing_of_django_but_choices(folder):
    files = (PACKAGE / folder).rglob("*.py")

    names = {name for file in files for name in imported(ast.parse(file.read_text())) if name.split(".")[0] == "django"}

    assert names <= DJANGO_IN_CONTENT


def test_nothing_imports_the_wiring_but_the_commands_that_start_it():
    importers = {file for file in modules() if any(name.startswith("msportal") for name in imported(ast.parse(file.read_text())))}

    assert {file.relative_to(PACKAGE).parts[0] for file in importers} <= {"management"}

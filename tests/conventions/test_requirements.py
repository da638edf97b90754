"""What is installed is pinned with hashes, for every supported system; the direct ones have reasons, and all have licences."""

import re
from importlib import metadata
from pathlib import Path

import pytest

from tests import licences
from tests.requirements import BASE_DIR, compiled, written

NAMES = ("requirements", "requirements-dev")
WRITTEN = {name: written((BASE_DIR / f"{name}.in").read_text()) for name in NAMES}
COMPILED = {name: compiled((BASE_DIR / f"{name}.txt").read_text()) for name in NAMES}
LICENSED = {name: (version, licence) for name, version, licence in licences.ROW.findall(licences.PAGE.read_text())}
SHA_256 = re.compile(r"sha256:[0-9a-f]{64}")


def versions(pins) -> dict[str, str]:
    return {pin.name: pin.version for pin in pins}


@pytest.mark.parametrize("name", NAMES)
def test_every_package_is_pinned_with_hashes(name):
    bad = [pin.name for pin in COMPILED[name] if not (pin.version and pin.hashes and all(map(SHA_256.fullmatch, pin.hashes)))]

    assert COMPILED[name]
    assert bad == []


@pytest.mark.parametrize("name", NAMES)
def test_every_direct_package_is_pinned_and_says_why_it_is_here(name):
    assert [pin.name for pin in WRITTEN[name] if not (pin.version and pin.reason)] == []


@pytest.mark.parametrize("name", NAMES)
def test_what_was_written_was_compiled(name):
    assert versions(WRITTEN[name]).items() <= versions(COMPILED[name]).items(), "run `make requirements`"


def test_tests_run_on_what_is_installed_for_real():
    assert versions(COMPILED["requirements"]).items() <= versions(COMPILED["requirements-dev"]).items()


@pytest.mark.parametrize("name", NAMES)
def test_nothing_in_the_files_is_of_one_machine(name):
    text = (BASE_DIR / f"{name}.txt").read_text()

    assert re.findall(r"://|^\s*-(?!-hash)|^\s*--(?!hash)|\s/\w|@ ", text, re.MULTILINE) == []


@pytest.mark.parametrize("pin", COMPILED["requirements"], ids=lambda pin: pin.name)
def test_a_package_that_is_compiled_has_files_for_every_system(pin):
    """One wheel for all and perhaps the source: two or three. Many more mean one wheel a system and Python."""
    assert len(pin.hashes) <= 3 or len(pin.hashes) >= 12


def test_every_installed_package_is_the_pinned_one():
    here = {pin.name: metadata.version(pin.name) for pin in COMPILED["requirements-dev"] if pin.wanted_here}

    assert here.items() <= versions(COMPILED["requirements-dev"]).items()


def _lines(text: Path) -> list[str]:
    return text.read_text().splitlines()


def test_only_installs_with_hashes_are_documented():
    for_partners = BASE_DIR / "docs/partners.md"  # about machines of theirs
    texts = [BASE_DIR / "Makefile", BASE_DIR / "README.md", *(BASE_DIR / "docs").rglob("*.md")]
    lines = [line.strip() for text in texts if text != for_partners for line in _lines(text) if "pip install" in line]

    assert lines
    assert [line for line in lines if "--require-hashes" not in line] == []


# Licences


def test_the_licence_of_every_package_is_listed():
    assert {name: version for name, (version, _) in LICENSED.items()} == versions(COMPILED["requirements"]), "run `make licences`"


def test_licences_are_what_the_packages_say():
    here = {pin.name for pin in COMPILED["requirements"] if pin.wanted_here}

    assert {name: licences.said(metadata.metadata(name)) for name in here} == {name: LICENSED[name][1] for name in here}


def test_no_licence_is_one_that_nobody_looked_at():
    assert {name: strange for name, (_, licence) in LICENSED.items() if (strange := licences.unusual(licence))} == {}


@pytest.mark.parametrize("licence", ["AGPL-3.0-only", "MIT AND (GPL-2.0-only OR MIT)", "Other/Proprietary License"])
def test_a_licence_nobody_looked_at_is_noticed(licence):
    assert licences.unusual(licence)


# The reader of requirement files, on which the tests above stand


def test_hashes_belong_to_the_package_above_them():
    pins = compiled(
        "# made by\na==1 ; sys_platform == 'win32' \\\n    --hash=sha256:01 \\\n    --hash=sha256:02\n    # via b\nb==2\n"
    )

    assert [(pin.name, pin.version, pin.hashes) for pin in pins] == [("a", "1", ("sha256:01", "sha256:02")), ("b", "2", ())]


def test_a_reason_is_what_follows_on_the_line():
    pins = written("# head\n-r other.in\nA_b[c]==1.2  # why\nd>=3\n")

    assert [(pin.name, pin.version, pin.reason) for pin in pins] == [("a-b", "1.2", "why"), ("d", "", "")]

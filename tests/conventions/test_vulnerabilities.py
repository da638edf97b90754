"""The step of `make test` that asks for known vulnerabilities, with a stand-in for pip-audit."""

import subprocess
import sys
import time

import pytest

from tests import run, vulnerabilities
from tests.requirements import BASE_DIR, compiled

REPORTED = """
import json, sys
if "json" in sys.argv:
    print(json.dumps({"dependencies": [{"name": "django", "version": "2.0", "vulns": [{"id": "PYSEC-1"}]}]}))
    sys.exit(1)
"""
CANNOT_SAY = {
    "a mirror that knows no package": """
import json
print(json.dumps({"dependencies": [{"name": "django", "skip_reason": "not found"}]}))
""",
    "an index that knows packages only": """
import json
print(json.dumps({"dependencies": [{"name": "django", "version": "2.0", "vulns": []}]}))
""",
    "no network": "raise ConnectionError('no network')",
    "a page that is not the index": "print('<html>Sign in to the guest network</html>')",
}


@pytest.fixture
def audited(tmp_path, monkeypatch, capsys):
    """Runs the step with this program in place of pip-audit; gives its exit code, its result, and what was printed."""
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))

    def audited(program: str):
        (tmp_path / "pip_audit.py").write_text(program)
        step = run.vulnerabilities_step()
        code = run.run_all([step])
        return code, step.result, capsys.readouterr().out

    return audited


def test_a_finding_fails(audited):
    code, result, printed = audited(REPORTED + "print('Found 1 known vulnerability in 1 package')\nsys.exit(1)")

    assert code == 1
    assert result == "FAILED (exit code 1)"
    assert "Found 1 known vulnerability in 1 package" in printed


def test_no_finding_passes(audited):
    assert audited(REPORTED)[:2] == (0, "passed")


def test_what_is_asked_about_is_what_is_installed(audited):
    _, _, printed = audited(REPORTED + "print(sys.argv[1:])")

    assert "'--strict', '--require-hashes', '--requirement', 'requirements.txt'" in printed


@pytest.mark.parametrize("program", CANNOT_SAY.values(), ids=CANNOT_SAY)
@pytest.mark.parametrize("no_skips", [True, False])
def test_where_nobody_can_be_asked_the_step_is_left_out_with_the_reason(audited, monkeypatch, program, no_skips):
    monkeypatch.setattr(run, "NO_SKIPS", no_skips)

    code, _, printed = audited(program)

    assert code == 0
    assert "left out: the list of known vulnerabilities cannot be reached from here" in printed


def test_an_index_that_does_not_answer_is_not_waited_for(audited, monkeypatch):
    monkeypatch.setattr(vulnerabilities, "SECONDS", 0.5)
    began = time.monotonic()

    _, result, _ = audited("import time\ntime.sleep(30)")

    assert result.startswith("left out")
    assert time.monotonic() - began < 5


def test_the_step_is_part_of_make_test(monkeypatch):
    ran = []
    monkeypatch.setattr(run, "run_all", lambda steps: ran.extend(step.name for step in steps))
    monkeypatch.setattr(vulnerabilities, "missing", lambda: "")

    run.main([])

    assert "known vulnerabilities" in ran


@pytest.mark.slow
def test_pip_audit_itself_reads_the_requirements():
    pins = compiled((BASE_DIR / "requirements.txt").read_text())

    command = [sys.executable, *vulnerabilities.ARGUMENTS, "--dry-run"]
    done = subprocess.run(command, cwd=BASE_DIR, capture_output=True, text=True)

    assert done.returncode == 0, done.stderr
    assert f"would have audited {sum(pin.wanted_here for pin in pins)} packages" in done.stderr

"""`make test` and `make check`: every step in order, stopping at the first that fails, with a summary at the end.

Standard library only; each step is a process of its own. MSPORTAL_NO_SKIPS=1 or CI=true: no test may be skipped.
"""

import os
import re
import secrets
import signal
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from tests import postgres, vulnerabilities

BASE_DIR = Path(__file__).resolve().parent.parent
CHROMIUMS = [Path("/usr/bin/chromium-headless-shell"), Path("/usr/bin/chromium")]  # as in tests/browser/fixtures.py
NO_SKIPS = os.environ.get("MSPORTAL_NO_SKIPS") == "1" or os.environ.get("CI") == "true"
SETTINGS_OF_TESTS = {"DJANGO_SETTINGS_MODULE": "tests.settings"}
SETTINGS_OF_A_SITE = {
    "DJANGO_SETTINGS_MODULE": "msportal.settings",
    "SITE_URL": "https://meds.example.org",
    "ALLOWED_HOSTS": "meds.example.org",
    "SECRET_KEY": secrets.token_urlsafe(50),
    "DEBUG": "0",
}


@dataclass
class Step:
    """One command to run: what it is called, its arguments to Python, and what its environment adds."""

    name: str
    arguments: list[str]
    environment: dict[str, str] = field(default_factory=dict)
    seconds: float = 0
    result: str = "not run"
    counts: Counter = field(default_factory=Counter)


def main(arguments: list[str]) -> int:
    # Either way the database server is stopped; a shell that started us in the background had SIGINT ignored.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.chdir(BASE_DIR)
    steps = lint_steps()
    if "--lint" in arguments:
        return run_all(steps)
    if "--quick" in arguments:
        return run_all(
            [*steps, migrations_step(), pytest_step("tests (quick, SQLite)", "not slow and not browser and not bench")]
        )
    return run_all([*steps, vulnerabilities_step(), migrations_step(), deployment_step(), sqlite_step(), postgres_step()])


def lint_steps() -> list[Step]:
    templates = [Step("template layout", ["-m", "djhtml", "--check", "--tabwidth", "4", "templates"])]
    return [
        Step("ruff check", ["-m", "ruff", "check", "."]),
        Step("ruff format", ["-m", "ruff", "format", "--check", "."]),
        *(templates if Path("templates").exists() else []),
    ]


def vulnerabilities_step() -> Step:
    """Where nobody can be asked, the step is left out, in CI as well: that says nothing about the project."""
    step = Step("known vulnerabilities", vulnerabilities.ARGUMENTS)
    lacking = vulnerabilities.missing()
    return left_out(step, lacking) if lacking else step


def migrations_step() -> Step:
    return Step("migrations match models", ["manage.py", "makemigrations", "--check", "--dry-run"], SETTINGS_OF_TESTS)


def deployment_step() -> Step:
    return Step("deployment check", ["manage.py", "check", "--deploy", "--fail-level", "WARNING"], SETTINGS_OF_A_SITE)


def sqlite_step() -> Step:
    here = any(path.exists() for path in CHROMIUMS)
    lacking = "" if here else "Chromium is not installed (Debian: chromium-headless-shell)"
    step = pytest_step("tests (SQLite, browser)", "not bench")
    if not lacking:
        return step
    if NO_SKIPS:
        return failed(step, lacking)
    print(f"Browser tests are left out: {lacking}.")
    return pytest_step("tests (SQLite, no browser)", "not bench and not browser")


def postgres_step() -> Step:
    """What asks for a database, again. What a browser shows does not depend on the database."""
    step = pytest_step("tests (PostgreSQL)", "not bench and not browser")
    if lacking := postgres.missing():
        return failed(step, lacking) if NO_SKIPS else left_out(step, lacking)
    step.environment["MSPORTAL_WITH_POSTGRES"] = "1"
    return step


def pytest_step(name: str, marked: str) -> Step:
    return Step(name, ["-m", "pytest", "-q", "--numprocesses", "2", "-m", marked], no_skips())


def no_skips() -> dict[str, str]:
    return {"MSPORTAL_NO_SKIPS": "1"} if NO_SKIPS else {}


def failed(step: Step, why: str) -> Step:
    step.result = f"FAILED: {why}"
    return step


def left_out(step: Step, why: str) -> Step:
    step.result = f"left out: {why}"
    return step


def run_all(steps: list[Step]) -> int:
    """Runs what is to run, up to the first failure. Returns the exit code."""
    try:
        for step in steps:
            if step.result == "not run":
                run(step)
            if step.result.startswith("FAILED"):
                break
    except KeyboardInterrupt:
        print("\nStopped.")
        return 130
    return summary(steps)


def run(step: Step) -> None:
    print(f"\n=== {step.name}", flush=True)
    began = time.monotonic()
    if step.environment.pop("MSPORTAL_WITH_POSTGRES", None):
        with postgres.server() as url:
            step.environment["DATABASE_URL"] = url
            code = passed_through(step)
    else:
        code = passed_through(step)
    step.seconds = time.monotonic() - began
    step.result = f"FAILED (exit code {code})" if code else "passed"


def passed_through(step: Step) -> int:
    """Runs one command and shows its output as it comes; keeps the counts of pytest's last line."""
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment |= {"PYTHONUNBUFFERED": "1", **step.environment}
    command = [sys.executable, *step.arguments]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        try:
            for line in process.stdout:
                print(line, end="", flush=True)
                step.counts = pytest_counts(line) or step.counts
        except BaseException:
            process.terminate()
            raise
    return process.returncode


def pytest_counts(line: str) -> Counter:
    """`3 failed, 812 passed, 1 skipped in 9.10s` as numbers; empty for any other line."""
    if not re.search(r"\d+ (passed|failed|skipped|errors?|deselected)\b.* in [\d.]+s", line):
        return Counter()
    found = re.findall(r"(\d+) (passed|failed|skipped|error)", line)
    return Counter({name: int(number) for number, name in found})


def summary(steps: list[Step]) -> int:
    """Prints a line a step, then what passed and failed in all. A failed step without counts is one failure."""
    broken = [step for step in steps if step.result.startswith("FAILED")]
    counts = sum((step.counts for step in steps), Counter())
    failures = counts["failed"] + counts["error"] or len(broken)
    print("\n=== summary")
    for step in steps:
        print(f"{step.seconds:7.1f} s  {step.name:<28}{step.result}")
    skipped = f", {counts['skipped']} skipped" if counts["skipped"] else ""
    print(f"{counts['passed']} passed, {failures} failed{skipped}", flush=True)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

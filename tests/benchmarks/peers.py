"""Other programs with the same medicines, from the folder `shared/bench` beside the repository, where there is one.

`drf` is the Django site with Django REST framework that one would write by hand, `wagtail` a Wagtail site. They are installed
into virtual environments of their own and keep their data in the scratch folder, so that only the first run takes long.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.targets import BASE_DIR, WORKERS, Target, base_environment, digest, portal_patterns

PEERS = BASE_DIR.parent / "shared" / "bench"
TEXTS = PEERS / "medgen.py"
LIST = "type=home.MedicationPage&symptoms={key}&limit=20&order=title&fields=chemical_name,brand_names,symptoms,last_updated"
PEER_PATTERNS = {
    "drf": {"API detail": "/api/medications/{key}/", "API list": "/api/medications/?symptom={code}"},
    "wagtail": {"API detail": "/api/v2/pages/{page}/", "API list": f"/api/v2/pages/?{LIST}"},
}


class Skipped(Exception):
    """A peer that cannot be measured here; the message says why."""


def peers(scratch: Path, count: int, *, install: bool, say) -> Iterator[Target]:
    """Those peers that are there or can be set up here; says of the others why not."""
    for name in PEER_PATTERNS:
        try:
            yield peer(name, scratch, count, install=install, say=say)
        except Skipped as reason:
            say(f"Skipped: the peer {name}. {reason}")


def peer(name: str, scratch: Path, count: int, *, install: bool, say) -> Target:
    """Installs a peer into a virtual environment of its own and fills its database, unless an earlier run did."""
    if not (PEERS / f"peer_{name}").is_dir():
        raise Skipped(f"There is no {os.path.relpath(PEERS, BASE_DIR)}/peer_{name} beside the repository.")
    sources, data, environments = scratch / "peers", scratch / "data", scratch / "venvs"
    shutil.copytree(PEERS, sources, dirs_exist_ok=True, ignore=shutil.ignore_patterns("results", "search"))
    for part in [sources, *sources.rglob("*")]:
        part.chmod(part.stat().st_mode | 0o200)  # where it comes from may be for reading only
    data.mkdir(exist_ok=True)
    venv = environments / name
    pinned = sources / f"requirements-{name}.txt"
    installed = venv / f"installed-{digest([pinned])}"
    if not installed.exists():
        if not install:
            raise Skipped("It is not installed yet; a run without --quick does that.")
        say(f"Installing the peer {name} (once) ...")
        attempt([sys.executable, "-m", "venv", "--clear", str(venv)], sources, {})
        attempt([str(venv / "bin" / "pip"), "install", "--quiet", "--requirement", str(pinned)], sources, {})
        installed.touch()
    environment = {"BENCH_DATA": str(data), "BENCH_VENVS": str(environments), "N": str(count)}
    fill(name, sources, data, venv, environment, say)
    serving = environment | {"PORT": "{port}", "WORKERS": str(WORKERS)}
    patterns = {case: portal_patterns()[case] for case in ("detail page", "filtered index")} | PEER_PATTERNS[name]
    return Target(f"{name} peer", ["sh", str(sources / f"peer_{name}" / "serve.sh")], patterns, sources, serving)


def fill(name: str, sources: Path, data: Path, venv: Path, environment: dict[str, str], say) -> None:
    count = environment["N"]
    done = data / f"loaded-{name}-{digest([sources / f'peer_{name}', sources / 'medgen.py'], count)}"
    if done.exists():
        return
    say(f"Loading {count} medicines into the peer {name} ...")
    (data / f"{name}_{count}.sqlite3").unlink(missing_ok=True)
    commands = [["migrate", "-v0"], ["load_meds", count], *([["update_index", "-v0"]] if name == "wagtail" else [])]
    for command in commands:
        loading = environment | ({"LOADING": "1"} if command[0] == "load_meds" else {})
        attempt([str(venv / "bin" / "python"), "manage.py", *command], sources / f"peer_{name}", loading)
    done.touch()


def attempt(command: list[str], folder: Path, environment: dict[str, str]) -> None:
    kept = {
        name: value
        for name, value in os.environ.items()
        if name.startswith(("PIP_", "UV_", "SSL_")) or name.lower().endswith("_proxy")
    }
    try:
        done = subprocess.run(
            command, cwd=folder, env=base_environment() | kept | environment, capture_output=True, text=True, timeout=1_200
        )
    except subprocess.TimeoutExpired:
        raise Skipped(f"`{' '.join(command[-2:])}` took too long.") from None
    if done.returncode:
        last = (done.stdout + done.stderr).strip().splitlines()[-1:]
        raise Skipped(f"`{' '.join(command[-2:])}` failed: {' '.join(last)}")

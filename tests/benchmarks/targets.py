"""What is measured: the portal as `make run` serves it, and its pages as files in nginx."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.text import slugify

from tests.benchmarks import generator, processes

BASE_DIR = Path(__file__).resolve().parents[2]
CASES = ("detail page", "filtered index", "API detail", "API list")
PAGE_SIZE = 20
WARM_PAGES, COLD_PAGES = 100, 50
WORKERS = 2
PASSED_ON = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR")
# The address stored in the API's answers; nothing is asked there.
PORTAL = {
    "SECRET_KEY": "only-for-benchmarks-" + "x" * 50,
    "SITE_URL": "http://localhost:8000",
    "ALLOWED_HOSTS": "localhost,127.0.0.1",
}

NGINX = """
daemon off;
{user}
worker_processes {workers};
pid {folder}/pid;
error_log stderr warn;
events {{ worker_connections 1024; }}
http {{
    types {{ text/html html; application/json json; }}
    charset utf-8;
    access_log off;
    sendfile on;
    tcp_nopush on;
    keepalive_requests 100000000;
    client_body_temp_path {folder}/1; proxy_temp_path {folder}/2; fastcgi_temp_path {folder}/3;
    uwsgi_temp_path {folder}/4; scgi_temp_path {folder}/5;
    server {{
        listen 127.0.0.1:{port} backlog=1024;
        root {folder}/files;
        index index.html index.json;
        location = /medications/ {{ try_files /medications/list-$arg_symptom.html =404; }}
        location = /api/v1/medications/ {{ try_files /api/v1/medications/list-$arg_symptom.json =404; }}
    }}
}}
"""


@dataclass(frozen=True)
class Question:
    """An address, and what a right answer has in it."""

    path: str
    expected: tuple[str, ...]


@dataclass(frozen=True)
class Target:
    """A server to start, and the addresses of its pages: one pattern a case."""

    name: str
    command: list[str]
    patterns: dict[str, str]
    folder: Path = BASE_DIR
    environment: dict[str, str] = field(default_factory=dict)

    def question(self, case: str, corpus: "Measured", number: int) -> Question:
        """For a page: that of medicine `number`. For a list: that of symptom `number`."""
        values = {"number": number, "key": number + 1, "page": number + 4, "code": corpus.code(number)}
        return Question(self.patterns[case].format(**values), corpus.expected(case, number))

    def warm(self, case: str, corpus: "Measured") -> list[Question]:
        numbers = range(min(WARM_PAGES, corpus.count)) if is_page(case) else [0]
        return [self.question(case, corpus, number) for number in numbers]

    def cold(self, case: str, corpus: "Measured") -> list[Question]:
        numbers = range(min(COLD_PAGES, corpus.count - 1)) if is_page(case) else range(len(corpus.symptoms))
        return [self.question(case, corpus, number) for number in numbers]

    def started(self, port: int, log: Path, corpus: "Measured"):
        """The running server, as a context manager. It is there once it gives the last medicine's page, which is no cold page."""
        environment = base_environment() | {name: value.format(port=port) for name, value in self.environment.items()}
        command = [part.format(port=port) for part in self.command]
        path = self.question("detail page", corpus, corpus.count - 1).path
        return processes.server(self.name, command, port=port, environment=environment, folder=self.folder, log=log, path=path)


def is_page(case: str) -> bool:
    return case in ("detail page", "API detail")


@dataclass(frozen=True)
class Measured:
    """The medicines that every target holds, as far as needed to tell a right answer from a wrong one."""

    symptoms: tuple[str, ...]
    titles: tuple[str, ...]
    of_symptom: tuple[tuple[str, ...], ...]  # titles by symptom, in the order of the alphabet

    @classmethod
    def of(cls, corpus: generator.Corpus, count: int) -> "Measured":
        texts = [corpus.texts(number) for number in range(count)]
        lists = [
            sorted(said["title"] for said in texts if position in said["symptoms"]) for position in range(len(corpus.symptoms))
        ]
        return cls(tuple(corpus.symptoms), tuple(said["title"] for said in texts), tuple(map(tuple, lists)))

    @property
    def count(self) -> int:
        return len(self.titles)

    def code(self, number: int) -> str:
        return slugify(self.symptoms[number]) if number < len(self.symptoms) else ""

    def expected(self, case: str, number: int) -> tuple[str, ...]:
        return (self.titles[number],) if is_page(case) else self.of_symptom[number][:PAGE_SIZE]


def base_environment() -> dict[str, str]:
    return {name: os.environ[name] for name in PASSED_ON if name in os.environ} | {"PYTHONUNBUFFERED": "1"}


# The portal


def portal_patterns() -> dict[str, str]:
    return {
        "detail page": "/medications/med-{number:05d}/",
        "filtered index": "/medications/?symptom={code}",
        "API detail": "/api/v1/medications/med-{number:05d}/",
        "API list": "/api/v1/medications/?symptom={code}",
    }


def portal(var: Path, name: str = "portal", *, workers: int = WORKERS, threads: int | None = None, database: str = "") -> Target:
    """As `make run` starts it; `threads` overrides how many threads a worker has. `{port}` is filled in when it is started."""
    command = [sys.executable, "-m", "msportal.local", "start"]
    if threads is not None:
        command = [sys.executable, "-m", "tests.benchmarks.serve_with", str(threads)]
    environment = PORTAL | {"VAR_DIR": str(var), "PORT": "{port}", "WEB_CONCURRENCY": str(workers), "DATABASE_URL": database}
    return Target(name, command, portal_patterns(), environment=environment)


def loaded_portal(scratch: Path, texts: Path | None, count: int, say) -> tuple[Path, dict[str, float]]:
    """A VAR_DIR with a database of `count` medicines, and how long loading took. Kept while nothing it is made of changes."""
    kept = (
        scratch
        / "portal"
        / digest([BASE_DIR / "medications", BASE_DIR / "templates", BASE_DIR / "requirements.txt", texts], count)
    )
    if not (kept / "times.json").exists():
        shutil.rmtree(scratch / "portal", ignore_errors=True)
        kept.mkdir(parents=True)
        say(f"Loading {count} medicines into the portal, through its own actions ...")
        (kept / "times.json").write_text(json.dumps(load_portal(kept / "var", texts, count)))
    else:
        say(f"The portal's {count} medicines are still there from an earlier run, and nothing they are made of has changed.")
    return kept / "var", json.loads((kept / "times.json").read_text())


def load_portal(var: Path, texts: Path | None, count: int, database: str = "") -> dict[str, float]:
    var.mkdir(parents=True, exist_ok=True)
    command = [
        sys.executable,
        "-m",
        "tests.benchmarks.load",
        "--medicines",
        str(count),
        *(["--texts", str(texts)] if texts else []),
    ]
    environment = base_environment() | PORTAL | {"VAR_DIR": str(var), "DATABASE_URL": database}
    last = ""
    with subprocess.Popen(command, cwd=BASE_DIR, env=environment, stdout=subprocess.PIPE, text=True) as process:
        for last in process.stdout:
            if not last.startswith("{"):
                print(last, end="", flush=True)
    if process.returncode:
        raise processes.Failed("The portal's medicines could not be loaded.")
    return json.loads(last)


def digest(parts: list[Path | None], *more) -> str:
    """Of the contents of files and folders."""
    found = hashlib.sha256(repr(more).encode())
    files = [Path(__file__).with_name("generator.py"), Path(__file__).with_name("load.py")]
    for part in filter(None, parts):
        files += (
            [part] if part.is_file() else sorted(file for file in part.rglob("*") if file.is_file() and file.suffix != ".pyc")
        )
    for file in files:
        found.update(file.read_bytes())
    return found.hexdigest()[:16]


# nginx


def nginx(folder: Path, port: int) -> Target:
    """The portal's answers as files, without compression, as the portal gives them. `save` puts the files there."""
    folder.mkdir(parents=True, exist_ok=True)
    user = "user root;" if os.geteuid() == 0 else ""  # else its workers could not read our folder
    (folder / "nginx.conf").write_text(NGINX.format(folder=folder, port=port, workers=WORKERS, user=user))
    program = program_path("nginx")
    return Target(
        "nginx", [program, "-e", "stderr", "-p", str(folder), "-c", str(folder / "nginx.conf")], portal_patterns(), folder
    )


def save(folder: Path, path: str, body: bytes) -> None:
    """Writes an answer of the portal where nginx looks for it."""
    place, _, query = path.partition("?symptom=")
    suffix = "json" if place.startswith("/api/") else "html"
    file = folder / "files" / place.strip("/") / (f"list-{query}.{suffix}" if query else f"index.{suffix}")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(body)


def program_path(name: str) -> str | None:
    """Debian keeps nginx where only root's PATH looks."""
    return shutil.which(name, path=os.environ.get("PATH", "") + ":/usr/sbin:/usr/local/sbin")

"""Runs manage.py on one's own machine without any configuration: `python -m msportal.local start`.

The settings refuse to load without SECRET_KEY, so the environment is made here, before Django is imported. Standard
library only. What is already set in the environment wins over everything below.
"""

import os
import secrets
import sys
from pathlib import Path
from urllib.parse import urlsplit

BASE_DIR = Path(__file__).resolve().parent.parent


def main(arguments: list[str]) -> None:
    """Replaces this process by `manage.py <arguments>` in the local environment."""
    environment = local_environment(os.environ)
    os.execve(sys.executable, [sys.executable, str(BASE_DIR / "manage.py"), *arguments], environment)


def local_environment(given) -> dict[str, str]:
    """The environment to run in: what is given, then var/local.env (made when needed), then the defaults below."""
    given = {name: value for name, value in given.items() if value}
    kept = Path(given.get("VAR_DIR", BASE_DIR / "var")) / "local.env"
    if "SECRET_KEY" not in given and not kept.exists():
        make(kept)
    chosen = (read(kept) if kept.exists() else {}) | given
    port = chosen.get("PORT", "8000")
    defaults = {
        "PORT": port,
        "SITE_URL": f"http://localhost:{port}",
        "ALLOWED_HOSTS": "localhost,127.0.0.1",
        "DEBUG": "0",
        "PYTHONUNBUFFERED": "1",  # a message is seen when it is said, also through a pipe
    }
    settings = defaults | chosen
    # Demonstration accounts are used in one step, without a second factor. The settings refuse this anywhere but here.
    hosts = {urlsplit(settings["SITE_URL"]).hostname, *settings["ALLOWED_HOSTS"].split(",")}
    return {"LOCAL_DEMO": "1" if hosts <= {"localhost", "127.0.0.1"} else "0"} | settings


def make(path: Path) -> None:
    """A file with a new secret key that only its owner may read."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(descriptor, "w") as file:
        file.write("# For this machine only. NAME=value, one a line; the environment wins.\n")
        file.write(f"SECRET_KEY={secrets.token_urlsafe(50)}\n")


def read(path: Path) -> dict[str, str]:
    """NAME=value lines of a file; empty lines and comments are passed over."""
    lines = [line.strip() for line in path.read_text().splitlines()]
    pairs = [line.split("=", 1) for line in lines if "=" in line and not line.startswith("#")]
    return {name.strip(): value.strip() for name, value in pairs}


if __name__ == "__main__":
    main(sys.argv[1:])

"""Whether the package index tells us from here which versions are known to be vulnerable. Needed by one step of `make test`.

pip-audit skips what the index does not know, and a mirror may know nothing: silence is no all-clear. So it is asked first about a
version that has known vulnerabilities, and is believed only if it reports them.
"""

import json
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

AUDIT = ["-m", "pip_audit", "--progress-spinner", "off", "--disable-pip", "--timeout", "4"]
# --strict: a package that the index no longer knows is a finding.
ARGUMENTS = [*AUDIT, "--strict", "--require-hashes", "--requirement", "requirements.txt"]
KNOWN_TO_BE_VULNERABLE = "django==2.0"
SECONDS = 8


def missing() -> str:
    """Why the step cannot be run, or nothing."""
    return "" if known_is_reported() else "the list of known vulnerabilities cannot be reached from here"


def known_is_reported() -> bool:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "requirements.txt")
        file.write_text(KNOWN_TO_BE_VULNERABLE)
        command = [sys.executable, *AUDIT, "--no-deps", "--format", "json", "--requirement", str(file)]
        with suppress(subprocess.TimeoutExpired, ValueError, KeyError):
            done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS)
            return any(package["vulns"] for package in json.loads(done.stdout)["dependencies"])
    return False

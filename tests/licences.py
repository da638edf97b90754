"""`make licences`: writes docs/licences.md, under which licence each package is that is installed where msportal runs.

Read from what the packages say of themselves. One that only other systems need is fetched for that, and not kept.
"""

import re
import subprocess
import sys
import tempfile
from importlib import metadata
from pathlib import Path

from packaging.utils import canonicalize_name

from tests.requirements import BASE_DIR, Pin, compiled

PAGE = BASE_DIR / "docs" / "licences.md"
ROW = re.compile(r"^\| ([a-z0-9.-]+) \| (\d\S*) \| (.+) \|$", re.MULTILINE)
IN_WORDS = {
    "MIT License": "MIT",
    "BSD License": "BSD",
    "Apache Software License": "Apache-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}
# Each asks no more than that its notice is kept (MPL and LGPL: and that changes to the package itself stay open).
ACCEPTED = {"MIT", "MIT-0", "BSD", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "PSF-2.0", "MPL-2.0", "LGPL-3.0-only"}
# What somebody found in the package's licence files where its own words are too short or too long.
READ = {
    "fido2": "BSD-2-Clause AND Apache-2.0 AND MPL-2.0",
    "qrcode": "BSD-3-Clause AND MIT",
    "uritemplate": "BSD-3-Clause OR Apache-2.0",
}
HEAD = """# Licences

What is installed where msportal runs, as pinned in `requirements.txt`. Written by `make licences`.
What only tests need is not here.

All may be used, changed and passed on in open and closed software alike. Three ask for more than that their notice is kept:

* psycopg (LGPL): used unchanged through its public interface, which asks nothing of our code. Who passes it on changed passes on
  its source.
* orjson, fido2: parts are under the MPL (in fido2, a list of public suffixes): the same, file by file.

No code of another project is kept in this repository. One list is: the names in
`medications/content/medicine_names.txt` (MIT; its notice stands at its head).

| package | version | licence |
|---|---|---|
"""


def said(about: metadata.PackageMetadata) -> str:
    """The licence as an SPDX expression where the package gives one, otherwise the nearest it says."""
    if name := READ.get(canonicalize_name(about["Name"])) or about.get("License-Expression"):
        return name
    if (short := about.get("License") or "") in ACCEPTED - {"BSD"}:
        return short
    ends = [line.rpartition(" :: ")[2] for line in about.get_all("Classifier") or [] if line.startswith("License :: OSI")]
    return " AND ".join(IN_WORDS.get(end, end) for end in ends) or short


def unusual(licence: str) -> set[str]:
    """The parts of the expression that nobody has looked at yet."""
    return set(re.split(r"\s+(?:AND|OR)\s+|[()]", licence)) - ACCEPTED - {""}


def found(pin: Pin) -> metadata.PackageMetadata:
    try:
        return metadata.metadata(pin.name)
    except metadata.PackageNotFoundError:
        return fetched(pin)


def fetched(pin: Pin) -> metadata.PackageMetadata:
    with tempfile.TemporaryDirectory() as folder:
        lines = [f"{pin.name}=={pin.version}", *(f"--hash={hashed}" for hashed in pin.hashes)]
        (Path(folder) / "one.txt").write_text(" ".join(lines))
        install = ["-m", "pip", "install", "--quiet", "--no-deps", "--require-hashes", "--target", folder]
        subprocess.run([sys.executable, *install, "--requirement", f"{folder}/one.txt"], check=True)
        return next(iter(metadata.distributions(path=[folder]))).metadata


def main() -> int:
    rows = [(pin.name, pin.version, said(found(pin))) for pin in compiled((BASE_DIR / "requirements.txt").read_text())]
    PAGE.write_text(HEAD + "".join(f"| {name} | {version} | {licence} |\n" for name, version, licence in rows))
    strange = {name: unusual(licence) for name, _, licence in rows if unusual(licence)}
    for name, parts in strange.items():
        print(f"{name}: {', '.join(sorted(parts))} is not among the accepted licences; read it, then see tests/licences.py")
    return 1 if strange else 0


if __name__ == "__main__":
    sys.exit(main())

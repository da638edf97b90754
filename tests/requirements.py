"""What is pinned: requirements*.in as a person wrote them, requirements*.txt as `make requirements` made them."""

from dataclasses import dataclass
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

BASE_DIR = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Pin:
    """One package: what is asked for, the reason in a .in file, the hashes in a .txt file."""

    requirement: Requirement
    reason: str = ""
    hashes: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return canonicalize_name(self.requirement.name)

    @property
    def version(self) -> str:
        """The one version allowed, or nothing if it is not pinned."""
        exact = [clause.version for clause in self.requirement.specifier if clause.operator == "=="]
        return exact[0] if len(exact) == len(self.requirement.specifier) == 1 and "*" not in exact[0] else ""

    @property
    def wanted_here(self) -> bool:
        return not self.requirement.marker or self.requirement.marker.evaluate()


def written(text: str) -> list[Pin]:
    """The pins of a .in file. Lines that name another file are left out."""
    lines = [line.partition("#") for line in text.splitlines() if line.strip() and not line.startswith(("#", "-"))]
    return [Pin(Requirement(line.strip()), reason=reason.strip()) for line, _, reason in lines]


def compiled(text: str) -> list[Pin]:
    """The pins of a .txt file, in its order."""
    lines = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("#")).replace("\\\n", " ").splitlines()
    parts = [[part.strip() for part in line.split(" --hash=")] for line in lines if line.strip()]
    return [Pin(Requirement(first), hashes=tuple(hashes)) for first, *hashes in parts]

"""What is said of a parameter that nobody knows: its name, the nearest one that there is, and all of them."""

from collections.abc import Collection

from rapidfuzz import process
from rapidfuzz.distance import OSA

NEAR = 0.5  # of 1: half of a short name may be mistyped
LONGEST = 40  # characters of a name that are said again


def unknown(name: str, known: Collection[str], what: str = "parameter") -> str:
    """`known` are the names there are, in the order in which they are told."""
    if not known:
        return f"There is no {what} “{name[:LONGEST]}”; none is known here."
    near = nearest(name, known)
    offered = f" Did you mean “{near}”?" if near else ""
    return f"There is no {what} “{name[:LONGEST]}”.{offered} There are: {', '.join(known)}."


def nearest(name: str, known: Collection[str]) -> str:
    """The name most like it; empty if none is."""
    asked = name[:LONGEST].casefold()
    found = process.extractOne(asked, known, scorer=OSA.normalized_similarity, score_cutoff=NEAR)
    return found[0] if found else ""

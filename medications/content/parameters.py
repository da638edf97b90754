"""What is said of a parameter that nobody knows: its name, the nearest one that there is, and all of them."""

from collections.abc import Collection

from django.utils.translation import gettext
from rapidfuzz import process
from rapidfuzz.distance import OSA

NEAR = 0.5  # of 1: half of a short name may be mistyped
LONGEST = 40  # characters of a name that are said again


def unknown(name: str, known: Collection[str], none: str = "There is no parameter “%(name)s”.") -> str:
    """`known` are the names there are, in the order in which they are told. `none` says, of a `name`, that there is no such."""
    said = [none % {"name": name[:LONGEST]}]
    if not known:
        return " ".join([*said, gettext("None is known here.")])
    near = nearest(name, known)
    if near:
        said.append(gettext("Did you mean “%(name)s”?") % {"name": near})
    return " ".join([*said, gettext("There are: %(names)s.") % {"names": ", ".join(known)}])


def nearest(name: str, known: Collection[str]) -> str:
    """The name most like it; empty if none is."""
    asked = name[:LONGEST].casefold()
    found = process.extractOne(asked, known, scorer=OSA.normalized_similarity, score_cutoff=NEAR)
    return found[0] if found else ""

"""What is said of a parameter that nobody knows: its name, the nearest one that there is, and all of them."""

from collections.abc import Collection

from django.utils.translation import gettext
from rapidfuzz import process
from rapidfuzz.distance import OSA

LEAST_PART = 4  # characters: what is shorter is part of a name by chance
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
    """The one name that was meant: a third of it is mistyped at most, or its beginning or end alone was typed. Else empty."""
    asked = name[:LONGEST].casefold()
    most = min(max(1, len(asked) // 3), len(asked) - 1)
    found = process.extractOne(asked, known, scorer=OSA.distance, processor=str.casefold, score_cutoff=most) if asked else None
    if found:
        return found[0]
    longer = [each for each in known if each.casefold().startswith(asked) or each.casefold().endswith(asked)]
    return longer[0] if len(longer) == 1 and len(asked) >= LEAST_PART else ""

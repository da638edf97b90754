"""The chemical name with its pronunciation: "Modafinil (moe-daf-i-nil)", "interferon (in-ter-feer-on) beta-1a"."""

import re
from dataclasses import dataclass

from medications.importing.lines import Passage

_BRACKETS = re.compile(r"\(([^()]*)\)")
_NAME = re.compile(r"[A-Za-z0-9][\w ,.'’/+-]*")
_SAID = re.compile(
    r"(?:pronounced:? )?(?P<said>[a-z]{1,9}(?:(?:[- ]|, )[a-z]{1,9})*-[a-z]{1,9}(?:[- ][a-z]{1,9})*)", re.IGNORECASE
)
# Brackets with a hyphen that are no pronunciation.
_DESCRIBES = re.compile(
    r"release|acting|counter|prescription|daily|weekly|monthly|modifying|tablet|capsule|inject|strength|brand|generic|dose"
    r"|liquid|\boral\b|free|-based|\bform",
    re.IGNORECASE,
)
# Without brackets it takes two hyphens, so that "beta-carotene" is none.
_SAID_BARE = re.compile(r"[a-z]{1,7}(?:-[a-z]{1,7}){2,}", re.IGNORECASE)
_LONGEST = 300
_MOST_WORDS = 6


@dataclass(frozen=True)
class Chemical:
    """`name` and `said` as printed. `is_half`: the name proper is missing before its pronunciation, "(x-y) acetate"."""

    name: str
    said: str
    is_half: bool


def parse_chemical(text: str) -> Chemical | None:
    """The chemical name in `text`, or its pronunciation alone; None if a bracket of it is no pronunciation, or it has none."""
    if len(text) > _LONGEST:
        return None
    if _SAID_BARE.fullmatch(text) and not _DESCRIBES.search(text):
        return Chemical("", text, is_half=True)
    if "(" not in text:
        return None
    parts = _BRACKETS.split(text.rstrip("."))
    outside, inside = [part.strip() for part in parts[::2]], [_SAID.fullmatch(part.strip()) for part in parts[1::2]]
    if not inside or not all(inside) or any(_DESCRIBES.search(part) for part in parts[1::2]):
        return None
    name = " ".join(part for part in outside if part)
    if name and (not _NAME.fullmatch(name) or name.count(" ") >= _MOST_WORDS):
        return None
    return Chemical(name, " ".join(match["said"] for match in inside), is_half=not outside[0])


def place_chemical(passage: Passage, text: str) -> None:
    """Notes where the pieces of a `text` went that `parse_chemical` has understood."""
    if "(" not in text:
        passage.keep(text, "pronunciation")
        return
    for index, part in enumerate(_BRACKETS.split(text.rstrip("."))):
        said = _SAID.fullmatch(part.strip()) if index % 2 else None
        if said:
            passage.set_aside(part.strip().removesuffix(said["said"]).strip())
        passage.keep(said["said"] if said else part.strip(), "pronunciation" if said else "generic_name")


def lower_first(name: str) -> str:
    """ "Clonazepam" -> "clonazepam", "OnabotulinumtoxinA" -> "onabotulinumtoxinA", "ACTH" as it is."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]

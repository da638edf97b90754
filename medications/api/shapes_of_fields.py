"""JSON Schemas of what is answered with `fields`: a record of which only some members were asked for."""

from medications.api.fields import ALWAYS
from medications.api.shapes import ref

SHAPES = [f"{name}{part}" for name in ("Medication", "Symptom", "SideEffect", "Source") for part in ("", "InList")]
SAID = "With `fields`: what was asked for, and what keeps a copy true."


def or_chosen(name: str) -> dict:
    """A record of this shape in full, or cut to some members."""
    return {"anyOf": [ref(name), ref(f"{name}Chosen")]}


def components(named: dict[str, dict]) -> dict[str, dict]:
    """One for each of the named shapes that `fields` can cut."""
    made = {}
    for name in SHAPES:
        wholes = [each for each in (f"{name}Full", f"{name}Stub") if each in named]
        made |= {f"{each}Chosen": _chosen(named[each]) for each in wholes or [name]}
        if wholes:
            made[f"{name}Chosen"] = {"anyOf": [ref(f"{each}Chosen") for each in wholes]}
    return made


def _chosen(whole: dict) -> dict:
    return {**whole, "description": SAID, "required": [each for each in ALWAYS if each in whole["properties"]]}

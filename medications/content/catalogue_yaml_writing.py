"""Plain data -> YAML as the catalogue's files are laid out: one statement or row a line, so that a change of it is one line in
version control. What catalogue_yaml.py reads of it is the same data.
"""

import io
import re
from collections.abc import Mapping
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString

from medications.content.catalogue_yaml import plain_scalar
from medications.content.choices import SideEffectGroup

# What needs no quotes, wherever it stands.
PLAIN = re.compile(r"[A-Za-z](?:[\w .'()/+-]*[\w.'()/+-])?")
# Texts that are always quoted, whatever stands in them.
QUOTED = {"text", "title", "publisher", "url", "as_of", "issued", "accessed", "value", "findings", "held_back", "said", "reason"}
# Lists whose entries stand on a line of their own each, in braces.
IN_BRACES = {"brand_names", "uses", "at_a_glance", "lead_sentences", "codes", "facts", "left_out", *SideEffectGroup.values}
# Parts that stand on one line.
ON_ONE_LINE = {"generic_available", "frequency", "reuse"}
ONE_A_LINE = {"findings"}


def written(data: Mapping[str, Any]) -> str:
    """A file's data in, its text out."""
    yaml = YAML()
    yaml.width = 1_000_000
    yaml.indent(mapping=2, sequence=4, offset=2)
    stream = io.StringIO()
    yaml.dump(_node(data, ""), stream)
    return stream.getvalue()


def _node(value: Any, name: str, *, flow: bool = False) -> Any:
    """`name` is the field it stands in; `flow` whether it stands within braces."""
    if isinstance(value, Mapping):
        flow = flow or name in ON_ONE_LINE
        node = CommentedMap({key: _node(each, key, flow=flow) for key, each in value.items()})
    elif isinstance(value, list):
        node = CommentedSeq(_node(each, name, flow=flow or name in IN_BRACES) for each in value)
        flow = flow or not (value and (isinstance(value[0], Mapping) or name in ONE_A_LINE))
    else:
        return _scalar(value, name)
    if flow:
        node.fa.set_flow_style()
    return node


def _scalar(value: Any, name: str) -> Any:
    if not isinstance(value, str):
        return value
    if name == "body" and _fits_a_block(value):
        return LiteralScalarString(value + "\n")
    is_plain = name not in QUOTED and PLAIN.fullmatch(value) and plain_scalar(value) == value
    return value if is_plain else DoubleQuotedScalarString(value)


def _fits_a_block(text: str) -> bool:
    """Whether a literal block keeps it to the letter: nothing but printed signs, on lines that do not end in blanks."""
    return bool(text) and all(line.isprintable() and line == line.rstrip() for line in text.split("\n"))

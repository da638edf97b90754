"""A YAML file of the catalogue in, plain data with the line of each field out, or every fault of the file in plain words.

A small part of YAML 1.2 is accepted: one document of mappings, lists and scalars. Anchors, aliases and tags are refused, so a
file cannot grow when it is read and always means what it shows. Dates stay text, as they are written.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
)
from ruamel.yaml.reader import ReaderError

Path = tuple[str | int, ...]
Model = TypeVar("Model", bound=BaseModel)

LONGEST = 1_000_000  # characters; the longest page is a fiftieth of that
DEEPEST = 20  # levels of nesting; a medicine file has five

# What the parser says, and what a writer can do about it.
YAML_FAULTS = {
    "'\\t'": "a tab is used where only spaces may stand; indent with spaces",
    "mapping values are not allowed": "a colon inside plain text; put the text in quotes",
    "could not find expected ':'": "a colon is missing, or the text before needs quotes",
    "expected <block end>": "the indentation does not fit the lines above, or a quote or dash is out of place",
    "expected ',' or": "a comma or a closing bracket is missing",
    "expected the node content": "a value is missing, or a bracket before it is opened and never closed",
    "unexpected end of stream": "a quote or bracket is opened and never closed",
    "cannot start any token": "a character that needs quotes around the text",
}


@dataclass(frozen=True)
class Problem:
    """One fault of one file. `path` is the field, such as `uses[0].symptom`; empty for a fault of the file as a whole."""

    path: str
    message: str
    file: str = ""
    line: int = 0

    def __str__(self) -> str:
        return ": ".join(part for part in (f"{self.file}:{self.line}", self.path, self.message) if part)


class CatalogueError(ValueError):
    """All problems of a file at once, in the order of its lines; as text, one a line."""

    def __init__(self, problems: Iterable[Problem]):
        self.problems = sorted(problems, key=lambda problem: (problem.file, problem.line))
        super().__init__("\n".join(str(problem) for problem in self.problems))


@dataclass(frozen=True)
class Located:
    """The data of a file, the line of each path, and for a literal block (`|`) the line on which its text begins."""

    data: dict[str, Any]
    file: str
    lines: dict[Path, int]
    text_lines: dict[Path, int] = field(default_factory=dict)

    def line(self, path: Path) -> int:
        """The line of a path; for one that the file does not have, that of the nearest field around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def problem(self, path: Path, message: str, *, text_line: int = 0) -> Problem:
        """A problem at a path; `text_line` counts from 0 inside a literal block."""
        begins = self.text_lines.get(path)
        line = begins + text_line if begins else self.line(path)
        return Problem(path_text(path), message, self.file, line)


def path_text(path: Path) -> str:
    """`("uses", 0, "symptom")` in, `uses[0].symptom` out."""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).removeprefix(".")


def load_yaml(text: str, *, file: str) -> Located:
    """YAML text in, its data with lines out. `file` is the name used in messages. Raises CatalogueError."""
    if len(text) > LONGEST:
        raise CatalogueError([Problem("", f"the file has more than {LONGEST:,} characters", file, 1)])
    return _Builder(file).build(text)


def read_as(model: type[Model], text: str, *, file: str) -> tuple[Model, Located]:
    """YAML text in, the validated model and where its fields stand out. Raises CatalogueError with every field that is wrong."""
    located = load_yaml(text, file=file)
    try:
        return model.model_validate(located.data), located
    except ValidationError as error:
        raise CatalogueError(located.problem(fault["loc"], _plain(fault)) for fault in error.errors()) from None


class _Builder:
    """Builds data from the parser's events. A fault that leaves the rest readable is noted; the others end the reading."""

    def __init__(self, file: str):
        self.file, self.lines, self.text_lines, self.problems = file, {}, {}, []

    def build(self, text: str) -> Located:
        data = None
        try:
            # One event is read at a time, so that a fault late in the file does not hide those before it.
            events = iter(YAML(typ="safe", pure=True).parse(text))
            for event in events:
                if isinstance(event, DocumentStartEvent):
                    data = self._document(events, event, data)
        except YAMLError as error:
            self.problems.append(_yaml_problem(error, text, self.file))
        if not isinstance(data, dict) and not self.problems:
            self._note((), 1, "the file must consist of named fields (name: value)")
        if self.problems:
            raise CatalogueError(self.problems)
        return Located(data, self.file, self.lines, self.text_lines)

    def _document(self, events: Iterator[Event], start: Event, before: Any) -> Any:
        if before is not None:
            self._note((), _line(start), "a second document begins here (---); a file has one")
            raise CatalogueError(self.problems)
        return self._value(next(events), events, ())

    def _note(self, path: Path, line: int, message: str) -> None:
        self.problems.append(Problem(path_text(path), message, self.file, line))

    def _value(self, event: Event, events: Iterator[Event], path: Path) -> Any:
        self.lines.setdefault(path, _line(event))
        if len(path) > DEEPEST:
            self._note((), _line(event), f"more than {DEEPEST} levels inside each other")
            raise CatalogueError(self.problems)
        if isinstance(event, AliasEvent) or event.anchor:
            self._note(path, _line(event), "anchors and aliases (& and *) are not accepted; write the value out")
        if isinstance(event, AliasEvent):
            return None
        if event.tag is not None:
            self._note(path, _line(event), f"a tag ({event.tag}) is not accepted; leave it out")
        if isinstance(event, ScalarEvent):
            return self._scalar(event, path)
        return self._mapping(events, path) if isinstance(event, MappingStartEvent) else self._list(events, path)

    def _mapping(self, events: Iterator[Event], path: Path) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while not isinstance(key := next(events), MappingEndEvent):
            if not isinstance(key, ScalarEvent) or key.anchor or key.tag is not None:
                self._note(path, _line(key), "a field's name must be a plain word")
                raise CatalogueError(self.problems)
            here = (*path, key.value)
            if key.value in found:
                self._note(here, _line(key), f"is given twice; the first is on line {self.lines[here]}")
            self.lines.setdefault(here, _line(key))
            value = self._value(next(events), events, here)
            found.setdefault(key.value, value)
        return found

    def _list(self, events: Iterator[Event], path: Path) -> list[Any]:
        found: list[Any] = []
        while not isinstance(event := next(events), SequenceEndEvent):
            found.append(self._value(event, events, (*path, len(found))))
        return found

    def _scalar(self, event: ScalarEvent, path: Path) -> str | int | bool | None:
        if event.style == "|":
            blank_lines = len(event.value) - len(event.value.lstrip("\n"))
            self.text_lines.setdefault(path, _line(event) + 1 + blank_lines)
        return event.value if event.style else plain_scalar(event.value)


def _line(event: Event) -> int:
    return event.start_mark.line + 1


def plain_scalar(text: str) -> str | int | bool | None:
    """Text without quotes: YAML 1.2 reads some of it as nothing, true, false or a whole number."""
    if text in {"", "~", "null", "Null", "NULL"}:
        return None
    if text.lower() in {"true", "false"}:
        return text.lower() == "true"
    return int(text) if re.fullmatch(r"[-+]?[0-9]{1,18}", text) else text


def _yaml_problem(error: YAMLError, text: str, file: str) -> Problem:
    if isinstance(error, ReaderError):
        line = text.count("\n", 0, error.position) + 1
        return Problem("", f"a character that is not accepted: {_character(error)}", file, line)
    if not isinstance(error, MarkedYAMLError):
        return Problem("", f"cannot be read: {str(error).splitlines()[0]}", file, 1)
    said = str(error.problem)
    message = next((plain for part, plain in YAML_FAULTS.items() if part in said), f"cannot be read: {said}")
    line = _mark_line(error.problem_mark) or _mark_line(error.context_mark) or 1
    opened = _mark_line(error.context_mark)
    if opened and opened != line and ("quote or bracket" in message or "closing bracket" in message):
        message += f"; what is open begins on line {opened}"
    return Problem("", message, file, line)


def _mark_line(mark) -> int:
    return mark.line + 1 if mark else 0


def _character(error: ReaderError) -> str:
    code = error.character if isinstance(error.character, int) else ord(error.character)
    return f"U+{code:04X}"


def _plain(fault: dict[str, Any]) -> str:
    """What pydantic found in, what the writer should do out."""
    kind, given, context = fault["type"], fault["input"], fault.get("ctx", {})
    if kind == "value_error":
        return f"{given!r} {context['error']}" if isinstance(given, str) else str(context["error"])
    if kind in {"enum", "literal_error"}:
        return f"{given!r} is not known here; use {context['expected']}"
    if kind == "string_type" and isinstance(given, int | None):
        return "is empty; write the text or leave the field out" if given is None else f"must be text; put {given} in quotes"
    if kind == "string_pattern_mismatch":
        return f"{given!r} must be lower-case letters and digits joined by hyphens"
    return PYDANTIC_FAULTS.get(kind, fault["msg"])


PYDANTIC_FAULTS = {
    "missing": "is missing",
    "extra_forbidden": "is not a field of this format",
    "string_type": "must be text",
    "string_too_short": "must not be empty",
    "bool_type": "must be true or false",
    "bool_parsing": "must be true or false",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "tuple_type": "must be a list",
    "model_type": "must be a group of named fields",
}

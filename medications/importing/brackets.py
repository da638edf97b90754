"""Text with brackets: "Klonopin (U.S.)", "headache (severe)", and lists in which a bracket may hold a semicolon."""

import re

_CLOSING = re.compile(r"(?P<before>.*\S)\s*\((?P<inside>[^()]*)\)")


def split_closing(text: str) -> tuple[str, str]:
    """The text and its closing bracket: "headache", "severe". Without one, or if all of it is in brackets: the text, ""."""
    match = _CLOSING.fullmatch(text.strip())
    return (match["before"], match["inside"].strip()) if match else (text.strip(), "")


def split_list(text: str) -> list[str]:
    """The parts between semicolons, none of them empty. A semicolon inside brackets parts nothing."""
    if text.count("(") != text.count(")"):
        parts = text.split(";")  # a bracket is missing: it must not swallow the rest of the list
    else:
        parts = _split_outside_brackets(text)
    return [part.strip() for part in parts if part.strip()]


def _split_outside_brackets(text: str) -> list[str]:
    parts, depth, start = [], 0, 0
    for index, sign in enumerate(text):
        depth = max(depth + (sign == "(") - (sign == ")"), 0)
        if sign == ";" and not depth:
            parts.append(text[start:index])
            start = index + 1
    return [*parts, text[start:]]

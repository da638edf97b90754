"""What the record's schema refuses, in words for a person."""

from pydantic import ValidationError

TOO_LONG = "string_too_long"


def in_words(error: ValidationError) -> str:
    """Each fault with its place, such as "sections, row 2, body: is too long (30,000 characters at most)"."""
    return "; ".join(dict.fromkeys(_fault(fault) for fault in error.errors())) + "."


def _fault(fault: dict) -> str:
    where = ", ".join(f"row {part + 1}" if isinstance(part, int) else str(part).replace("_", " ") for part in fault["loc"])
    if fault["type"] == TOO_LONG:
        return f"{where}: is too long ({fault['ctx']['max_length']:,} characters at most)"
    return f"{where}: {fault['msg'].removeprefix('Value error, ')}" if where else fault["msg"]

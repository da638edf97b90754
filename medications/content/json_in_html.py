"""JSON as a data block of an HTML page: nothing in it can end the block, or begin another. Pure."""

import orjson

_ESCAPED = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


def json_in_html(value) -> str:
    return orjson.dumps(value).decode().translate(_ESCAPED)

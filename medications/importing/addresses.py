"""The address of a link, which a web page as text has in brackets behind the link's words."""

import re

_ADDRESS = re.compile(r"(?P<words>.*\S) ?\((?P<address>https?://[^\s()]+)\)")


def split_address(text: str) -> tuple[str, str]:
    """ "Steady Days (https://society.example/steady)" -> the words and the address; "" for the address if there is none."""
    match = _ADDRESS.fullmatch(text) if text.endswith(")") and "://" in text else None
    return (match["words"], match["address"]) if match else (text, "")

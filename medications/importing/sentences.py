"""Running text cut into sentences."""

import re

_END = re.compile(r"(?<=[.!?])(?<!U\.S\.)(?<!U\.K\.)(?<!e\.g\.)(?<!i\.e\.)(?<!\bDr\.)\s+|\n+")


def sentences(text: str) -> list[str]:
    """The sentences and the items of lists, in order."""
    return _END.split(text)

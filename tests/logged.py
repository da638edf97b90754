"""Log lines as an operator sees them."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.utils.module_loading import import_string


class Lines(logging.Handler):
    """Keeps the lines that the console would show."""

    def __init__(self):
        super().__init__()
        line = settings.LOGGING["formatters"]["line"]
        self.setFormatter(import_string(line["class"])(line["format"], style=line["style"]))
        self.lines: list[str] = []

    def emit(self, record):
        self.lines.append(self.format(record))


@contextmanager
def logged_lines() -> Iterator[list[str]]:
    """What is logged inside the block."""
    handler = Lines()
    logging.getLogger().addHandler(handler)
    try:
        yield handler.lines
    finally:
        logging.getLogger().removeHandler(handler)

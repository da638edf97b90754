"""The privacy page as readers see it, and how a test says which of its sentences it checks."""

import ast
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from medications.content.readability import sentences

PRIVACY = "/about/privacy/"


def says(*sentences: str):
    """Decorates the test that shows that these sentences are true."""
    return lambda test: test


def checked() -> Iterator[str]:
    """Every sentence that a test of this folder says it checks."""
    for path in sorted(Path(__file__).parent.glob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == says.__name__:
                yield from map(ast.literal_eval, node.args)


class Seen(HTMLParser):
    """What stands in a page: paragraphs and list entries of its main part, and every tag with its attributes."""

    def __init__(self, html: str):
        super().__init__()
        self.blocks: list[str] = []
        self.tags: list[tuple[str, dict]] = []
        self.in_main = self.in_block = False
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.in_main = self.in_main or tag == "main"
        if self.in_main and tag in {"p", "li"}:
            self.in_block = True
            self.blocks.append("")

    def handle_endtag(self, tag):
        self.in_main = self.in_main and tag != "main"
        self.in_block = self.in_block and tag not in {"p", "li"}

    def handle_data(self, data):
        if self.in_block:
            self.blocks[-1] += data


def said_on_the_page(client) -> list[str]:
    return list(sentences("\n\n".join(Seen(client.get(PRIVACY).content.decode()).blocks)))

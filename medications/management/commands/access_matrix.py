from collections.abc import Iterable, Iterator

from django.core.management.base import BaseCommand

from medications.access_matrix.actions import ACTIONS
from medications.access_matrix.addresses import ADDRESSES, KINDS
from medications.access_matrix.rules import Answer, Caller, Rule


class Command(BaseCommand):
    help = "Prints who may do what: every address and every action, and what each kind of caller gets there."

    def add_arguments(self, parser):
        parser.add_argument("--markdown", action="store_true", help="as a table in Markdown")

    def handle(self, *, markdown: bool, **options):
        self.stdout.write("\n".join(as_markdown() if markdown else as_text()))


HEADER = ["what", "how", *Caller.values]


def rows() -> Iterator[list[str]]:
    for each in ADDRESSES:
        yield [f"/{each.route}", "GET", *cells(each.read)]
        yield ["", "POST", *cells(each.write)]
    for name, rule in sorted(ACTIONS.items()):
        yield [name, "action", *([rule] if isinstance(rule, str) else cells(rule))]


def cells(rule: Rule) -> list[str]:
    """A dash where the caller cannot come: an action is called with an account."""
    return [str(rule.get(caller, "-")) for caller in Caller]


def legend() -> Iterator[str]:
    for choices in (Caller, Answer):
        yield from (f"{each.value}: {each.label}" for each in choices)
    yield f"{{kind}}: each of {', '.join(KINDS)}"


def as_text() -> Iterator[str]:
    found = [HEADER, *rows()]
    complete = [row for row in found if len(row) == len(HEADER)]
    widths = [max(len(row[column]) for row in complete) + 2 for column in range(len(HEADER))]
    yield from legend()
    yield ""
    for row in found:
        yield "".join(cell.ljust(width) for cell, width in zip(row, widths, strict=False)).rstrip()


def as_markdown() -> Iterator[str]:
    yield from (f"* {line}" for line in legend())
    yield ""
    yield _line(HEADER)
    yield _line(["---"] * len(HEADER))
    for what, *rest in rows():
        yield _line([f"`{what}`" if what else "", *rest])


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", r"\|") for cell in cells) + " |"

"""Hostile input for the intake, through reading and parsing.

    python -m tests.importing.hostile 5000 [seed]

prints how many were read, refused, let through markup, crashed or took too long, and the slowest. Each input can be had again
from the seed and its number.
"""

import random
import re
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from medications.importing.files import read_files
from medications.importing.page import parse_page
from tests.importing.hostile_input import MARK, made

SLOW = 2.0  # seconds for one input

_MARKUP = re.compile(
    r"</?(script|iframe|object|embed|style|svg|img)\b|<[a-z][^<>]{0,200}\bon[a-z]+\s?=|<[a-z][^<>]{0,200}javascript:",
    re.IGNORECASE,
)
# A page may show "<script>" as text. One that does writes the bracket as a reference.
_SHOWS_BRACKETS = re.compile(rb"&\0*(l\0*t|#\0*(x\0*)?(0\0*)*(6\0*0|3\0*c))", re.IGNORECASE)


@dataclass
class Report:
    seed: int
    outcomes: Counter = field(default_factory=Counter)
    slowest: tuple[float, int] = (0.0, -1)
    failures: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        counts = ", ".join(f"{self.outcomes[kind]} {kind}" for kind in ("read", "refused", "leaked", "crashed", "slow"))
        seconds, number = self.slowest
        return "\n".join([f"seed {self.seed}: {counts}; slowest {seconds:.2f} s, number {number}", *self.failures])


def run(count: int, seed: int) -> Report:
    report = Report(seed)
    for number in range(count):
        data, chosen, is_trapped = made(seed, number)
        started = time.perf_counter()
        outcome, detail = outcome_of(data, chosen, is_trapped)
        seconds = time.perf_counter() - started
        report.slowest = max(report.slowest, (seconds, number))
        report.outcomes[outcome] += 1
        report.outcomes["slow"] += seconds > SLOW
        if outcome in ("leaked", "crashed"):
            report.failures.append(f"{outcome}: number {number}: {detail}")
    return report


def outcome_of(data: bytes, chosen: tuple[str, bytes], is_trapped: bool) -> tuple[str, str]:
    """Reads and parses it: "read", "refused", "leaked" (markup is left in the text) or "crashed", and details."""
    try:
        files = read_files([chosen]).files
        for file in files:
            parse_page(file.text, file=file.name, today=date(2024, 6, 1))
    except Exception as error:
        return "crashed", repr(error)
    for file in files:
        left = MARK in file.text if is_trapped else _MARKUP.search(file.text) and not _SHOWS_BRACKETS.search(data)
        if left or (file.text and file.refusal):
            return "leaked", file.text[:200]
    return ("read", "") if any(file.text for file in files) else ("refused", "")


if __name__ == "__main__":
    inputs = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    print(run(inputs, int(sys.argv[2]) if len(sys.argv) > 2 else random.randrange(10**6)))

"""`make fuzz`: hostile input by the thousand, half of it on SQLite, half on PostgreSQL, and a table of what came back.

    python -m tests.fuzz.run --seed 7 --inputs 2000 [--only forms]

Ends with 1 on any fault, and shows the smallest input that was found for each. The same seed gives the same inputs.
"""

import argparse
import json
import logging
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import ExitStack
from pathlib import Path

from tests import postgres

BASE_DIR = Path(__file__).resolve().parents[2]


def main(arguments: list[str]) -> int:
    options = parse(arguments)
    if options.report:
        return attack(options)
    began = time.monotonic()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="msportal-fuzz-")))
        databases = {"SQLite": ""}
        if lacking := postgres.missing():
            print(f"All on SQLite: {lacking}.")
        else:
            databases["PostgreSQL"] = stack.enter_context(postgres.server())
        print(f"seed {options.seed}, {options.inputs:,} inputs on {' and '.join(databases)}", flush=True)
        parts = [
            start(options, name, url, folder, len(databases), number) for number, (name, url) in enumerate(databases.items())
        ]
        ended = [part.wait() for part in parts]
        reports = [json.loads(path.read_text()) for path in sorted(folder.glob("*.json"))]
    print(f"\n{table(reports)}\n\n{time.monotonic() - began:.0f} s, seed {options.seed}")
    found = [(report["database"], line) for report in reports for line in report["faults"]]
    for database, fault in found:
        met = f"{fault['times']} times, first number {fault['number']}"
        print(f"\n{database}, {fault['family']}, {met}: {fault['fault']}\n{fault['input']}")
    return 1 if found or any(ended) or len(reports) < len(parts) else 0


def parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    parser.add_argument("--inputs", type=int, default=20_000)
    parser.add_argument("--only", default="", help="families whose names begin so, comma-separated")
    parser.add_argument("--report", help=argparse.SUPPRESS)  # a part of the run: where to write its counts
    parser.add_argument("--database", default="", help=argparse.SUPPRESS)
    return parser.parse_args(arguments)


def start(options, name: str, url: str, folder: Path, parts: int, number: int) -> subprocess.Popen:
    command = [
        sys.executable,
        "-m",
        "tests.fuzz.run",
        "--seed",
        str(options.seed + number),
        "--inputs",
        str(options.inputs // parts),
    ]
    command += ["--only", options.only, "--report", str(folder / f"{number}.json"), "--database", name]
    environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    environment |= {"DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONHASHSEED": "0"} | ({"DATABASE_URL": url} if url else {})
    return subprocess.Popen(command, cwd=BASE_DIR, env=environment)


def attack(options) -> int:
    """One part: a database of its own, made, filled, and attacked by every family."""
    import django

    django.setup()
    from django.db import connection, transaction

    logging.disable(logging.CRITICAL)  # every refusal would be a line
    connection.creation.create_test_db(verbosity=0)
    try:
        with transaction.atomic():
            from tests.fuzz import world
            from tests.fuzz.whole import tallies

            done = tallies(world.made(), options, say=lambda text: print(f"[{options.database}] {text}", flush=True))
            transaction.set_rollback(True)
    finally:
        connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)
    Path(options.report).write_text(json.dumps(reported(options.database, done)))
    return 0


def reported(database: str, done: list) -> dict:
    faults = [
        {"family": tally.name, "fault": str(fault), "times": times, "number": tally.first[fault], "input": tally.smallest[fault]}
        for tally in done
        for fault, times in tally.met.items()
    ]
    return {"database": database, "counts": {tally.name: tally.counts for tally in done}, "faults": faults}


def table(reports: list[dict]) -> str:
    from tests.fuzz.columns import COLUMNS

    rows: dict[str, Counter] = {}
    for report in reports:
        for name, counts in report["counts"].items():
            rows.setdefault(name, Counter()).update(counts)
    rows["all"] = sum(rows.values(), Counter())
    lines = ["family".ljust(15) + "".join(column.rjust(9) for column in COLUMNS)]
    return "\n".join(
        [*lines, *(name.ljust(15) + "".join(f"{row[column]:,}".rjust(9) for column in COLUMNS) for name, row in rows.items())]
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Fills an empty database with generated medicines, through the same actions as everybody: `python -m tests.benchmarks.load`.

The environment says which database, as for manage.py. Prints how far it is, and at the end one line of JSON with the times.
"""

import argparse
import json
import os
import sys
import time
from pathlib import Path

PROGRESS_EVERY = 100


def main(arguments: list[str]) -> None:
    options = parse(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "msportal.settings")
    import django

    django.setup()
    from django.core.management import call_command

    from tests.benchmarks import generator

    call_command("migrate", verbosity=0)
    corpus = generator.over(options.texts) if options.texts else generator.OWN
    times = load(corpus, options.medicines)
    began = time.monotonic()
    # What publishing left for the worker is done before anything is measured.
    call_command("db_worker", batch=True, queue_name="*", startup_delay=False, verbosity=0)
    print(json.dumps({**times, "worker": time.monotonic() - began}))


def parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--medicines", type=int, default=1_000)
    parser.add_argument("--texts", type=Path, help="a generator to take the texts from, in place of our own")
    return parser.parse_args(arguments)


def load(corpus, count: int) -> dict[str, float]:
    """Saves and publishes. Returns seconds in all, and processor milliseconds a medicine for the first and the last tenth."""
    from django.utils import timezone

    from medications.actions import drafts, publishing
    from medications.models import Medication, Origin

    if Medication.objects.exists():
        sys.exit("This database has medicines in it. Benchmarks fill an empty one only.")
    now, began = timezone.now(), time.monotonic()
    for record in corpus.terms(count):
        drafts.save_record(record=record, by=None, origin=Origin.CATALOGUE)
    each = []
    for number in range(count):
        start = time.process_time()
        revision = drafts.save_record(record=corpus.medication(number), by=None, origin=Origin.CATALOGUE)
        saved = time.process_time()
        publishing.publish_starter(revision=revision, now=now)
        each.append((saved - start, time.process_time() - saved))
        if (number + 1) % PROGRESS_EVERY == 0 or number + 1 == count:
            print(f"  {number + 1} of {count} medicines saved and published, {time.monotonic() - began:.0f} s", flush=True)
    tenth = max(1, count // 10)
    return {
        "seconds": time.monotonic() - began,
        "save_first": milliseconds(save for save, _ in each[:tenth]),
        "save_last": milliseconds(save for save, _ in each[-tenth:]),
        "publish_first": milliseconds(publish for _, publish in each[:tenth]),
        "publish_last": milliseconds(publish for _, publish in each[-tenth:]),
    }


def milliseconds(values) -> float:
    """The median, which one slow commit does not move."""
    ordered = sorted(values)
    return 1_000 * ordered[len(ordered) // 2]


if __name__ == "__main__":
    main(sys.argv[1:])

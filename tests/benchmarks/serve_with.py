"""Serves the portal with another number of threads a worker than it has by default: `python -m tests.benchmarks.serve_with 4`."""

import os
import sys


def main(threads: int) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "msportal.settings")
    import django

    django.setup()
    from django.core.management import call_command

    from medications.management.commands import serve

    if not hasattr(serve, "BLOCKING_THREADS"):
        sys.exit("serve.py has no BLOCKING_THREADS any more; this module must say in another way how many threads are wanted.")
    serve.BLOCKING_THREADS = threads
    call_command("start")


if __name__ == "__main__":
    main(int(sys.argv[1]))

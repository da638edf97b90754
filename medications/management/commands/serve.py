"""Runs web and worker side by side. Ends both when asked to, or when either dies."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from msportal import environment

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
SECONDS_TO_FINISH = 20
POLL_SECONDS = 0.2
WORKER_POLL_SECONDS = 1
# A blocked thread (a slow query, a lock) must not hold up the whole process; more threads only share Python's one lock.
BLOCKING_THREADS = 2


class Command(BaseCommand):
    help = "Serve the site: web and background worker together, on HOST:PORT, until Ctrl-C or SIGTERM."

    def handle(self, **options):
        host, port = address()
        refuse_taken(host, port)
        refuse_unprepared()
        ready = f"msportal is at {settings.SITE_URL} (Ctrl-C ends it)"
        pair = Supervisor(commands(host, port), answers=lambda: answers(host, port), ready=ready, say=self.stdout.write)
        sys.exit(pair.run())


def address() -> tuple[str, int]:
    """Where to listen, from HOST and PORT."""
    return environment.env.str("HOST", "127.0.0.1"), environment.whole_number("PORT", 8000, 1, 65_535)


def refuse_taken(host: str, port: int) -> None:
    """Ends the program with one line when somebody else listens there: the web server itself would share the port."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            why = f"cannot listen on {host}:{port}: {error.strerror}. Choose another, for example PORT={min(port + 1, 65_535)}."
            raise CommandError(f"msportal {why}") from None


def refuse_unprepared() -> None:
    """Ends the program with one line when pages could not name their style sheets."""
    if not (settings.STATIC_ROOT / "staticfiles.json").exists():
        raise CommandError("Static files have not been collected. Run: manage.py collectstatic --no-input")
    from django.db import connection

    from medications.models import triggers  # here, so that the supervisor can be used without a site

    if triggers.missing(connection):
        raise CommandError("The database lacks triggers that keep published text from changing. Run: manage.py migrate")


def commands(host: str, port: int) -> dict[str, list[str]]:
    """The two child processes, by name. The access log is off: who read which medicine's page is nobody's business."""
    web = [sys.executable, "-m", "granian", "--interface", "wsgi", "msportal.wsgi:application"]
    web += ["--host", host, "--port", str(port), "--workers", str(environment.whole_number("WEB_CONCURRENCY", 2, 1, 64))]
    web += ["--blocking-threads", str(BLOCKING_THREADS), "--no-ws", "--http", "1"]
    web += ["--no-access-log", "--log-level", "warning", "--respawn-failed-workers", "--workers-kill-timeout", "10"]
    worker = [sys.executable, str(settings.BASE_DIR / "manage.py"), "work", "--queue-name", "*", "--no-reload"]
    worker += ["--interval", str(WORKER_POLL_SECONDS), "--no-startup-delay"]
    return {"web": web, "worker": worker}


def answers(host: str, port: int) -> bool:
    """Whether the site answers a request, whatever it says."""
    reachable = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - compared with, not bound to
    connection = http.client.HTTPConnection(reachable, port, timeout=1)
    try:
        connection.request("GET", "/healthz", headers={"Host": urlsplit(settings.SITE_URL).netloc})
        connection.getresponse()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    return True


class Supervisor:
    """Child processes that live and die together.

    Takes name -> command line, a question that says when they are ready, and the line to say then.
    """

    def __init__(self, commands, *, answers, ready, say):
        self.commands, self.answers, self.ready, self.say = commands, answers, ready, say
        self.children: dict[str, subprocess.Popen] = {}
        self.asked_to_stop = 0

    def run(self) -> int:
        """Blocks until asked to stop (0) or until a child dies (1). Nothing it started is left afterwards."""
        for number in STOP_SIGNALS:
            signal.signal(number, self._asked)
        try:
            # A session of their own: Ctrl-C reaches this process only, which then ends them in order, once.
            for name, command in self.commands.items():
                self.children[name] = subprocess.Popen(command, cwd=settings.BASE_DIR, start_new_session=True)
            return self._watch()
        finally:
            self._end_all()

    def _asked(self, number, frame):
        self.asked_to_stop += 1

    def _watch(self) -> int:
        waiting = True
        while not self.asked_to_stop:
            for name, child in self.children.items():
                if child.poll() is not None:
                    print(f"The {name} process ended by itself ({ending(child.returncode)}). Ending the rest.", file=sys.stderr)
                    return 1
            if waiting and self.answers():
                waiting = False
                self.say(self.ready)
            time.sleep(POLL_SECONDS)
        return 0

    def _end_all(self):
        """Asks every child to end, waits (a second Ctrl-C waits no longer), then sweeps away what is left of each."""
        for child in self.children.values():
            if child.poll() is None:
                child.terminate()
        deadline = time.monotonic() + SECONDS_TO_FINISH
        while any(child.poll() is None for child in self.children.values()):
            if time.monotonic() > deadline or self.asked_to_stop > 1:
                break
            time.sleep(POLL_SECONDS)
        for child in self.children.values():
            sweep(child)


def sweep(child: subprocess.Popen) -> None:
    """Kills what is left of a child and of what the child started."""
    try:
        os.killpg(child.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    child.wait()


def ending(code: int) -> str:
    return f"signal {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"

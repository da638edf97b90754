"""Web and worker live and die together. Stand-ins here; tests/conventions/test_tooling_run.py starts the real ones."""

import os
import signal
import socket
import subprocess
import sys
import time

import pytest
from django.core.management.base import CommandError

from medications.management.commands import serve

SLEEPER = "import time; time.sleep(60)"
# A child that starts a child, as the web server does, and names it.
PARENT = f"import subprocess, sys; c = subprocess.Popen([sys.executable, '-c', {SLEEPER!r}]); print(c.pid, flush=True); c.wait()"
DIES = "import sys; sys.exit(3)"
STUBBORN = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); time.sleep(60)"

SUPERVISED = """
import sys
from medications.management.commands import serve
serve.SECONDS_TO_FINISH = 1
commands = {name: [sys.executable, "-c", code] for name, code in zip(("web", "worker"), sys.argv[1:])}
sys.exit(serve.Supervisor(commands, answers=lambda: True, ready="ready", say=lambda line: print(line, flush=True)).run())
"""


@pytest.fixture
def supervised():
    """A function that runs a supervisor over two pieces of Python and gives its process once it said it is ready."""
    running = []

    def start(web, worker):
        environment = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings"}
        process = subprocess.Popen(
            [sys.executable, "-c", SUPERVISED, web, worker],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        running.append(process)
        return process

    yield start
    for process in running:
        process.kill()
        if not process.stdout.closed:
            process.communicate()


def wait_for(process, *words):
    """Lines until one of each wanted has come; returns all."""
    lines = []
    while not all(any(word in line for line in lines) for word in words):
        line = process.stdout.readline()
        assert line, f"ended before it said {words}; said {lines}"
        lines.append(line.strip())
    return lines


def is_running(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def eventually(condition):
    deadline = time.monotonic() + 5
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.02)
    return condition()


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_being_asked_to_stop_ends_children_and_grandchildren(supervised, number):
    process = supervised(PARENT, SLEEPER)
    lines = wait_for(process, "ready", "")
    grandchild = next((int(line) for line in lines if line.isdigit()), None) or int(process.stdout.readline())

    process.send_signal(number)
    _, errors = process.communicate(timeout=30)

    assert (process.returncode, errors) == (0, "")
    assert eventually(lambda: not is_running(grandchild))


@pytest.mark.slow
@pytest.mark.parametrize(("web", "worker", "who"), [(DIES, PARENT, "web"), (PARENT, DIES, "worker")])
def test_one_that_dies_ends_the_other_and_is_named(supervised, web, worker, who):
    process = supervised(web, worker)

    output, errors = process.communicate(timeout=30)

    assert process.returncode == 1
    assert errors == f"The {who} process ended by itself (exit code 3). Ending the rest.\n"
    assert all(eventually(lambda pid=int(line): not is_running(pid)) for line in output.split() if line.isdigit())


@pytest.mark.slow
def test_a_child_that_does_not_listen_is_killed(supervised):
    process = supervised(STUBBORN, SLEEPER)
    wait_for(process, "deaf")

    process.terminate()
    process.communicate(timeout=30)

    assert process.returncode == 0


def test_a_taken_port_is_refused_in_one_line():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        with pytest.raises(CommandError, match=rf"^msportal cannot listen on 127\.0\.0\.1:{port}: Address already in use\. "):
            serve.refuse_taken("127.0.0.1", port)


@pytest.mark.parametrize("given", ["http", "0", "70000"])
def test_a_port_that_is_none_is_refused_in_one_line(monkeypatch, given):
    monkeypatch.setenv("PORT", given)

    with pytest.raises(SystemExit, match=r"^msportal cannot start: PORT must be a whole number from 1 to 65535"):
        serve.address()


def test_nobody_answers_on_a_free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]

    assert not serve.answers("127.0.0.1", port)


def test_an_ending_is_told_in_words():
    assert [serve.ending(code) for code in (0, 3, -9)] == ["exit code 0", "exit code 3", "signal SIGKILL"]


def test_no_request_is_logged():
    assert "--no-access-log" in serve.commands("127.0.0.1", 8000)["web"]


def test_static_files_that_were_not_collected_are_told_in_one_line(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path

    with pytest.raises(CommandError, match=r"^Static files have not been collected\. Run: manage\.py collectstatic --no-input$"):
        serve.refuse_unprepared()

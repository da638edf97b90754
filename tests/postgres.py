"""A PostgreSQL server of our own for one test run: made in a temporary folder, reached on 127.0.0.1 only, removed after."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

SECONDS_TO_START = 60
# The data is thrown away, so nothing waits for the disk.
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "shared_buffers": "128MB"}


def missing() -> str:
    """Why no server can be started here, or an empty string."""
    if programs() is None:
        return "PostgreSQL is not installed (Debian: postgresql-15)"
    if os.geteuid() == 0 and server_user() is None:
        return "PostgreSQL refuses to run as root and there is no user postgres to run it"
    return ""


@contextmanager
def server():
    """Starts a server, gives its DATABASE_URL, and always stops it."""
    with tempfile.TemporaryDirectory(prefix="msportal-postgres-") as folder:
        if server_user():
            shutil.chown(folder, server_user(), server_user())
        port = free_port()
        run(["initdb", "--pgdata", f"{folder}/data", "--username", "msportal", "--auth", "trust", "--no-sync"], folder)
        with process(folder, port):
            yield f"postgres://msportal@127.0.0.1:{port}/postgres"


def programs() -> Path | None:
    """The folder with initdb and postgres: the newest Debian has, else where PATH finds it."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    found = str(debian[-1]) if debian else shutil.which("initdb")
    return Path(found).parent if found else None


def server_user() -> str | None:
    """The account to run the server as when we are root; nobody else otherwise."""
    if os.geteuid() != 0:
        return None
    return "postgres" if any(entry.pw_name == "postgres" for entry in pwd.getpwall()) else None


def identity(folder: str) -> dict:
    """Arguments for subprocess: who runs the program, where, in which language."""
    who = {"user": server_user(), "group": server_user(), "extra_groups": []} if server_user() else {}
    return {"cwd": folder, "env": {"LC_ALL": "C.UTF-8", "PATH": os.environ["PATH"]}, **who}


def run(command: list[str], folder: str) -> None:
    program, *arguments = command
    done = subprocess.run([programs() / program, *arguments], capture_output=True, text=True, **identity(folder))
    if done.returncode:
        raise RuntimeError(f"{program} failed:\n{done.stdout}{done.stderr}")


@contextmanager
def process(folder: str, port: int):
    """The running server. A session of its own keeps Ctrl-C from ending it before its clients."""
    settings = [part for name, value in FAST.items() for part in ("-c", f"{name}={value}")]
    command = [programs() / "postgres", "-D", f"{folder}/data", "-h", "127.0.0.1", "-p", str(port), "-k", folder, *settings]
    with open(f"{folder}/log", "w") as log:
        running = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True, **identity(folder))
    try:
        wait_for(running, folder, port)
        yield
    finally:
        stop(running)


def wait_for(running: subprocess.Popen, folder: str, port: int) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    question = [programs() / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(port)]
    while subprocess.run(question, **identity(folder)).returncode:
        if running.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError("PostgreSQL did not start:\n" + Path(folder, "log").read_text())
        time.sleep(0.1)


def stop(running: subprocess.Popen) -> None:
    """SIGINT is PostgreSQL's fast shutdown; what does not heed it is killed."""
    if running.poll() is None:
        running.send_signal(signal.SIGINT)
    try:
        running.wait(timeout=20)
    except subprocess.TimeoutExpired:
        os.killpg(running.pid, signal.SIGKILL)
        running.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]

"""Starting and ending servers, and how much processor time they and their children have used. Linux only: reads /proc."""

import http.client
import os
import signal
import socket
import subprocess
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
SECONDS_TO_START, SECONDS_TO_END = 90, 30


class Failed(RuntimeError):
    """Something that is measured did not start, or answered wrongly."""


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


def get(port: int, path: str, headers: dict[str, str] | None = None) -> Answer:
    """One request on a connection of its own."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", path, headers=headers or {})
        response = connection.getresponse()
        return Answer(response.status, {name.lower(): value for name, value in response.getheaders()}, response.read())
    finally:
        connection.close()


@contextmanager
def server(name: str, command: list[str], *, port: int, environment: dict[str, str], folder: Path, log: Path, path: str):
    """Runs a server until the block ends; it is there once `path` is answered. Gives its process id."""
    with open(log, "a") as output:
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True
        )
    try:
        _wait(name, process, port, path, log)
        yield process.pid
    finally:
        _end(process)


def _wait(name: str, process: subprocess.Popen, port: int, path: str, log: Path) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while process.poll() is None and time.monotonic() < deadline:
        try:
            get(port, path)
        except (OSError, http.client.HTTPException):
            time.sleep(0.1)
        else:
            return
    last = "\n".join(log.read_text(errors="replace").splitlines()[-15:])
    raise Failed(f"{name} did not start. Its last words:\n{last}")


def _end(process: subprocess.Popen) -> None:
    """Asks first; what is left after a while is killed, with all its children."""
    family = tree(process.pid)
    process.terminate()
    try:
        process.wait(SECONDS_TO_END)
    except subprocess.TimeoutExpired:
        for pid in family:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
        process.wait()


def tree(pid: int) -> set[int]:
    """A process and everything it started that is still there."""
    children: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # ended meanwhile
        children.setdefault(int(fields[1]), []).append(int(stat.parent.name))
    found, wave = set(), [pid]
    while wave:
        found.update(wave)
        wave = [child for parent in wave for child in children.get(parent, [])]
    return found


def used(pids: set[int]) -> float:
    """Seconds of processor time that these processes have used so far."""
    total = 0
    for pid in pids:
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        total += int(fields[11]) + int(fields[12])
    return total / TICKS


def machine() -> float:
    """Seconds of processor time that the whole machine has used so far."""
    user, nice, system, _idle, _iowait, irq, softirq = map(int, Path("/proc/stat").read_text().split(maxsplit=8)[1:8])
    return (user + nice + system + irq + softirq) / TICKS


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]

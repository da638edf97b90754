"""One run of wrk, with the processor time that the server, and everybody else on the machine, used meanwhile."""

import json
import os
import re
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks import processes

CALM = 0.10  # of the machine's processor time may be used by others; more, and a measurement is done again
SCRIPT = """
local n, i = #paths, 0
request = function() i = i % n + 1; return made[i] end
init = function() made = {}; for k, path in ipairs(paths) do made[k] = wrk.format("GET", path, headers) end end
done = function(summary, latency)
  io.write(string.format('RESULT {"requests": %d, "microseconds": %d, "bytes": %d, "p50": %d, "p99": %d, "wrong": %d}\\n',
    summary.requests, summary.duration, summary.bytes, latency:percentile(50), latency:percentile(99),
    summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout))
end
"""


@dataclass(frozen=True)
class Measured:
    """Times are milliseconds. `cpu` is the server's processor time a request; `others` the share of the machine others used."""

    rate: float
    p50: float
    p99: float
    size: float
    cpu: float
    others: float


def script(folder: Path, name: str, paths: list[str], headers: dict[str, str] | None = None) -> Path:
    """Writes what wrk needs to ask for these paths in turn."""
    lua = "".join(f"{json.dumps(path)}, " for path in paths)
    head = "".join(f"[{json.dumps(key)}] = {json.dumps(value)}, " for key, value in (headers or {}).items())
    file = folder / f"{name}.lua"
    file.write_text(f"paths = {{ {lua} }}\nheaders = {{ {head} }}\n{SCRIPT}")
    return file


def run(script: Path, *, port: int, pid: int, connections: int, seconds: int) -> Measured:
    """`pid` is the server's. Raises Failed if any answer was wrong."""
    family = processes.tree(pid)
    server, machine, began = processes.used(family), processes.machine(), time.monotonic()
    command = [
        "wrk",
        "-t1",
        f"-c{connections}",
        f"-d{seconds}s",
        "--timeout",
        "20s",
        "-s",
        str(script),
        f"http://127.0.0.1:{port}",
    ]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    output = process.stdout.read()
    _, _, own = os.wait4(process.pid, 0)
    process.returncode = 0  # it has been waited for
    server, machine = processes.used(family) - server, processes.machine() - machine
    found = re.search(r"RESULT (\{.*\})", output)
    result = json.loads(found[1]) if found else {}
    if not result or result["wrong"] or not result["requests"]:
        raise processes.Failed(f"wrk on {script.stem}: {output[-500:]}")
    count, others = result["requests"], machine - server - own.ru_utime - own.ru_stime
    return Measured(
        rate=count / result["microseconds"] * 1e6,
        p50=result["p50"] / 1000,
        p99=result["p99"] / 1000,
        size=result["bytes"] / count,
        cpu=server / count * 1000,
        others=max(0.0, others) / ((time.monotonic() - began) * os.cpu_count()),
    )


def wait_for_calm(longest: float) -> float:
    """Waits until others leave the machine alone, at most so long. Returns how many seconds it waited."""
    began = time.monotonic()
    while (waited := time.monotonic() - began) < longest:
        before, start = processes.machine(), time.monotonic()
        time.sleep(0.5)
        if (processes.machine() - before) / ((time.monotonic() - start) * os.cpu_count()) < CALM:
            break
    return waited

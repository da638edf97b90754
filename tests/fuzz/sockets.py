"""Broken requests as raw bytes, against the web server as `manage.py serve` starts it: no 5xx, and it still answers others."""

import os
import random
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.benchmarks import processes
from tests.fuzz import attack, rules
from tests.fuzz.payloads import MARK
from tests.fuzz.wire import Answer, Request
from tests.postgres import free_port

BASE_DIR = Path(__file__).resolve().parents[2]
PATIENCE = 0.3  # seconds to wait for an answer to what is only half a request
HOST = b"Host: localhost\r\n"
END = b"\r\n\r\n"


@contextmanager
def served(folder: Path) -> Iterator[int]:
    """The web server on a port of its own, with an empty database."""
    port = free_port()
    environment = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")}
    environment |= {
        "DJANGO_SETTINGS_MODULE": "msportal.settings",
        "SECRET_KEY": "only-for-attacks-" + "x" * 50,
        "SITE_URL": f"http://localhost:{port}",
        "ALLOWED_HOSTS": "localhost,127.0.0.1",
        "VAR_DIR": str(folder),
        "WEB_CONCURRENCY": "1",
        "DEBUG": "0",
    }
    for command in (["migrate", "--verbosity", "0"], ["collectstatic", "--no-input", "--verbosity", "0"]):
        subprocess.run([sys.executable, "manage.py", *command], cwd=BASE_DIR, env=environment, check=True)
    asked = "from medications.management.commands.serve import commands; print(*commands('127.0.0.1', PORT)['web'], sep='\\n')"
    shown = subprocess.run(
        [sys.executable, "manage.py", "shell", "--no-imports", "-c", asked.replace("PORT", str(port))],
        cwd=BASE_DIR,
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    log = folder / "web.log"
    command = shown.stdout.split("\n")[:-1]
    with processes.server("web", command, port=port, environment=environment, folder=BASE_DIR, log=log, path="/healthz"):
        yield port


# What is sent: each function makes one kind of it


def request_line(chance: random.Random) -> bytes:
    line = chance.choice(
        [
            b"GET",
            b"",
            b"GET /",
            b"GET / HTTP/9.9",
            b"GET  /  HTTP/1.1",
            b"\x00GET / HTTP/1.1",
            b"GET /\x00 HTTP/1.1",
            b"GET /a b HTTP/1.1",
            b"get / http/1.1",
            b"GET * HTTP/1.1",
            b"GET http://x.example/ HTTP/1.1",
            b"GET //x.example/%2e%2e/ HTTP/1.1",
            b"GET /\r X-Injected: 1 HTTP/1.1",
            b"CONNECT x.example:443 HTTP/1.1",
            b"PRI * HTTP/2.0",
            b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
            b"X" * chance.choice([100, 100_000]) + b" / HTTP/1.1",
            b"GET /" + b"a" * chance.choice([9_000, 70_000, 1_000_000]) + b" HTTP/1.1",
            b"GET /medications/?" + b"q=%41&" * chance.choice([2_000, 160_000]) + b" HTTP/1.1",
            b"GET /medications/%ff%00/ HTTP/1.1",
            b"GET /\xff\xfe/ HTTP/1.1",
        ]
    )
    return line + b"\r\n" + HOST + b"\r\n"


def header_block(chance: random.Random) -> bytes:
    number = chance.choice([1, 90, 101, 5_000])
    lines = chance.choice(
        [
            b"X-A: b\r\n" * number,
            b"X-A: " + b"a" * chance.choice([9_000, 500_000]) + b"\r\n",
            b"no colon\r\n",
            b": empty\r\n",
            b"X A: b\r\n",
            b"X-A:\x00b\r\n",
            b"X-A: b\r\n folded\r\n",
            b"X-A: b\rX-Injected: 1\r\n",
            b"X-A: b\nX-Injected: 1\n",
            b"Host: x.example\r\n",
            b"Content-Length: -1\r\n",
            b"Content-Length: 5\r\nContent-Length: 6\r\n",
            b"Content-Length: 99999999999999999999999999\r\n",
            b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n",
            b"Transfer-Encoding: chunked, nonsense\r\n",
            b"Transfer-Encoding: \x0bchunked\r\n",
            b"Expect: 100-continue\r\nContent-Length: 9\r\n",
            b"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: x\r\n",
            b"Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAMAAABk\r\n",
            b"Cookie: sessionid=\xff\xfe; csrftoken=\x01\r\n",
            b"Range: bytes=0-1,1-2\r\nIf-Range: x\r\n",
            b"Connection: close, keep-alive, x\r\n",
        ]
    )
    return (
        b"GET " + chance.choice([b"/", b"/api/v1/medications/", b"/accounts/login/"]) + b" HTTP/1.1\r\n" + HOST + lines + b"\r\n"
    )


def chunks(chance: random.Random) -> bytes:
    body = chance.choice(
        [
            b"zz\r\nabc\r\n",
            b"-1\r\nabc\r\n",
            b"ffffffffffffffffffff\r\nabc\r\n",
            b"5\r\nabc",
            b"3;" + b"a" * 100_000 + b"\r\nabc\r\n0\r\n\r\n",
            b"3\r\nabcdef\r\n0\r\n\r\n",
            b"0\r\n" + b"X-A: b\r\n" * 5_000 + b"\r\n",
            b"\r\n\r\n\r\n",
            b"1\r\na\r\n" * 20_000 + b"0\r\n\r\n",
        ]
    )
    return b"POST /accounts/login/ HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: chunked" + END + body


def short_body(chance: random.Random) -> bytes:
    """Less than it says; the rest never comes."""
    kind = chance.choice([b"application/x-www-form-urlencoded", b"multipart/form-data; boundary=x"])
    head = b"POST " + chance.choice([b"/accounts/login/", b"/csp-reports/", b"/api/v1/medications/", b"/"]) + b" HTTP/1.1\r\n"
    return head + HOST + b"Content-Type: " + kind + b"\r\nContent-Length: 5000" + END + b"--x\r\nContent-Disposition: form-da"


def pipeline(chance: random.Random) -> bytes:
    paths = [b"/healthz", b"/", b"/nothing", b"/api/v1/nothing", b"/static/../../etc/passwd"]
    return b"".join(b"GET " + chance.choice(paths) + b" HTTP/1.1\r\n" + HOST + b"\r\n" for _ in range(chance.choice([2, 50])))


def noise(chance: random.Random) -> bytes:
    return chance.randbytes(chance.choice([1, 200, 50_000]))


KINDS: list[Callable[[random.Random], bytes]] = [request_line, header_block, chunks, short_body, pipeline, noise]


def run(port: int, number: int, seeded: int) -> attack.Tally:
    tally = attack.Tally("sockets")
    for each in range(number):
        chance = random.Random(f"{seeded}-{each}")
        data = chance.choice(KINDS)(chance)
        request = Request("raw", f"{data[:300]!r}", body=data)
        answer = sent(port, data)
        tally.add(answer, request, judged(port, answer))
    return tally


def sent(port: int, data: bytes) -> Answer:
    """What came back until the server closed, or until nothing more came."""
    began, received = time.perf_counter(), b""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as connection:
            connection.sendall(data)
            while part := connection.recv(65_536):
                received += part
    except OSError:
        pass  # closed on us, or waits for the rest: both are its right
    status = received[9:12]
    return Answer(int(status) if status.isdigit() else 0, [], received, time.perf_counter() - began)


def judged(port: int, answer: Answer) -> list[rules.Fault]:
    found = [rules.Fault("leaked", what) for what in rules.leaked(answer)]
    if any(line[9:10] == b"5" for line in answer.body.split(b"\r\n") if line.startswith(b"HTTP/1.1 ")):
        found.append(rules.Fault("5xx", "an answer of the server"))
    if b"X-Injected" in answer.body or MARK.encode() in answer.body:
        found.append(rules.Fault("ran", "a header that was sent came back"))
    if not answers(port):
        found.append(rules.Fault("slow", "it does not answer others"))
    return found


def answers(port: int) -> bool:
    """Whether somebody else is answered in time; once more if not, since the machine may be busy."""
    for _ in range(3):
        began = time.perf_counter()
        try:
            if processes.get(port, "/healthz").status == 200 and time.perf_counter() - began < rules.SLOW:
                return True
        except OSError:
            continue
    return False

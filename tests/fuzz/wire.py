"""A request as a server hands it to the WSGI application, and the answer with how long it took.

Django's test client is not used: it would mend on the way what is broken here. Headers cannot hold CR, LF or NUL, and a
length is a number, since no HTTP server lets others through; `sockets` tries those on the server itself.
"""

import io
import sys
import time
from dataclasses import dataclass, field, replace
from functools import cached_property
from http.cookies import SimpleCookie
from urllib.parse import unquote_to_bytes

from django.core.signals import got_request_exception, request_finished, request_started
from django.db import close_old_connections

HOST = "testserver"


@dataclass(frozen=True)
class Request:
    """`target` is the path and query as sent, still percent-encoded. `fields` are those of a form, to compare with the answer."""

    method: str
    target: str
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    role: str = ""  # whose session goes with it
    fields: tuple[tuple[str, str], ...] = ()
    page: str = ""  # where the form stands

    def __str__(self) -> str:
        lines = [f"{self.method} {short(self.target)}" + (f"  (as {self.role})" if self.role else "")]
        lines += [f"{name}: {short(value)}" for name, value in self.headers]
        if self.body:
            lines.append(f"body, {len(self.body):,} bytes: {short(self.body)}")
        return "\n".join(lines)

    def with_headers(self, *more: tuple[str, str]) -> "Request":
        return replace(self, headers=(*self.headers, *more))


def short(value: str | bytes, most: int = 600) -> str:
    shown = repr(value) if isinstance(value, bytes) or not value.isprintable() else value
    return shown if len(shown) <= most else f"{shown[: most - 100]} ...{len(value):,} in all... {shown[-80:]}"


@dataclass
class Answer:
    status: int
    headers: list[tuple[str, str]]
    body: bytes
    seconds: float
    processor: float = 0  # seconds of them that this thread worked itself
    exceptions: list[BaseException] = field(default_factory=list)

    def header(self, name: str) -> str:
        return next((value for key, value in self.headers if key.lower() == name.lower()), "")

    @property
    def kind(self) -> str:
        return self.header("Content-Type").split(";")[0].strip().lower()

    @cached_property
    def text(self) -> str:
        return self.body.decode("utf-8", errors="replace")

    @property
    def cookies(self) -> dict[str, str]:
        jar = SimpleCookie()
        for name, value in self.headers:
            if name.lower() == "set-cookie":
                jar.load(value)
        return {name: morsel.value for name, morsel in jar.items()}


def send(request: Request, cookies: dict[str, str] | None = None) -> Answer:
    """Through the very application that the server runs. What no view caught is in `exceptions`."""
    from msportal.wsgi import application

    started: list = []
    exceptions: list[BaseException] = []

    def start_response(status, headers, exc_info=None):
        started[:] = [int(status.split(" ", 1)[0]), list(headers)]

    def note(**kwargs):
        exceptions.append(sys.exc_info()[1])

    got_request_exception.connect(note)
    disconnected = [each for each in (request_started, request_finished) if each.disconnect(close_old_connections)]
    began, worked = time.perf_counter(), time.thread_time()
    try:
        result = application(environ(request, cookies or {}), start_response)
        body = b"".join(result)
        if hasattr(result, "close"):
            result.close()
    except Exception as error:
        exceptions.append(error)
        started[:], body = [500, []], b""
    finally:
        got_request_exception.disconnect(note)
        for each in disconnected:  # they would close the connection, and with it the transaction that is rolled back later
            each.connect(close_old_connections)
    if request.method == "HEAD":
        body = b""  # which the server never sends on
    return Answer(*started, body, time.perf_counter() - began, time.thread_time() - worked, exceptions)


def environ(request: Request, cookies: dict[str, str]) -> dict:
    path, _, query = request.target.partition("?")
    values = {
        "REQUEST_METHOD": request.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(path.encode("utf-8", "surrogatepass")).decode("latin-1"),
        "QUERY_STRING": query.encode("utf-8", "surrogatepass").decode("latin-1"),
        "SERVER_NAME": HOST,
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": HOST,
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(request.body),
        "wsgi.errors": io.StringIO(),
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    if request.body or request.method in ("POST", "PUT", "PATCH"):
        values["CONTENT_LENGTH"] = str(len(request.body))
    cookie = "; ".join(f"{name}={value}" for name, value in cookies.items())
    for name, value in request.headers:
        key = name.upper().replace("-", "_")
        if key == "COOKIE":
            cookie = f"{cookie}; {value}" if cookie else value
            continue
        if key == "CONTENT_LENGTH" and not (value.isascii() and value.isdigit() and len(value) < 19):
            continue
        values[key if key in ("CONTENT_TYPE", "CONTENT_LENGTH") else f"HTTP_{key}"] = as_sent(value)
    if cookie:
        values["HTTP_COOKIE"] = as_sent(cookie)
    return values


def as_sent(value: str) -> str:
    """UTF-8 bytes as the latin-1 text that WSGI speaks, without what no server passes on."""
    sent = value.encode("utf-8", "surrogatepass").decode("latin-1")
    return sent.translate(dict.fromkeys([*range(9), *range(10, 32), 127]))

"""What this site answers at one of its own addresses: asked for in this process, through all of our middleware, as a reader
without an account would. Nothing goes over the network.
"""

import io
from dataclasses import dataclass
from functools import cache
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest


@dataclass(frozen=True)
class Answer:
    """`location` is the path that a redirect leads to."""

    status: int
    location: str
    body: str


def ask(address: str, sent: bytes = b"") -> Answer:
    """A path of ours, with its query string; with JSON to send it is posted. What goes wrong in a view is a status of 500, as a
    reader would get it.
    """
    response = _handler().get_response(WSGIRequest(_environ(address, sent)))
    content = b"".join(response.streaming_content) if response.streaming else response.content
    location = urlsplit(response.headers.get("Location", ""))
    return Answer(response.status_code, location.path, content.decode(errors="replace"))


@cache
def _handler() -> BaseHandler:
    handler = BaseHandler()
    handler.load_middleware()
    return handler


def _environ(address: str, sent: bytes) -> dict:
    """As a web server behind no proxy would give it, under the address of this site."""
    site, asked = urlsplit(settings.SITE_URL), urlsplit(address)
    return {
        "REQUEST_METHOD": "POST" if sent else "GET",
        "CONTENT_TYPE": "application/json" if sent else "",
        "CONTENT_LENGTH": str(len(sent)),
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote(asked.path, "latin-1"),
        "QUERY_STRING": asked.query,
        "SERVER_NAME": site.hostname or "",
        "SERVER_PORT": str(site.port or (443 if site.scheme == "https" else 80)),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": site.netloc,
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": site.scheme,
        "wsgi.input": io.BytesIO(sent),
        "wsgi.errors": io.StringIO(),
        "wsgi.version": (1, 0),
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }

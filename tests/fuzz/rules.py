"""What always holds of an answer, whatever was asked."""

import os
import re
from dataclasses import dataclass

import orjson
from django.conf import settings

from tests.fuzz import pages, payloads
from tests.fuzz.wire import Answer, Request

ERRORS = {"/api/": "application/problem+json", "/fhir/": "application/fhir+json"}
SLOW = 2.0  # seconds
BOXES = {"text", "textarea", "email", "url", "search", "tel", "number", "date"}
ANSWERED_ON_THE_SPOT = ("/delete/", "/invitations/", "/issue/", "/look-up/")  # asks once more, or shows what was asked for
# Comments are sent at once, whatever becomes of the decision beside them; then their boxes are empty for the next.
COMMENTS_SENT = re.compile(r"Your (comment was|\d+ comments were) sent\.")
LEAKS = ("Traceback (most recent call last)", "site-packages", "django.db.utils", "psycopg.", "sqlite3.", "RuntimeError:", "0x7f")


@dataclass(frozen=True)
class Fault:
    """`kind` is a column of the table; `where` tells one fault from another."""

    kind: str  # 5xx, slow, leaked, ran, unclear, shape
    where: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.where}"


def is_slow(answer: Answer) -> bool:
    """By the clock; where other programs keep the processors busy, by a clock that goes as much slower."""
    crowded = max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))
    return answer.processor > SLOW or answer.seconds > SLOW * crowded


def faults(request: Request, answer: Answer) -> list[Fault]:
    found = [Fault("5xx", said(error)) for error in answer.exceptions]
    if answer.status >= 500 and not found and not is_no_such_format(request.target, answer.status):
        found.append(Fault("5xx", f"status {answer.status} of {request.method} {request.target.partition('?')[0][:80]}"))
    found += [Fault("leaked", what) for what in leaked(answer)]
    found += [Fault("ran", what) for what in ran(answer, request.target.partition("?")[0])]
    found += [Fault("shape", what) for what in misshapen(request, answer)]
    return found + [Fault("unclear", what) for what in unclear(request, answer)]


def is_no_such_format(target: str, status: int) -> bool:
    """oEmbed 1.0 wants 501 for a form that is not offered, such as XML: an answer to what was asked, no failure."""
    return status == 501 and target.partition("?")[0] == "/api/v1/oembed/"


def said(error: BaseException) -> str:
    """The kind of an exception and the last line of ours that it passed."""
    frame, place = error.__traceback__, ""
    while frame is not None:
        file = frame.tb_frame.f_code.co_filename
        if str(settings.BASE_DIR) in file and ".venv" not in file and "/tests/" not in file:
            place = f"{file.removeprefix(str(settings.BASE_DIR))}:{frame.tb_lineno}"
        last = f"{frame.tb_frame.f_code.co_filename.rpartition('site-packages/')[2]}:{frame.tb_lineno}"
        frame = frame.tb_next
    return f"{type(error).__name__} at {place or last}: {str(error)[:100]}"


def leaked(answer: Answer) -> list[str]:
    secrets = {
        "SECRET_KEY": settings.SECRET_KEY,
        "the folder": str(settings.BASE_DIR),
        "the database": str(settings.DATABASES["default"]["NAME"]),
    }
    head = " ".join(f"{name}: {value}" for name, value in answer.headers)
    return [
        name for name, value in {**secrets, **{each: each for each in LEAKS}}.items() if value in answer.text or value in head
    ]


def ran(answer: Answer, place: str = "") -> list[str]:
    """What a payload made: elements, attributes, headers, results of a template. `place`: the path that was asked for."""
    found = [f"header {name}" for name, value in answer.headers if "\r" in value or "\n" in value or name.lower() == "x-injected"]
    if payloads.SUM_DONE in answer.text:
        found.append("a template was made of what was typed")
    location = answer.header("Location")
    if location and outside(location):
        found.append(f"redirect to {location[:80]}")
    if answer.kind in ("text/html", "application/xhtml+xml", "image/svg+xml"):
        found += pages.what_runs(answer.text, place)
    elif answer.kind.endswith("json") and answer.status == 200 and answer.body:
        parts = answer.body.splitlines() if answer.kind.endswith("ndjson") else [answer.body]
        found += [
            fault for part in parts for html in html_of(orjson.loads(part)) for fault in pages.what_runs(without_frame(html))
        ]
    return found


def outside(location: str) -> bool:
    """Whether a browser would leave the site. It takes a backslash for a slash, and drops tabs and line ends."""
    seen = location.translate({9: None, 10: None, 13: None}).strip().replace("\\", "/")
    if seen.startswith("//"):
        return True
    scheme, colon, _ = seen.partition(":")
    return (
        bool(colon)
        and "/" not in scheme
        and "?" not in scheme
        and not seen.startswith(("http://testserver/", settings.SITE_URL + "/"))
    )


def without_frame(html: str) -> str:
    """Without the frame of oEmbed, which another site puts on its page, if nothing but ours is in it."""
    ours = re.escape(f"{settings.SITE_URL}/embed/medications/")
    frame = (
        rf'<iframe src="{ours}[-\w]+/" title="[^"<>]*" width="\d+" height="\d+" loading="lazy" style="max-width:100%;border:0">'
    )
    return re.sub(rf"^{frame}</iframe>", "", html)


def html_of(part, name: str = ""):
    """The pieces of HTML in an answer of the API."""
    if isinstance(part, dict):
        for key, value in part.items():
            yield from html_of(value, key)
    elif isinstance(part, list):
        for value in part:
            yield from html_of(value, name)
    elif isinstance(part, str) and name.endswith("html"):
        yield part


def misshapen(request: Request, answer: Answer) -> list[str]:
    """Errors of the API are problems (RFC 9457), those of FHIR OperationOutcomes; a method not offered names those that are."""
    found = []
    for here, kind in ERRORS.items():
        if request.target.startswith(here) and answer.status >= 400 and answer.kind != kind:
            found.append(f"{answer.status} under {here} as {answer.kind or 'nothing'}")
    if answer.status == 405 and not answer.header("Allow"):
        found.append("405 without Allow")
    if answer.status == 304 and answer.body:
        found.append("304 with a body")
    return found


def unclear(request: Request, answer: Answer) -> list[str]:
    """A form that comes back says what is wrong, and shows what was typed."""
    if not request.fields or request.method != "POST" or answer.status != 200 or answer.kind != "text/html":
        return []
    tree = pages.parsed(answer.text)
    place = request.target.partition("?")[0]
    if tree.css_first("form") is None or place.endswith(ANSWERED_ON_THE_SPOT):
        return []
    if not pages.says_what_is_wrong(tree):
        return [f"{place} came back without a word"]
    sent = "text-" if COMMENTS_SENT.search(answer.text) else None
    kept = [(name, value) for name, value in request.fields if sent is None or not name.startswith(sent)]
    return [f"{place} lost what was typed as {name}" for name, value in kept if is_lost(tree, name, value)]


def is_lost(tree, name: str, value: str) -> bool:
    shown = pages.shown_values(tree, name)
    return bool(shown) and plain(value) not in [plain(each) for each in shown]


def plain(text: str) -> str:
    """Without what a parser of HTML may change: line ends, NUL, characters that stand for none."""
    kept = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(char for char in kept if char not in "\0\ufffd" and not "\ud800" <= char <= "\udfff").strip()

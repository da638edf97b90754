"""What a browser reports when our Content-Security-Policy stopped something, reduced to what we may keep of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

import orjson

MOST = 10  # of one request
MOST_BYTES = 16_384

DIRECTIVES = frozenset(
    "base-uri child-src connect-src default-src font-src form-action frame-ancestors frame-src img-src manifest-src media-src "
    "object-src script-src script-src-attr script-src-elem style-src style-src-attr style-src-elem worker-src".split()
)
WORDS = frozenset({"inline", "eval", "wasm-eval", "self", "data", "blob", "filesystem", "about"})
SCHEMES_WITH_HOST = frozenset({"http", "https", "ws", "wss"})
HOST = re.compile(r"[a-z0-9.\-\[\]:]{1,150}")


@dataclass(frozen=True)
class StoppedLoad:
    """`directive` stopped `blocked` (a word, or an origin) on the page at `path`, which has no query."""

    directive: str
    blocked: str
    path: str


def stopped_loads(body: bytes, *, origin: str) -> list[StoppedLoad]:
    """The reports in a body about pages of `origin`, such as `https://meds.example.org`. Anything else is passed over."""
    try:
        sent = orjson.loads(body)
    except orjson.JSONDecodeError:
        return []
    return [load for report in _reports(sent) if (load := _stopped_load(report, origin))]


def _reports(sent) -> Iterator[dict[str, str]]:
    """In the names of the newer form, `report-to`, which lists them. The older one, `report-uri`, sends one by one."""
    if isinstance(sent, dict) and isinstance(sent.get("csp-report"), dict):
        old = _texts(sent["csp-report"])
        yield {
            "effectiveDirective": old.get("effective-directive") or old.get("violated-directive", ""),
            "blockedURL": old.get("blocked-uri", ""),
            "sourceFile": old.get("source-file", ""),
            "documentURL": old.get("document-uri", ""),
        }
    elif isinstance(sent, list):
        for each in sent[:MOST]:
            if isinstance(each, dict) and each.get("type") == "csp-violation" and isinstance(each.get("body"), dict):
                yield _texts(each["body"])


def _texts(report: dict) -> dict[str, str]:
    return {name: value for name, value in report.items() if isinstance(value, str)}


def _stopped_load(report: dict[str, str], origin: str) -> StoppedLoad | None:
    directive = report.get("effectiveDirective", "").split(" ")[0]  # older browsers add the sources it names
    blocked, source = report.get("blockedURL", ""), report.get("sourceFile", "")
    page = _split(report.get("documentURL", ""))
    if directive not in DIRECTIVES or page is None or f"{page.scheme}://{page.netloc}" != origin:
        return None
    if _is_extension(blocked) or _is_extension(source):
        return None  # the reader's own browser extension; which ones somebody has is nobody's business
    return StoppedLoad(directive, _reduced(blocked), page.path)


def _split(address: str):
    try:
        return urlsplit(address)
    except ValueError:
        return None


def _is_extension(address: str) -> bool:
    return address.split(":")[0].endswith("-extension")


def _reduced(blocked: str) -> str:
    """Of an address its origin, of a scheme or keyword the word; anything else is `other`."""
    parts = _split(blocked)
    if parts is not None and parts.scheme in SCHEMES_WITH_HOST and HOST.fullmatch(parts.netloc):
        return f"{parts.scheme}://{parts.netloc}"
    word = blocked.split(":")[0]
    return word if word in WORDS else "other"

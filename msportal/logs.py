"""What a log line must not hold: whole internet addresses, what somebody searched or filtered for, addresses that are keys.

A formatter, not a filter: it sees the finished line, traceback included, whatever library wrote it.
"""

import ipaddress
import logging
import re
from urllib.parse import parse_qsl

from medications.content.addresses import truncated

# What may be an address; `ipaddress` decides. A time (12:30:45) and a version (5.2.1) are none.
ADDRESS = re.compile(r"(?<![\w.])(?:(?:[0-9A-Fa-f]{0,4}:){2,7}[0-9A-Fa-f.]*|\d{1,3}(?:\.\d{1,3}){3}(?!\.?\w))")
QUERY = re.compile(r"(?<=[\w/%.~-])\?[^\s\"'<>]+")
# Whoever has such an address may do what it is for. Our own modules may be named: a token has no dot.
KEY = re.compile(r"(/(?:review|preview|reset/key)/)(?!\w+\.py\b)[^\s\"'<>]+")
SHORTEST_TERM = 3  # a shorter one would take apart the words around it


class DiscreetFormatter(logging.Formatter):
    def format(self, record):
        line = without_addresses(without_queries(without_keys(super().format(record))))
        request = getattr(record, "request", None)  # Django gives it along with what it says of a request
        if request is None or not record.exc_info:
            return line
        return without_terms(line, request.META.get("QUERY_STRING", ""))


def without_addresses(text: str) -> str:
    return ADDRESS.sub(_shortened, text)


def _shortened(found: re.Match) -> str:
    """The address without its end. This machine's own stays: it is nobody's, and an operator needs it."""
    address = found[0].rstrip(".")
    address = address if address.endswith("::") else address.rstrip(":")
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return found[0]
    ours = parsed.is_loopback or parsed.is_unspecified
    return found[0] if ours else truncated(address) + found[0][len(address) :]


def without_queries(text: str) -> str:
    """`/medications/?q=tremor` as `/medications/?…`."""
    return QUERY.sub("?…", text)


def without_keys(text: str) -> str:
    """`/review/xQ3…/` as `/review/…`."""
    return KEY.sub(r"\1…", text)


def without_terms(text: str, query: str) -> str:
    """Takes out what was asked for, wherever an error repeats it."""
    lowered = text.lower()
    terms = {value.strip() for _, value in parse_qsl(query)}
    found = [term for term in terms if len(term) >= SHORTEST_TERM and term.lower() in lowered]
    longest_first = "|".join(re.escape(term) for term in sorted(found, key=len, reverse=True))
    return re.sub(longest_first, "…", text, flags=re.IGNORECASE) if found else text

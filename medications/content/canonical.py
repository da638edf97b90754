"""The one byte form of a record, and its digest.

RFC 8785 (JSON Canonicalization Scheme): object keys sorted, no white space, UTF-8, minimal escapes. Records hold no fractions and
their keys are ASCII, so the two hard parts of the RFC (number printing, UTF-16 key order) cannot arise; both are refused here.
"""

import hashlib
from typing import Any

import orjson

from medications.content.schema import Record

LARGEST = 2**53 - 1  # beyond that, readers of JSON that use floating point would round


def canonical_bytes(data: Any) -> bytes:
    """Plain data (dict, list, str, int, bool, None) in, RFC 8785 bytes out. TypeError on fractions, huge numbers, odd keys."""
    _refuse_what_we_do_not_canonicalise(data)
    return orjson.dumps(data, option=orjson.OPT_SORT_KEYS)


def canonical(record: Record) -> bytes:
    return canonical_bytes(record.model_dump(mode="json"))


def digest_of(content: bytes) -> str:
    """SHA-256 of canonical bytes, 64 lower-case hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def _refuse_what_we_do_not_canonicalise(data: Any) -> None:
    if isinstance(data, dict):
        for key, value in data.items():
            if not isinstance(key, str) or not key.isascii():
                raise TypeError(f"the key {key!r} is not ASCII text")
            _refuse_what_we_do_not_canonicalise(value)
    elif isinstance(data, list | tuple):
        for value in data:
            _refuse_what_we_do_not_canonicalise(value)
    elif isinstance(data, float):
        raise TypeError(f"the fraction {data!r} has no place in a record; write a text or two whole numbers")
    elif isinstance(data, int) and abs(data) > LARGEST:
        raise TypeError(f"the number {data!r} is too large for JSON; write a text")

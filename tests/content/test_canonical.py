"""Rule 3: the canonical form is that of RFC 8785, and the digest its SHA-256."""

import hashlib

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from medications.content.canonical import canonical, canonical_bytes, digest_of
from tests.factories import records

LARGEST = 2**53 - 1
ASCII_KEYS = st.text(st.characters(codec="ascii"), max_size=8)
PLAIN = st.none() | st.booleans() | st.integers(-LARGEST, LARGEST) | st.text(st.characters(codec="utf-8"))
DATA = st.recursive(PLAIN, lambda inner: st.lists(inner) | st.dictionaries(ASCII_KEYS, inner), max_leaves=20)


@pytest.mark.slow
@given(DATA)
def test_canonical_bytes_are_those_of_the_rfc(data):
    assert canonical_bytes(data) == rfc8785.dumps(data)


def test_record_is_canonical_by_the_rfc():
    record = records.medication_record()

    assert canonical(record) == rfc8785.dumps(record.model_dump(mode="json"))


@pytest.mark.parametrize(
    "data", [1.5, [0.0], {"a": {"b": float("nan")}}, {"schlüssel": 1}, {1: "one"}, LARGEST + 1, -LARGEST - 1]
)
def test_data_that_the_two_might_write_differently_is_refused(data):
    with pytest.raises(TypeError):
        canonical_bytes(data)


def test_digest_is_sha_256_in_hexadecimal():
    assert digest_of(b"{}") == hashlib.sha256(b"{}").hexdigest()

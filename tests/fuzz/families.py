"""Kinds of attack: each a strategy of requests against a world."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urljoin

from hypothesis import strategies as st

from medications.projections.question import NAMES
from tests.fuzz import headers as header_lines
from tests.fuzz import strategies as hostile
from tests.fuzz.files import files
from tests.fuzz.pages import Field, Form
from tests.fuzz.rules import BOXES
from tests.fuzz.strategies import encoded
from tests.fuzz.wire import Request
from tests.fuzz.world import CSRF, ROLES, World

PUBLIC_NAMES = (*NAMES, "stream", "after", "before", "cursor", "fields", "format", "at")
ADMIN_NAMES = (
    "q",
    "o",
    "p",
    "all",
    "e",
    "_popup",
    "_to_field",
    "state",
    "term",
    "app_label",
    "model_name",
    "field_name",
    "_changelist_filters",
    "next",
    "is_active__exact",
    "groups__id__exact",
    "document__id__exact",
    "id__in",
    "_saveasnew",
)
LONGEST_TARGET = 64_000  # characters; `sockets` tries what the server makes of longer ones
BOUNDARY = "----fuzz"
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Family:
    name: str
    share: float  # of all inputs
    requests: Callable[[World], st.SearchStrategy[Request]]


def names_at(address: str) -> tuple[str, ...]:
    if address.startswith("/admin/"):
        return ADMIN_NAMES
    return ("next", "key", "code") if address.startswith("/accounts/") else PUBLIC_NAMES


# Addresses, queries, headers


@st.composite
def paths(draw, world: World) -> Request:
    """Every pattern with hostile values for its parameters, and addresses that fit no pattern."""
    pattern = draw(st.sampled_from(world.patterns))
    if draw(st.integers(0, 3)) and pattern.parameters:
        target = pattern.template % {name: draw(hostile.segments) for name in pattern.parameters}
    else:
        start = draw(
            st.sampled_from(
                [
                    "/",
                    "/api/",
                    "/api/v1/",
                    "/admin/",
                    "/medications/",
                    "/static/",
                    "/accounts/",
                    "//",
                    pattern.template.partition("%")[0],
                ]
            )
        )
        target = start + "/".join(draw(st.lists(hostile.segments, max_size=4))) + draw(st.sampled_from(["", "/"]))
    return Request(draw(st.sampled_from(hostile.METHODS)), target, role=draw(st.sampled_from(ROLES)))


@st.composite
def queries(draw, world: World) -> Request:
    address = draw(st.sampled_from(world.known))
    query = draw(hostile.query_strings(names_at(address)))
    return Request("GET", f"{address}?{query}"[:LONGEST_TARGET], role=draw(st.sampled_from(ROLES)))


@st.composite
def headers(draw, world: World) -> Request:
    address = draw(st.sampled_from(world.known))
    method = draw(st.sampled_from(["GET", "GET", "GET", *hostile.METHODS]))
    return Request(method, address, draw(header_lines.headers), role=draw(st.sampled_from(ROLES)))


# Forms


@st.composite
def forms(draw, world: World) -> Request:
    """A form of a page with some fields changed, sometimes its structure too."""
    form = draw(st.sampled_from([form for form in world.forms if form.method == "POST"]))
    role = draw(st.sampled_from([form.role] * 6 + ROLES))
    changed = draw(new_values(form))
    pairs = [(field.name, value) for field in form.fields for value in changed.get(field.name, field.values)]
    kinds = {field.name: field.kind for field in form.fields}
    typed = tuple(
        (name, changed[name][-1]) for name in changed if kinds[name] in BOXES and changed[name] and "__prefix__" not in name
    )
    if draw(st.integers(0, 4)) == 0:
        pairs, typed = draw(tampered(pairs)), ()
    return posted(form, pairs, role=role, multipart=form.multipart or draw(st.integers(0, 4)) == 0, typed=typed)


@st.composite
def new_values(draw, form: Form) -> dict[str, tuple[str, ...]]:
    """Values for a few of the form's fields, or for one kind of them all."""
    open_to_change = [
        field for field in form.fields if field.kind not in ("submit", "file") and field.name != "csrfmiddlewaretoken"
    ]
    if not open_to_change:
        return {}
    boxes = [field for field in open_to_change if field.kind in BOXES and "__prefix__" not in field.name]
    if boxes and draw(st.integers(0, 5)) == 0:
        value = draw(hostile.short_texts)
        return {field.name: (value,) for field in boxes}
    chosen = draw(st.lists(st.sampled_from(boxes or open_to_change) | st.sampled_from(open_to_change), min_size=1, max_size=4))
    return {field.name: draw(new_value(field)) for field in chosen}


def new_value(field: Field) -> st.SearchStrategy[tuple[str, ...]]:
    one = hostile.texts
    if field.name == "credential":  # of a passkey
        return (json_texts | credentials).map(lambda text: (text,))
    if field.choices:
        one = st.sampled_from(field.choices) | hostile.short_texts
    if field.kind == "hidden" or field.name.endswith("_FORMS"):
        one = hostile.numbers | hostile.short_texts
    return st.one_of(one, one, one).map(lambda text: (text,)) | st.lists(one, max_size=3).map(tuple)


@st.composite
def tampered(draw, pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Management data that lies, fields left out, doubled, or added by the thousand, and many more rows."""
    how = draw(st.sampled_from(["counts", "left out", "doubled", "added", "rows", "none", "shuffled", "indices"]))
    counts = [index for index, (name, _) in enumerate(pairs) if name.endswith("_FORMS")]
    if how == "counts" and counts:
        at, value = draw(st.sampled_from(counts)), draw(hostile.numbers)
        return [(name, value) if index == at else (name, old) for index, (name, old) in enumerate(pairs)]
    if how == "left out" and pairs:
        gone = draw(st.sets(st.integers(0, len(pairs) - 1), min_size=1, max_size=max(1, len(pairs) // 2)))
        return [pair for index, pair in enumerate(pairs) if index not in gone]
    if how == "added":
        number, value = draw(st.sampled_from([1, 900, 9_000, 10_001, 20_000])), draw(hostile.short_texts)
        return pairs + [(f"extra-{each}", value) for each in range(number)]
    if how == "rows":
        return more_rows(pairs, draw(st.sampled_from([1, 5, 200, 1_500])), draw(hostile.short_texts))
    if how == "indices":
        return [
            (name.replace("-0-", f"-{draw(hostile.numbers)}-") if "-0-" in name else name, value) for name, value in pairs[:60]
        ] + pairs[60:]
    if how == "shuffled":
        return draw(st.permutations(pairs[:50])) + pairs[50:]
    return [] if how == "none" else pairs * 2


def more_rows(pairs: list[tuple[str, str]], number: int, value: str) -> list[tuple[str, str]]:
    """As "Add another row" pressed so many times under each group of rows, with the value typed into every empty box."""
    counts = [(name.removesuffix("-TOTAL_FORMS"), old) for name, old in pairs if name.endswith("-TOTAL_FORMS")]
    totals = {name: int(old) for name, old in counts if re.fullmatch("[0-9]{1,9}", old)}
    patterns = [(*name.split("-__prefix__-"), old) for name, old in pairs if "-__prefix__-" in name]
    rows = [
        (f"{group}-{totals[group] + each}-{box}", old or value)
        for each in range(number)
        for group, box, old in patterns
        if box not in ("id", "DELETE")
    ]
    counted = {f"{group}-TOTAL_FORMS": str(total + number) for group, total in totals.items()}
    return [(name, counted.get(name, old)) for name, old in pairs] + rows


def posted(form: Form, pairs, *, role: str, multipart: bool, typed=(), chosen=()) -> Request:
    pairs = [(name, CSRF if name == "csrfmiddlewaretoken" else value) for name, value in pairs]
    if multipart:
        body, kind = multipart_body(pairs, chosen), f"multipart/form-data; boundary={BOUNDARY}"
    else:
        body, kind = "&".join(f"{encoded(name)}={encoded(value)}" for name, value in pairs).encode(), FORM
    target = urljoin(form.page, form.action)
    return Request("POST", target, (("Content-Type", kind),), body, role, tuple(typed), form.page)


def multipart_body(pairs, chosen=(), boundary: str = BOUNDARY) -> bytes:
    parts = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'.encode("utf-8", "surrogatepass")
        + value.encode("utf-8", "surrogatepass")
        for name, value in pairs
    ]
    for name, (filename, data) in chosen:
        disposition = f'form-data; name="{name}"; filename="{filename}"'
        head = f"--{boundary}\r\nContent-Disposition: {disposition}\r\nContent-Type: application/octet-stream\r\n\r\n"
        parts.append(head.encode("utf-8", "surrogatepass") + data)
    return b"\r\n".join([*parts, f"--{boundary}--\r\n".encode()])


# Bodies that are not what they say


@st.composite
def uploads(draw, world: World) -> Request:
    form = draw(st.sampled_from([form for form in world.forms if any(field.kind == "file" for field in form.fields)]))
    name = next(field.name for field in form.fields if field.kind == "file")
    chosen = draw(st.lists(files(), max_size=3))
    if draw(st.integers(0, 15)) == 0:
        chosen = [("a.txt", b"Brand Name: x")] * draw(st.sampled_from([50, 599, 601, 3_000]))
    request = posted(form, form.sent, role=form.role, multipart=True, chosen=[(name, file) for file in chosen])
    return broken(request, draw(st.sampled_from(["whole"] * 5 + BREAKS)))


BREAKS = ["cut", "boundary", "no end", "header bomb", "no name", "base64", "nested", "empty name", "charset", "no blank line"]


def broken(request: Request, how: str) -> Request:
    """A multipart body damaged in one way."""
    body, mark = request.body, f"--{BOUNDARY}".encode()
    head = b'--%s\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n' % BOUNDARY.encode()
    made = {
        "whole": body,
        "cut": body[: len(body) * 2 // 3],
        "boundary": body.replace(mark, b"--other"),
        "no end": body.removesuffix(b"--\r\n"),
        "header bomb": head + b"X-A: " + b"a" * 200_000 + b"\r\n\r\nx\r\n" + body,
        "no name": body.replace(b'name="', b'nom="'),
        "base64": head + b"Content-Transfer-Encoding: base64\r\n\r\n%%%=\r\n" + body,
        "nested": head + b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\n--x--\r\n" + body,
        "empty name": body.replace(b'name="files"', b'name=""'),
        "charset": head + b"Content-Type: text/plain; charset=nonsense\r\n\r\nx\r\n" + body,
        "no blank line": body.replace(b"\r\n\r\n", b"\r\n"),
    }[how]
    return Request(request.method, request.target, request.headers, made, request.role)


json_texts = st.sampled_from(
    [
        "{",
        "[" * 50_000,
        '{"a":' * 9_000,
        '"\\ud800"',
        '{"a":1,"a":2}',
        "NaN",
        "1e999",
        "9" * 5_000,
        "null",
        "\ufeff{}",
        '{"a":"\\u0000"}',
        "[1,]",
        "true",
        '{"":""}',
        "'a'",
    ]
)


parts_of_a_credential = st.sampled_from(["id", "rawId", "type", "response", "clientDataJSON", "attestationObject", "userHandle"])
values_of_a_credential = st.recursive(
    st.sampled_from(["AA", "MQ", "e30", "W10", "gA", "%%", "public-key", "", None, 0, [], "A" * 80]) | st.text(max_size=3),
    lambda inner: st.dictionaries(parts_of_a_credential, inner, max_size=6),
    max_leaves=12,
)
credentials = values_of_a_credential.map(json.dumps)


@st.composite
def bodies(draw, world: World) -> Request:
    """Any method and any body at any address: JSON that is none, forms of other kinds, bytes."""
    address = draw(st.sampled_from(world.known))
    text = draw(st.one_of(json_texts, hostile.texts, st.builds(lambda query: query, hostile.query_strings(names_at(address)))))
    body = draw(st.binary(max_size=100) | st.just(text.encode("utf-8", "surrogatepass")))
    if draw(st.booleans()):
        body = f"csrfmiddlewaretoken={CSRF}&".encode() + body
    kind = draw(header_lines.content_types | st.just(FORM))
    method = draw(st.sampled_from(["POST", "POST", "POST", "PUT", "PATCH", "DELETE", "GET", "OPTIONS", "HEAD"]))
    more = draw(st.just(()) | header_lines.headers)
    return Request(method, address, (("Content-Type", kind), ("X-CSRFToken", CSRF), *more), body, draw(st.sampled_from(ROLES)))


FAMILIES = [
    Family("addresses", 0.15, paths),
    Family("query strings", 0.22, queries),
    Family("headers", 0.15, headers),
    Family("forms", 0.2, forms),
    Family("uploads", 0.05, uploads),
    Family("bodies", 0.1, bodies),
]

"""What is kept of a browser's report: which rule, what was stopped in a word, which page. Everything else is dropped."""

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from medications.content.policy_reports import MOST, StoppedLoad, stopped_loads

OURS = "https://meds.example.org"
PAGE = f"{OURS}/medications/baclofen/"


def old_form(**changes) -> bytes:
    """As `report-uri` sends it."""
    report = {
        "document-uri": PAGE,
        "referrer": f"{OURS}/medications/?q=secret",
        "violated-directive": "img-src",
        "effective-directive": "img-src",
        "original-policy": "default-src 'none'",
        "blocked-uri": "https://ads.example/pixel?reader=7",
        "script-sample": "secret",
        "status-code": 200,
    }
    return orjson.dumps({"csp-report": {**report, **changes}})


def new_form(*reports: dict) -> bytes:
    """As `report-to` sends them."""
    body = {"documentURL": PAGE, "effectiveDirective": "img-src", "blockedURL": "inline", "disposition": "enforce"}
    return orjson.dumps([{"type": "csp-violation", "age": 1, "url": PAGE, "body": {**body, **report}} for report in reports])


@pytest.mark.parametrize("body", [old_form(), new_form({"blockedURL": "https://ads.example/pixel?reader=7"})])
def test_both_forms_of_a_report_are_understood(body):
    assert stopped_loads(body, origin=OURS) == [StoppedLoad("img-src", "https://ads.example", "/medications/baclofen/")]


@pytest.mark.parametrize(
    ("blocked", "kept"),
    [
        ("inline", "inline"),
        ("eval", "eval"),
        ("data", "data"),
        ("data:image/png;base64,secret", "data"),
        ("blob:https://meds.example.org/1", "blob"),
        ("https://ads.example:8443/a/b?c#d", "https://ads.example:8443"),
        ("wss://ads.example/live", "wss://ads.example"),
        ("https://reader:password@ads.example/", "other"),
        ("https://a\u0000b.example/", "other"),
        ("https://<b>.example/", "other"),
        ("https://[", "other"),
        (f"https://{'a' * 300}.example/", "other"),
        ("secret words", "other"),
        ("", "other"),
    ],
)
def test_of_what_was_stopped_a_word_or_an_origin_is_kept(blocked, kept):
    assert [load.blocked for load in stopped_loads(old_form(**{"blocked-uri": blocked}), origin=OURS)] == [kept]


def test_of_the_page_its_path_is_kept_without_query_and_fragment():
    (load,) = stopped_loads(old_form(**{"document-uri": f"{OURS}/medications/?q=secret#also"}), origin=OURS)

    assert load.path == "/medications/"


def test_an_older_browser_adds_the_sources_to_the_directive():
    (load,) = stopped_loads(old_form(**{"effective-directive": "", "violated-directive": "script-src 'self'"}), origin=OURS)

    assert load.directive == "script-src"


@pytest.mark.parametrize(
    "page",
    [
        "https://evil.example/",
        "http://meds.example.org/",
        f"{OURS}.evil.example/",
        f"{OURS}:444/",
        "about:blank",
        "https://[",
        "",
    ],
)
def test_a_report_about_another_site_is_passed_over(page):
    assert stopped_loads(old_form(**{"document-uri": page}), origin=OURS) == []


@pytest.mark.parametrize("field", ["blocked-uri", "source-file"])
@pytest.mark.parametrize("scheme", ["chrome-extension", "moz-extension", "safari-web-extension"])
@pytest.mark.parametrize("rest", ["", "://abcdef/a.js"])
def test_what_the_readers_own_extensions_do_is_passed_over(field, scheme, rest):
    assert stopped_loads(old_form(**{field: scheme + rest}), origin=OURS) == []


@pytest.mark.parametrize("directive", ["", "made-up", "x" * 5_000, None, 7, ["img-src"], "<script>"])
def test_a_directive_that_does_not_exist_is_passed_over(directive):
    changes = {"effective-directive": directive, "violated-directive": directive}

    assert stopped_loads(old_form(**changes), origin=OURS) == []


def test_one_request_counts_for_so_many_and_no_more():
    assert len(stopped_loads(new_form(*[{}] * (MOST + 5)), origin=OURS)) == MOST


def test_reports_of_another_type_are_passed_over():
    assert stopped_loads(orjson.dumps([{"type": "deprecation", "url": PAGE, "body": {"id": "x"}}]), origin=OURS) == []


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"null",
        b"7",
        b'"x"',
        b"[]",
        b"{}",
        b"[[]]",
        b"[" * 16_000,
        b"\xff\xfe",
        b'{"csp-report": []}',
        b'[{"body": 1}]',
    ],
)
def test_garbage_is_nothing(body):
    assert stopped_loads(body, origin=OURS) == []


JSON = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False) | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["csp-report", "type", "body"]), inner, max_size=3)
    ),
    max_leaves=10,
)
NAMES = ["document-uri", "violated-directive", "effective-directive", "blocked-uri", "source-file"]


@given(JSON | st.fixed_dictionaries({"csp-report": st.dictionaries(st.sampled_from(NAMES), JSON | st.just(PAGE))}))
def test_whatever_is_sent_there_is_an_answer(sent):
    for load in stopped_loads(orjson.dumps(sent), origin=OURS):
        assert len(load.directive) <= 60
        assert len(load.blocked) <= 200

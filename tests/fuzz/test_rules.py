"""What the attacks look for is found when it is there."""

import orjson
import pytest
from django.conf import settings

from tests.fuzz import addresses, pages, rules
from tests.fuzz.payloads import MARK, SUM_DONE
from tests.fuzz.wire import Answer, Request

GET = Request("GET", "/")


def page(html: str, status: int = 200, **headers: str) -> Answer:
    return Answer(status, [("Content-Type", "text/html"), *headers.items()], html.encode(), 0.1)


def kinds(request: Request, answer: Answer) -> set[str]:
    return {fault.kind for fault in rules.faults(request, answer)}


@pytest.mark.parametrize(
    "html",
    [
        f"<script>{MARK}()</script>",
        f"<img src=x onerror={MARK}()>",
        f"<a href='javascript:{MARK}()'>x</a>",
        f"<a href=' java\nscript:{MARK}()'>x</a>",
        "<a href='data:text/html,x'>x</a>",
        f"<{MARK}-tag></{MARK}-tag>",
        f"<p {MARK}=1>",
        "<iframe></iframe>",
        "<base href=//x>",
        "<style>p {}</style>",
        "<p style='x'>",
        "<meta http-equiv=refresh content=0>",
        f"<p>{SUM_DONE}</p>",
    ],
)
def test_what_a_payload_made_is_found(html):
    assert kinds(GET, page(html)) == {"ran"}


@pytest.mark.parametrize(
    ("target", "status", "found"),
    [
        ("/api/v1/oembed/?format=xml", 501, set()),
        ("/api/v1/oembed/?format=xml", 500, {"5xx"}),
        ("/api/v1/oembed/?format=xml", 502, {"5xx"}),
        ("/api/v1/medications/", 501, {"5xx"}),
    ],
)
def test_only_oembed_may_say_that_a_form_is_not_offered(target, status, found):
    answer = Answer(status, [("Content-Type", "application/problem+json")], b"{}", 0.1)

    assert kinds(Request("GET", target), answer) == found


PREVIEW = "/admin/medications/medication/7/preview/"
FRAME = f'<iframe class="x" src="{PREVIEW}page/2/" title="x" loading="lazy"></iframe>'


def test_the_frames_of_the_preview_screen_are_no_fault():
    assert kinds(Request("GET", f"{PREVIEW}?version=2"), page(FRAME)) == set()


@pytest.mark.parametrize(
    ("target", "html"),
    [
        ("/admin/medications/medication/7/change/", FRAME),
        ("/medications/x/", FRAME),
        (PREVIEW, "<iframe></iframe>"),
        (PREVIEW, "<iframe src='//x.example/admin/medications/medication/7/preview/page/2/'></iframe>"),
        (PREVIEW, f"<iframe src='{PREVIEW}page/2/../../../../x/'></iframe>"),
        (PREVIEW, f"<iframe src='{PREVIEW}page/2/' srcdoc='x'></iframe>"),
        (PREVIEW, f"<object data='{PREVIEW}page/2/'></object>"),
    ],
)
def test_any_other_frame_is_found(target, html):
    assert kinds(Request("GET", target), page(html)) == {"ran"}


@pytest.mark.parametrize(
    "html",
    [
        f"<p>&lt;script&gt;{MARK}()&lt;/script&gt;</p>",
        f'<input value="&quot; onfocus=&quot;{MARK}()">',
        f"<textarea><script>{MARK}()</script></textarea>",
        '<script src="/static/a.js"></script>',
        '<script type="application/json">{"a": 1}</script>',
    ],
)
def test_what_is_shown_as_text_is_no_fault(html):
    assert kinds(GET, page(html)) == set()


@pytest.mark.parametrize(
    "location", ["//x.example/", "https://x.example/", "\\\\x.example", "/\\x.example", "javascript:x", "\t//x.example"]
)
def test_a_redirect_to_elsewhere_is_found(location):
    assert kinds(GET, page("", 302, Location=location)) == {"ran"}


@pytest.mark.parametrize("location", ["/a/", "?a=b", "/a/?next=https://x.example/", "http://testserver/a/", ""])
def test_a_redirect_within_the_site_is_none(location):
    assert kinds(GET, page("", 302, Location=location)) == set()


def test_a_leak_is_found(settings):
    assert kinds(GET, page(f"<p>{settings.SECRET_KEY}</p>")) == {"leaked"}
    assert kinds(GET, page("<p>Traceback (most recent call last)</p>")) == {"leaked"}


def test_a_failure_is_found():
    assert kinds(GET, page("", 500)) == {"5xx"}


@pytest.mark.parametrize("target", ["/api/v1/x", "/fhir/x"])
def test_an_error_for_programs_in_another_form_is_found(target):
    assert kinds(Request("GET", target), page("", 404)) == {"shape"}


def test_html_inside_an_answer_of_the_api_is_looked_at():
    body = b'{"sections": [{"html": "<script>x</script>", "body": "<script>x</script>"}]}'
    answer = Answer(200, [("Content-Type", "application/json")], body, 0.1)

    assert len(rules.ran(answer)) == 1


FORM = Request("POST", "/x/", fields=(("name", "typed"),))


def test_a_form_that_comes_back_without_a_word_is_found():
    assert kinds(FORM, page("<form><input name=name value=typed></form>")) == {"unclear"}


def test_a_form_that_lost_what_was_typed_is_found():
    assert kinds(FORM, page("<form><p role=alert>No.</p><input name=name value=old></form>")) == {"unclear"}


def test_a_form_that_says_what_is_wrong_and_shows_what_was_typed_is_none():
    assert kinds(FORM, page("<form><p role=alert>No.</p><input name=name value=typed></form>")) == set()


def test_slow_is_what_took_the_processor_that_long_or_the_clock_on_a_quiet_machine(monkeypatch):
    monkeypatch.setattr(rules.os, "getloadavg", lambda: (0.0, 0.0, 0.0))
    assert rules.is_slow(Answer(200, [], b"", seconds=2.1))
    monkeypatch.setattr(rules.os, "getloadavg", lambda: (100.0, 0.0, 0.0))
    assert not rules.is_slow(Answer(200, [], b"", seconds=2.1))
    assert rules.is_slow(Answer(200, [], b"", seconds=2.1, processor=2.1))


def test_a_parameter_nobody_knows_ends_the_run():
    with pytest.raises(addresses.UnknownParameter, match="How to fill thing of /new/"):
        addresses.values_of("thing", addresses.Pattern("/new/%(thing)s/", ("thing",), "new"))


def test_a_form_is_read_as_a_browser_sends_it():
    html = """<form method=post action=/x/><input name=a value=1><input type=checkbox name=b><input type=checkbox name=c checked>
    <select name=d><option value=1><option value=2 selected></select>
    <textarea name=e>\nx</textarea><input name=f disabled></form>"""

    (form,) = pages.forms(html, "/here/", "")

    assert form.sent == [("a", "1"), ("c", "on"), ("d", "2"), ("e", "x")]


@pytest.mark.parametrize(
    ("said", "found"),
    [("Your comment was sent.", set()), ("Your 2 comments were sent.", set()), ("Your comment was not sent.", {"unclear"})],
)
def test_a_box_whose_comment_was_sent_is_empty_for_the_next(said, found):
    form = f'<p>{said}</p><form><p role=alert>Choose.</p><textarea name="text-rest"></textarea></form>'

    assert kinds(Request("POST", "/x/", fields=(("text-rest", "-1"),)), page(form)) == found


FRAME_OF_OEMBED = (
    '<iframe src="{}/embed/medications/a/" title="A" width="600" height="600" loading="lazy" style="max-width:100%;border:0">'
    "</iframe>"
)


@pytest.mark.parametrize(
    ("src", "found"), [(settings.SITE_URL, set()), ("https://elsewhere.example", {"ran"}), ("javascript:alert(1)//", {"ran"})]
)
def test_a_frame_for_other_sites_is_the_one_of_an_embed(src, found):
    body = orjson.dumps({"html": FRAME_OF_OEMBED.format(src)})
    answer = Answer(200, [("Content-Type", "application/json")], body, 0.1)

    assert kinds(Request("GET", "/api/v1/oembed/"), answer) == found

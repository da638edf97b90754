"""Headers: every one that some part of the way reads, with values that it cannot read, or should not believe."""

from hypothesis import strategies as st

from tests.fuzz.strategies import numbers, short_texts, texts

hosts = st.sampled_from(
    [
        "x.example",
        "testserver:99999",
        "testserver.",
        "TESTSERVER",
        "[::1]",
        "testserver@x.example",
        "",
        "a" * 3_000,
        "testserver\\x",
        "127.0.0.1:0",
        "%00",
        "x.example, testserver",
        "é.example",
    ]
)
etags = st.sampled_from(['"', "*", 'W/"', '"a", ' * 500, "W/", '"' + "a" * 9_000 + '"', "é", ",,,,", '"a"b', '"\\""'])
when = st.sampled_from(
    [
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "Thu, 31 Dec 9999 23:59:59 GMT",
        "Mon, 99 Foo 2024",
        "Sun, 06 Nov 94 08:49:37 GMT",
        "Sunday, 06-Nov-00 08:49:37 GMT",
        "0",
        "-1",
        "Thu, 01 Jan 0000 00:00:00 GMT",
        "Thu, 32 Jan 2024 25:61:61 GMT",
        "Thu Jan  1 00:00:00 99999",
    ]
)
ranges = st.sampled_from(
    [
        "bytes=0-0",
        "bytes=-1",
        "bytes=9999999999-",
        "bytes=0-1,2-3," + "4-5," * 500,
        "bytes=a-b",
        "bytes",
        "bytes=5-1",
        "lines=1-2",
        "bytes=0-99999999999999999999999",
    ]
)
accepts = st.sampled_from(
    [
        "",
        "*",
        "*/*;q=a",
        "text/html;q=0.000000001",
        ",".join(["a/b"] * 2_000),
        "application/json; indent=9999",
        "text/html/json",
        "application/xml",
        "image/*",
        ";;;",
        'application/problem+json;v="',
        "q=1",
    ]
)
cookies = st.one_of(
    st.sampled_from(
        [
            "sessionid=",
            'sessionid="\\000\\000\\000aaaaaaaa"',
            "sessionid=" + "a" * 9_000,
            'csrftoken="\\000"',
            "csrftoken=" + "é" * 32,
            "sessionid=; sessionid=x; sessionid",
            "=;=;=",
            "; " * 5_000,
            'messages="\\"[[\\"__json_message\\\\054"',
            "messages=W10:x:y",
            'a="\\777\\400"',
            "sessionid=../../x",
            'sessionid="\\330\\200aaaaaaaa"',
        ]
    ),
    st.builds(lambda name, value: f"{name}={value}", st.sampled_from(["sessionid", "csrftoken", "messages", "a"]), short_texts),
)
content_types = st.sampled_from(
    [
        "",
        "text/plain",
        "application/json",
        "application/json; charset=utf-7",
        "application/xml",
        "multipart/form-data",
        "multipart/form-data; boundary=",
        "multipart/form-data; boundary=" + "a" * 300,
        'multipart/form-data; boundary="',
        "multipart/form-data; boundary=é",
        "multipart/mixed; boundary=x",
        "application/x-www-form-urlencoded; charset=utf-16",
        "application/x-www-form-urlencoded; charset=nonsense",
        "application/x-www-form-urlencoded; charset=unicode_escape",
        "a/b/c",
        ";;;",
        'text/html; charset="\0',
        "application/x-www-form-urlencoded; charset=rot13",
        "application/x-www-form-urlencoded, text/html",
    ]
)
HEADERS: dict[str, st.SearchStrategy[str]] = {
    "Host": hosts,
    "X-Forwarded-Host": hosts,
    "X-Forwarded-For": st.one_of(numbers, hosts, st.just("1.1.1.1, " * 1_000)),
    "X-Forwarded-Proto": st.sampled_from(["https", "ftp", "https,http", ""]),
    "Forwarded": st.sampled_from(["for=x;host=x.example;proto=https", ";;=", 'for="[::1', "a" * 9_000]),
    "X-Forwarded-Port": numbers,
    "X-Original-URL": st.just("/admin/"),
    "X-Rewrite-URL": st.just("/admin/"),
    "X-HTTP-Method-Override": st.sampled_from(["DELETE", "PUT", ""]),
    "If-None-Match": etags,
    "If-Match": etags,
    "If-Modified-Since": when,
    "If-Unmodified-Since": when,
    "If-Range": etags,
    "Range": ranges,
    "Accept": accepts,
    "Accept-Language": st.sampled_from(["*", "en;q=9", "a" * 5_000, "x-" * 500, "de, " * 3_000, "\u202e"]),
    "Accept-Encoding": st.sampled_from(["gzip;q=0", "identity;q=0, *;q=0", "br, " * 1_000, "nonsense"]),
    "Accept-Charset": st.sampled_from(["utf-7", ";"]),
    "Cookie": cookies,
    "Referer": short_texts,
    "Origin": st.one_of(
        st.sampled_from(["null", "https://x.example", "http://testserver", "http://[", "http://testserver:x", "javascript:1"]),
        short_texts,
    ),
    "User-Agent": texts,
    "Authorization": st.one_of(
        st.sampled_from(["Basic", "Basic =", "Bearer ", "Bearer " + "a" * 5_000, "Basic " + "4pyT" * 900, "Token \0", "é é"]),
        short_texts,
    ),
    "Content-Type": content_types,
    "Content-Length": st.sampled_from(["-1", "a", "", "99", "9" * 30, "+5", "1e3"]),
    "Transfer-Encoding": st.sampled_from(["chunked", "gzip, chunked", "nonsense"]),
    "Expect": st.sampled_from(["100-continue", "nonsense"]),
    "Upgrade": st.just("websocket"),
    "Sec-Fetch-Site": st.sampled_from(["cross-site", "same-origin", "x"]),
    "X-Requested-With": st.just("XMLHttpRequest"),
    "X-CSRFToken": short_texts,
    "Access-Control-Request-Method": st.sampled_from(["DELETE", "x"]),
    "Remote-User": st.just("administrator"),
    "X-Forwarded-User": st.just("administrator"),
    "Api-Key": short_texts,
}
header = st.sampled_from(sorted(HEADERS)).flatmap(lambda name: st.tuples(st.just(name), HEADERS[name]))
headers = st.lists(header, min_size=1, max_size=4).map(tuple)

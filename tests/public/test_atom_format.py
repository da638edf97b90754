"""The strict reader of feeds, which other tests lean on, sees what is wrong."""

import pytest

from tests.public.atom_format import faults

GOOD = """<feed xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0">
<id>urn:uuid:1</id><title>T</title><updated>2026-03-02T12:00:00Z</updated><author><name>A</name></author>
<link rel="self" type="application/atom+xml" href="http://a.example/f"/>
<at:deleted-entry ref="urn:uuid:3" when="2026-03-02T12:00:00Z"><at:comment>C</at:comment></at:deleted-entry>
<entry><id>urn:uuid:2</id><title>E</title><updated>2026-03-02T12:00:00Z</updated>
<link rel="alternate" href="http://a.example/e"/><category term="t" label="L"/><summary>S</summary></entry></feed>"""


def test_a_good_feed_has_no_fault():
    assert faults(GOOD.encode()) == []


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ("<id>urn:uuid:1</id>", ""),
        ("<id>urn:uuid:2</id>", "<id></id>"),
        ("<id>urn:uuid:2</id>", "<id>2</id>"),
        ("<id>urn:uuid:2</id>", "<id>urn:uuid:3</id>"),
        ("<title>T</title>", "<title>T</title><title>T</title>"),
        ("<title>E</title>", ""),
        ("<title>E</title>", '<title type="xhtml">E</title>'),
        ("<updated>2026-03-02T12:00:00Z</updated><author>", "<updated>2026-03-02</updated><author>"),
        ("<updated>2026-03-02T12:00:00Z</updated>\n<link", "<updated>2026-13-02T12:00:00Z</updated>\n<link"),
        ("<author><name>A</name></author>", ""),
        ("<author><name>A</name></author>", "<author/>"),
        ('<link rel="self" type="application/atom+xml" href="http://a.example/f"/>', ""),
        ('href="http://a.example/e"', 'href="/e"'),
        ('<link rel="alternate" href="http://a.example/e"/>', ""),
        ('<link rel="alternate" href="http://a.example/e"/>', '<link href="http://a.example/e"/>' * 2),
        ('term="t"', ""),
        ('ref="urn:uuid:3"', ""),
        ('when="2026-03-02T12:00:00Z"', 'when="yesterday"'),
        ("<at:comment>C</at:comment>", "<comment>C</comment>"),
        ("<summary>S</summary>", "<summary>S</summary><description>D</description>"),
        ("<feed xmlns", "<rss xmlns"),
        ("<feed xmlns", '<feed xml:lang="en_US" xmlns'),
        ('rel="alternate"', 'rel="somewhere else"'),
        ('rel="alternate"', 'hreflang="English, mostly"'),
        ("</title><updated>", "</title>text<updated>"),
        ("</entry>", "</entry><rights>R</rights>"),
    ],
)
def test_a_fault_is_seen(good, bad):
    broken = GOOD.replace(good, bad, 1)
    broken = broken.replace("</feed>", "</rss>") if "<rss" in broken else broken

    assert broken != GOOD
    try:
        seen = faults(broken.encode())
    except ValueError:  # a date that there is not
        seen = ["refused"]
    assert seen

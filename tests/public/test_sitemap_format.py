"""The strict reader of sitemaps, which other tests lean on, sees what is wrong."""

import pytest

from tests.public.sitemap_format import faults

GOOD = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>http://a.example/</loc>
<lastmod>2026-03-02T12:00:00Z</lastmod></url>
<url><priority>0.5</priority><loc>http://a.example/b/</loc><lastmod>2026-03-02</lastmod><changefreq>daily</changefreq></url></urlset>"""
URL = "<url><loc>http://a.example/</loc>\n<lastmod>2026-03-02T12:00:00Z</lastmod></url>"


def test_a_good_sitemap_has_no_fault():
    assert faults(GOOD.encode()) == []


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ("schemas/sitemap/0.9", "schemas/sitemap/0.8"),
        ("<url><loc>", '<url id="1"><loc>'),
        ("<url><loc>", "<url>text<loc>"),
        ("</url>\n", "</url>text\n"),
        ("<loc>http://a.example/</loc>", ""),
        ("<loc>http://a.example/</loc>", "<loc>http://a.example/</loc>" * 2),
        ("http://a.example/<", "/medications/a/<"),
        ("http://a.example/<", "http://a.b/<"),
        ("http://a.example/<", f"http://a.example/{'a' * 2048}<"),
        ("http://a.example/<", "http://a.example/b/<"),
        ("http://a.example/<", "http://a.example/<b/><"),
        ("2026-03-02T12:00:00Z", "2026-03-02T12:00"),
        ("2026-03-02T12:00:00Z", "2026-02-30"),
        ("<lastmod>2026-03-02T12:00:00Z</lastmod>", "<lastmod>2026-03-02</lastmod>" * 2),
        ("<lastmod>2026-03-02T12:00:00Z</lastmod>", "<title>A</title>"),
        ("daily", "now and then"),
        ("0.5", "1.5"),
        (GOOD[GOOD.index("<url>") : GOOD.index("</urlset>")], ""),
        (URL, f"{URL}<sitemap><loc>http://a.example/c/</loc></sitemap>"),
    ],
)
def test_a_fault_is_seen(good, bad):
    broken = GOOD.replace(good, bad, 1)

    assert broken != GOOD
    assert faults(broken.encode())

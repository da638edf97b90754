"""Two pages beside each other: which parts differ, and that nothing but ids changes."""

import re
from datetime import date

from django.utils.html import strip_tags

from medications.content.sides import TOP, as_side, differing, parts_of
from medications.projections.facts import Facts
from medications.projections.preview import as_page
from tests.factories import records

FACTS = Facts("x", 1, "d", "", "", date(2026, 3, 2), None, None)
PAGE = """<article><h1>Name</h1><div><h2 id="boxed">Boxed</h2><p>Danger.</p></div><dl><dt>Brand</dt><dd>Q</dd></dl>
<section><h2 id="use">Use</h2><p>Take <br>it.</p><div><h3 id="dose">Dose</h3> Five.</div> After.</section></article>"""


def page(**changes) -> str:
    return as_page(records.medication_record(**changes), FACTS)


def anchors(parts) -> list[str]:
    return [part.anchor for part in parts]


class TestParts:
    def test_a_part_ends_with_the_element_in_which_its_heading_stands(self):
        found = {part.anchor: part.text for part in parts_of(PAGE)}

        assert found == {
            TOP: "Name Brand Q",
            "boxed": "Boxed Danger.",
            "use": "Use Take it. After.",
            "dose": "Dose Five.",
        }

    def test_what_is_no_text_of_its_own_does_not_count(self):
        html = '<p>One <span class="back quiet">two <b>three</b></span> four</p>'

        assert parts_of(html, but="back")[0].text == "One four"

    def test_only_what_reads_differently_differs(self):
        old, new = (
            parts_of(page()),
            parts_of(page(pronunciation="other", side_effects=[], sections=records.medication_record().sections[:2])),
        )

        found = anchors(differing(old, new, but={"contents-heading"}))

        assert found[0] == TOP
        assert {"section-proper-usage", "side-effects"} <= set(found)
        assert "section-about-it" not in found
        assert "section-boxed-warning" not in found

    def test_a_part_that_only_the_new_page_has_differs_too(self):
        without = PAGE.replace('<h3 id="dose">Dose</h3> Five.', "")

        assert anchors(differing(parts_of(without), parts_of(PAGE))) == ["dose"]


class TestSides:
    def test_ids_and_the_links_to_them_are_kept_apart(self):
        html = as_side(page(), "old", marked=(), mark="")

        ids = re.findall(r'\sid="([^"]*)"', html)
        assert ids
        assert all(each.startswith("old-") for each in ids)
        links = set(re.findall(r'href="#([^"]*)"', html))
        assert links <= set(ids)

    def test_parts_with_a_name_are_called_after_the_side_too(self):
        assert 'aria-labelledby="old-contents-heading old-heading"' in as_side(page(), "old", marked=(), mark="")

    def test_the_words_and_all_else_stay_to_the_letter(self):
        html = page(slug="x", look_alike_footnote='a <b> &amp; "c" id="x" href="#y"')

        aside = as_side(html, "old", marked=(), mark="")

        assert strip_tags(aside) == strip_tags(html)
        assert aside.replace(" old-heading", "").replace("old-", "") == html

    def test_a_marked_heading_begins_with_the_mark(self):
        html = as_side(PAGE, "new", marked={"use"}, mark="<b>Differs</b> ")

        assert '<h2 id="new-use"><b>Differs</b> Use</h2>' in html
        assert html.count("Differs") == 1

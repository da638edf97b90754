"""Our own pages in the other layouts, each whole, with what it must give written down from the page itself."""

import pytest

from medications.importing.parsed import ParsedPage
from tests.importing.pages import codes, message, parsed, sample_text


def brands(page: ParsedPage) -> list[tuple[str, str]]:
    return [(brand.name, brand.market) for brand in page.brand_names]


def uses(page: ParsedPage) -> list[tuple[str, str]]:
    return [(use.symptom, use.qualifier) for use in page.uses]


def sections(page: ParsedPage) -> list[tuple[str, str]]:
    return [(section.kind, section.heading) for section in page.sections]


def body(page: ParsedPage, heading: str) -> list[str]:
    (found,) = [section.body for section in page.sections if section.heading == heading]
    return found.split("\n\n")


def rows(page: ParsedPage, group: str, when: str = "any") -> list[tuple[str, str, bool]]:
    return [
        (row.wording, row.qualifier, row.look_alike)
        for row in page.side_effects
        if (str(row.group), str(row.when)) == (group, when)
    ]


def resources(page: ParsedPage) -> list[tuple[str, str, str]]:
    return [(one.symptom, one.title, one.description) for one in page.related_resources]


class TestWrapped:
    """Hard line wraps, forms after a dash, links in the middle, a note, a numbered list and bullets."""

    @pytest.fixture
    def page(self) -> ParsedPage:
        return parsed(sample_text("velmoprine"))

    def test_brands_have_their_markets_and_no_forms_in_their_names(self, page):
        assert brands(page) == [("Murmex", "US"), ("Murmex", "CA"), ("Murmex LA", "US"), ("Hushwell", "CA")]

    def test_forms_are_kept_by_themselves(self, page):
        assert page.dosage_forms == ("tablet", "oral-solution", "extended-release-tablet")

    def test_pronunciation_is_taken_out_of_the_name(self, page):
        assert (page.generic_name.value, page.generic_name.inferred) == ("velmoprine maleate", False)
        assert page.pronunciation == "vel-moe-preen"

    def test_uses_and_generic_on_a_wrapped_line(self, page):
        assert uses(page) == [("hiccups", ""), ("humming in the ears", "when lying down"), ("restless sleep", "")]
        assert (page.generic_available.value, page.generic_available.markets) == ("yes", ("US",))

    def test_text_after_the_links_is_its_own_section(self, page):
        assert sections(page) == [("about", "About"), ("proper_usage", "Proper Usage")]

    def test_wrapped_paragraph_is_one_line(self, page):
        assert body(page, "About") == [
            "Velmoprine is an invented agent that quiets nerves which never existed. In this made-up account it was first tried"
            " on a choir of forty, thirty-one of whom slept through the second act."
        ]

    def test_paragraphs_and_lists_keep_their_order(self, page):
        assert [text.split()[:2] for text in body(page, "Proper Usage")] == [
            ["Take", "velmoprine"],
            ["Note:", "The"],
            ["To", "take"],
            ["Do", "not"],
            ["Tell", "your"],
        ]

    def test_numbered_list_is_one_of_markdown(self, page):
        assert body(page, "Proper Usage")[2].split("\n") == [
            "To take the oral solution:",
            "1. Shake the bottle for as long as it takes to count to twenty, so that no sediment is left at its bottom.",
            "2. Fill the spoon that came with it.",
            "3. Drink some water afterwards.",
        ]

    def test_second_line_of_a_bullet_belongs_to_it(self, page):
        assert body(page, "Proper Usage")[4].split("\n") == [
            "Tell your nurse before you start if you have:",
            "- a heart that skips beats, or a relative whose heart does so, even if nobody ever looked into it",
            "- an allergy to velvet",
            "- plans to sing in public.",
        ]

    def test_side_effects_on_wrapped_lines(self, page):
        assert rows(page, "usually_settles") == [
            ("dry mouth", "", False),
            ("a slower walk", "", True),
            ("sneezing", "in the first week", False),
            ("heavy legs", "in the evening", True),
            ("yawning", "", False),
        ]
        assert rows(page, "emergency") == [("swelling of the tongue", "", False), ("a rash that spreads", "", False)]

    def test_lead_sentences_and_footnote_are_joined(self, page):
        assert page.as_json()["lead_sentences"] == {
            "usually_settles": "Side effects that usually go away while your body gets used to the medicine and that need no"
            " treatment",
            "emergency": "Side effects that require immediate medical attention",
        }
        assert page.footnote == (
            "These may also be symptoms of MS, so speak with someone who knows your MS before you blame the medicine."
        )

    def test_resources_stand_in_two_places(self, page):
        assert resources(page) == [
            ("hiccups", "Hiccups: A Short Guide", "Water, sugar, and patience."),
            ("restless sleep", "Sleep Well", "Dark rooms, quiet hours, and when to ask for help."),
        ]

    def test_source_and_date(self, page):
        (source,) = page.sources
        assert (source.editors, source.edition) == ("Oswin T. Brackenbury and Lene Fahrholt", "4th Edition")
        assert (source.title, source.place, source.publisher) == (
            "Quiet Nights, Loud Days",
            "Port Hessel",
            "Lantern & Daughters",
        )
        assert page.last_updated == "2003-11-09"

    def test_everything_has_its_place(self, page):
        assert page.unmapped == ()
        assert "cut_off" not in codes(page)


class TestNoLongerSold:
    """Brands that are sold no more, a pronunciation without a name, generic by country; cut off in its last line."""

    @pytest.fixture
    def page(self) -> ParsedPage:
        return parsed(sample_text("cindrofen"))

    def test_former_brands_are_discontinued(self, page):
        assert page.as_json()["brand_names"] == [
            {"name": "Emberol", "market": "CA", "status": "discontinued"},
            {"name": "Ashwick", "market": "CA", "status": "discontinued"},
        ]

    def test_former_brands_are_each_a_finding(self, page):
        found = [finding for finding in page.findings if finding.code == "brand_discontinued"]
        assert [(finding.field, finding.subject) for finding in found] == [("brand_names", "Emberol"), ("brand_names", "Ashwick")]

    def test_name_is_that_of_the_first_sentence_with_the_salt_printed(self, page):
        assert (page.generic_name.value, page.generic_name.inferred) == ("cindrofen citrate", True)
        assert page.pronunciation == "sin-droe-fen"
        assert "“(sin-droe-fen) citrate”" in message(page, "generic_name_inferred")

    def test_generic_that_differs_is_yes_where_it_is_yes(self, page):
        assert (page.generic_available.value, page.generic_available.markets) == ("yes", ("US",))
        assert "Yes (U.S.); No (Canada)" in message(page, "generic_differs_by_market")

    def test_sentence_on_prescription_is_read_and_stays(self, page):
        assert page.availability == "over_the_counter"
        assert "Cindrofen is available without a prescription." in message(page, "availability_inferred")
        assert body(page, "Proper Usage")[0].endswith("Cindrofen is available without a prescription.")

    def test_bullets_are_a_list(self, page):
        assert [line[:8] for line in body(page, "Proper Usage")[2].split("\n")] == ["- Wool s", "- This m"]

    def test_side_effects(self, page):
        assert rows(page, "usually_settles") == [
            ("red toes", "", False),
            ("warm hands", "", True),
            ("a taste of ginger", "", False),
        ]
        assert rows(page, "tell_clinician") == [("toes that stay red", "", False), ("dizzy spells", "", True)]

    def test_invitation_to_read_more_is_a_resource(self, page):
        assert resources(page) == [("cold feet", "Read more on cold feet and learn how others keep theirs warm.", "")]

    def test_page_is_cut_off_within_its_reprint_statement(self, page):
        assert "Reprinted with permi" in message(page, "cut_off")
        assert page.sources == ()

    def test_only_what_the_record_cannot_hold_is_unmapped(self, page):
        assert page.unmapped == ("Cold feet Yes (U.S.); No (Canada)", "Reprinted with permi")


class TestLaterSite:
    """Labelled facts, prose as a brand name, description, warnings and support; no proper usage."""

    @pytest.fixture
    def page(self) -> ParsedPage:
        return parsed(sample_text("later-site-ostaril"))

    def test_brand_is_found_in_the_prose(self, page):
        assert brands(page) == [("Ostaril", "US"), ("Ostaril", "CA")]

    def test_prose_is_quoted_and_kept(self, page):
        (finding,) = [finding for finding in page.findings if finding.code == "brand_prose"]
        assert finding.subject == "Ostaril"
        assert "“Ostaril is one of several available brands (U.S. and Canada)”" in finding.message
        assert page.unmapped == ("• Brand Name: Ostaril is one of several available brands (U.S. and Canada)",)

    def test_other_facts(self, page):
        assert (page.generic_name.value, page.generic_name.inferred) == ("ostarium hydroxide", False)
        assert page.pronunciation == "oh-stair-ee-um"
        assert uses(page) == [("slow digestion", ""), ("MS-related hiccups", "after meals")]
        assert (page.generic_available.value, page.generic_available.markets) == ("yes", ("US", "CA"))

    def test_sections(self, page):
        assert sections(page) == [
            ("about", "About"),
            ("about", "Description"),
            ("precautions", "Warnings"),
            ("other", "Support"),
        ]
        assert [len(body(page, heading)) for _, heading in sections(page)] == [1, 2, 2, 1]

    def test_opening_says_how_to_get_it_and_how_it_is_taken(self, page):
        assert body(page, "About") == ["This medication is available without a prescription. It is taken by mouth."]
        assert page.availability == "over_the_counter"
        assert {"availability_inferred", "route_to_choose", "proper_usage_missing"} <= set(codes(page))

    def test_bullets_below_leads_are_side_effects(self, page):
        assert rows(page, "usually_settles") == [
            ("rumbling", "", False),
            ("hiccups", "", True),
            ("a feeling of fullness", "", False),
        ]
        assert rows(page, "tell_clinician") == [("black spots on the tongue", "", False), ("cramps", "at night", False)]

    def test_title_is_furniture(self, page):
        assert page.furniture[2] == "Ostaril"


class TestTable:
    """A saved web page as text: each cell, heading and item a paragraph of its own."""

    @pytest.fixture
    def page(self) -> ParsedPage:
        return parsed(sample_text("table-quillamide"))

    def test_cells_of_names_are_told_apart(self, page):
        assert brands(page) == [("Featherin", "GB"), ("Featherin", "IE"), ("Plumerel", "")]
        assert (page.generic_name.value, page.generic_name.inferred) == ("quillamide", False)

    def test_cells_of_uses_and_generic_are_told_apart(self, page):
        assert uses(page) == [("ticklish skin", ""), ("goose bumps", "")]
        assert page.generic_available.value == "no"

    def test_items_in_paragraphs_of_their_own_are_one_list(self, page):
        assert body(page, "Precautions") == [
            "Quillamide may make you drowsy.",
            "1. Do not climb trees.\n2. Do not drive until you know how you react.\n3. Do not drink more than a thimble of wine.",
        ]

    def test_leads_open_groups_with_and_without_a_colon(self, page):
        assert page.as_json()["lead_sentences"] == {
            "usually_settles": "The following side effects are temporary and wear off",
            "emergency": "Get emergency help if any of these occur\nSigns of an overdose",
        }

    def test_items_are_the_rows_of_the_lead_above(self, page):
        assert rows(page, "usually_settles") == [("sneezing", "", False), ("soft hair", "", True)]
        assert rows(page, "emergency") == [("trouble breathing", "", False), ("fainting", "", False)]
        assert rows(page, "emergency", "overdose") == [("feathers", "", False), ("flapping", "of both arms", True)]

    def test_description_in_a_paragraph_of_its_own_belongs_to_the_title_above(self, page):
        assert resources(page) == [("ticklish skin", "Skin Deep", "What tickles, and why.")]

    def test_foot(self, page):
        assert page.footnote == "Symptoms of MS can be like these side effects; tell your nurse."
        assert page.last_updated == "2004-05-02"

    def test_everything_has_its_place(self, page):
        assert page.unmapped == ()


class TestTwoMedicines:
    @pytest.fixture
    def page(self) -> ParsedPage:
        return parsed(sample_text("two-medicines"))

    def test_first_is_read(self, page):
        assert page.generic_name.value == "larkamide"
        assert rows(page, "usually_settles") == [("whistling", "", False), ("an urge to fly", "", True)]
        assert page.last_updated == "2004-06-01"

    def test_second_is_a_finding_and_wholly_unmapped(self, page):
        second = sample_text("two-medicines").split("June 1, 2004")[1]
        assert "several_medicines" in codes(page)
        assert list(page.unmapped) == [line for line in second.split("\n") if line]

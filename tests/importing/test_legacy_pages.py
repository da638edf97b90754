"""All legacy pages, with what each must give written down from the page itself."""

from dataclasses import dataclass, field

import pytest

from medications.importing.page import parse_page
from medications.importing.parsed import ParsedPage
from tests.importing.pages import LEGACY, TODAY, codes, legacy_text, message, needs_legacy

pytestmark = needs_legacy

# On every page: the old site never had the short statements that the new record wants.
ALWAYS = ["missed_dose_statement_missing", "stopping_statement_missing"]
FOOTNOTE = (
    "Since it may be difficult to distinguish between certain common symptoms of MS and some side effects of {}, be sure to"
    " consult your health care professional if an abrupt change of this type occurs."
)


@dataclass(frozen=True)
class Expected:
    """What a person reads on the page. A section: kind, heading, number of paragraphs, first words, last words."""

    generic_name: str
    inferred: bool
    uses: list[str]
    generic: str
    sections: list[tuple[str, str, int, str, str]]
    findings: list[str]
    pronunciation: str = ""
    brands: list[tuple[str, str]] = field(default_factory=list)
    brand_status: str = "unknown"
    generic_markets: tuple[str, ...] = ()
    side_effects: dict[str, str] = field(default_factory=dict)  # group and when: the rows with their stars, parted by semicolons
    lead_sentences: dict[str, str] = field(default_factory=dict)
    footnote: str = ""
    resources: list[tuple[str, str, str]] = field(default_factory=list)
    sources: list[tuple[str, str, str]] = field(default_factory=list)  # editor, edition, year
    last_updated: str = ""
    unmapped: list[str] = field(default_factory=list)


PAGES = {
    "amantadine.txt": Expected(
        generic_name="amantadine",
        inferred=True,
        brands=[("Symmetrel", "US"), ("Symmetrel", "CA")],
        brand_status="discontinued",
        uses=["fatigue"],
        generic="yes",
        generic_markets=("US",),
        sections=[
            ("about", "About", 1, "Amantadine is an antiviral medication", "relieving fatigue in multiple sclerosis."),
            ("proper_usage", "Proper Usage", 3, "The usual dosage for the management", "two to twelve weeks after you stop tak"),
        ],
        findings=[
            "brand_discontinued",
            "cut_off",
            "generic_name_inferred",
            "last_updated_missing",
            "side_effects_missing",
            "source_missing",
        ],
    ),
    "clonazepam.txt": Expected(
        generic_name="clonazepam",
        inferred=True,
        brands=[("Klonopin", "US")],
        uses=["tremor", "pain", "spasticity"],
        generic="no",
        sections=[
            ("about", "About", 1, "Clonazepam is a benzodiazepine", "treatment of tremor, pain, and spasticity."),
            ("proper_usage", "Proper Usage", 9, "Keep this medication out", "troubled breathing in nursing babies."),
        ],
        side_effects={
            "usually_settles any": "drowsiness or tiredness; clumsiness or unsteadiness*; dizziness or lightheadedness; slurred"
            " speech*; abdominal cramps or pain; blurred vision or other changes in vision*; changes in sexual drive or"
            " performance*; gastrointestinal changes, including constipation* or diarrhea*; dryness of mouth; fast or pounding"
            " heartbeat; muscle spasm*; trouble with urination*; trembling",
            "tell_clinician any": "behavior problems, including difficulty concentrating and outbursts of anger; confusion or"
            " mental depression; convulsions; hallucinations; low blood pressure; muscle weakness; skin rash or itching; sore"
            " throat, fever, chills; unusual bleeding or bruising; unusual excitement or irritability",
            "emergency overdose": "continuing confusion; severe drowsiness; shakiness; slowed heartbeat; shortness of breath;"
            " slow reflexes; continuing slurred speech*; staggering*; unusual severe weakness*",
        },
        lead_sentences={
            "usually_settles": "Side effects that may go away during treatment as your body adjusts to the medication and do not"
            " require medical attention unless they continue for several weeks or are bothersome",
            "tell_clinician": "Unusual side effects that should be discussed as soon as possible with your physician",
            "emergency": "Symptoms of overdose that require immediate emergency help",
        },
        footnote=FOOTNOTE.format("clonazepam"),
        resources=[
            ("tremor", "Tremor: The Basic Facts", "Treatments, therapies, coping techniques, and more."),
            ("pain", "Pain: The Basic Facts", "Types of pain, therapies, self-help, resources, and more."),
            ("spasticity", "Controlling Spasticity in MS", "Self-help, treatment goals, therapies, and more."),
        ],
        sources=[("Rosalind C. Kalb", "3rd Edition", "2004")],
        last_updated="2005-01-13",
        findings=[
            "generic_market_unknown",
            "generic_name_inferred",
            "pregnancy_in_proper_usage",
            "side_effect_terms_unmapped",
            "source_reuse_unconfirmed",
            "stale_claim",
            "stale_claim",
            "stale_claim",
        ],
    ),
    "dantrolene-main-site.txt": Expected(
        generic_name="dantrolene",
        inferred=True,
        uses=["spasticity"],
        generic="yes",
        sections=[
            ("about", "About", 1, "Dantrolene is a muscle relaxant", "It acts directly on the muscles."),
            ("proper_usage", "Proper Usage", 9, "Dantrolene may be taken with", "Be sure you are familiar with dantr"),
        ],
        findings=[
            "brand_missing",
            "cut_off",
            "generic_market_unknown",
            "generic_name_inferred",
            "last_updated_missing",
            "pregnancy_in_proper_usage",
            "side_effects_missing",
            "source_missing",
        ],
    ),
    "desmopressin.txt": Expected(
        generic_name="desmopressin acetate",
        inferred=True,
        pronunciation="des-moe-press-in",
        brands=[("DDAVP Tablets", "US"), ("DDAVP Tablets", "CA")],
        uses=["urination frequency"],
        generic="no",
        sections=[
            ("about", "About", 1, "Desmopressin is a synthetic analogue", "reducinge nighttime awakening to urinate."),
            ("proper_usage", "Proper Usage", 4, "Keep this medication in the refrigerator", "women who are breatfeeding."),
        ],
        side_effects={
            "usually_settles any": "runny or stuffy nose; abdominal or stomach cramps; flushing of the skin; headache; nausea;"
            " pain in the vulva",
            "emergency any": "confusion; convulsions; unusual drowsiness*; continuing headache; rapid weight gain; markedly"
            " decreased urination",
        },
        lead_sentences={
            "usually_settles": "Side effects that typically go away as your body adjusts to the medication and do not require"
            " medical attention unless they continue for several weeks or are bothersome",
            "emergency": "Unusual side effects that require immediate medical attention",
        },
        footnote=FOOTNOTE.format("desmopressin"),
        resources=[
            (
                "urination frequency",
                "Read more on bladder dysfunction and learn management strategies to help live comfortably.",
                "",
            )
        ],
        unmapped=["Reprinted"],  # the page ends within its reprint statement, before it names a source
        findings=[
            "cut_off",
            "generic_market_unknown",
            "generic_name_inferred",
            "last_updated_missing",
            "pregnancy_in_proper_usage",
            "side_effect_terms_unmapped",
            "source_missing",
            "unmapped_text",
        ],
    ),
    "later-site-avonex.txt": Expected(
        generic_name="interferon beta-1a",
        inferred=False,
        pronunciation="in-ter-feer-on",
        brands=[("Avonex", "US"), ("Avonex", "CA")],
        uses=["disease-modifying agent"],
        generic="no",
        sections=[
            ("about", "About", 1, "This medication is taken", "by injection."),
            ("about", "Description", 4, "Avonex is a medication manufactured", "the FDA Medication Guide for patients."),
            ("other", "Support", 3, "AVONEX SUPPORT PROGRAM", "or call 1-800-456-2255"),
        ],
        findings=[
            "generic_market_unknown",
            "last_updated_missing",
            "link_without_address",
            "proper_usage_missing",
            "route_to_choose",
            "side_effects_missing",
            "source_missing",
        ],
    ),
    "later-site-ditropan.txt": Expected(
        generic_name="oxybutynin",
        inferred=False,
        pronunciation="ox-i-byoo-ti-nin",
        brands=[("Ditropan", "US"), ("Ditropan", "CA")],
        uses=["bladder dysfunction"],
        generic="yes",
        sections=[
            ("about", "About", 1, "Oxybutynin is an antispasmodic", "urge to urinate caused by these spasms."),
            ("proper_usage", "Proper Usage", 1, "This medication is usually taken", "milk to lessen stomach upset."),
            ("precautions", "Warnings and Precautions", 5, "The FDA has issued a warning", "It has not been s"),
        ],
        findings=[
            "cut_off",
            "generic_market_unknown",
            "last_updated_missing",
            "side_effects_missing",
            "source_missing",
        ],
    ),
    "modafinil.txt": Expected(
        generic_name="modafinil",
        inferred=False,
        pronunciation="moe-daf-i-nil",
        brands=[("Provigil", "US")],
        uses=["fatigue"],
        generic="no",
        sections=[
            ("about", "About", 2, "Modafinil is a wakefulness-promoting agent", "fatigue with other medications."),
            ("proper_usage", "Proper Usage", 1, "The usual dosage for the management", "If you miss a d"),
        ],
        resources=[
            (
                "fatigue",
                "Fatigue: What You Should Know",
                "Causes and types of MS-related fatigue, therapies, personal stories, and more.",
            )
        ],
        findings=[
            "cut_off",
            "generic_market_unknown",
            "last_updated_missing",
            "side_effects_missing",
            "source_missing",
        ],
    ),
}


def read(name: str) -> ParsedPage:
    return parse_page(legacy_text(name), file=name, today=TODAY)


@pytest.fixture(params=PAGES, ids=lambda name: name.removesuffix(".txt"))
def case(request) -> tuple[ParsedPage, Expected]:
    return read(request.param), PAGES[request.param]


def rows(page: ParsedPage) -> dict[str, str]:
    """The rows as they were printed; a star within a wording makes a star at its end too."""
    found: dict[str, list[str]] = {}
    for row in page.side_effects:
        found.setdefault(f"{row.group} {row.when}", []).append(f"{row.wording}{'*' * row.look_alike}")
    return {key: "; ".join(wordings) for key, wordings in found.items()}


def test_every_page_of_the_folder_is_here():
    assert sorted(PAGES) == sorted(path.name for path in LEGACY.glob("*.txt"))


def test_generic_name_and_whether_it_was_inferred(case):
    page, expected = case
    assert (page.generic_name.value, page.generic_name.inferred) == (expected.generic_name, expected.inferred)


def test_pronunciation(case):
    page, expected = case
    assert page.pronunciation == expected.pronunciation


def test_brands_with_market_and_status(case):
    page, expected = case
    found = [(brand.name, brand.market, brand.status) for brand in page.brand_names]
    assert found == [(name, market, expected.brand_status) for name, market in expected.brands]


def test_uses_in_order_without_a_qualifier(case):
    page, expected = case
    assert [(use.symptom, use.qualifier) for use in page.uses] == [(symptom, "") for symptom in expected.uses]


def test_generic_with_its_markets(case):
    page, expected = case
    assert (page.generic_available.value, page.generic_available.markets) == (expected.generic, expected.generic_markets)


def test_no_page_says_whether_a_prescription_is_needed_nor_lists_forms(case):
    page, _ = case
    assert (page.availability, page.dosage_forms) == ("", ())


def test_sections_with_kind_heading_and_number_of_paragraphs(case):
    page, expected = case
    found = [(part.kind, part.heading, len(part.body.split("\n\n"))) for part in page.sections]
    assert found == [section[:3] for section in expected.sections]


def test_sections_begin_and_end_with_the_words_printed(case):
    page, expected = case
    for part, (*_, first, last) in zip(page.sections, expected.sections, strict=True):
        assert part.body.startswith(first)
        assert part.body.endswith(last)


def test_side_effects_by_group_with_their_stars(case):
    page, expected = case
    assert rows(page) == expected.side_effects


def test_lead_sentences(case):
    page, expected = case
    assert page.as_json()["lead_sentences"] == expected.lead_sentences


def test_footnote(case):
    page, expected = case
    assert page.footnote == expected.footnote


def test_resources_with_their_symptom(case):
    page, expected = case
    assert [(one.symptom, one.title, one.description) for one in page.related_resources] == expected.resources


def test_sources(case):
    page, expected = case
    assert [(source.editors, source.edition, source.issued) for source in page.sources] == expected.sources


def test_last_updated(case):
    page, expected = case
    assert page.last_updated == expected.last_updated


def test_only_what_truly_has_no_place_is_unmapped(case):
    page, expected = case
    assert list(page.unmapped) == expected.unmapped


def test_findings(case):
    page, expected = case
    assert sorted(codes(page)) == sorted([*expected.findings, *ALWAYS])


# What one page alone has


def test_amantadine_has_its_precautions_as_a_list_below_the_paragraph_on_them():
    usage = read("amantadine.txt").sections[1].body.split("\n\n")

    assert usage[1].startswith("The precautions listed here pertain")
    assert [item.split()[:3] for item in usage[2].split("\n")] == [
        ["-", "Drinking", "alcoholic"],
        ["-", "This", "medication"],
        ["-", "Amantadine", "may"],
        ["-", "This", "medication"],
    ]


def test_amantadine_says_in_which_countries_its_brand_is_no_longer_sold():
    said = message(read("amantadine.txt"), "brand_discontinued")

    assert "None (previously available as Symmetrel in U.S. and Canada)" in said


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("amantadine.txt", "weeks after you stop tak"),
        ("dantrolene-main-site.txt", "Be sure you are familiar with dantr"),
        ("desmopressin.txt", "Reprinted"),
        ("later-site-ditropan.txt", "It has not been s"),
        ("modafinil.txt", "If you miss a d"),
    ],
)
def test_cut_off_page_quotes_its_last_words(name, words):
    assert words in message(read(name), "cut_off")


def test_desmopressin_quotes_the_line_that_lacks_the_name():
    assert "(des-moe-press-in) acetate" in message(read("desmopressin.txt"), "generic_name_inferred")


def test_avonex_keeps_how_it_is_taken_and_asks_for_the_route():
    page = read("later-site-avonex.txt")

    assert page.sections[0].body == "This medication is taken by injection."
    assert "This medication is taken by injection" in message(page, "route_to_choose")


def test_avonex_keeps_the_lines_of_its_address_apart():
    support = read("later-site-avonex.txt").sections[2].body.split("\n\n")

    assert support[0].split("\n") == [
        "AVONEX SUPPORT PROGRAM",
        "Avonex ActiveSourceSM",
        "1-800-456-2255",
        "www.avonex.com",
        "www.msactivesource.com",
    ]


def test_title_of_the_page_is_furniture():
    assert "Avonex" in read("later-site-avonex.txt").furniture


def test_ditropan_quotes_when_to_stop():
    assert "should stop the medication" in message(read("later-site-ditropan.txt"), "stopping_statement_missing")


def test_modafinil_keeps_the_links_in_the_middle_out_of_its_text():
    about = read("modafinil.txt").sections[0].body

    assert "Medication Index" not in about
    assert "What You Should Know" not in about

"""Where reasons lead: each to a box of the form, from the form itself and from the screens beside it."""

import re
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from medications.actions.blockers import publish_blockers
from medications.content.schema import LeadSentence, Section, Statement
from medications.content.warnings import warnings
from medications.models import Source
from tests.admin.desk import address
from tests.factories import accounts, drafts, records

pytestmark = pytest.mark.slow

HARD = "Pharmacological administration notwithstanding, discontinuation necessitates individualized supervision in every case."
CITED = f"[@{records.LABEL}]"
GOOD = records.medication_record()


def faulty(**changes):
    """A record on which all goes wrong that a form lets through, each in a row that is not the first."""
    values = {
        "drug_class": None,
        "brand_names": [],
        "routes": [],
        "availability": "",
        "generic_available": {"value": "yes"},
        "uses": [records.use("tremor"), records.use("pain", note=HARD, sources=[])],
        "at_a_glance": [Statement(text=f"It calms. {CITED}"), Statement(text=HARD)],
        "sections": [
            Section(kind="about", heading="About it", body=f"It is made up. {CITED}"),
            Section(kind="other", heading="OTHER THINGS:", body=f"## Skips\n\n{HARD}"),
            Section(kind="about", heading="Other", body=""),
            Section(kind="about", heading="Boxed warning", body=f"Beware of it. {CITED}"),
            Section(kind="precautions", heading="Precautions", body="", boxed=True),
        ],
        "lead_sentences": [LeadSentence(group="emergency", text=HARD)],
        "side_effects": [
            records.effect("fine", "coma"),
            *(records.effect(f"bad {n}", sources=[], look_alike=True) for n in range(5)),
        ],
        "look_alike_footnote": "",
        "sources": [
            records.source(),
            records.source("undated", issued="", accessed="", reuse={"site": False}),
        ],
        "whole_page_sources": [],
    }
    record = records.medication_record(**{**values, **changes})
    uses = [record.uses[0].model_copy(update={"sources": (records.LABEL, "undated")}), *record.uses[1:]]
    return records.changed(record, uses=uses)


RECORDS = {
    "faulty medicine": faulty(),
    "faulty texts": records.changed(
        GOOD,
        sections=[
            Section(kind="about", heading="Precautions", body=f"So they say [@nobody] and [@Bad code]. {CITED}"),
            Section(kind="other", heading="", body=f"{'word ' * 30}. {CITED}"),
            Section(kind="precautions", heading="A heading that goes on and on and on, over more than one line", body=CITED),
            Section(kind="precautions", heading="Danger", body=f"{'It can do harm. ' * 40} {CITED}", boxed=True),
        ],
    ),
    "box that is only cited": records.changed(
        GOOD, sections=[], at_a_glance=[Statement(text=f"No. [@{records.LABEL}, boxed warning]")]
    ),
    "medicine without anything": records.small_record(uses=[], sources=[], whole_page_sources=[]),
    "medicine that reads hard": records.changed(GOOD, look_alike_footnote=HARD, whole_page_sources=[]),
    "reprint": records.small_record(sources=[records.source(permission="")], uses=[records.use("tremor", sources=[])]),
    "symptom": records.symptom_record(summary="", link_phrase="", group="", aliases=["tremor"]),
    "symptom that reads hard": records.symptom_record(
        summary=f"{HARD} [@undated]", sources=[records.source("undated", accessed="", issued="")]
    ),
    "side effect": records.side_effect_record(explanation=HARD, aliases=["drowsiness"]),
    "drug class": records.drug_class_record(explanation=HARD),
    "source": records.source_record(issued="", accessed="", url="", doi="", isbn="", market="", type="guideline", reuse={}),
    "web page": records.source_record(type="webpage", accessed=""),
}


def links(response, part: str) -> dict[str, str]:
    """Message -> address of the reasons in a part of the page."""
    page = response.content.decode()
    found = re.findall(r'<li>(?:<a href="([^"]*)">)?([^<]+)(?:</a>)?</li>', page[page.index(part) :].split("<form")[0])
    return {message: href for href, message in found}


def ids(response) -> set[str]:
    return set(re.findall(r'\bid="([^"]+)"', response.content.decode()))


@pytest.fixture
def drafted(db):
    return lambda name: drafts.draft(RECORDS[name])


@pytest.mark.parametrize("name", RECORDS)
def test_every_reason_leads_to_a_box_that_is_there(desk, drafted, name):
    revision = drafted(name)
    editor, forms = desk(), {}
    opened = editor.open(revision.document)
    here = address(revision.document)

    shown = links(opened, "Where this page stands")

    reasons = [*publish_blockers(revision), *warnings(revision.record)]
    assert len(reasons) > 1
    for reason in reasons:
        target = urlsplit(shown[escaped(reason.message)])
        path = target.path or here
        if reason.field == "approval":
            continue
        forms.setdefault(path, opened if path == here else editor.client.get(path))
        assert target.fragment in ids(forms[path]), reason


def escaped(message: str) -> str:
    return message.replace("&", "&amp;").replace('"', "&quot;").replace("'", "&#x27;")


def test_a_reason_about_a_row_leads_to_the_box_of_that_row(desk, db):
    document = drafts.draft(faulty()).document

    shown = links(desk().open(document), "Where this page stands")

    assert shown["The use “pain” cites no source."] == "#id_uses-1-sources"
    assert shown["The section “Other” says nothing yet. Write its text, or delete it."] == "#id_sections-2-body"
    assert "#id_side_effects-1-wording" in shown.values()
    assert "#id_sections-3-boxed" in shown.values()


def test_rows_keep_their_links_when_their_order_is_not_that_of_their_numbers(desk, db):
    document = drafts.draft(faulty()).document
    editor = desk()
    values = editor.boxes(document)
    values |= {"sections-2-position": ["1"], "sections-0-position": ["77"]}
    editor.save(document, values)

    opened = editor.open(document)

    target = links(opened, "Where this page stands")["The section “Other” says nothing yet. Write its text, or delete it."]
    row = target.removeprefix("#id_").removesuffix("-body")
    assert editor.boxes(document)[f"{row}-heading"] == ["Other"]


def test_what_the_record_sorts_by_itself_is_linked_to_as_a_whole(desk, db):
    document = drafts.draft(
        records.changed(GOOD, lead_sentences=[*GOOD.lead_sentences, LeadSentence(group="emergency", text=HARD)])
    ).document

    shown = links(desk().open(document), "Where this page stands")

    assert {href for message, href in shown.items() if "lead sentence" in message.casefold()} == {"#lead_sentences-group"}


def test_a_reason_about_a_source_leads_to_the_form_of_that_source(desk, db):
    document = drafts.draft(faulty()).document
    source = Source.objects.get(code="undated")

    shown = links(desk().open(document), "Where this page stands")

    assert f"/admin/medications/source/{source.pk}/change/#id_issued" in shown.values()
    assert f"/admin/medications/source/{source.pk}/change/#id_reuse_site" in shown.values()


def test_who_may_not_edit_is_led_to_the_row_as_it_is_shown_to_them(desk, db):
    document = drafts.draft(faulty()).document
    opened = desk(accounts.reviewer()).open(document)

    shown = links(opened, "Where this page stands")

    assert shown["The use “pain” cites no source."] == "#uses-1"
    assert {href[1:] for href in shown.values() if href.startswith("#")} <= ids(opened)


@pytest.mark.parametrize(
    ("screen", "part"), [("approve", "This cannot be published yet"), ("publish", "This cannot be published now")]
)
def test_screens_beside_the_form_lead_to_it(desk, db, screen, part):
    document = drafts.draft(faulty()).document
    editor = desk(accounts.account("writer", "reviewer", "publisher", name="all"))

    shown = links(editor.open(document, screen), part)

    source = Source.objects.get(code="undated")
    message = "The source &quot;Official label undated&quot; does not permit its text to be used on this site."
    assert shown[message] == f"/admin/medications/source/{source.pk}/change/#id_reuse_site"


def test_warnings_on_the_approval_screen_lead_to_the_form(desk, db):
    document = drafts.draft(faulty()).document

    shown = links(desk().open(document, "approve"), "Worth another look")

    assert shown["The use “pain” cites no source."] == f"{address(document)}#id_uses-1-sources"


def test_screens_beside_the_form_print_no_links_for_who_may_not_edit(desk, db):
    document = drafts.draft(faulty()).document

    shown = links(desk(accounts.reviewer()).open(document, "approve"), "Worth another look")

    assert shown["The use “pain” cites no source."] == ""


def test_warnings_are_grouped_by_part_of_the_form_in_its_order(desk, db):
    document = drafts.draft(faulty()).document

    page = desk().open(document).content.decode()

    groups = re.findall(r"<strong>([^<]+) \((\d+)\)</strong>", page[page.index("Worth another look") :])
    assert [name for name, _ in groups] == [
        "Brand names",
        "What it is",
        "Uses in MS",
        "Generic available",
        "At a glance",
        "Sections",
        "Lead sentences of the side-effect groups",
        "Side effects on this page",
        "Footnote under the side effects",
        "Sources",
    ]
    assert sum(int(count) for _, count in groups) == len(warnings(document.revisions.get().record))


def test_many_warnings_of_a_part_are_folded_up_with_their_number(desk, db):
    document = drafts.draft(faulty()).document

    page = desk().open(document).content.decode()

    count = int(re.search(r"<strong>Sections \((\d+)\)</strong>", page)[1])
    assert f"<summary>{count - 5} more" in page


def test_warnings_cost_no_queries_of_their_own(desk, db):
    editor = desk()
    one, many = (drafts.draft(record).document for record in (named("one", 1), named("many", 40)))
    counted = []
    for document in (one, one, many):  # the first time, what a process remembers is read
        with CaptureQueriesContext(connection) as queries:
            editor.open(document)
        counted.append(len(queries))

    assert len(warnings(many.revisions.get().record)) > 2 * len(warnings(one.revisions.get().record))
    assert counted[1] == counted[2]


def named(name: str, times: int):
    sections = [Section(kind="other", heading=f"PART {number}.", body=f"{HARD} {CITED}") for number in range(times)]
    return records.medication_record(
        name, sections=sections, sources=[records.source(issued="", accessed="")], whole_page_sources=[]
    )

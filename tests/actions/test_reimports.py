"""An old page that has changed, over a draft that somebody has corrected: what neither side lost, and what a person is told."""

import hashlib
from dataclasses import replace
from datetime import timedelta

import pytest

from medications.actions import arranging, drafts, findings
from medications.actions.corrections import correct
from medications.actions.imports import OldPage, import_page
from medications.content.moving import Move
from medications.models import Finding, Publication
from tests.factories import accounts, publications, records
from tests.factories import drafts as drafted
from tests.factories.publications import NOW
from tests.factories.takeovers import about_testamine
from tests.importing.pages import parsed, sample_text

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

LATER = NOW + timedelta(days=30)
STRAY = "what nobody knows (where to put)"
STATEMENT = next(line for line in sample_text().splitlines() if line.startswith("Reprinted"))
TAIL = f"{STATEMENT}\n\nLast updated March 4, 2006"
BOTH = "changed_on_both_sides"


def page(*, file="testamine.txt", now=NOW, name="", replace_draft=False, **parts):
    text = about_testamine(**{"tail": TAIL, **parts})
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    old = OldPage(page=replace(parsed(text), file=file), original=text, sha256=sha256)
    return import_page(old=old, by=accounts.writer(), now=now, name=name, replace_draft=replace_draft).document


def again(document, **parts):
    """The draft is settled and published, and then the changed page comes."""
    findings.settle_all(findings=document.findings.all(), by=accounts.writer(), now=NOW)
    newest = document.revisions.order_by("-number").first()
    if not Publication.objects.filter(revision=newest).exists():
        publications.publish(publications.approve(newest))
    assert page(now=LATER, **parts) == document
    return record(document)


def record(document):
    return document.revisions.order_by("-number").first().record


def change(document, **values):
    drafts.change_record(
        document=document, change=lambda record: records.changed(record, **values), by=accounts.writer(), token=None
    )


def texts(record, kind: str) -> str:
    return "\n\n".join(part.body for part in record.sections if part.kind == kind)


def still_open(document, *codes: str):
    found = document.findings.filter(settled_at=None)
    return found.filter(code__in=codes) if codes else found


def rewritten(document, old: str, new: str) -> None:
    sections = [part.model_copy(update={"body": part.body.replace(old, new)}) for part in record(document).sections]
    change(document, sections=sections)


# What the page says as before stays as it is in the draft


def test_a_line_that_somebody_placed_stays_and_is_not_asked_again():
    document = page(names=f"Altex (U.K.)\n\n{STRAY}")
    line = document.findings.get(code="unmapped_line", subject=STRAY)
    arranging.arrange(
        document=document,
        moves=[],
        lines={line.pk: "proper_usage"},
        token=document.lock_version,
        by=accounts.writer(),
        now=NOW,
    )

    now = again(document, names=f"Altex (U.K.)\n\n{STRAY}", proper_usage="Take it with much water.")

    assert texts(now, "proper_usage") == f"Take it with much water.\n\n{STRAY}"
    assert not still_open(document).exists()


def test_a_corrected_dose_stays_and_a_moved_paragraph_stands_once():
    usage = "Take 50 mg.\n\nNot when pregnant."
    document = page(proper_usage=usage)
    arranging.arrange(
        document=document, moves=[Move(1, 1, "pregnancy")], lines={}, token=document.lock_version, by=accounts.writer(), now=NOW
    )
    rewritten(document, "50 mg", "5 mg")

    now = again(document, proper_usage=usage, side_effects="Effects that go away: yawning; hiccups.")

    assert texts(now, "proper_usage") == "Take 5 mg."
    assert texts(now, "pregnancy") == "Not when pregnant."
    assert [row.wording for row in now.side_effects] == ["yawning", "hiccups"]


def test_corrected_facts_stay():
    document = page(names="Alphaminex; Bogus (U.K.)")
    change(document, availability="over_the_counter", brand_names=[], generic_available={"value": "yes", "markets": ["US"]})

    now = again(document, names="Alphaminex; Bogus (U.K.)", proper_usage="Take it with much water.")

    assert (now.availability, now.brand_names) == ("over_the_counter", ())
    assert (now.generic_available.value, now.generic_available.markets) == ("yes", ("US",))
    assert not still_open(document).exists()


def test_linked_terms_stay():
    drafted.draft(records.side_effect_record("yawns", name="yawns"))
    document = page()
    rows = [row.model_copy(update={"terms": (records.term("yawns"),)}) for row in record(document).side_effects]
    change(document, side_effects=rows)

    now = again(document, proper_usage="Take it with much water.")

    assert [[term.code for term in row.terms] for row in now.side_effects] == [["yawns"], ["yawns"]]
    assert not still_open(document).exists()


def test_a_brand_that_was_given_a_market_stands_once():
    document = page(names="Alphaminex")
    correct(findings=document.findings.filter(code="brand_market_unknown"), answer="CA", by=accounts.writer(), now=NOW)

    now = again(document, names="Alphaminex", proper_usage="Other.")

    assert [(brand.name, brand.market) for brand in now.brand_names] == [("Alphaminex", "CA")]


def test_a_symptom_that_was_replaced_does_not_come_back():
    drafted.draft(records.symptom_record("dizziness", name="dizziness"))
    document = page()
    correct(findings=document.findings.filter(code="symptom_created"), answer="dizziness", by=accounts.writer(), now=NOW)

    now = again(document, proper_usage="Other.")

    assert [use.symptom.code for use in now.uses] == ["dizziness"]
    assert not still_open(document).exists()


def test_two_uses_of_one_symptom_stay_two():
    document = page()
    (use,) = record(document).uses
    morning = use.model_copy(update={"qualifier": "in the morning", "note": "With food."})
    change(document, uses=[morning, use.model_copy(update={"qualifier": "at night"})])

    now = again(document, proper_usage="Other.")

    assert [(each.qualifier, each.note) for each in now.uses] == [("in the morning", "With food."), ("at night", "")]


def test_a_source_that_an_editor_gave_the_whole_page_stays():
    drafted.draft(records.source_record())
    document = page()
    before = record(document)
    change(document, sources=[*before.sources, records.source()], whole_page_sources=[*before.whole_page_sources, records.LABEL])

    now = again(document, proper_usage="Other.")

    assert records.LABEL in now.whole_page_sources
    assert records.LABEL in [source.code for source in now.sources]


def test_a_draft_that_says_more_than_the_page_keeps_that():
    document = page()
    boxed = records.medication_record().sections[1].model_copy(update={"body": "Deadly."})
    change(document, sections=[*record(document).sections, boxed], routes=["oral"])

    now = again(document, proper_usage="Other.")

    assert [part.body for part in now.sections if part.boxed] == ["Deadly."]
    assert now.routes == ("oral",)


def test_a_page_that_was_cut_short_takes_nothing_away():
    document = page()

    now = again(document, side_effects="", proper_usage="Take it with water.")

    assert [row.wording for row in now.side_effects] == ["yawning", "chills"]


# What changed on the page only is taken


def test_paragraphs_that_are_new_changed_or_gone_are_taken():
    document = page(proper_usage="Shake it.\n\nTake it with water.\n\nWash the spoon.")

    now = again(document, proper_usage="Shake it well.\n\nSit down.\n\nTake it with water.")

    assert texts(now, "proper_usage") == "Shake it well.\n\nSit down.\n\nTake it with water."
    assert not still_open(document).exists()


def test_a_paragraph_that_was_moved_is_changed_where_it_stands():
    document = page(proper_usage="Take it.\n\nNot when pregnant.")
    arranging.arrange(
        document=document, moves=[Move(1, 1, "pregnancy")], lines={}, token=document.lock_version, by=accounts.writer(), now=NOW
    )

    now = again(document, proper_usage="Take it.\n\nNever when pregnant.")

    assert (texts(now, "proper_usage"), texts(now, "pregnancy")) == ("Take it.", "Never when pregnant.")


def test_a_statement_that_was_moved_up_is_changed_where_it_stands():
    document = page(proper_usage="Take it.\n\nDo not stop it suddenly.")
    arranging.arrange(
        document=document, moves=[Move(1, 1, "stopping")], lines={}, token=document.lock_version, by=accounts.writer(), now=NOW
    )

    now = again(document, proper_usage="Take it.\n\nNever stop it suddenly.")

    assert [(part.kind, part.text) for part in now.at_a_glance] == [("stopping", "Never stop it suddenly.")]
    assert texts(now, "proper_usage") == "Take it."


def test_an_untouched_draft_says_what_the_new_page_says():
    document = page()

    now = again(
        document,
        names="Altex (Canada); Betex (U.K.)",
        usage="Itching (at night) Yes",
        proper_usage="Swallow it.",
        side_effects="Effects that go away: hiccups; chills (strong).",
    )

    assert {(brand.name, brand.market) for brand in now.brand_names} == {("Altex", "CA"), ("Betex", "GB")}
    assert [(use.symptom.label, use.qualifier) for use in now.uses] == [("itching", "at night")]
    assert now.generic_available.value == "yes"
    assert [(row.wording, row.qualifier) for row in now.side_effects] == [("hiccups", ""), ("chills", "strong")]


def test_a_reworded_side_effect_asks_for_its_term_again():
    drafted.draft(records.side_effect_record("yawns", name="yawns"))
    document = page()
    rows = [row.model_copy(update={"terms": (records.term("yawns"),)}) for row in record(document).side_effects]
    change(document, side_effects=rows)

    now = again(document, side_effects="Effects that go away: much yawning; chills.")

    assert [len(row.terms) for row in now.side_effects] == [0, 1]
    assert still_open(document, "side_effect_terms_unmapped").exists()


def test_the_side_effect_that_moves_to_another_group_keeps_its_term():
    drafted.draft(records.side_effect_record("yawns", name="yawns"))
    document = page()
    rows = [row.model_copy(update={"terms": (records.term("yawns"),)}) for row in record(document).side_effects]
    change(document, side_effects=rows)

    now = again(document, side_effects="Effects that go away: chills.\n\nTell your doctor about these unusual effects: yawning.")

    assert [(row.group, row.wording, len(row.terms)) for row in now.side_effects if row.wording == "yawning"] == [
        ("tell_clinician", "yawning", 1)
    ]


# What changed on both sides


def test_a_paragraph_that_both_changed_stays_and_is_told():
    document = page(proper_usage="Take 50 mg.")
    rewritten(document, "50 mg", "5 mg")

    now = again(document, proper_usage="Take 60 mg at night.")

    assert texts(now, "proper_usage") == "Take 5 mg."
    finding = still_open(document).get()
    assert (finding.code, finding.field) == (BOTH, "sections")
    assert "Take 60 mg at night." in finding.message


def test_a_fact_that_both_changed_stays_and_is_told():
    document = page(usage="Vertigo No")
    change(document, generic_available={"value": "no", "markets": ["US"], "as_of": "2024"})

    now = again(document, usage="Vertigo Yes")

    assert now.generic_available.value == "no"
    assert "Yes" in still_open(document, BOTH).get(field="generic_available").message


def test_a_brand_that_both_changed_stays_and_is_told():
    document = page(names="Alphaminex")
    correct(findings=document.findings.filter(code="brand_market_unknown"), answer="CA", by=accounts.writer(), now=NOW)

    now = again(document, names="Alphaminex (U.K.)")

    assert [(brand.name, brand.market) for brand in now.brand_names] == [("Alphaminex", "CA")]
    assert "Alphaminex (GB)" in still_open(document, BOTH).get().message


def test_a_use_that_both_changed_stays_and_is_told():
    drafted.draft(records.symptom_record("dizziness", name="dizziness"))
    document = page()
    correct(findings=document.findings.filter(code="symptom_created"), answer="dizziness", by=accounts.writer(), now=NOW)

    now = again(document, usage="Vertigo (at night) No")

    assert [(use.symptom.code, use.qualifier) for use in now.uses] == [("dizziness", "")]
    assert "vertigo (at night)" in still_open(document, BOTH).get().message


def test_a_side_effect_that_both_changed_stays_and_is_told():
    document = page()
    rows = [row.model_copy(update={"wording": row.wording.replace("yawning", "gaping")}) for row in record(document).side_effects]
    change(document, side_effects=rows)

    now = again(document, side_effects="Effects that go away: much yawning; chills.")

    assert [row.wording for row in now.side_effects] == ["gaping", "chills"]
    assert "much yawning" in still_open(document, BOTH).get().message


def test_what_was_told_once_is_not_told_again_by_the_next_page():
    document = page(proper_usage="Take 50 mg.")
    rewritten(document, "50 mg", "5 mg")
    again(document, proper_usage="Take 60 mg at night.")

    now = again(document, proper_usage="Take 60 mg at night.\n\nSit down.")

    assert texts(now, "proper_usage") == "Take 5 mg.\n\nSit down."
    assert not still_open(document).exists()


# Lines without a place


def test_a_line_that_was_left_out_is_not_asked_again():
    document = page(names=f"Altex (U.K.)\n\n{STRAY}")

    again(document, names=f"Altex (U.K.)\n\n{STRAY}", proper_usage="Other.")

    assert not still_open(document, "unmapped_line").exists()


def test_a_line_that_was_left_out_is_not_asked_again_though_another_part_says_the_same():
    document = page(names=f"Altex (U.K.)\n\n{STRAY}")
    change(document, pronunciation=STRAY)

    again(document, names=f"Altex (U.K.)\n\n{STRAY}", proper_usage="Other.")

    assert not still_open(document, "unmapped_line").exists()


def test_a_line_that_was_placed_and_is_nowhere_any_more_is_asked_again():
    document = page(names=f"Altex (U.K.)\n\n{STRAY}")
    line = document.findings.get(code="unmapped_line", subject=STRAY)
    arranging.arrange(
        document=document, moves=[], lines={line.pk: "other"}, token=document.lock_version, by=accounts.writer(), now=NOW
    )
    change(document, sections=[part for part in record(document).sections if part.kind != "other"])

    again(document, names=f"Altex (U.K.)\n\n{STRAY}", proper_usage="Other.")

    assert still_open(document, "unmapped_line").get().subject == STRAY


def test_a_new_line_is_asked():
    document = page(names=f"Altex (U.K.)\n\n{STRAY}")

    again(document, names=f"Altex (U.K.)\n\n{STRAY}\n\nwhat is this other line (too)")

    assert [line.subject for line in still_open(document, "unmapped_line")] == ["what is this other line (too)"]


def test_an_open_finding_is_not_noted_twice():
    document = page(names=f"Altex (U.K.)\n\n{STRAY}")
    publications.publish(publications.approve(document.revisions.order_by("-number").first()))

    page(now=LATER, names=f"Altex (U.K.)\n\n{STRAY}", proper_usage="Other.")

    assert Finding.objects.filter(document=document, code="unmapped_line").count() == 1


# Over a draft that no page was taken over into


def test_a_first_page_keeps_what_the_draft_knows_of_the_same_things():
    drafted.draft(records.side_effect_record("yawns", name="yawns"))
    known = records.medication_record(
        "testamine", uses=[records.use("tremor", qualifier="in the morning"), records.use("tremor")]
    )
    row = records.effect("yawning", "yawns", group="usually_settles")
    publications.published(records.changed(known, side_effects=[row]))

    now = record(page(usage="Tremor (at night) No"))

    assert [use.qualifier for use in now.uses] == ["at night", "in the morning"]
    (yawning, chills) = [each for each in now.side_effects if each.group == "usually_settles"]
    assert ([term.code for term in yawning.terms], yawning.sources) == (["yawns"], (records.LABEL,))
    assert chills.terms == ()
    assert records.BOOK in now.whole_page_sources

"""Old pages become drafts: with their findings, once, and without touching what is public or what somebody works on."""

import hashlib
from dataclasses import replace
from datetime import date, timedelta

import pytest

from medications.actions import drafts as actions
from medications.actions.imports import DraftInTheWay, ImportRefused, NoName, OldPage, PerhapsAnother, import_page
from medications.content.moving import Move, move
from medications.errors import NotAllowed
from medications.importing.parsed import ParsedBrand, ParsedResource, ParsedSection, ParsedUse
from medications.models import (
    Finding,
    FormerAddress,
    ImportRun,
    Medication,
    Origin,
    Publication,
    Revision,
    SideEffect,
    Source,
    Symptom,
)
from tests.assertions import public_rows
from tests.factories import accounts, drafts, publications, records
from tests.factories.publications import NOW
from tests.importing.pages import parsed, sample_text, small_page

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

STATEMENT = next(line for line in sample_text().splitlines() if line.startswith("Reprinted"))
LATER = NOW + timedelta(days=30)


def take_over(text: str | None = None, *, by=None, address: str = "", file: str = "page.txt", **options):
    text = text or sample_text()
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    old = OldPage(page=replace(parsed(text), file=file), original=text, sha256=sha256, address=address)
    return import_page(old=old, by=by or accounts.writer(), now=NOW, **options)


def live(imported) -> Publication:
    return Publication.objects.get(document=imported.document)


# A page about a new medicine


def test_page_becomes_a_draft():
    imported = take_over()

    record = imported.revision.record
    assert (imported.outcome, record.slug, record.generic_name) == ("new", "orbelazine", "orbelazine")
    assert [use.symptom.label for use in record.uses] == ["vertigo", "itching", "muscle stiffness"]
    assert [part.heading for part in record.sections] == ["About", "Proper Usage"]
    assert len(record.side_effects) == 12
    assert imported.revision.origin == Origin.IMPORT


def test_nothing_becomes_public():
    before = public_rows()

    take_over()

    assert public_rows() == before


def test_findings_are_kept_for_staff():
    imported = take_over()

    found = Finding.objects.filter(document=imported.document)
    of_the_page = {finding.code for finding in parsed(sample_text()).findings}
    assert {finding.code for finding in found} == of_the_page | {"symptom_created"}
    assert found.exists()
    assert not found.exclude(settled_at=None).exists()


def test_original_is_kept_with_its_digest_and_who_took_it_over():
    imported = take_over()

    run = ImportRun.objects.get(document=imported.document)
    assert (run.original, run.revision) == (sample_text(), imported.revision)
    assert run.sha256 == hashlib.sha256(sample_text().encode()).hexdigest()
    assert (run.by_name, run.printed_last_updated) == ("Writer", date(2006, 3, 4))


def test_symptoms_and_source_that_are_new_become_drafts_too():
    imported = take_over()

    assert set(Symptom.objects.values_list("name", flat=True)) == {"vertigo", "itching", "muscle stiffness"}
    source = Source.objects.get()
    assert (source.code, source.issued) == ("ashgrove-2003", "2003")
    assert imported.revision.record.whole_page_sources == (source.code,)
    assert not source.reuse_partners


def test_source_that_is_merely_cited_here_does_not_hide_that_the_page_is_a_reprint():
    first = take_over()
    drafts.edited(Source.objects.get().document, permission="")

    second = take_over(small_page(names="Altex (U.K.)", opening="Testamine is an agent.", tail=STATEMENT), file="b.txt")

    (source,) = second.revision.record.sources
    assert source.permission.startswith("Reprinted with permission")
    assert source.code != first.revision.record.sources[0].code


def test_resources_go_to_the_symptom_they_are_about():
    take_over()

    assert [resource.title for resource in Symptom.objects.get(name="vertigo").resources.all()] == [
        "Vertigo: When the Room Turns"
    ]


def test_symptom_known_by_another_name_is_the_same_symptom():
    drafts.draft(records.symptom_record("dizziness", aliases=["Vertigo"]))

    imported = take_over()

    assert imported.revision.record.uses[0].symptom.code == "dizziness"
    assert not Symptom.objects.filter(name="vertigo").exists()


def test_side_effect_known_by_exactly_these_words_is_linked_and_no_other_is_made():
    drafts.draft(records.side_effect_record("fainting", resembles=[], may_worsen=[]))

    record = take_over().revision.record

    linked = {row.wording: [term.code for term in row.terms] for row in record.side_effects if row.terms}
    assert linked == {"fainting": ["fainting"]}
    assert SideEffect.objects.count() == 1


def test_symptom_that_an_import_made_is_a_finding_on_every_page_until_it_is_public():
    take_over()

    second = take_over(small_page(names="Altex (U.K.)", opening="Testamine is an agent.", usage="Vertigo No"), file="b.txt")

    finding = Finding.objects.get(document=second.document, code="symptom_created")
    assert finding.subject == "vertigo"


def test_symptom_that_is_public_or_was_written_here_is_no_finding():
    drafts.draft(records.symptom_record("itching", name="itching"))
    publications.published(records.small_record("betamine", uses=[records.use("vertigo", primary=True)]))

    imported = take_over()

    subjects = Finding.objects.filter(document=imported.document, code="symptom_created").values_list("subject", flat=True)
    assert list(subjects) == ["muscle-stiffness"]


def test_symptom_that_was_put_away_does_not_come_back_without_a_person():
    symptom = drafts.draft(records.symptom_record("vertigo", name="vertigo"))
    actions.archive(document=symptom.document, by=accounts.writer(), now=NOW)

    imported = take_over()

    assert [use.symptom.code for use in imported.revision.record.uses] == ["itching", "muscle-stiffness"]
    assert imported.document.findings.get(code="term_archived").subject.casefold() == "vertigo"
    assert Symptom.objects.filter(name__iexact="vertigo").count() == 1


def test_symptom_in_use_is_taken_rather_than_one_that_was_put_away():
    symptom = drafts.draft(records.symptom_record("vertigo", name="vertigo"))
    actions.archive(document=symptom.document, by=accounts.writer(), now=NOW)
    drafts.draft(records.symptom_record("dizziness", name="dizziness", aliases=["Vertigo"]))

    assert take_over().revision.record.uses[0].symptom.code == "dizziness"


def test_symptom_that_was_renamed_here_is_found_by_its_code():
    drafts.draft(records.symptom_record("bowel-dysfunction", name="bowel problems"))

    imported = take_over(small_page(usage="Bowel dysfunction No"))

    assert [use.symptom.code for use in imported.revision.record.uses] == ["bowel-dysfunction"]
    assert Symptom.objects.count() == 1


def test_side_effect_that_was_put_away_is_not_linked():
    term = drafts.draft(records.side_effect_record("yawning", name="yawning", resembles=[], may_worsen=[]))
    actions.archive(document=term.document, by=accounts.writer(), now=NOW)

    imported = take_over(small_page(side_effects="Effects that go away: yawning."))

    assert [row.terms for row in imported.revision.record.side_effects] == [()]


# What is too long to be kept


def test_side_effect_that_is_too_long_becomes_a_line_without_a_place():
    long = "very " * 62 + "odd feeling"

    imported = take_over(small_page(side_effects=f"Effects that go away: yawning; {long}."))

    assert [row.wording for row in imported.revision.record.side_effects] == ["yawning"]
    assert imported.document.findings.get(code="unmapped_line").subject == long


def test_other_pieces_that_are_too_long_become_lines_too():
    long = "x" * 201
    page = replace(
        parsed(sample_text()),
        brand_names=(ParsedBrand(long),),
        uses=(ParsedUse("Vertigo", long),),
        pronunciation=long,
        sections=(ParsedSection("about", long, "Text."),),
    )

    imported = import_page(old=OldPage(page=page, original="x", sha256="1"), by=accounts.writer(), now=NOW)

    record = imported.revision.record
    assert (record.brand_names, record.uses, record.pronunciation) == ((), (), "")
    assert [(part.heading, part.body) for part in record.sections] == [("About", f"{long}\n\nText.")]
    lines = imported.document.findings.filter(code="unmapped_line").values_list("subject", flat=True)
    assert sorted(lines) == [f"Vertigo ({long})", long]


def test_section_that_is_too_long_is_refused_with_its_name():
    body = "\n\n".join(f"Sentence number {i} says that one must be careful with it at all times." for i in range(500))

    with pytest.raises(ImportRefused, match=r"“Proper Usage” has 3\d,\d{3} characters, and at most 30,000"):
        take_over(small_page(proper_usage=body))
    assert not Revision.objects.exists()


def test_source_that_is_too_long_is_refused():
    source = replace(parsed(sample_text()).sources[0], publisher="x" * 301)
    page = replace(parsed(sample_text()), sources=(source,))

    with pytest.raises(ImportRefused, match="publisher of a source has more than 300 characters"):
        import_page(old=OldPage(page=page, original="x", sha256="1"), by=accounts.writer(), now=NOW)


def test_what_the_schema_refuses_is_refused_with_what_and_where():
    page = replace(parsed(sample_text()), related_resources=(ParsedResource("vertigo", "A leaflet", url="leaflet"),))

    with pytest.raises(ImportRefused, match="Resource, url.*is not a web address.*“leaflet"):
        import_page(old=OldPage(page=page, original="x", sha256="1"), by=accounts.writer(), now=NOW)


def test_account_that_may_not_edit_is_refused_though_the_page_is_known():
    take_over()

    with pytest.raises(NotAllowed):
        take_over(by=accounts.reviewer())


def test_page_without_a_name_is_refused_and_leaves_nothing():
    with pytest.raises(ImportRefused, match="name"):
        take_over(small_page(names="", opening="", tail=""))

    assert not Revision.objects.exists()
    assert not ImportRun.objects.exists()


# The same page again


def test_same_page_again_changes_nothing():
    first = take_over()
    before = (Revision.objects.count(), ImportRun.objects.count(), Finding.objects.count())

    again = take_over()

    assert (again.outcome, again.revision) == ("unchanged", first.revision)
    assert (Revision.objects.count(), ImportRun.objects.count(), Finding.objects.count()) == before


def test_same_page_again_changes_nothing_though_the_draft_was_edited_since():
    first = take_over()
    edited = drafts.edited(first.document, pronunciation="or-BEL")

    assert take_over().outcome == "unchanged"
    assert first.document.revisions.order_by("-number").first() == edited


# A page about a medicine that is here already


@pytest.fixture
def public():
    return publications.published(records.medication_record("orbelazine"))


def test_page_about_a_public_medicine_proposes_a_draft(public):
    imported = take_over()

    assert (imported.outcome, imported.document) == ("proposed", public.document)
    assert imported.revision.derived_from == public.revision
    assert Medication.objects.count() == 1


def test_page_about_a_public_medicine_changes_nothing_public(public):
    before = public_rows()

    take_over()

    assert public_rows() == before


def test_what_the_old_page_does_not_say_stays(public):
    draft = take_over().revision.record

    before = public.revision.record
    for name in ("drug_class", "dosage_forms", "routes", "controlled_schedule", "at_a_glance", "codes", "pronunciation"):
        assert getattr(draft, name) == getattr(before, name), name
    assert [part.heading for part in draft.sections if part.boxed] == ["Boxed warning"]


def test_newer_claim_on_generics_is_not_replaced_by_that_of_the_old_page(public):
    assert take_over().revision.record.generic_available == public.revision.record.generic_available


def test_medicine_with_another_address_is_found_by_its_name():
    public = publications.published(records.small_record("Orbelazine", slug="quietrane"))

    imported = take_over()

    assert (imported.outcome, imported.document) == ("proposed", public.document)
    assert imported.revision.record.slug == "quietrane"


def test_somebodys_draft_is_not_replaced(public):
    mine = drafts.edited(public.document, pronunciation="mine", by=accounts.writer("somebody"))

    with pytest.raises(ImportRefused, match="Somebody"):
        take_over()

    assert public.document.revisions.order_by("-number").first() == mine
    assert not ImportRun.objects.exists()


def test_draft_that_was_never_public_is_not_replaced_either():
    drafts.draft(records.small_record("orbelazine"))

    with pytest.raises(ImportRefused):
        take_over()


def test_somebodys_draft_is_replaced_on_request_and_stays_in_the_history(public):
    mine = drafts.edited(public.document, pronunciation="mine")

    imported = take_over(replace_draft=True)

    assert imported.revision.derived_from == mine
    assert public.document.revisions.filter(pk=mine.pk).exists()


def test_page_of_another_file_does_not_replace_the_draft_of_the_first():
    take_over(small_page(opening="Testamine is an agent."), file="testamine-tablets.txt")

    with pytest.raises(DraftInTheWay, match=r"taken over from another page, testamine-tablets\.txt"):
        take_over(small_page(opening="Testamine is a drug."), file="testamine-patch.txt")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"file": "a/index.html"}, {"file": "a/index.html"}),
        ({"file": "Default.htm"}, {"file": "Default.htm"}),
        ({"file": "page (2).txt"}, {"file": "page (2).txt"}),
        ({"file": "testamine.html", "address": "/a"}, {"file": "testamine.html", "address": "/b"}),
        ({"file": "testamine.html", "address": "/a"}, {"file": "testamine.html"}),
        ({"file": "testamine.html"}, {"file": "testamine.html", "address": "/a"}),
    ],
)
def test_page_that_is_perhaps_another_does_not_replace_the_draft_of_the_first(first, second):
    take_over(small_page(opening="Testamine is an agent."), **first)

    with pytest.raises(DraftInTheWay, match="taken over from another page"):
        take_over(small_page(opening="Testamine is a drug."), **second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"file": "testamine.html"}, {"file": "testamine.html"}),
        ({"file": "index.html", "address": "/a"}, {"file": "other.html", "address": "/a"}),
    ],
)
def test_page_that_has_changed_proposes_a_new_draft(first, second):
    take_over(small_page(opening="Testamine is an agent."), **first)

    assert take_over(small_page(opening="Testamine is a drug."), **second).outcome == "proposed"


def test_page_of_another_file_becomes_a_draft_of_its_own_under_the_name_a_person_gives():
    first = take_over(small_page(opening="Testamine is an agent."), file="testamine-tablets.txt")

    second = take_over(small_page(opening="Testamine is a drug."), file="testamine-patch.txt", name="testamine (patch)")

    assert (second.outcome, second.revision.record.generic_name) == ("new", "testamine (patch)")
    assert second.document != first.document


# Which medicine a page is about


def test_page_without_a_name_is_refused():
    with pytest.raises(NoName):
        take_over(small_page(names="", opening="It is an agent."))


def test_name_without_a_latin_letter_is_refused():
    with pytest.raises(NoName, match="“Баклофен” has no letter from a to z"):
        take_over(small_page(names="", opening="It is an agent."), name="Баклофен")


def test_control_characters_in_the_name_that_a_person_gives_are_left_out():
    imported = take_over(small_page(names="", opening="It is an agent."), name="beta\x00mine")

    assert imported.revision.record.generic_name == "betamine"


def test_page_without_a_name_is_taken_over_under_the_one_a_person_gives():
    imported = take_over(small_page(names="", opening="It is an agent."), name="testamine")

    assert imported.revision.record.generic_name == "testamine"


def test_page_with_the_brand_of_one_medicine_is_perhaps_about_that_one():
    record = records.changed(records.small_record("betamine"), brand_names=[{"name": "Quietrane", "market": "US"}])
    public = publications.published(record)
    page = small_page(names="Quietrane (U.S.)", opening="Testamine beta is an agent.")

    with pytest.raises(PerhapsAnother, match="“testamine beta”.*about betamine.*the same brand name.*with the name “betamine”"):
        take_over(page)
    assert not ImportRun.objects.exists()

    imported = take_over(page, name="betamine")
    assert (imported.outcome, imported.document) == ("proposed", public.document)
    assert imported.revision.record.generic_name == "betamine"


def test_page_with_the_salt_of_a_medicine_is_perhaps_about_that_one():
    public = publications.published(records.small_record("betamine"))
    page = small_page(names="Altex (U.K.)", opening="Betamine hydrochloride is an agent.")

    with pytest.raises(PerhapsAnother, match="the same substance"):
        take_over(page)

    assert take_over(page, name="Betamine").document == public.document


def test_page_that_is_about_another_medicine_is_taken_over_under_the_name_that_it_prints():
    public = publications.published(records.small_record("betamine"))

    imported = take_over(small_page(names="Altex (U.K.)", opening="Betamine acetate is an agent."), name="betamine acetate")

    assert (imported.outcome, imported.revision.record.generic_name) == ("new", "betamine acetate")
    assert imported.document != public.document


def test_same_page_again_is_unchanged_though_a_person_named_its_medicine():
    page = small_page(opening="Testamine is a drug.")
    first = take_over(page, name="testamine (patch)")
    drafts.draft(records.small_record("testamine"))

    again = take_over(page)

    assert (again.outcome, again.document) == ("unchanged", first.document)


def test_page_about_a_medicine_that_was_put_away_is_refused():
    imported = take_over()
    actions.archive(document=imported.document, by=accounts.writer(), now=NOW)

    for text in (sample_text(), sample_text() + "\n\nMore of it."):
        with pytest.raises(ImportRefused, match="orbelazine was put away; bring it back first"):
            take_over(text)
    assert ImportRun.objects.count() == 1


def test_page_with_the_brand_of_two_medicines_is_about_neither():
    for name in ("betamine", "gammamine"):
        brand = {"name": "Quietrane", "market": "US"}
        publications.published(records.changed(records.small_record(name), brand_names=[brand]))

    assert take_over(small_page(opening="Testamine is an agent.")).outcome == "new"


# Laid over what is here


@pytest.fixture
def complete():
    """A public medicine of which everything is known."""
    return publications.published(records.medication_record("orbelazine")).revision.record


def test_page_that_was_cut_short_takes_nothing_away(complete):
    imported = take_over("Brand Name Chemical Name\n\nOrbelazine (or-bel-a-zeen)\n\nProper Usage\nTake it wit")

    record = imported.revision.record
    for part in ("side_effects", "lead_sentences", "uses", "at_a_glance", "drug_class", "routes", "generic_available", "codes"):
        assert getattr(record, part) == getattr(complete, part), part


def test_what_the_page_says_takes_the_place_of_the_same_part(complete):
    record = take_over(small_page(side_effects="Effects that go away: yawning.")).revision.record

    settling = [row.wording for row in record.side_effects if row.group == "usually_settles"]
    assert settling == ["yawning"]
    assert [row for row in record.side_effects if row.group != "usually_settles"] == [
        row for row in complete.side_effects if row.group != "usually_settles"
    ]
    assert [part.body for part in record.sections if part.kind == "proper_usage"] == ["Take it with water."]


def test_use_that_is_here_keeps_what_is_known_of_it(complete):
    (use, *_) = take_over(small_page(usage="Tremor (at night) No")).revision.record.uses

    before = next(each for each in complete.uses if each.symptom.code == "tremor")
    assert (use.status, use.note, use.sources) == (before.status, before.note, before.sources)
    assert use.qualifier == "at night"


def test_brand_that_is_no_longer_sold_says_so():
    imported = take_over(small_page(names="None (previously available as Altex in U.S.)"))

    assert [(each.name, each.market, each.status) for each in imported.revision.record.brand_names] == [
        ("Altex", "US", "discontinued")
    ]


# Old addresses


def test_old_address_is_kept_and_leads_to_the_document():
    imported = take_over(address="http://old.example/meds/orbelazine?id=3")

    kept = FormerAddress.objects.get()
    assert (kept.document, kept.path, kept.query) == (imported.document, "/meds/orbelazine", "id=3")
    assert imported.run.address == "http://old.example/meds/orbelazine?id=3"


def test_old_address_of_a_page_that_was_taken_over_without_it_is_added():
    take_over()

    assert take_over(address="http://old.example/orbelazine").outcome == "unchanged"
    assert FormerAddress.objects.count() == 1


def test_old_address_that_leads_to_another_page_stays_and_is_a_finding():
    first = take_over(small_page(names="Altex (U.K.)", opening="Testamine is an agent."), address="/old")

    second = take_over(address="/old")

    assert FormerAddress.objects.get().document == first.document
    assert Finding.objects.filter(document=second.document, code="address_taken").exists()


# Lines without a place


def test_each_line_without_a_place_is_a_finding_of_its_own():
    imported = take_over(small_page(names="Quietrane (U.S.)\n\nwhat is this line", tail="and this? Last updated March 4, 2006"))

    found = Finding.objects.filter(document=imported.document, code="unmapped_line")
    assert {finding.subject for finding in found} == set(imported.run.unmapped.splitlines()) != set()
    assert not Finding.objects.filter(document=imported.document, code="unmapped_text").exists()


def test_side_effects_that_are_all_known_leave_nothing_to_link():
    drafts.draft(records.side_effect_record("yawning", name="yawning"))

    imported = take_over(small_page(side_effects="Effects that go away: yawning."))

    assert not Finding.objects.filter(document=imported.document, code="side_effect_terms_unmapped").exists()


# Dates


def publish(imported, now=LATER):
    return publications.publish(publications.approve(imported.revision, now=now), now=now)


def test_imported_page_keeps_its_own_date():
    imported = take_over()

    assert publish(imported).last_updated == date(2006, 3, 4)


def test_imported_page_that_was_edited_before_it_was_published_does_not():
    imported = take_over()
    edited = drafts.edited(imported.document, pronunciation="or-BEL")

    change = publications.publish(publications.approve(edited, now=LATER), now=LATER)

    assert change.last_updated == LATER.date()


def test_imported_page_whose_paragraph_was_moved_is_as_old_as_it_was():
    imported = take_over()
    moved = move(imported.revision.record, [Move(1, 0, "precautions")])
    edited = drafts.edited(imported.document, sections=moved.sections, availability="prescription")

    assert publications.publish(publications.approve(edited, now=LATER), now=LATER).last_updated == date(2006, 3, 4)


def test_imported_page_loses_its_own_date_when_the_text_changes():
    imported = take_over()
    publish(imported)

    publications.republished(imported.document, now=LATER + timedelta(days=1), pronunciation="or-BEL")

    assert live(imported).last_updated == (LATER + timedelta(days=1)).date()


def test_imported_page_keeps_its_own_date_when_only_codes_or_address_change():
    imported = take_over()
    publish(imported)

    publications.republished(
        imported.document, now=LATER + timedelta(days=1), slug="moved", codes=[{"system": "rxnorm", "code": "1"}]
    )

    assert live(imported).last_updated == date(2006, 3, 4)


def test_page_without_a_date_is_as_old_as_its_publication():
    imported = take_over(sample_text().replace("Last updated March 4, 2006", ""))

    assert publish(imported).last_updated == LATER.date()

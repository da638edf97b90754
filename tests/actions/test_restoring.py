"""Restoring: the act gives exactly what the plan said, as a new draft, and says what cannot come back."""

import pytest
from django.db import connection

from medications.actions import drafts as draft_actions
from medications.actions import restoring, reviews
from medications.content import upcasters
from medications.errors import CannotApprove, CannotRestore, NotAllowed, StaleEdit
from medications.models import Event, EventKind, Medication, Origin, Publication, Source, triggers
from tests.factories import accounts, desk, drafts, publications, records
from tests.factories.publications import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def restore(first, **changes):
    values = {"document": first.document, "revision": first, "by": accounts.writer(), "token": None, "now": NOW}
    return restoring.restore(**{**values, **changes})


def planned(first):
    return restoring.plan(document=first.document, revision=first)


def archive(code: str, kind: str) -> None:
    draft_actions.archive(document=drafts.find_document(kind, code), by=accounts.writer(), now=NOW)


@pytest.fixture
def first():
    """A complete medicine; its second version has lost most of it."""
    first = drafts.draft(records.medication_record())
    drafts.edited(first.document, sections=[], side_effects=[], uses=[], drug_class=None, pronunciation="or-BEL", sources=[])
    return first


OTHERS = {
    "symptom": (records.symptom_record("tremor"), {"summary": "Other.", "aliases": ["shakes"], "resources": []}),
    "side_effect": (records.side_effect_record(), {"explanation": "Other.", "resembles": [], "slug": "sleepy"}),
    "drug_class": (records.drug_class_record(), {"explanation": "Other.", "name": "other"}),
    "source": (records.source_record(), {"title": "Other", "reuse": {"site": False}}),
}


class TestWhatComesBack:
    def test_the_act_gives_exactly_the_record_of_the_plan(self, first):
        plan = planned(first)

        restored = restore(first)

        assert restored.record == plan.record == first.record
        assert restored.digest == plan.digest == first.digest

    @pytest.mark.parametrize("kind", OTHERS)
    def test_so_it_does_for_every_other_kind(self, kind):
        record, changes = OTHERS[kind]
        first = drafts.draft(record)
        drafts.edited(first.document, **changes)

        assert restore(first).digest == planned(first).digest == first.digest

    def test_it_is_a_new_draft_with_both_its_parents(self, first):
        second = first.document.revisions.get(number=2)

        restored = restore(first)

        assert (restored.number, restored.origin) == (3, Origin.RESTORED)
        assert (restored.derived_from, restored.merged_from) == (second, first)

    def test_nothing_becomes_public(self):
        live = publications.published(records.small_record())
        publications.republished(live.document, now=NOW, pronunciation="or-BEL")

        restore(live.revision)

        assert Publication.objects.get(document=live.document).revision.number == 2

    def test_the_working_copy_says_it_too(self, first):
        restore(first)

        assert Medication.objects.get(document=first.document).pronunciation == "or-BEL-a-zeen"

    def test_one_event_says_what_changed_and_from_where(self, first):
        before = Event.objects.count()

        restore(first)

        event = Event.objects.latest("pk")
        assert (Event.objects.count(), event.kind) == (before + 1, EventKind.RESTORED)
        assert event.note == "Version 2 became version 3. Restored from version 1."
        assert {"field": "Pronunciation", "old": "or-BEL", "new": "or-BEL-a-zeen"} in event.differences

    def test_the_author_of_the_old_words_cannot_approve_them(self):
        both = accounts.account("writer", "reviewer", name="both")
        live = publications.published(records.small_record(), by=both)
        publications.republished(live.document, now=NOW, pronunciation="or-BEL")

        restored = restore(live.revision)

        with pytest.raises(CannotApprove, match="yourself"):
            reviews.approve(revision=restored, by=both, now=NOW)


class TestWhatCannot:
    def test_a_symptom_that_was_archived_takes_its_use_along(self, first):
        archive("pain", "symptom")

        plan = planned(first)

        assert [use.symptom.code for use in plan.record.uses] == ["tremor"]
        assert plan.lost == ("The symptom “pain” was archived on March 2, 2026. Its use is left out.",)
        assert restore(first).digest == plan.digest

    def test_a_side_effect_that_was_archived_leaves_the_printed_words(self, first):
        archive("coma", "side_effect")

        plan = planned(first)

        assert plan.record.side_effects[2].wording == "deep sleep"
        assert plan.record.side_effects[2].terms == ()
        assert "The printed words stay" in plan.lost[0]
        assert restore(first).digest == plan.digest

    def test_a_drug_class_that_was_archived_stays_empty(self, first):
        archive("calming-agent", "drug_class")

        plan = planned(first)

        assert plan.record.drug_class is None
        assert restore(first).digest == plan.digest

    def test_a_source_that_was_archived_is_left_out_of_lists_but_stays_where_a_text_cites_it(self, first):
        archive(records.BOOK, "source")

        plan = planned(first)

        assert plan.record.whole_page_sources == ()
        assert [source.code for source in plan.record.sources] == [records.BOOK, records.LABEL]
        assert [line.split(".")[0] for line in plan.lost] == [
            "The source “Steady days” was archived on March 2, 2026",
            f"The text cites [@{records.BOOK}], a source that was archived on March 2, 2026",
        ]
        assert restore(first).digest == plan.digest

    def test_a_source_that_is_gone_is_named_by_its_title(self):
        first = drafts.draft(records.small_record())
        drafts.edited(first.document, uses=[], sources=[], whole_page_sources=[])
        Source.objects.all().delete()

        plan = planned(first)

        assert plan.lost == (
            "The source “Official label example-label-2024” does not exist any more (code example-label-2024). "
            "It is left out of every list of sources.",
        )
        assert restore(first).digest == plan.digest

    def test_a_source_of_a_use_that_is_left_out_goes_with_it(self):
        other = records.source("other-label")
        first = drafts.draft(
            records.small_record(
                uses=[records.use("tremor"), records.use("pain", sources=["other-label"])], sources=[records.source(), other]
            )
        )
        drafts.edited(first.document, uses=[], sources=[records.source()])
        archive("pain", "symptom")

        plan = planned(first)

        assert [source.code for source in plan.record.sources] == [records.LABEL]
        assert restore(first).digest == plan.digest

    def test_a_term_that_was_renamed_comes_back_under_its_name_of_today(self, first):
        drafts.edited(drafts.find_document("side_effect", "drowsiness"), name="sleepiness")

        plan = planned(first)

        assert plan.notes == ("“drowsiness” is called “sleepiness” now, and comes back under this name.",)
        assert plan.record.side_effects[0].terms[0].label == "sleepiness"
        assert restore(first).digest == plan.digest

    def test_a_source_with_other_details_comes_back_with_them(self, first):
        drafts.edited(drafts.find_document("source", records.BOOK), title="Steadier days")

        plan = planned(first)

        assert plan.notes == ("The source “Steady days” has other details since; it comes back with those of today.",)
        assert restore(first).digest == plan.digest

    def test_a_term_that_was_withdrawn_comes_back_and_is_named(self):
        live = publications.published(records.small_record())
        drafts.edited(live.document, uses=[])
        tremor = Publication.objects.get(document=drafts.find_document("symptom", "tremor"))
        tremor.withdrawal = desk.withdrawal(tremor, at=NOW)
        tremor.withdrawal.save()
        tremor.save()

        assert planned(live.revision).notes == ("“tremor” was withdrawn on March 2, 2026. It comes back all the same.",)

    def test_an_address_that_belongs_to_another_page_stays_what_it_is(self):
        first = drafts.draft(records.small_record(slug="old"))
        drafts.edited(first.document, slug="new")
        drafts.draft(records.small_record("testamine", slug="old"))

        plan = planned(first)

        assert plan.record.slug == "new"
        assert plan.lost == ("The web address “old” belongs to another page now. The address stays “new”.",)
        assert plan.brings_nothing

    def test_an_address_that_another_page_had_once_stays_reserved_for_it(self):
        first = drafts.draft(records.small_record(slug="old"))
        drafts.edited(first.document, slug="new", pronunciation="x")
        other = publications.published(records.small_record("testamine", slug="old"))
        publications.republished(other.document, now=NOW, slug="moved")

        assert planned(first).record.slug == "new"
        assert restore(first).record.slug == "new"

    def test_a_generic_claim_is_said_to_be_of_then(self, first):
        drafts.edited(first.document, generic_available={"value": "no"})

        assert planned(first).notes == (
            "Whether a generic is available comes back as it was said then, as of 2024-06. Check that it still holds.",
        )

    def test_what_an_older_schema_did_not_know_comes_back_empty(self, first, monkeypatch):
        older = first.content.replace('"schema_version":1', '"schema_version":0').replace('"look_alike_footnote":', '"x":')
        first.content, first.digest = older, restoring.digest_of(older.encode())
        monkeypatch.setitem(
            upcasters.UPCASTERS,
            ("medication", 0),
            lambda data: {name: value for name, value in data.items() if name != "x"} | {"schema_version": 1},
        )

        assert planned(first).lost == (
            "“Footnote on look-alikes” did not exist yet when this version was saved. It comes back empty.",
        )


class TestRefusals:
    def test_nothing_to_restore_is_said(self, first):
        newest = first.document.revisions.get(number=2)

        assert planned(newest).brings_nothing
        with pytest.raises(CannotRestore, match="nothing to restore"):
            restore(newest)

    def test_the_same_text_is_nothing_to_restore_even_if_a_term_was_renamed_since(self):
        first = drafts.draft(records.small_record())
        drafts.edited(drafts.find_document("symptom", "tremor"), name="shaking")

        assert planned(first).brings_nothing

    def test_a_stale_plan_is_refused_and_says_by_whom(self, first):
        token = first.document.lock_version
        drafts.edited(first.document, by=accounts.writer(name="otto"), pronunciation="x")

        with pytest.raises(StaleEdit, match="Otto saved this"):
            restore(first, token=token)

    def test_a_plan_that_would_be_another_by_now_is_refused(self, first):
        plan = planned(first)
        archive("coma", "side_effect")

        with pytest.raises(CannotRestore, match="has changed since you looked"):
            restore(first, planned=plan.digest)
        assert first.document.revisions.count() == 2

    def test_a_reviewer_may_not(self, first):
        with pytest.raises(NotAllowed):
            restore(first, by=accounts.reviewer())

    def test_a_suppressed_text_stays_away_for_administrators_too(self, first):
        desk.suppression(publications.published(records.small_record("testamine")), **of(first)).save()

        with pytest.raises(CannotRestore, match="It did harm"):
            planned(first)
        with pytest.raises(CannotRestore, match="It did harm"):
            restore(first, by=accounts.account("administrator"))
        assert first.document.revisions.count() == 2

    def test_a_version_of_another_page_is_refused(self, first):
        with pytest.raises(CannotRestore, match="something else"):
            restore(first, document=drafts.draft(records.small_record("testamine")).document)

    def test_a_damaged_text_stays_away(self, first):
        damage(first)

        with pytest.raises(CannotRestore, match="damaged"):
            planned(first)

    def test_a_record_other_than_the_planned_one_is_never_kept(self, first, monkeypatch):
        monkeypatch.setattr(restoring, "write_record", lambda document, record: None)

        with pytest.raises(CannotRestore, match="not have been what was shown"):
            restore(first)


def of(revision) -> dict:
    return {"document": revision.document, "revision": revision, "digest": revision.digest}


def damage(revision) -> None:
    """As a fault of the disk would: no code of ours can."""
    triggers.uninstall(connection)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE medications_revision SET content = replace(content, 'whole', 'hole') WHERE id = %s", [revision.pk])
    triggers.install(connection)
    revision.refresh_from_db()


def test_covered_are_newer_versions_that_were_never_public():
    live = publications.published(records.small_record())
    drafts.edited(live.document, by=accounts.writer(name="otto"), pronunciation="one")
    drafts.edited(live.document, pronunciation="two")

    assert [(each.number, each.by_name) for each in planned(live.revision).covered] == [(2, "Otto"), (3, "Writer")]

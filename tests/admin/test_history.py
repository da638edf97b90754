"""The history of a page: versions and what happened to them, two compared, one read, a moment, restoring."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from medications.models import Autosave, Change, Review
from tests.actions.test_restoring import damage
from tests.admin.desk import address, said
from tests.assertions import recorded_sql
from tests.factories import accounts, drafts, publications, records
from tests.factories import desk as rows
from tests.factories.publications import NOW
from tests.factories.site import kept

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
LATER = NOW + timedelta(days=30)


@pytest.fixture(scope="module")
def published_twice(django_db_setup, django_db_blocker):
    with kept(django_db_blocker):
        first = publications.published(records.medication_record(), whole_record=True)
        publications.republished(first.document, now=LATER, pronunciation="or-BEL")
        drafts.edited(first.document, by=accounts.writer(name="otto"), sections=[], pronunciation="or-BELLE")
        yield first.pk


@pytest.fixture
def live(published_twice, db):
    """What made version 1 public. Version 2 followed, and is public; version 3 is a draft by Otto."""
    return Change.objects.get(pk=published_twice)


def text(response) -> str:
    assert response.status_code == 200, response.content
    return " ".join(response.content.decode().split())


def section(html: str, number: int) -> str:
    """What the list says of one version."""
    return html.split(f'id="version-{number}"')[1].split('</li> <li class="history__version')[0]


class TestHistory:
    def test_it_says_who_made_each_version_and_what_changed(self, live, desk):
        html = text(desk().open(live.document, "history"))

        assert "by Otto: edited in the admin" in section(html, 3)
        assert "Pronunciation; 3 sections taken out" in section(html, 3)
        assert "The first version." in section(html, 1)

    def test_it_marks_what_is_public_and_the_newest_draft(self, live, desk):
        html = text(desk().open(live.document, "history"))

        assert "Public now" in section(html, 2)
        assert "Newest draft" in section(html, 3)
        assert "Public now" not in section(html, 1)

    def test_it_says_how_long_a_version_was_public_and_who_approved_it(self, live, desk):
        html = text(desk().open(live.document, "history"))

        assert "Public from March 2, 2026, 12:00 until April 1, 2026, 12:00" in section(html, 1)
        assert "Public since April 1, 2026, 12:00" in section(html, 2)
        assert "Approved on March 2, 2026, 12:00: Reviewer, as clinical reviewer, whole page read" in section(html, 1)

    def test_it_tells_of_withdrawals_and_notices(self, live, desk):
        rows.withdrawal(live, at=LATER, reinstated_at=LATER).save()
        notice = rows.notice(posted_at=LATER, basis="emergency", reason="Now.")
        notice.save()
        notice.documents.add(live.document)

        html = text(desk().open(live.document, "history"))

        assert "Page withdrawn" in html
        assert "No longer sold." in html
        assert "One batch is recalled." in html

    def test_a_removed_text_shows_its_reason_and_nothing_of_what_changed(self, live, desk):
        rows.suppression(live).save()

        html = text(desk().open(live.document, "history"))

        assert "It did harm." in section(html, 1)
        assert "The first version" not in section(html, 1)
        assert "not shown: the text it came from was removed" in section(html, 2)
        assert "Restore" not in section(html, 1)

    def test_a_damaged_text_is_said_and_does_not_fail(self, live, desk):
        damage(live.revision)

        assert "The stored text is damaged" in text(desk().open(live.document, "history"))

    def test_pages_lead_to_older_versions(self, desk):
        document = drafts.draft(records.drug_class_record()).document
        for number in range(25):
            drafts.edited(document, explanation=f"Words {number}.")

        newest = text(desk().open(document, "history"))
        older = text(desk().client.get(address(document, "history") + "?before=7"))

        assert [f'id="version-{n}"' in newest for n in (26, 7, 6)] == [True, True, False]
        assert [f'id="version-{n}"' in older for n in (7, 6, 1)] == [False, True, True]
        assert "?before=7" in newest

    @pytest.mark.slow
    def test_it_costs_the_same_queries_however_long_it_is(self, desk):
        document = drafts.draft(records.drug_class_record()).document
        visitor = desk()
        counts = []
        for _ in range(2):
            for number in range(21):
                revision = drafts.edited(document, explanation=f"Words {number} {len(counts)}.")
                publications.approve(revision)
            visitor.open(document, "history")
            with recorded_sql() as statements:
                visitor.open(document, "history")
            counts.append(len(statements))

        assert counts[0] == counts[1] <= 25

    def test_two_that_are_chosen_lead_to_their_comparison(self, live, desk):
        response = desk().client.get(address(live.document, "history") + "?a=3&b=1")

        assert response.url == address(live.document, "compare", 1, 3)

    @pytest.mark.parametrize(
        "query", ["a=1&b=1", "a=1", "b=2", "a=x&b=2", "a=1&b=99", "a=١&b=2", "a=-1&b=2", f"a=1&b={'9' * 40}"]
    )
    def test_a_pair_that_is_none_is_refused_in_words(self, live, desk, query):
        assert "Choose two different versions" in text(desk().client.get(address(live.document, "history") + f"?{query}"))

    @pytest.mark.parametrize("before", ["0", "1", "x", "-3"])
    def test_a_part_that_is_not_there_shows_the_newest(self, live, desk, before):
        html = text(desk().client.get(address(live.document, "history") + f"?before={before}"))

        assert "There is no such part" in html
        assert 'id="version-3"' in html


class TestComparing:
    def test_it_shows_words_marked_and_both_pages(self, live, desk):
        html = text(desk().client.get(address(live.document, "compare", 2, 3)))

        assert "word-differences__added" in html
        assert 'id="old-at-a-glance"' in html
        assert 'id="new-at-a-glance"' in html

    def test_it_names_the_parts_that_read_differently_and_marks_them(self, live, desk):
        html = text(desk().client.get(address(live.document, "compare", 2, 3)))

        listed = html.split("Parts that read differently:")[1].split("</ul>")[0]
        assert 'Proper usage: <a href="#old-section-proper-usage">' in listed
        assert "not in version 3" in listed
        assert "At a glance" not in listed
        assert html.count("Differs</strong> Proper usage") == 1

    def test_dates_of_publication_are_no_difference_of_text(self, live, desk):
        restored = drafts.edited(live.document, **dict(live.revision.record))

        html = text(desk().client.get(address(live.document, "compare", 1, restored.number)))

        assert "Both say the same, to the letter." in html
        assert "Parts that read differently" not in html

    def test_a_version_with_itself_says_the_same(self, live, desk):
        assert "Both say the same" in text(desk().client.get(address(live.document, "compare", 1, 1)))

    @pytest.mark.parametrize("kind", ["symptom", "side_effect", "drug_class", "source"])
    def test_every_kind_can_be_compared(self, kind, desk):
        make = {"drug_class": records.drug_class_record, "source": records.source_record, "symptom": records.symptom_record}
        first = drafts.draft(make.get(kind, records.side_effect_record)())
        drafts.edited(first.document, **{"title" if kind == "source" else "name": "other"})

        assert "1 difference" in text(desk().client.get(address(first.document, "compare", 1, 2)))

    def test_a_removed_text_is_neither_shown_nor_compared(self, live, desk):
        rows.suppression(live).save()

        html = text(desk().client.get(address(live.document, "compare", 1, 2)))

        assert "not compared" in html
        assert "or-BEL-a-zeen" not in html
        assert "It did harm." in html

    def test_an_administrator_sees_a_removed_text_and_is_told(self, live, desk):
        rows.suppression(live).save()

        html = text(desk(accounts.account("administrator")).client.get(address(live.document, "compare", 1, 2)))

        assert "or-BEL-a-zeen" in html
        assert "Only administrators can still read it" in html

    def test_a_damaged_text_is_said_and_does_not_fail(self, live, desk):
        damage(live.revision)

        assert "The stored text is damaged" in text(desk().client.get(address(live.document, "compare", 1, 2)))

    @pytest.mark.parametrize("number", [0, 99, 2**31, 2**63, 10**30])
    def test_a_version_that_is_not_there_is_not_found(self, live, desk, number):
        visitor = desk()

        pages = [
            address(live.document, "compare", 1, number),
            *(address(live.document, each, number) for each in ("version", "restore")),
        ]

        assert [visitor.client.get(page).status_code for page in pages] == [404, 404, 404]


class TestReading:
    def test_it_shows_the_page_as_it_read_and_what_is_known_of_it(self, live, desk):
        html = text(desk().client.get(address(live.document, "version", 1)))

        assert "Say it: or-BEL-a-zeen" in html
        assert live.revision.digest in html
        assert "March 2, 2026, 12:00 – April 1, 2026, 12:00" in html

    def test_a_removed_text_is_not_shown(self, live, desk):
        rows.suppression(live).save()

        html = text(desk(accounts.publisher()).client.get(address(live.document, "version", 1)))

        assert "or-BEL-a-zeen" not in html
        assert "The text is not shown: it was removed." in html

    def test_neither_is_it_in_what_changed_after_it(self, live, desk):
        rows.suppression(live).save()

        assert "or-BEL-a-zeen" not in text(desk().client.get(address(live.document, "version", 2)))


class TestRestoring:
    def test_the_dry_run_says_what_would_change_and_whose_draft_it_covers(self, live, desk):
        html = text(desk().client.get(address(live.document, "restore", 2)))

        assert "Version 3, by Otto" in html
        assert "Sections, Proper usage" in html
        assert live.document.revisions.count() == 3

    def test_the_dry_run_says_who_has_typed_something_but_not_what(self, live, desk):
        Autosave.objects.create(user=accounts.writer(name="otto"), document=live.document, kind="medication", form="secret=1")

        html = text(desk().client.get(address(live.document, "restore", 2)))

        assert "Otto has typed something into the form that is not saved yet" in html
        assert "secret" not in html

    def test_it_restores_what_was_shown(self, live, desk):
        at, visitor = address(live.document, "restore", 1), desk()
        form = visitor.client.get(at).context["form"].initial

        response = visitor.client.post(at, form)

        assert response.url == address(live.document)
        assert said(response) == ["orbelazine: version 1 is back as a draft, version 4. Readers still see what they saw."]
        assert live.document.revisions.get(number=4).digest == live.revision.digest

    def test_a_stale_plan_is_refused_told_and_shown_anew(self, live, desk):
        at, visitor = address(live.document, "restore", 1), desk()
        form = visitor.client.get(at).context["form"].initial
        drafts.edited(live.document, by=accounts.writer(name="otto"), pronunciation="other")

        response = visitor.client.post(at, form)

        assert "Not restored: Otto saved this while you had it open." in text(response)
        assert response.context["form"].initial["token"] == form["token"] + 1
        assert live.document.revisions.count() == 4

    @pytest.mark.parametrize("values", [{}, {"token": "x"}, {"token": "9" * 30}, {"token": 3, "planned": "short"}])
    def test_a_form_that_does_not_say_what_was_seen_is_refused(self, live, desk, values):
        response = desk().client.post(address(live.document, "restore", 1), values)

        assert "the form did not say what you had seen" in text(response)
        assert live.document.revisions.count() == 3

    def test_there_is_nothing_to_restore_in_the_newest(self, live, desk):
        html = text(desk().client.get(address(live.document, "restore", 3)))

        assert "There is nothing to restore:" in html
        assert "restore_form" not in html

    def test_a_removed_text_cannot_come_back_for_anybody(self, live, desk):
        rows.suppression(live).save()

        html = text(desk(accounts.account("administrator")).client.get(address(live.document, "restore", 1)))

        assert "cannot come back, since it was removed: It did harm." in html
        assert "restore_form" not in html

    def test_a_reviewer_is_turned_away(self, live, desk):
        assert desk(accounts.reviewer()).client.get(address(live.document, "restore", 1)).status_code == 403


class TestSaidOn:
    def ask(self, desk, document, date, time="", user=None):
        return text(desk(user).client.get(address(document, "said_on"), {"date": date, "time": time}))

    def test_it_says_what_was_public_on_what_basis_and_who_approved_it(self, live, desk):
        html = self.ask(desk, live.document, "2026-03-15")

        assert 'Publication 1: <a href="' in html
        assert "Reviewed. Approved by a clinical reviewer before it was published." in html
        assert "Approved on March 2, 2026, 12:00, version 1: Reviewer, as clinical reviewer, whole page read" in html
        assert "Say it: or-BEL-a-zeen" in html

    def test_it_changes_with_the_minute_of_the_next_publication(self, live, desk):
        assert "Publication 1:" in self.ask(desk, live.document, "2026-04-01", "11:59")
        assert "Publication 2:" in self.ask(desk, live.document, "2026-04-01", "12:00")

    def test_before_the_first_publication_there_was_nothing(self, live, desk):
        html = self.ask(desk, live.document, "2026-03-01")

        assert "Nothing was public yet." in html
        assert "The first publication was on March 2, 2026, 12:00." in html

    def test_it_says_that_a_page_was_withdrawn_and_why(self, live, desk):
        rows.withdrawal(live, at=LATER + timedelta(days=5)).save()

        assert "The page was withdrawn" not in self.ask(desk, live.document, "2026-04-05")
        assert "No longer sold." in self.ask(desk, live.document, "2026-04-07")

    def test_a_text_removed_since_is_not_shown(self, live, desk):
        rows.suppression(live).save()

        html = self.ask(desk, live.document, "2026-03-15")

        assert "It did harm." in html
        assert "or-BEL-a-zeen" not in html

    def test_the_digest_is_verified(self, live, desk):
        html = self.ask(desk, live.document, "2026-03-15")

        assert "Verified:</strong> the stored text has the digest that was approved." in html
        assert live.revision.digest in html

    def test_a_damaged_text_is_said_loudly(self, live, desk):
        damage(live.revision)

        html = self.ask(desk, live.document, "2026-03-15")

        assert "The stored text is damaged." in html
        assert "Verified" not in html

    def test_an_approval_of_another_digest_is_said_loudly(self, live, desk):
        Review.objects.create(revision=live.revision, digest="0" * 64, decision="approved", role="reviewer", decided_at=NOW)

        html = self.ask(desk, live.document, "2026-03-15")

        assert "An approval names another digest." in html
        assert "Verified" not in html

    def test_an_approval_in_writing_leads_to_its_file_which_is_not_read(self, live, desk):
        letter = rows.written_approval(live)
        letter.save()
        Review.objects.create(
            revision=live.revision,
            digest=live.revision.digest,
            decision="approved",
            role="reviewer",
            by_name="Ada Example",
            credentials="MD",
            written=letter,
            decided_at=NOW,
        )
        link = address(live.document, "written_approval_file", letter.pk)

        with recorded_sql() as statements:
            asked = self.ask(desk, live.document, "2026-03-15")
            listed = section(text(desk().open(live.document, "history")), 1)
            read = text(desk().client.get(address(live.document, "version", 1)))

        assert letter.sha256 in asked
        assert [link in html for html in (asked, listed, read)] == [True, True, True]
        assert "recorded by Wanda" in asked
        assert not any('"medications_writtenapproval"."content"' in sql for sql in statements)

    def test_an_emergency_says_why(self, live, desk):
        rows.emergency(Change.objects.get(document=live.document, publication_number=1)).save()

        assert "An alert came at night." in self.ask(desk, live.document, "2026-03-15")

    @pytest.mark.parametrize(
        ("date", "time", "message"),
        [
            ("", "", "Give a date."),
            ("tomorrow", "", "Write the date as year, month and day"),
            ("2026-02-30", "", "Write the date as year, month and day"),
            ("9999-12-31", "23:59", "That day is still to come."),
            ("0001-01-01", "", "Give a date from 1990 on."),
            ("2026-03-15", "25:00", "Write the time as hours and minutes"),
            ("2026-03-15\x00", "", "Write the date as year, month and day"),
        ],
    )
    def test_a_moment_that_is_none_is_refused_in_words(self, live, desk, date, time, message):
        assert message in self.ask(desk, live.document, date, time)

    def test_a_time_of_today_that_is_still_to_come_is_refused(self, live, desk):
        noon = timezone.localtime().replace(hour=12, minute=0)

        with time_machine.travel(noon, tick=False):
            page = self.ask(desk, live.document, f"{noon:%Y-%m-%d}", "23:59")

        assert "That time is still to come." in page

    def test_what_is_public_now_is_the_answer_for_today(self, live, desk):
        assert "Publication 2:" in self.ask(desk, live.document, f"{timezone.localdate():%Y-%m-%d}")

"""Taking over old pages in the desk, without a browser: every screen, who may use it, and what its forms do."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from medications.models import Finding, ImportBatch, ImportFile, Medication
from tests.admin.desk import said
from tests.factories import accounts, drafts, records
from tests.factories.takeovers import about_testamine, two_pages, upload
from tests.importing.pages import small_page

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

SCREENS = [("worklist", []), ("page", [1]), ("findings", ["generic_market_unknown"]), ("wordings", [])]
ACTS = [("take_over", [1]), ("arrange", [1]), ("settle", [1]), ("findings", ["generic_market_unknown"]), ("wordings", [])]


def url(screen: str, batch, *more) -> str:
    return reverse(f"admin:medications_importbatch_{screen}", args=[batch.pk, *more])


def text_of(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def zipped(*pages: tuple[str, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, page in pages:
            archive.writestr(name, page)
    return data.getvalue()


@pytest.fixture
def client(desk):
    return desk(accounts.writer()).client


def newest(batch, position: int = 1):
    return batch.files.get(position=position).run.document.revisions.order_by("-number").first()


# Upload


def choose(client, *files: tuple[str, bytes]):
    chosen = [SimpleUploadedFile(name, data) for name, data in files]
    return client.post(reverse("admin:medications_importbatch_add"), {"files": chosen}, follow=False)


def test_files_and_a_zip_are_chosen_together(client, django_capture_on_commit_callbacks):
    one, two = two_pages()

    with django_capture_on_commit_callbacks(execute=True):
        response = choose(client, one, ("old.zip", zipped(two)))

    batch = ImportBatch.objects.get()
    assert response["Location"] == url("worklist", batch)
    assert [file.state for file in batch.files.all()] == ["new", "new"]
    assert Medication.objects.count() == 2


def test_nothing_chosen_is_said_at_the_field(client):
    assert "Choose at least one file." in text_of(choose(client))


def test_an_empty_file_is_refused_in_the_list_and_loses_no_other(client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        choose(client, ("empty.txt", b""), *two_pages())

    assert {file.name: file.state for file in ImportFile.objects.all()} == {
        "empty.txt": "refused",
        "orbelazine.txt": "new",
        "testamine.txt": "new",
    }


def test_too_much_at_once_is_said_at_the_field(client, monkeypatch):
    monkeypatch.setattr("medications.admin.takeovers.upload.MOST_BYTES", 10)

    assert "Choose fewer at a time." in text_of(choose(client, *two_pages()))
    assert not ImportBatch.objects.exists()


# The screens


def test_the_worklist_says_what_became_of_each_file_and_what_they_have_in_common(client):
    batch = upload(("photo.txt", b"\x89PNG\r\n\x1a\n\x00\x00"), *two_pages())

    page = text_of(client.get(url("worklist", batch)))

    assert "0 of 2 pages checked" in page
    assert "This is a picture" in page
    assert "In which country a generic is available</a> (2 pages)" in page


def test_the_worklist_counts_a_page_without_open_findings_as_checked(client):
    batch = upload(*two_pages())
    Finding.objects.filter(document=batch.files.first().run.document).delete()

    assert "1 of 2 pages checked" in text_of(client.get(url("worklist", batch)))


def test_while_the_worker_reads_the_worklist_says_how_far_it_is(client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks():
        choose(client, *two_pages())
    batch = ImportBatch.objects.get()

    assert "Reading the pages" in text_of(client.get(url("worklist", batch)))
    assert client.get(url("progress", batch)).json() == {"total": 2, "waiting": 2}


def test_a_page_stands_beside_its_original_with_each_lines_place(client):
    batch = upload(("testamine.txt", about_testamine(names="Altex (U.K.)\n\nstray (line)").encode()))

    page = text_of(client.get(url("page", batch, 1)))

    assert "<span>Altex (U.K.)</span> <small>Brand names</small>" in page
    assert "<span>stray (line)</span> <small>No place yet</small>" in page
    assert "Altex (United Kingdom)" in page


def test_a_page_that_was_refused_shows_why_and_its_text(client):
    batch = upload(("page.txt", small_page(names="", opening="It is an agent.").encode()))

    page = text_of(client.get(url("page", batch, 1)))

    assert "No medicine" in page
    assert "It is an agent." in page


def test_what_an_old_page_says_is_shown_as_text_never_as_markup(client):
    batch = upload(("testamine.txt", about_testamine(proper_usage="<script>alert(1)</script> <b>Take it.</b>").encode()))

    page = text_of(client.get(url("page", batch, 1)))

    assert "<script>alert" not in page
    assert "<b>Take" not in page


@pytest.mark.parametrize(("screen", "more"), [*SCREENS, ("progress", [])])
def test_an_outsider_sees_no_screen(desk, screen, more):
    batch = upload()

    response = desk(accounts.account(name="outsider")).client.get(url(screen, batch, *more))

    assert response.status_code == 302
    assert "/login/" in response["Location"]


@pytest.mark.parametrize(("screen", "more"), SCREENS)
def test_a_reviewer_may_look(desk, screen, more):
    batch = upload()

    assert desk(accounts.reviewer()).client.get(url(screen, batch, *more)).status_code == 200


@pytest.mark.parametrize(("screen", "more"), ACTS)
def test_a_reviewer_may_change_nothing(desk, screen, more):
    batch = upload()
    finding = Finding.objects.filter(code="generic_market_unknown").first()

    response = desk(accounts.reviewer()).client.post(url(screen, batch, *more), {"finding": [finding.pk], "name": "x"})

    assert response.status_code == 403
    assert not Finding.objects.exclude(settled_at=None).exists()


def test_a_reviewer_may_not_upload(desk):
    assert desk(accounts.reviewer()).client.get(reverse("admin:medications_importbatch_add")).status_code == 403


@pytest.mark.parametrize(("screen", "more"), [("page", [9]), ("settle", [9]), ("arrange", [9])])
def test_a_page_that_is_not_there_is_not_found(client, screen, more):
    assert client.post(url(screen, upload(), *more)).status_code == 404


def test_an_upload_that_is_not_there_is_not_found(client):
    assert client.get(reverse("admin:medications_importbatch_worklist", args=[404])).status_code == 404


# What the forms do


def test_ticked_findings_are_settled_and_others_stay_open(client):
    batch = upload()
    first, *others = batch.files.first().run.document.findings.all()

    response = client.post(url("settle", batch, 1), {"finding": [first.pk]})

    first.refresh_from_db()
    assert said(response) == ["1 settled."]
    assert first.settled_by_name == "Writer"
    assert Finding.objects.filter(settled_at=None).count() >= len(others)


def test_a_finding_of_another_page_is_not_settled_here(client):
    batch = upload()
    other = batch.files.last().run.document.findings.first()

    client.post(url("settle", batch, 1), {"finding": [other.pk]})

    other.refresh_from_db()
    assert other.settled_at is None


def test_a_paragraph_is_moved_with_one_control(client):
    batch = upload(("testamine.txt", about_testamine(proper_usage="Take it.\n\nNot when pregnant.").encode()))
    token = batch.files.get().run.document.lock_version

    client.post(url("arrange", batch, 1), {"lock_version": token, "move-1-1": "pregnancy", "move-1-0": ""})

    assert [(part.kind, part.body) for part in newest(batch).record.sections][-1] == ("pregnancy", "Not when pregnant.")


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({}, "Choose where a paragraph or a line should go first."),
        ({"move-1-0": "nowhere", "lock_version": "1"}, "There is no place called “nowhere”."),
        ({"move-9-9": "other", "lock_version": "1"}, "There is no paragraph 10 in section 10 any more."),
        ({"move-1-0": "other"}, "Somebody saved this draft after you had opened it"),
        ({"move-1-0": "other", "lock_version": "x" * 30}, "Somebody saved this draft after you had opened it"),
        ({"move-x-0": "other", "line-": "other", "move-1": "other", "lock_version": "1"}, "Choose where a paragraph"),
    ],
)
def test_what_cannot_be_arranged_is_said_and_changes_nothing(client, values, message):
    batch = upload()

    response = client.post(url("arrange", batch, 2), values)

    assert said(response)[0].startswith(message)
    assert newest(batch, 2).number == 1


def test_a_page_without_a_name_gets_one(client):
    batch = upload(("page.txt", small_page(names="", opening="It is an agent.").encode()))

    client.post(url("take_over", batch, 1), {"name": "Betamine"})

    assert batch.files.get().run.document.medication.generic_name == "Betamine"


def test_a_page_that_is_refused_again_says_why(client):
    batch = upload(("page.txt", small_page(names="", opening="It is an agent.").encode()))

    response = client.post(url("take_over", batch, 1), {"name": ""})

    assert said(response) == ["No medicine's name was found on this page."]


def test_one_answer_is_given_to_the_ticked_pages_only(client):
    batch = upload()
    findings = Finding.objects.filter(code="generic_market_unknown").order_by("pk")

    values = {"finding": [findings[0].pk], "answer": ["US"], "correct": "1"}
    client.post(url("findings", batch, "generic_market_unknown"), values)

    assert newest(batch, 1).record.generic_available.markets == ("US",)
    assert newest(batch, 2).record.generic_available.markets == ()


def test_an_answer_that_is_no_choice_is_refused_and_the_ticks_stay(client):
    batch = upload()
    finding = Finding.objects.filter(code="generic_market_unknown").first()

    values = {"finding": [finding.pk], "answer": ["XX"], "correct": "1"}
    page = text_of(client.post(url("findings", batch, "generic_market_unknown"), values))

    assert "XX is not one of the available choices" in page
    assert page.count('name="finding"') == 2
    assert page.count(f'value="{finding.pk}" id="finding-{finding.pk}" checked') == 1


def test_pages_are_settled_together(client):
    batch = upload()
    pks = list(Finding.objects.filter(code="generic_market_unknown").values_list("pk", flat=True))

    client.post(url("findings", batch, "generic_market_unknown"), {"finding": pks, "settle": "1"})

    assert not Finding.objects.filter(code="generic_market_unknown", settled_at=None).exists()


def test_wordings_are_linked_to_ticked_chosen_and_new_terms(client):
    drafts.draft(records.side_effect_record("yawning", name="yawning"))
    drafts.draft(records.side_effect_record("cold", name="feeling cold"))
    batch = upload(("testamine.txt", about_testamine(side_effects="Effects that go away: Yawns; chills; hiccups.").encode()))

    values = {"wording-0": "Yawns", "term-0": ["yawning"], "wording-1": "chills", "other-1": "cold"}
    client.post(url("wordings", batch), {**values, "wording-2": "hiccups", "new-2": "hiccups"})

    rows = newest(batch).record.side_effects
    assert {row.wording: [term.code for term in row.terms] for row in rows} == {
        "Yawns": ["yawning"],
        "chills": ["cold"],
        "hiccups": ["hiccups"],
    }


def test_a_term_that_is_exactly_the_wording_is_ticked_already(client):
    batch = upload(("testamine.txt", about_testamine(side_effects="Effects that go away: yawning.").encode()))
    drafts.draft(records.side_effect_record("yawning", name="yawning"))

    page = text_of(client.get(url("wordings", batch)))

    assert 'value="yawning" id="term-0-1" checked' in page


def test_a_page_that_waits_can_be_taken_over_by_hand(client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks():
        choose(client, *two_pages())
    batch = ImportBatch.objects.get()
    assert "Not taken over yet" in text_of(client.get(url("page", batch, 1)))

    client.post(url("take_over", batch, 1))

    assert [file.state for file in batch.files.all()] == ["new", "waiting"]


def test_the_worker_is_told_to_go_on(client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks():
        choose(client, *two_pages())

    client.post(url("go_on", ImportBatch.objects.get()))

    assert [file.state for file in ImportFile.objects.all()] == ["new", "new"]


@pytest.mark.parametrize("name", ["Beta\0mine", "x" * 201])
def test_a_name_that_cannot_be_one_is_refused_in_words(client, name):
    batch = upload(("page.txt", small_page(names="", opening="It is an agent.").encode()))

    response = client.post(url("take_over", batch, 1), {"name": name})

    assert response.status_code == 302
    assert not Medication.objects.exists()


def test_a_term_with_a_sign_that_no_name_has_is_refused_in_words(client):
    batch = upload()

    response = client.post(url("wordings", batch), {"wording-0": "chills", "new-0": "Co\0ld"})

    assert "Null characters are not allowed." in text_of(response)


def test_lines_without_a_place_are_never_settled_together(client):
    batch = upload(("testamine.txt", about_testamine(names="Altex (U.K.)\n\nstray (line)").encode()))
    (finding,) = Finding.objects.filter(code="unmapped_line")

    client.post(url("settle", batch, 1), {"finding": [finding.pk]})

    assert client.get(url("findings", batch, "unmapped_line")).status_code == 404
    assert "Lines without a place" not in text_of(client.get(url("worklist", batch)))
    finding.refresh_from_db()
    assert finding.settled_at is None


@pytest.mark.parametrize(("code", "ticked"), [("generic_market_unknown", 2), ("stopping_statement_missing", 0)])
def test_only_what_one_answer_can_serve_is_ticked_beforehand(client, code, ticked):
    page = text_of(client.get(url("findings", upload(), code)))

    assert page.count('name="finding"') == 2
    assert page.count(" checked") == ticked


def test_an_address_that_is_no_number_is_not_found(client):
    assert client.get("/admin/medications/importbatch/abc/change/").status_code == 404


def test_the_list_of_uploads_says_how_far_each_is_in_a_constant_number_of_queries(client, django_assert_max_num_queries):
    upload(*pages(2))
    with django_assert_max_num_queries(100) as of_one:
        assert "0 of 2" in text_of(client.get("/admin/medications/importbatch/"))
    for _ in range(3):
        upload(("photo.txt", b"\x89PNG\r\n\x1a\n\x00"), *pages(2))

    with django_assert_max_num_queries(len(of_one)):
        assert text_of(client.get("/admin/medications/importbatch/")).count("0 of 2") == 4


# How much it asks the database


@pytest.mark.parametrize(("screen", "more"), SCREENS)
def test_a_screen_costs_no_more_queries_for_more_pages(client, screen, more, django_assert_max_num_queries):
    few, many = upload(*pages(2)), upload(*pages(12))

    with django_assert_max_num_queries(1_000) as of_few:
        client.get(url(screen, few, *more))
    with django_assert_max_num_queries(len(of_few)):
        client.get(url(screen, many, *more))


def pages(number: int) -> list[tuple[str, bytes]]:
    names = [f"alpha{'abcdefghijklmnop'[index]}mine" for index in range(number)]
    return [
        (f"{name}.txt", about_testamine(names=f"{name.title()}ex (U.K.)", opening=f"{name.title()} is an agent.").encode())
        for name in names
    ]

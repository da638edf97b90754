"""Adding a source from a DOI, an ISBN or an address: the pages, which need no script."""

import json
import re

import pytest

from medications.models import Event, Source
from tests.admin.filled import boxes
from tests.factories import accounts, drafts, records
from tests.factories.lookups import DOI, OtherSites, answered, connected, doi_address

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

LOOK_UP = "/admin/medications/source/look-up/"
ADD = "/admin/medications/source/add/"


def told(response) -> dict:
    """What a popup hands to the window that opened it."""
    found = re.search(r'data-popup-response="([^"]*)"', response.content.decode())
    assert found, "this is no answer that closes a popup"
    return json.loads(found[1].replace("&quot;", '"'))


def value(form: dict, name: str) -> str:
    return form[name][0] if form.get(name) else ""


@pytest.fixture
def writer(desk):
    return desk().client


@pytest.fixture
def here(db):
    return drafts.draft(records.source_record("here-2019", doi=DOI, isbn="", url="")).document.source


def test_the_list_of_sources_leads_to_the_look_up(writer):
    page = writer.get("/admin/medications/source/").content.decode()

    assert f'href="{LOOK_UP}"' in page
    assert 'name="typed"' in writer.get(LOOK_UP).content.decode()


def test_the_form_of_a_new_source_has_the_box_and_that_of_a_saved_one_has_not(writer, here):
    assert 'name="typed"' in writer.get(ADD).content.decode()
    assert 'name="typed"' not in writer.get(f"/admin/medications/source/{here.pk}/change/").content.decode()


def test_a_look_up_opens_the_form_filled_in_and_saves_nothing(writer, monkeypatch):
    connected(monkeypatch)

    response = writer.post(LOOK_UP, {"typed": DOI})

    form = boxes(response, "source_form")
    assert (value(form, "title"), value(form, "code")) == ("Tremor in multiple sclerosis & what helps", "smith-2019")
    assert (value(form, "type"), value(form, "grade"), value(form, "doi")) == ("article", "", DOI)
    assert ("reuse_site" in form, "reuse_print" in form, "reuse_partners" in form) == (True, False, False)
    assert "Filled in from doi.org." in response.content.decode()
    assert f'action="{ADD}"' in response.content.decode()
    assert not Source.objects.exists()


def test_what_was_looked_up_is_saved_by_the_ordinary_door(writer, monkeypatch):
    connected(monkeypatch)
    form = boxes(writer.post(LOOK_UP, {"typed": DOI}), "source_form")

    response = writer.post(ADD, {**form, "grade": "primary"})

    assert response.status_code == 302
    source = Source.objects.get(code="smith-2019")
    assert source.document.revisions.get().record.authors == "Ada B. Smith and Bo Jones"
    assert Event.objects.filter(kind="draft_saved", subject_id=str(source.document_id)).count() == 1


def test_a_grade_must_be_chosen(writer, monkeypatch):
    connected(monkeypatch)
    form = boxes(writer.post(LOOK_UP, {"typed": DOI}), "source_form")

    response = writer.post(ADD, form)

    assert response.status_code == 200
    assert 'id="id_grade_error"' in response.content.decode()
    assert value(boxes(response, "source_form"), "title").startswith("Tremor in")
    assert not Source.objects.exists()


def test_an_answer_full_of_html_is_shown_as_letters(writer, monkeypatch):
    hostile = {"title": '"><script>alert(1)</script><img src=x onerror=alert(1)>', "publisher": "{{ 7*7 }}"}
    connected(monkeypatch, OtherSites({doi_address(): answered(hostile)}))

    page = writer.post(LOOK_UP, {"typed": DOI}).content.decode()

    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "{{ 7*7 }}" in page


def test_without_an_answer_the_form_opens_with_what_was_typed(writer, monkeypatch):
    connected(monkeypatch, OtherSites({}))

    response = writer.post(LOOK_UP, {"typed": DOI})

    assert value(boxes(response, "source_form"), "doi") == DOI
    assert (
        "Nothing could be looked up. There is no site called that. Please fill in the rest yourself." in response.content.decode()
    )


@pytest.mark.parametrize(
    ("typed", "said"), [("978-1-932603-08-9", "its last digit does not fit"), ("", "Type or paste"), ("10.1", "not a whole DOI")]
)
def test_what_cannot_be_read_is_shown_again_with_the_reason(writer, typed, said):
    response = writer.post(LOOK_UP, {"typed": typed})

    assert said in response.content.decode()
    assert value(boxes(response, "source_look_up"), "typed") == typed


def test_a_source_that_is_here_is_offered_and_opened(writer, here):
    page = writer.post(LOOK_UP, {"typed": DOI}).content.decode()
    response = writer.post(LOOK_UP, {"typed": DOI, "use": str(here.pk)})

    assert "This source is here already:" in page
    assert "here-2019" in page
    assert response["Location"] == f"/admin/medications/source/{here.pk}/change/"


def test_whoever_knows_better_goes_on(writer, here, monkeypatch):
    connected(monkeypatch)

    form = boxes(writer.post(LOOK_UP, {"typed": DOI, "another": "on"}), "source_form")

    assert value(form, "code") == "smith-2019"


@pytest.mark.parametrize("number", ["x", "0", "-1", "9" * 40, "²", "1\0"])
def test_a_source_by_a_number_that_is_none_is_not_found(writer, number):
    assert writer.post(LOOK_UP, {"typed": DOI, "use": number}).status_code == 404


def test_in_a_popup_the_source_that_is_here_goes_to_the_window_that_asked(writer, here):
    asked = writer.post(LOOK_UP, {"typed": DOI, "_popup": "1"})
    response = writer.post(LOOK_UP, {"typed": DOI, "_popup": "1", "use": str(here.pk)})

    assert value(boxes(asked, "source_look_up"), "_popup") == "1"
    assert told(response) == {"value": str(here.pk), "obj": str(here), "code": "here-2019"}


def test_in_a_popup_a_new_source_goes_to_the_window_that_asked(writer, monkeypatch):
    connected(monkeypatch)
    form = boxes(writer.post(LOOK_UP, {"typed": DOI, "_popup": "1"}), "source_form")

    response = writer.post(ADD, {**form, "grade": "primary"})

    assert told(response)["code"] == "smith-2019"
    assert told(response)["value"] == str(Source.objects.get().pk)


def test_who_only_reads_looks_nothing_up(desk):
    reader = desk(accounts.reviewer()).client

    assert reader.get(LOOK_UP).status_code == 403
    assert reader.post(LOOK_UP, {"typed": DOI}).status_code == 403
    assert LOOK_UP not in reader.get("/admin/medications/source/").content.decode()


# The form of a source


def new_source(**changes) -> dict:
    return {"title": "New", "code": "new", "type": "book", "grade": "primary", "reuse_site": "on", **changes}


def test_a_new_source_that_is_here_already_is_refused_until_somebody_says_it_is_another(writer, here):
    refused = writer.post(ADD, new_source(doi=f"https://doi.org/{DOI}"))
    saved = writer.post(ADD, new_source(doi=f"https://doi.org/{DOI}", another="on"))

    page = refused.content.decode()
    assert "This is here already:" in page
    assert 'name="another"' in page
    assert value(boxes(refused, "source_form"), "title") == "New"
    assert saved.status_code == 302
    assert Source.objects.get(code="new").doi == DOI


def test_a_source_that_was_saved_is_not_compared_with_itself_or_others(desk, here):
    drafts.draft(records.source_record("other", doi=DOI))

    assert desk().change(here.document, publisher="Another").status_code == 302


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [("doi", "kalb", "not a whole DOI"), ("isbn", "978-1-932603-08-9", "mistake"), ("isbn", "12", "10 or 13 digits")],
)
def test_a_number_that_cannot_be_one_is_refused_at_its_box(writer, field, typed, said):
    page = writer.post(ADD, new_source(**{field: typed})).content.decode()

    assert said in page
    assert f'id="id_{field}_error"' in page


def test_a_number_that_was_saved_long_ago_does_not_stop_another_edit(desk, here):
    Source.objects.filter(pk=here.pk).update(isbn="unknown", doi="see page 2")

    assert desk().change(here.document, publisher="Another").status_code == 302


def test_an_isbn_is_kept_as_it_was_typed(writer):
    writer.post(ADD, new_source(isbn="978-1-932603-08-8"))

    assert Source.objects.get(code="new").isbn == "978-1-932603-08-8"

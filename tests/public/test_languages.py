"""Every word of ours on a public page can be translated; dates and attributes follow; the API stays English."""

from datetime import date

import pytest
from django.test import override_settings
from django.utils import translation

from medications.models import Publication
from medications.projections import index, wording
from tests.assertions import shown
from tests.factories import publications, records
from tests.public.in_other_letters import ADDRESSES, InNoLanguage, Unmarked, greek_site, speak_in_brackets

pytestmark = pytest.mark.django_db


def test_no_word_of_ours_on_a_public_page_is_left_unmarked(client, monkeypatch):
    speak_in_brackets(monkeypatch)
    faults = {}
    with translation.override("de"):  # a language with dates and months of its own
        greek_site()
        for address in ADDRESSES:
            page = client.get(address).content.decode()
            found = Unmarked(page).found if "⟦" in page else ["nothing in brackets: is this a page of ours?"]
            faults |= {address: found} if found else {}

    assert not faults, "\n".join(f"{address}: {text}" for address, texts in faults.items() for text in dict.fromkeys(texts))


def test_what_the_society_wrote_says_its_language_on_a_page_in_another(client):
    faults = {}
    with override_settings(CONTENT_LANGUAGE="el"), translation.override("de"):
        greek_site()
        for address in ADDRESSES:
            if not address.endswith(".atom"):  # a feed has one language, its own: medications.content.atom
                found = InNoLanguage(client.get(address).content.decode(), "el").found
                faults |= {address: found} if found else {}

    assert not faults, "\n".join(f"{address}: {text}" for address, texts in faults.items() for text in dict.fromkeys(texts))


def medicine_page(client, language: str) -> str:
    with override_settings(LANGUAGE_CODE=language), translation.override(language):
        publications.published(records.medication_record("orbelazine"))
        return client.get("/medications/orbelazine/").content.decode()


def test_a_page_in_english_says_so_once(client):
    page = medicine_page(client, "en-us")

    assert '<html lang="en">' in page
    assert page.count("lang=") == 1
    assert "<h1>Orbelazine</h1>" in page


def test_a_page_in_a_language_that_is_read_from_the_right_says_so_and_what_is_in_english_says_that(client):
    page = medicine_page(client, "ar")

    assert '<html lang="ar" dir="rtl">' in page
    assert '<h1 lang="en-US" dir="ltr">Orbelazine</h1>' in page
    assert '<section lang="en-US" dir="ltr">\n<h2 id="section-proper-usage">' in page


def test_a_page_whose_records_are_in_its_own_language_says_it_once(client):
    with override_settings(CONTENT_LANGUAGE="pt-br"):
        page = medicine_page(client, "pt-br")

    assert '<html lang="pt-BR">' in page
    assert page.count("lang=") == 1
    assert '"inLanguage":"pt-BR"' in page
    assert 'property="og:locale" content="pt_BR"' in page


def test_a_page_for_what_was_not_found_is_in_the_language_of_the_site_too(client):
    with translation.override("ar"):
        assert '<html lang="ar" dir="rtl">' in client.get("/nowhere/").content.decode()


def test_days_and_months_are_written_as_the_language_writes_them():
    with translation.override("es"):
        assert wording.day(date(2005, 1, 13)) == "13 de enero de 2005"
        assert wording.partial_day("2005-01") == "enero de 2005"
    assert wording.day(date(2005, 1, 13)) == "January 13, 2005"


def test_no_browser_chooses_the_language(client):
    answers = [client.get("/", headers={"Accept-Language": language}) for language in ("en", "ar")]

    assert answers[0].content == answers[1].content
    assert "Accept-Language" not in answers[0]["Vary"]


API = [
    "/api/v1/medications/?q=swallow&may_worsen=tremor",
    "/api/v1/medications/orbelazine/",
    "/api/v1/medications/?symptom=never",
    "/api/v1/medications/?nonsense=1",
    "/api/v1/medications/?symptoms=never",
    "/api/v1/medications/?fields=nonsense",
    "/api/v1/medications/?format=nonsense",
    "/api/v1/oembed/?url=http://testserver/medications/orbelazine/",
    "/api/v1/oembed/?uri=nonsense",
    "/api/v1/symptoms/",
    "/api/v1/changes/",
    "/api/v1/nowhere/",
    "/fhir/metadata",
    "/fhir/MedicationKnowledge",
    "/fhir/MedicationKnowledge?nonsense=1",
    "/fhir/ClinicalUseDefinition",
    "/fhir/nowhere",
]


def test_the_api_says_the_same_in_every_language(monkeypatch):
    publications.published(records.medication_record("orbelazine"))
    in_english = [shown(address) for address in API]
    speak_in_brackets(monkeypatch)
    with translation.override("de"):
        for publication in Publication.objects.all():
            index.rebuild(publication)
        in_brackets = [shown(address) for address in API]
        assert "⟦" in shown("/medications/?q=swallow&may_worsen=tremor")[1].decode()

    assert in_brackets == in_english

"""One answer to the same finding on many pages."""

import pytest

from medications.actions import corrections
from medications.actions.corrections import NO_BRAND, NOT_KNOWN, correct
from medications.errors import NotAllowed
from medications.models import Finding, Source, Symptom
from tests.factories import accounts, drafts, publications, records
from tests.factories.publications import NOW
from tests.factories.takeovers import about_testamine, upload
from tests.importing.pages import sample_text

pytestmark = pytest.mark.django_db


def page(name: str, **parts: str) -> tuple[str, bytes]:
    values = {"names": f"{name.title()}ex (U.K.)", "opening": f"{name.title()} is an agent.", **parts}
    return f"{name}.txt", about_testamine(**values).encode()


def documents(*pages) -> list:
    return [file.run.document for file in upload(*pages).files.all()]


def open_findings(code: str):
    return Finding.objects.filter(code=code, settled_at=None)


def record(document):
    return document.revisions.order_by("-number").first().record


def answered(code: str, answer, **kwargs):
    return correct(findings=open_findings(code), answer=answer, by=kwargs.get("by") or accounts.writer(), now=NOW)


def test_the_market_of_a_generic_is_given_to_all_pages():
    here = documents(page("alphamine"), page("betamine"))

    result = answered("generic_market_unknown", ["US"])

    assert (result.done, result.failed) == (2, [])
    assert {record(each).generic_available.markets for each in here} == {("US",)}
    assert not open_findings("generic_market_unknown").exists()


def test_a_claim_on_generics_is_taken_back():
    (document,) = documents(page("alphamine"))

    answered("generic_market_unknown", NOT_KNOWN)

    assert record(document).generic_available.value == "unknown"


def test_a_brand_gets_its_market():
    (document,) = documents(page("alphamine", names="Alphex"))

    answered("brand_market_unknown", "CA")

    assert [(each.name, each.market) for each in record(document).brand_names] == [("Alphex", "CA")]


def test_a_name_that_is_no_brand_goes():
    (document,) = documents(page("alphamine", names="Alphex"))

    answered("brand_market_unknown", NO_BRAND)

    assert record(document).brand_names == ()


def test_a_page_that_cannot_be_corrected_is_named_and_does_not_stop_the_others(monkeypatch):
    documents(page("alphamine"), page("betamine"))
    change = corrections.ANSWERS["generic_market_unknown"]

    def refusing(record, finding, answer):
        return change(record, finding, ["nowhere"] if record.generic_name == "alphamine" else answer)

    monkeypatch.setitem(corrections.ANSWERS, "generic_market_unknown", refusing)

    result = answered("generic_market_unknown", ["US"])

    assert result.done == 1
    assert [name for name, why in result.failed] == ["alphamine"]
    assert [finding.document.medication.slug for finding in open_findings("generic_market_unknown")] == ["alphamine"]


def test_a_symptom_that_was_not_here_is_told_to_be_one_that_was():
    publications.published(records.symptom_record("dizziness", name="dizziness"))
    (document,) = documents(page("alphamine"))
    assert open_findings("symptom_created").get().subject == "vertigo"

    answered("symptom_created", "dizziness")

    assert [use.symptom.code for use in record(document).uses] == ["dizziness"]
    assert Symptom.objects.get(code="vertigo").document.archived_at == NOW


def test_a_symptom_that_other_pages_name_is_not_put_away():
    drafts.draft(records.symptom_record("dizziness", name="dizziness"))
    alphamine, _ = documents(page("alphamine"), page("betamine"))
    of_one = open_findings("symptom_created").filter(document=alphamine)

    correct(findings=of_one, answer="dizziness", by=accounts.writer(), now=NOW)

    assert Symptom.objects.get(code="vertigo").document.archived_at is None


def test_the_permission_is_noted_once_on_the_source_and_in_the_pages_that_name_it():
    (document,) = documents(("orbelazine.txt", sample_text().encode()))

    answered("source_reuse_unconfirmed", ["partners"])

    reuse = record(document).sources[0].reuse
    assert (reuse.site, reuse.print, reuse.partners) == (True, False, True)
    assert (Source.objects.get().reuse_partners, Source.objects.get().reuse_print) == (True, False)


def test_a_new_symptom_that_is_right_as_it_is_stays_and_is_settled():
    (document,) = documents(page("alphamine"))

    result = answered("symptom_created", "vertigo")

    assert (result.done, result.failed) == (1, [])
    assert [use.symptom.code for use in record(document).uses] == ["vertigo"]
    assert Symptom.objects.get(code="vertigo").document.archived_at is None


def test_a_draft_that_says_something_else_by_now_is_named_and_not_settled():
    (document,) = documents(page("alphamine"))
    drafts.edited(document, generic_available={"value": "yes", "markets": ["GB"], "as_of": "2026"})

    result = answered("generic_market_unknown", ["US"])

    assert (result.done, [name for name, why in result.failed]) == (0, ["alphamine"])
    assert record(document).generic_available.markets == ("GB",)
    assert open_findings("generic_market_unknown").exists()


def test_how_it_is_sold_stays_as_an_editor_has_entered_it():
    text = page("alphamine", opening="Alphamine is an agent. It is available without a prescription.")
    (document,) = documents(text)
    drafts.edited(document, availability="both")

    result = answered("availability_inferred", "prescription")

    assert result.done == 0
    assert record(document).availability == "both"


def test_a_finding_that_somebody_settled_meanwhile_is_not_answered_again():
    (document,) = documents(page("alphamine"))
    seen = list(open_findings("generic_market_unknown"))
    answered("generic_market_unknown", ["US"])
    drafts.edited(document, generic_available={"value": "yes", "as_of": "2026"})

    result = correct(findings=seen, answer=["CA"], by=accounts.writer(), now=NOW)

    assert result.done == 0
    assert record(document).generic_available.markets == ()


def test_a_source_that_no_ticked_page_names_is_not_opened():
    documents(("orbelazine.txt", sample_text().encode()))
    statement = Source.objects.get().permission
    drafts.draft(records.source_record("twin", permission=statement, reuse={"partners": False}))

    answered("source_reuse_unconfirmed", ["partners"])

    assert not Source.objects.get(code="twin").reuse_partners


def test_a_reviewer_may_not_correct():
    documents(page("alphamine"))

    with pytest.raises(NotAllowed):
        answered("generic_market_unknown", ["US"], by=accounts.reviewer())

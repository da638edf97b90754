"""Medicines as FHIR R5 resources: valid, true to the record, and nothing passed on that may not be."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from medications.content.schema import ExternalCode, Reuse, Section
from tests.factories import drafts, emergencies, publications, records, safety_notices, withdrawals
from tests.factories.site import LATER, ORBELAZINE, complete_site, kept
from tests.fhir.checking import assert_fhir
from tests.fhir.ids import A_USE

pytestmark = pytest.mark.django_db

MEDICINE, USES = f"/fhir/MedicationKnowledge/{ORBELAZINE}", "/fhir/ClinicalUseDefinition"


@pytest.fixture(scope="module", autouse=True)
def site(django_db_setup, django_db_blocker):
    with kept(django_db_blocker):
        yield complete_site()


def read(client, address: str = MEDICINE) -> dict:
    answer = client.get(address)
    assert answer.status_code == 200
    assert_fhir(answer.json())
    return answer.json()


def uses_of(client, document=ORBELAZINE, **asked) -> list[dict]:
    bundle = client.get(USES, {"medication": document, "_count": 100, **asked}).json()
    assert_fhir(bundle)
    return [entry["resource"] for entry in bundle.get("entry", ())]


def extended(resource: dict, name: str):
    return [each for each in resource["extension"] if each["url"].endswith(f"/StructureDefinition/{name}")]


def published(record, **kwargs):
    return publications.published(record, **kwargs).document


# The medicine


def test_a_medicine_is_named_and_coded(client):
    told = read(client)

    assert told["status"] == "active"
    assert told["name"] == ["orbelazine", "Quietrane"]
    assert told["code"]["text"] == "orbelazine"
    assert {(each["system"], each["code"]) for each in told["code"]["coding"]} == {
        ("http://www.nlm.nih.gov/research/umls/rxnorm", "2598"),
        ("http://www.whocc.no/atc", "N03AE01"),
    }


def test_each_system_of_codes_has_the_address_that_hl7_gives_it(client):
    codes = [ExternalCode(system=system, code="1") for system in ("rxnorm", "atc", "unii", "snomed_ct")]
    document = published(records.small_record("coded", codes=codes))

    told = read(client, f"/fhir/MedicationKnowledge/{document.pk}")

    assert [each["system"] for each in told["code"]["coding"]] == [
        "http://www.whocc.no/atc",
        "http://www.nlm.nih.gov/research/umls/rxnorm",
        "http://snomed.info/sct",
        "http://fdasis.nlm.nih.gov",
    ]


def test_a_medicine_says_which_publication_it_is_and_on_what_basis(client):
    told = read(client)

    assert told["meta"]["versionId"] == "2"
    assert told["meta"]["lastUpdated"] == "2026-04-01T12:00:00Z"
    assert told["meta"]["source"] == "http://testserver/medications/orbelazine/"
    assert [tag["code"] for tag in told["meta"]["tag"]] == ["reviewed"]
    assert extended(told, "last-updated")[0]["valueDate"] == "2026-04-01"
    assert extended(told, "licence")[0]["valueString"] == "All rights reserved by the publisher"
    assert len(extended(told, "digest")[0]["valueString"]) == 64


def test_the_basis_of_an_emergency_is_told(client):
    change = emergencies.published_in_emergency(drafts.draft(records.small_record("hasty")))

    assert read(client, f"/fhir/MedicationKnowledge/{change.document_id}")["meta"]["tag"][0]["code"] == "emergency"


def test_sources_go_along(client):
    cited = [each["valueRelatedArtifact"] for each in extended(read(client), "source")]

    assert {each["label"] for each in cited} == {records.LABEL, records.BOOK}
    assert all(each["type"] == "citation" for each in cited)


def test_what_nobody_may_miss_is_in_the_text_for_people(client):
    text = read(client)["text"]["div"]

    for words in ["Not for cats.", "Do not stop suddenly.", "Skip a missed dose.", "Last updated April 1, 2026."]:
        assert words in text


def test_a_review_that_is_due_is_told_with_its_day(client):
    document = published(records.small_record("testamine"), whole_record=True)

    told = read(client, f"/fhir/MedicationKnowledge/{document.pk}")

    assert extended(told, "review-due")[0]["valueDate"] == "2027-03-02"
    assert extended(told, "last-reviewed")[0]["valueDate"] == "2026-03-02"
    assert "Review due March 2, 2027" in told["text"]["div"]


# Safety notices


@pytest.mark.parametrize("starts_in", [0, 3])
def test_a_safety_notice_comes_first_with_its_days_even_if_they_are_to_come(client, site, starts_in):
    begins = timezone.localdate() + timedelta(days=starts_in)
    safety_notices.posted(site.document, begins_on=begins, ends_on=begins + timedelta(days=9))

    told, first = read(client), uses_of(client)[0]

    assert told["extension"][0]["url"].endswith("/safety-notice")
    assert {"url": "begins", "valueDate": begins.isoformat()} in told["extension"][0]["extension"]
    assert told["text"]["div"].index(safety_notices.TEXT) < told["text"]["div"].index("Orbelazine")
    assert first["type"] == "warning"
    assert first["warning"]["description"] == safety_notices.TEXT
    assert told["clinicalUseIssue"][0]["reference"] == f"ClinicalUseDefinition/{first['id']}"


def test_a_posted_notice_makes_a_new_version(client, site):
    today = timezone.localdate()
    before = client.get(MEDICINE)
    safety_notices.posted(site.document, begins_on=today, ends_on=today)

    answer = client.get(MEDICINE, headers={"If-None-Match": before["ETag"]})

    assert answer.status_code == 200
    assert answer["ETag"] == 'W/"3"'


def test_a_notice_that_is_over_is_not_told(client, site):
    yesterday = timezone.localdate() - timedelta(days=1)
    safety_notices.posted(site.document, begins_on=yesterday - timedelta(days=3), ends_on=timezone.localdate())

    with_it = read(client)
    with time_machine.travel(timezone.now() + timedelta(days=2), tick=False):
        without = read(client)

    assert "safety-notice" in with_it["extension"][0]["url"]
    assert "safety-notice" not in without["extension"][0]["url"]


# Uses, warnings, side effects


def test_every_issue_of_a_medicine_is_referred_to_and_found(client):
    told = read(client)

    found = [f"ClinicalUseDefinition/{each['id']}" for each in uses_of(client)]
    assert [each["reference"] for each in told["clinicalUseIssue"]] == found
    assert len(found) == len(set(found)) == 8


def test_a_use_is_an_indication(client):
    told = read(client, f"{USES}/{A_USE}")

    assert told["type"] == "indication"
    named = told["indication"]["diseaseSymptomProcedure"]["concept"]
    assert named["text"] == "tremor (at night)"
    assert (named["coding"][0]["system"], named["coding"][0]["code"]) == ("http://testserver/fhir/CodeSystem/symptom", "tremor")
    assert told["category"][0]["text"] == "off-label"
    assert extended(told, "primary-use")[0]["valueBoolean"] is True
    assert extended(told, "note")[0]["valueString"] == "When other medicines did not help."
    assert told["subject"] == [{"reference": "#medicine", "display": "orbelazine"}]


def test_side_effects_are_undesirable_effects_with_what_to_do_and_how_often(client):
    found = {
        each["undesirableEffect"]["symptomConditionEffect"]["concept"]["text"]: each
        for each in uses_of(client, type="undesirable-effect")
    }

    ringing, sleep = found["ringing ears"], found["deep sleep"]
    assert len(found) == 3
    assert ringing["undesirableEffect"]["classification"]["text"] == "Tell your doctor or nurse"
    assert ringing["undesirableEffect"]["frequencyOfOccurrence"]["text"] == "9 in 100 people, 4 in 100 on placebo"
    assert sleep["undesirableEffect"]["classification"]["text"] == "Get emergency help, sign of overdose"
    assert extended(found["sleepiness or tiredness (mild)"], "look-alike")[0]["valueBoolean"] is True


def test_warnings_are_the_boxed_one_then_stopping_and_a_missed_dose(client):
    found = [(each["warning"]["code"]["text"], each["warning"]["description"]) for each in uses_of(client, type="warning")]

    assert found == [
        ("Boxed warning", "- Not for cats."),
        ("Stopping this medicine", "Do not stop suddenly."),
        ("If you miss a dose", "Skip a missed dose."),
    ]


def test_sections_that_warn_are_warnings_and_others_are_not(client):
    kinds = ["about", "precautions", "pregnancy", "interactions", "overdose", "storage"]
    sections = [Section(kind=kind, heading=f"On {kind}", body=f"It says {kind}. [@{records.LABEL}]") for kind in kinds]
    document = published(records.small_record("warner", sections=sections))

    found = uses_of(client, document.pk, type="warning")

    assert [each["warning"]["code"]["text"] for each in found] == [f"On {kind}" for kind in kinds[1:5]]
    assert found[0]["category"][0]["coding"][0]["code"] == "precautions"
    assert extended(found[0], "source")[0]["valueRelatedArtifact"]["label"] == records.LABEL


def test_an_id_stays_when_the_wording_changes(client, site):
    before = {each["id"] for each in uses_of(client)}
    effects = [effect.model_copy(update={"wording": f"{effect.wording}, now"}) for effect in site.revision.record.side_effects]
    publications.republished(site.document, now=LATER + timedelta(days=1), side_effects=effects)

    assert {each["id"] for each in uses_of(client)} == before


def test_two_things_of_the_same_name_have_two_ids(client):
    rows = [records.effect("itching", "itching"), records.effect("itching, worse", "itching")]
    document = published(records.small_record("itchy", side_effects=rows))

    assert len({each["id"] for each in uses_of(client, document.pk, type="undesirable-effect")}) == 2


def test_hostile_text_stays_text(client):
    body = "<script>x</script> & \x0b <b>y</b> [a](javascript:z)<br>\u00a0 [b](https://example.org/?a=1&b=2)  \nc"
    sections = [Section(kind="precautions", heading="<i>H</i>", body=body, boxed=True)]
    document = published(records.small_record("hostile", sections=sections))

    text = read(client, f"/fhir/MedicationKnowledge/{document.pk}")["text"]["div"]

    assert "<script" not in text
    assert "javascript:" not in text.replace("[a](javascript:z)", "")
    assert uses_of(client, document.pk)


# What may not be passed on


@pytest.fixture
def reprint():
    book = records.source("reprinted-book", permission="Reprinted with permission.", reuse={"partners": False})
    sources = [records.source(records.LABEL), records.source(records.BOOK), book]
    return published(records.medication_record("reprinted", sources=sources, whole_page_sources=[book.code]))


def test_a_text_that_may_not_be_passed_on_is_left_out_and_the_resource_says_so(client, reprint):
    told = read(client, f"/fhir/MedicationKnowledge/{reprint.pk}")

    assert "SUBSETTED" in [tag["code"] for tag in told["meta"]["tag"]]
    assert "may be read on our site only" in extended(told, "withheld")[0]["valueString"]
    assert told["name"] == ["reprinted", "Quietrane"]
    for words in ["Not for cats.", "Do not stop", "Skip a missed", "Calms the nerves", "tablet"]:
        assert words not in str(told)


def test_of_such_a_text_only_bare_uses_are_told(client, reprint):
    found = uses_of(client, reprint.pk)

    assert {each["type"] for each in found} == {"indication"}
    assert [each["indication"]["diseaseSymptomProcedure"]["concept"]["text"] for each in found] == ["tremor", "pain"]
    assert "When other medicines" not in str(found)


def _change_permission(reprint, days: int, *, partners: bool) -> None:
    source = drafts.edited(drafts.find_document("source", "reprinted-book"), reuse=Reuse(partners=partners))
    publications.publish(publications.approve(source), now=LATER + timedelta(days=days))
    publications.republished(reprint, now=LATER + timedelta(days=days, hours=1))


def test_permission_that_is_taken_back_counts_for_old_versions(client, reprint):
    for days, partners in [(1, True), (2, False)]:
        _change_permission(reprint, days, partners=partners)

    told = read(client, f"/fhir/MedicationKnowledge/{reprint.pk}/_history/2")

    assert "SUBSETTED" in [tag["code"] for tag in told["meta"]["tag"]]
    assert "Do not stop" not in str(told)


@pytest.mark.parametrize("method", ["get", "head"])
def test_who_has_the_text_of_an_old_version_is_not_told_that_nothing_changed_once_permission_is_taken_back(
    client, reprint, method
):
    _change_permission(reprint, 1, partners=True)
    address = f"/fhir/MedicationKnowledge/{reprint.pk}/_history/2"
    whole = client.get(address)
    assert "Do not stop" in str(whole.json())
    _change_permission(reprint, 2, partners=False)

    for name, told in [("If-None-Match", whole["ETag"]), ("If-Modified-Since", whole["Last-Modified"])]:
        answer = getattr(client, method)(address, headers={name: told})
        assert (answer.status_code, answer["Cache-Control"]) == (200, "no-store")


# Old versions, and what was taken down


def test_an_old_version_is_as_it_was(client, site):
    told = read(client, f"{MEDICINE}/_history/1")

    assert told["meta"]["versionId"] == "1"
    assert told["meta"]["lastUpdated"] == "2026-03-02T12:00:00Z"
    assert told["meta"]["source"] == "http://testserver/medications/orbelazine-old/"
    assert read(client, f"{USES}/{A_USE}/_history/1")["meta"]["versionId"] == "1"
    assert read(client, f"{MEDICINE}/_history/2") == read(client)


@pytest.mark.parametrize("address", [MEDICINE, f"{MEDICINE}/_history/1", f"{USES}/{A_USE}", f"{USES}/{A_USE}/_history/1"])
@pytest.mark.parametrize("kind", ["gone", "banner", "moved"])
def test_what_was_withdrawn_is_gone_and_says_why(client, site, address, kind):
    other = drafts.find_document("medication", "sample-drug")
    withdrawals.withdrawn(site.document, kind, replacement=other if kind == "moved" else None)

    answer = client.get(address)

    assert answer.status_code == 410
    assert_fhir(answer.json())
    issue = answer.json()["issue"][0]
    assert issue["code"] == "deleted"
    assert withdrawals.WHY in issue["diagnostics"]
    assert ("medications/sample-drug/" in issue["diagnostics"]) == (kind == "moved")
    assert answer["Cache-Control"] == "no-store"


def test_a_withdrawn_medicine_is_not_found_by_a_search(client, site):
    withdrawals.withdrawn(site.document)

    assert uses_of(client) == []
    assert client.get("/fhir/MedicationKnowledge", {"_id": ORBELAZINE}).json()["total"] == 0


@pytest.mark.parametrize("address", [f"{MEDICINE}/_history/1", f"{USES}/{A_USE}/_history/1"])
def test_a_version_whose_text_was_removed_is_gone_and_says_why(client, site, address):
    first = site.document.changes.get(publication_number=1).revision
    withdrawals.suppressed(first, reason="It named a person.")

    answer = client.get(address)

    assert answer.status_code == 410
    assert "It named a person." in answer.json()["issue"][0]["diagnostics"]
    assert client.get(MEDICINE).status_code == 200


def test_a_draft_is_as_if_it_were_not(client):
    revision = drafts.draft(records.small_record("secretol"))

    answer = client.get(f"/fhir/MedicationKnowledge/{revision.document_id}")

    assert answer.status_code == 404
    assert "secretol" not in answer.content.decode()

"""Where a page's text may be used: told by the permission statements of its sources and their flags."""

from pathlib import Path

import pytest

import medications.content
from medications.content import catalogue, catalogue_records
from medications.content.choices import DocumentKind
from medications.content.reuse import Place, refusing
from medications.content.schema import Reuse
from tests.factories import records

CATALOGUE = Path(medications.content.__file__).parents[1] / "catalogue"
REPRINT = "Reprinted with permission from A. Ashgrove, Steady Days."
BOOK = records.BOOK


def page(*, permission: str = REPRINT, whole_page: bool = True, cites: str = BOOK, **reuse):
    source = records.source(BOOK, permission=permission, reuse=Reuse(**reuse))
    return records.small_record(
        uses=[records.use("tremor", sources=[cites])],
        sources=[source, records.source(permission="", reuse=Reuse())],
        whole_page_sources=[BOOK] if whole_page else [],
    )


def refused(record) -> dict[str, list[str]]:
    return {place: [source.code for source in refusing(record, place)] for place in Place}


def test_reprint_that_permits_nothing_more_stays_on_this_site():
    assert refused(page()) == {"site": [], "print": [BOOK], "partners": [BOOK]}


@pytest.mark.parametrize("place", Place)
def test_each_permission_is_a_place_of_its_own(place):
    allowed = refused(page(**{"site": False, place: True}))

    assert [each for each, codes in allowed.items() if not codes] == [place]


def test_source_cited_for_a_fact_does_not_make_our_words_a_reprint():
    assert refused(page(permission="", site=False)) == {"site": [], "print": [], "partners": []}


def test_source_of_the_whole_page_without_a_permission_statement_is_no_reprint():
    assert refused(page(permission="", whole_page=True)) == {"site": [], "print": [], "partners": []}


def test_reprint_that_is_cited_closely_only_is_one_all_the_same():
    assert refused(page(whole_page=False))["partners"] == [BOOK]


def test_one_reprint_that_refuses_is_enough():
    other = records.source("other-book-1999", permission="Reprinted.", reuse=Reuse(partners=True))
    record = records.changed(page(), sources=[*page().sources, other])

    assert refused(record)["partners"] == [BOOK]


def test_symptom_page_is_told_by_its_sources_too():
    assert [source.code for source in refusing(records.symptom_record(sources=page().sources), Place.PARTNERS)] == [BOOK]


@pytest.mark.parametrize("record", [records.source_record(permission=REPRINT), records.side_effect_record()])
def test_what_has_no_sources_reprints_nothing(record):
    assert refused(record) == {"site": [], "print": [], "partners": []}


def vocabulary():
    files = {
        DocumentKind.SYMPTOM: "symptoms.yaml",
        DocumentKind.DRUG_CLASS: "drug-classes.yaml",
        DocumentKind.SIDE_EFFECT: "side-effects.yaml",
    }
    texts = {kind: (CATALOGUE / "vocabulary" / name).read_text("utf-8") for kind, name in files.items()}
    return catalogue.Vocabulary(*(catalogue.read_vocabulary(kind, texts[kind], file=name) for kind, name in files.items()))


@pytest.mark.slow
def test_every_medicine_of_the_starter_catalogue_may_be_used_everywhere():
    terms, files = vocabulary(), sorted((CATALOGUE / "medications").glob("*.yaml"))
    medicines = [catalogue.read_medication(file.read_text("utf-8"), file=file.name) for file in files]

    found = {medicine.slug: refused(catalogue_records.to_record(medicine, terms)) for medicine in medicines}

    assert len(found) >= 8
    assert {slug for slug, places in found.items() if any(places.values())} == set()

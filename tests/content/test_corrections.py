from medications.content import corrections, schema
from tests.factories import records


def record(**values):
    return records.changed(records.small_record(), **values)


def test_a_generic_gets_its_markets_and_keeps_its_date():
    before = record(generic_available={"value": "no", "as_of": "2005-01-13"})

    after = corrections.with_generic_markets(before, ["US", "CA"]).generic_available

    assert (after.value, after.markets, after.as_of) == ("no", ("CA", "US"), "2005-01-13")


def test_a_claim_that_names_its_markets_is_not_the_one_that_was_asked_about():
    before = record(generic_available={"value": "yes", "markets": ["GB"], "as_of": "2024"})

    assert corrections.with_generic_markets(before, ["US"]) == before
    assert corrections.with_generic_unknown(before) == before


def test_a_claim_on_generics_can_be_taken_back():
    before = record(generic_available={"value": "no", "as_of": "2005-01-13"})

    assert corrections.with_generic_unknown(before).generic_available == schema.GenericInfo()


def test_a_brand_gets_the_market_it_lacks():
    before = record(brand_names=[{"name": "Altex"}, {"name": "Other", "market": "GB"}])

    after = corrections.with_brand_market(before, "Altex", "US")

    assert {(each.name, each.market) for each in after.brand_names} == {("Altex", "US"), ("Other", "GB")}


def test_a_brand_that_is_listed_for_that_market_already_is_not_listed_twice():
    before = record(brand_names=[{"name": "Altex"}, {"name": "Altex", "market": "US"}])

    after = corrections.with_brand_market(before, "Altex", "US")

    assert [(each.name, each.market) for each in after.brand_names] == [("Altex", "US")]


def test_a_name_that_is_no_brand_is_taken_out():
    before = record(brand_names=[{"name": "Share"}, {"name": "Altex", "market": "US"}, {"name": "Altex"}])

    assert [each.name for each in corrections.without_brand(before, "Share").brand_names] == ["Altex", "Altex"]
    assert [each.market for each in corrections.without_brand(before, "Altex").brand_names] == ["US", ""]


def test_a_use_names_another_symptom_instead():
    before = record(
        uses=[
            {
                "symptom": {"code": "urination", "label": "urination", "slug": "urination"},
                "primary": True,
                "qualifier": "at night",
            }
        ]
    )
    bladder = schema.SymptomTerm(code="bladder", label="bladder problems", slug="bladder")

    (use,) = corrections.with_symptom_instead(before, "urination", bladder).uses

    assert (use.symptom.code, use.primary, use.qualifier) == ("bladder", True, "at night")


BLADDER = {"code": "bladder", "label": "bladder problems", "slug": "bladder"}
URINATION = {"code": "urination", "label": "urination", "slug": "urination"}


def test_two_uses_that_become_the_same_are_one_that_says_what_both_said():
    uses = [{"symptom": URINATION, "primary": True, "note": "First."}, {"symptom": BLADDER, "note": "Second."}]

    (use,) = corrections.with_symptom_instead(record(uses=uses), "urination", schema.SymptomTerm(**BLADDER)).uses

    assert (use.symptom.code, use.primary, use.note) == ("bladder", True, "First. Second.")


def test_a_use_with_a_qualifier_of_its_own_stays_beside_the_other():
    uses = [{"symptom": URINATION, "qualifier": "only at night"}, {"symptom": BLADDER}]

    after = corrections.with_symptom_instead(record(uses=uses), "urination", schema.SymptomTerm(**BLADDER)).uses

    assert [(use.symptom.code, use.qualifier) for use in after] == [("bladder", "only at night"), ("bladder", "")]


def test_the_same_symptom_instead_changes_nothing():
    before = record(uses=[{"symptom": BLADDER}])

    assert corrections.with_symptom_instead(before, "bladder", schema.SymptomTerm(**BLADDER)) == before


def test_rows_without_a_term_get_those_of_their_wording_and_the_others_stay():
    term = {"code": "rash", "label": "rash"}
    rows = [
        {"group": "tell_clinician", "wording": "Skin rash"},
        {"group": "emergency", "wording": "skin rash", "terms": [{"code": "hives", "label": "hives"}]},
        {"group": "tell_clinician", "wording": "chills"},
    ]

    after = corrections.with_terms(record(side_effects=rows), {"skin rash": [schema.Term(**term)]})

    assert [[each.code for each in row.terms] for row in after.side_effects] == [["rash"], ["hives"], []]
    assert corrections.wordings_without_term(after) == ["chills"]

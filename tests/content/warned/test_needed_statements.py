import pytest

from medications.content.choices import Route
from medications.content.schema import Statement
from medications.content.warnings.needed_statements import BY_CLASS
from tests.factories import records
from tests.factories.warned import codes, only, page

POINT = [Statement(text=f"Calms the nerves. [@{records.LABEL}]")]


def bare(drug_class: str | None, **changes):
    """A page without either statement."""
    return page(at_a_glance=POINT, drug_class=records.term(drug_class) if drug_class else None, **changes)


@pytest.mark.parametrize(
    ("drug_class", "why"),
    [
        ("benzodiazepine", "withdrawal"),
        ("gaba-agonist-muscle-relaxant", "withdrawal"),
        ("corticosteroid", "steroids"),
        ("ssri", "unpleasant"),
        ("sodium-channel-anticonvulsant", "seizures"),
        ("adamantane", "fever"),
        ("stimulant", "low mood"),
        ("interferon-beta", "MS can become active again"),
    ],
)
def test_class_that_needs_them_is_told_why(drug_class, why):
    record = bare(drug_class)

    assert why in only("no_stopping", record).message
    assert "after a missed dose" in only("no_missed_dose", record).message


def test_class_in_the_plural_is_the_same_class():
    assert "withdrawal" in only("no_stopping", bare("benzodiazepines")).message


@pytest.mark.parametrize("drug_class", ["osmotic-laxative", "pde5-inhibitor"])
def test_class_taken_when_wanted_needs_neither(drug_class):
    assert {"no_stopping", "no_missed_dose"}.isdisjoint(codes(bare(drug_class)))


def test_class_without_harm_from_stopping_needs_missed_dose_only():
    assert [code for code in codes(bare("antimuscarinic")) if code.startswith("no_")] == ["no_missed_dose"]


@pytest.mark.parametrize("drug_class", ["calming-agent", None])
def test_class_that_is_not_known_is_asked_about(drug_class):
    record = bare(drug_class)

    assert only("no_stopping", record).message.split(". ")[1].startswith("If ")
    assert only("no_missed_dose", record).message.split(". ")[1].startswith("If ")


def test_what_a_clinician_gives_asks_for_a_missed_appointment():
    assert "appointment" in only("no_missed_dose", bare("anti-integrin-antibody", routes=[Route.INTRAVENOUS])).message


def test_what_can_also_be_taken_at_home_asks_for_a_missed_dose():
    record = bare("corticosteroid", routes=[Route.INTRAVENOUS, Route.ORAL])

    assert "appointment" not in only("no_missed_dose", record).message


def test_statements_that_are_there_are_not_asked_for():
    assert {"no_stopping", "no_missed_dose"}.isdisjoint(codes(page()))


def test_statement_that_says_nothing_is_asked_for():
    empty = Statement(kind="stopping", text=f"[@{records.LABEL}]")

    assert "no_stopping" in codes(page(at_a_glance=[*POINT, empty]))


def test_no_class_of_the_table_ends_in_s():
    """Or else the singular of a society's own plural would not find it."""
    assert [code for code in BY_CLASS if code.endswith("s")] == []

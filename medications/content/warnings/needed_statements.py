"""Stopping and missed dose: a warning where the class of the medicine needs the statement, a softer one where that is not known.

The table is editorial. It was drawn up from what labels and guidelines say of the medicines of the starter catalogue and wants a
clinician's eye. A class that is not in it is not known: then both statements are asked for, as a question.
"""

from dataclasses import dataclass

from medications.content.checks import Reason, has_statement
from medications.content.choices import Route, StatementKind
from medications.content.schema import MedicationRecord

# Who has one of these only is given the medicine by a clinician, and can miss an appointment rather than a dose.
GIVEN_BY_A_CLINICIAN = {Route.INTRAVENOUS, Route.INTRATHECAL, Route.INTRADETRUSOR}

WITHDRAWAL = "Stopping it suddenly can cause withdrawal, which can be dangerous"
SEIZURES = "Stopping it suddenly can cause seizures"
STEROIDS = "After a longer course the body needs time to make its own steroids again"
DISCONTINUATION = "Stopping it suddenly often causes unpleasant effects"
MS_RETURNS = "MS can become active again after it is stopped"
START_AGAIN = "After a gap it may have to be started again at a low dose"


@dataclass(frozen=True)
class Needs:
    """`stopping`: why a reader must know about it; empty where nothing speaks for it. `missed_dose`: it is taken regularly."""

    stopping: str = ""
    missed_dose: bool = True


NOTHING = Needs(missed_dose=False)  # taken when wanted, or in a single course

BY_CLASS = {
    "gaba-agonist-muscle-relaxant": Needs(WITHDRAWAL),
    "benzodiazepine": Needs(WITHDRAWAL),
    "alpha-2-agonist-muscle-relaxant": Needs("Stopping it suddenly can make blood pressure and stiffness shoot up"),
    "direct-muscle-relaxant": Needs(),
    "sodium-channel-anticonvulsant": Needs(SEIZURES),
    "barbiturate-anticonvulsant": Needs(SEIZURES),
    "gabapentinoid": Needs(SEIZURES),
    "tricyclic-antidepressant": Needs(DISCONTINUATION),
    "ssri": Needs(DISCONTINUATION),
    "snri": Needs(DISCONTINUATION),
    "aminoketone-antidepressant": Needs("How it is stopped is for the prescriber to plan"),
    "adamantane": Needs("Stopping it suddenly can cause fever, confusion and stiff muscles"),
    "stimulant": Needs("Stopping it suddenly after long use can cause low mood and exhaustion"),
    "corticosteroid": Needs(STEROIDS),
    "corticotropin": Needs(STEROIDS),
    "beta-blocker": Needs("Stopping it suddenly can harm the heart"),
    "alpha-1-blocker": Needs(START_AGAIN),
    "potassium-channel-blocker": Needs(),
    "nmda-antagonist-combination": Needs(),
    "antimuscarinic": Needs(),
    "beta-3-agonist": Needs(),
    "cholinesterase-inhibitor": Needs(),
    "bisphosphonate": Needs(),
    "vasopressin-analog": Needs(),
    "antituberculosis-antibiotic": Needs(),
    "urinary-antibacterial": Needs(),
    "sulfonamide-antibiotic-combination": Needs(),
    "interferon-beta": Needs(MS_RETURNS),
    "glatiramer": Needs(MS_RETURNS),
    "fumarate": Needs(MS_RETURNS),
    "s1p-modulator": Needs(f"{MS_RETURNS}, sometimes worse than before"),
    "anti-integrin-antibody": Needs(f"{MS_RETURNS}, sometimes worse than before"),
    "anti-cd20-antibody": Needs(MS_RETURNS),
    "pyrimidine-synthesis-inhibitor": Needs("It stays in the body long after it is stopped"),
    "botulinum-toxin": NOTHING,
    "5-ht3-antagonist": NOTHING,
    "pde5-inhibitor": NOTHING,
    "prostaglandin": NOTHING,
    "antihistamine": NOTHING,
    "urinary-analgesic": NOTHING,
    "sleep-hormone-supplement": NOTHING,
    "bulk-forming-laxative": NOTHING,
    "lubricant-laxative": NOTHING,
    "osmotic-laxative": NOTHING,
    "saline-laxative": NOTHING,
    "stimulant-laxative": NOTHING,
    "stool-softener": NOTHING,
}


def warnings(record: MedicationRecord) -> list[Reason]:
    needs = _needs(record)
    checks = [
        ("no_stopping", StatementKind.STOPPING, _stopping(needs)),
        ("no_missed_dose", StatementKind.MISSED_DOSE, _missed_dose(needs, record.routes)),
    ]
    return [Reason(code, "at_a_glance", message) for code, kind, message in checks if message and not has_statement(record, kind)]


def _needs(record: MedicationRecord) -> Needs | None:
    """None: not known. A society may have written the code of its class in the plural."""
    code = record.drug_class.code if record.drug_class else ""
    return BY_CLASS.get(code) or BY_CLASS.get(code.removesuffix("s"))


def _stopping(needs: Needs | None) -> str:
    if needs is None:
        return "There is no statement on stopping. If a reader must know something before they stop, say it at a glance."
    if not needs.stopping:
        return ""
    return f"There is no statement on stopping. {needs.stopping}: say at a glance what a reader must do."


def _missed_dose(needs: Needs | None, routes: tuple[str, ...]) -> str:
    if needs is not None and not needs.missed_dose:
        return ""
    if routes and GIVEN_BY_A_CLINICIAN.issuperset(routes):
        return (
            "There is no statement on a missed dose. A clinician gives this medicine: say what to do if an appointment is missed."
        )
    if needs is None:
        return "There is no statement on a missed dose. If it is taken regularly, say what to do after a missed dose."
    return "There is no statement on a missed dose. It is taken regularly: say what to do after a missed dose."

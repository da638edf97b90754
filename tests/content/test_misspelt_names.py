"""Names as people misspell them, by ear, by haste, by an old habit: the right medicine of the starter catalogue comes first."""

from functools import cache
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from medications.content.near_names import NEAR, nearness
from medications.content.search_matching import OWN_NAMES, Name, NameKind, closest, matches
from medications.content.search_question import SearchQuestion

CATALOGUE = Path(__file__).resolve().parents[2] / "medications" / "catalogue"
RIGHT = 0.95  # of the table, at least

# As typed: slug of the medicine that was meant.
MISSPELT = {
    "klonapin": "clonazepam",
    "klonipin": "clonazepam",
    "clonopin": "clonazepam",
    "clonazapam": "clonazepam",
    "klonazepam": "clonazepam",
    "rivotrill": "clonazepam",
    "bacloffen": "baclofen",
    "baclophen": "baclofen",
    "baclofin": "baclofen",
    "backlofen": "baclofen",
    "lioresol": "baclofen",
    "gabapenten": "gabapentin",
    "gabapentine": "gabapentin",
    "gabapenton": "gabapentin",
    "gabbapentin": "gabapentin",
    "neurotin": "gabapentin",
    "nuerontin": "gabapentin",
    "neuron tin": "gabapentin",
    "tysabry": "natalizumab",
    "tisabri": "natalizumab",
    "tysarbi": "natalizumab",
    "natalizumabe": "natalizumab",
    "nataluzimab": "natalizumab",
    "copaxon": "glatiramer-acetate",
    "copaxin": "glatiramer-acetate",
    "copoxone": "glatiramer-acetate",
    "capaxone": "glatiramer-acetate",
    "glatirimer": "glatiramer-acetate",
    "gilenia": "fingolimod",
    "gylenia": "fingolimod",
    "gilenyia": "fingolimod",
    "fingolamod": "fingolimod",
    "ocrevis": "ocrelizumab",
    "okrevus": "ocrelizumab",
    "ocrelizamab": "ocrelizumab",
    "ocrilizumab": "ocrelizumab",
    "tecfedera": "dimethyl-fumarate",
    "tecfadera": "dimethyl-fumarate",
    "techfidera": "dimethyl-fumarate",
    "dimethyl fumerate": "dimethyl-fumarate",
    "aubagia": "teriflunomide",
    "abagio": "teriflunomide",
    "aubaggio": "teriflunomide",
    "terriflunomide": "teriflunomide",
    "avonix": "interferon-beta-1a-intramuscular",
    "avenex": "interferon-beta-1a-intramuscular",
    "rebiff": "interferon-beta-1a-subcutaneous",
    "betaserone": "interferon-beta-1b",
    "beta seron": "interferon-beta-1b",
    "betasaron": "interferon-beta-1b",
    "plegredy": "peginterferon-beta-1a",
    "plagridy": "peginterferon-beta-1a",
    "kesempta": "ofatumumab",
    "kisimpta": "ofatumumab",
    "ofatumamab": "ofatumumab",
    "mavenclade": "cladribine",
    "mavinclad": "cladribine",
    "cladrabine": "cladribine",
    "lemtrata": "alemtuzumab",
    "lemtradda": "alemtuzumab",
    "alemtuzamab": "alemtuzumab",
    "mayzant": "siponimod",
    "maizent": "siponimod",
    "zeposha": "ozanimod",
    "ziposia": "ozanimod",
    "vumarity": "diroximel-fumarate",
    "ponvary": "ponesimod",
    "breumvi": "ublituximab",
    "briumvy": "ublituximab",
    "ampira": "dalfampridine",
    "ampyria": "dalfampridine",
    "fampira": "dalfampridine",
    "dalfampradine": "dalfampridine",
    "zanaflecks": "tizanidine",
    "xanaflex": "tizanidine",
    "zaniflex": "tizanidine",
    "tizanadine": "tizanidine",
    "tizandine": "tizanidine",
    "dantriam": "dantrolene",
    "dantrolin": "dantrolene",
    "valiam": "diazepam",
    "diazapam": "diazepam",
    "provigal": "modafinil",
    "pro vigil": "modafinil",
    "modafanil": "modafinil",
    "modafinal": "modafinil",
    "ritilin": "methylphenidate",
    "rittalin": "methylphenidate",
    "methylphenadate": "methylphenidate",
    "amantidine": "amantadine",
    "amantadene": "amantadine",
    "symetrel": "amantadine",
    "lirica": "pregabalin",
    "lyrika": "pregabalin",
    "pregabolin": "pregabalin",
    "tegritol": "carbamazepine",
    "tegratol": "carbamazepine",
    "carbamazapine": "carbamazepine",
    "trileptol": "oxcarbazepine",
    "cymbolta": "duloxetine",
    "simbalta": "duloxetine",
    "duloxitine": "duloxetine",
    "elavill": "amitriptyline",
    "amitriptylene": "amitriptyline",
    "amytriptiline": "amitriptyline",
    "amitryptiline": "amitriptyline",
    "nortriptylene": "nortriptyline",
    "zolof": "sertraline",
    "sertralene": "sertraline",
    "lexipro": "escitalopram",
    "selexa": "citalopram",
    "prosac": "fluoxetine",
    "wellbutron": "bupropion",
    "welbutrin": "bupropion",
    "effexer": "venlafaxine",
    "afexor": "venlafaxine",
    "paxel": "paroxetine",
    "detroll": "tolterodine",
    "ditropam": "oxybutynin",
    "oxybutinin": "oxybutynin",
    "oxibutynin": "oxybutynin",
    "vesacare": "solifenacin",
    "vesicair": "solifenacin",
    "toviez": "fesoterodine",
    "mirbetriq": "mirabegron",
    "myrbetrick": "mirabegron",
    "enablix": "darifenacin",
    "flowmax": "tamsulosin",
    "botoks": "onabotulinumtoxina",
    "sativix": "nabiximols",
    "nuedecksta": "dextromethorphan-quinidine",
    "newdexta": "dextromethorphan-quinidine",
    "aracept": "donepezil",
    "novantrona": "mitoxantrone",
    "mitoxanthrone": "mitoxantrone",
    "solumedrol": "methylprednisolone",
    "solu medral": "methylprednisolone",
    "methyl prednisolone": "methylprednisolone",
    "prednizone": "prednisone",
    "predisone": "prednisone",
    "acthar jel": "repository-corticotropin",
    "dilanten": "phenytoin",
    "phenitoin": "phenytoin",
    "lamictil": "lamotrigine",
    "lamotragine": "lamotrigine",
    "inderol": "propranolol",
    "propanolol": "propranolol",
    "mysolin": "primidone",
    "viagara": "sildenafil",
    "sildenafel": "sildenafil",
    "cealis": "tadalafil",
    "levetra": "vardenafil",
    "macrobed": "nitrofurantoin",
    "bactrum": "trimethoprim-sulfamethoxazole",
    "mira lax": "polyethylene-glycol-3350",
    "miralacks": "polyethylene-glycol-3350",
    "metamusil": "psyllium",
    "dulcolacks": "bisacodyl",
    "colase": "docusate",
    "zofram": "ondansetron",
    "antavert": "meclizine",
    "fosomax": "alendronate",
}
# Medicines that have no page here, and whose names are like one that has: taking one for the other could hurt somebody.
OTHER_MEDICINES = [
    *("celebrex", "lorazepam", "clonidine", "prednisolone", "hydralazine", "lamisil", "prilosec", "xanax", "zantac", "plavix"),
    *("zyprexa", "clobazam", "nifedipine", "oxycodone", "oxazepam", "fluvoxamine", "dopamine", "glipizide", "cyclosporine"),
]
# Words that are in no name, and like none.
ORDINARY = [
    "alcohol",
    "driving",
    "grapefruit",
    "needle",
    "insurance",
    "holiday",
    "breakfast",
    "travel",
    "nurse",
    "price",
    "vitamin",
]


@cache
def names() -> tuple[Name, ...]:
    """All that the starter catalogue's medicines are called and found by, so that every name has its rivals."""
    yaml = YAML(typ="safe")
    medicines = [yaml.load(file) for file in sorted((CATALOGUE / "medications").glob("*.yaml"))]
    found = [Name(NameKind.GENERIC, each["generic_name"], (each["slug"],)) for each in medicines]
    found += [Name(NameKind.BRAND, name, (each["slug"],)) for each in medicines for name in brands(each)]
    for kind, file in [(NameKind.USE, "symptoms"), (NameKind.DRUG_CLASS, "drug-classes"), (NameKind.SIDE_EFFECT, "side-effects")]:
        for term in yaml.load(CATALOGUE / "vocabulary" / f"{file}.yaml")["terms"]:
            found += [Name(kind, text, (term["code"],)) for text in [term["name"], *term.get("aliases", ())]]
    return tuple(found)


def brands(medicine: dict) -> dict[str, None]:
    return dict.fromkeys(brand["name"] for brand in medicine.get("brand_names", ()))


def first(typed: str) -> str:
    """What leads the results."""
    question = SearchQuestion.of(typed)
    found = matches(question, names()) or closest(question, names())
    return found[0].name.owners[0] if found else ""


def test_the_table_is_of_misspellings():
    right = {name.plain for name in names()}

    assert len(MISSPELT) >= 60
    assert not set(MISSPELT) & right


def test_the_right_medicine_is_first_for_95_of_100_misspellings():
    wrong = {typed: (first(typed), meant) for typed, meant in MISSPELT.items() if first(typed) != meant}

    assert 1 - len(wrong) / len(MISSPELT) >= RIGHT, wrong


def test_a_name_as_it_is_written_leads_to_its_own_medicine():
    own = [name for name in names() if name.kind in OWN_NAMES]

    wrong = {name.text: first(name.text) for name in own if first(name.text) not in owners_of(name.plain)}

    assert wrong == {}


def owners_of(plain: str) -> set[str]:
    """A brand may be of two medicines: "Lioresal"."""
    return {name.owners[0] for name in names() if name.plain == plain}


@pytest.mark.parametrize("typed", OTHER_MEDICINES)
def test_the_name_of_another_medicine_is_not_taken_for_one_that_is_like_it(typed):
    assert closest(SearchQuestion.of(typed), names()) == []


@pytest.mark.parametrize("typed", ORDINARY)
def test_an_ordinary_word_is_like_no_name(typed):
    question = SearchQuestion.of(typed)

    assert [match.name.text for match in closest(question, names()) if match.name.kind in OWN_NAMES] == []


def test_nearness_is_the_same_both_ways_and_one_for_the_same():
    assert nearness("klonopin", "klonopin") == 1
    assert nearness("klonapin", "klonopin") == nearness("klonopin", "klonapin") > NEAR

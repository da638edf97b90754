"""A small medicine with the facts that it is written from, for the checks that compare both."""

from medications.content import catalogue
from medications.content.catalogue import CatalogueMedication
from medications.content.catalogue_coverage import Resting, check_coverage
from medications.content.catalogue_facts import Facts, read_facts
from medications.content.catalogue_yaml import Problem

PAGE = """\
format: 1
slug: sampledrug
generic_name: sampledrug
brand_names:
  - {name: Samplex, market: US, status: marketed}
drug_class: calming
routes: [oral]
availability: prescription
generic_available: {value: "yes", markets: [US], as_of: "2024", sources: [label]}
uses:
  - {symptom: tremor, primary: true, status: off_label, sources: [label]}
at_a_glance:
  - {text: "It calms nerves. [@label]"}
  - {kind: stopping, text: "Do not stop it suddenly. [@label]"}
  - {kind: missed_dose, text: "In the UK, skip a missed dose. [@leaflet]"}
sections:
  - kind: about
    heading: About it
    body: |
      - You take 2 tablets of 10 mg a day. [@label; @leaflet]
  - kind: precautions
    heading: Boxed warning
    boxed: true
    body: |
      - Some people stop breathing. [@label]
lead_sentences:
  - {group: usually_settles, text: "These may fade."}
  - {group: emergency, text: "Get help at once."}
side_effects:
  usually_settles:
    - {wording: sleepiness, terms: [drowsiness], sources: [label, leaflet]}
  emergency:
    - {wording: deep sleep, terms: [coma], qualifier: in the UK, sources: [leaflet]}
sources:
  - {code: label, type: label, title: Label, grade: primary, url: "https://example.org/label"}
  - {code: leaflet, type: webpage, title: Leaflet, grade: secondary, url: "https://example.org/leaflet"}
facts:
  - {fact: about-1, said: ["calms nerves"]}
  - {fact: stopping-1, said: ["do not stop it"]}
  - {fact: missed_dose-1, said: ["skip a missed dose"]}
  - {fact: how_taken-1, said: ["you take 2 tablets"]}
  - {fact: warnings-1, said: ["some people stop breathing"]}
left_out:
  - {fact: warnings-2, reason: "Too old to be sure of."}
"""
FACTS = """\
brand_names:
  - {name: Samplex, market: US, sources: [s1]}
generic_available: {value: 'yes', as_of: '2024', sources: [s1]}
uses_in_ms:
  - {symptom: Tremor, primary: true, regulatory: off-label, sources: [s1]}
stopping:
  - {text: 'Stopping at once is dangerous.', sources: [s1]}
missed_dose:
  - {text: 'Skip it.', market: UK, sources: [s2]}
about:
  - {text: 'Calms nerves.', sources: [s1]}
how_taken:
  - {text: 'Two tablets of 10 mg each day.', sources: [s1, s2]}
warnings:
  - {text: 'Breathing can stop.', boxed: true, sources: [s1]}
  - {text: 'Hair may fall out.', sources: [s2]}
pregnancy_breastfeeding: []
interactions: []
side_effects:
  usually_settles:
    - {name: drowsiness, sources: [s1, s2]}
  tell_clinician: []
  emergency:
    - {name: coma, market: UK, sources: [s2]}
sources:
  - {id: s1, grade: primary, url: 'https://example.org/label'}
  - {id: s2, grade: secondary, url: 'https://example.org/leaflet'}
unverified:
  - Something to look up.
"""


def page(old: str = "", new: str = "") -> CatalogueMedication:
    """The medicine, with one passage changed."""
    assert old in PAGE, old
    return catalogue.read_medication(PAGE.replace(old, new, 1) if old else PAGE, file="sampledrug.yaml")


def facts(old: str = "", new: str = "") -> Facts:
    """Its facts, with one passage changed."""
    assert old in FACTS, old
    return read_facts(FACTS.replace(old, new, 1) if old else FACTS, file="facts.yaml")


def covered(medication: CatalogueMedication | None = None, given: Facts | None = None) -> tuple[list[Problem], Resting]:
    return check_coverage(medication or page(), given or facts())

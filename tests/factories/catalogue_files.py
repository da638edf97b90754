"""A small catalogue on disk: two invented medicines with the terms and sources they name."""

from pathlib import Path

MEDICATION = """\
format: 1
slug: {slug}
generic_name: {slug}
brand_names:
  - {{name: Quietrane, market: US, status: marketed}}
drug_class: calming-agent
dosage_forms: [tablet]
routes: [oral]
availability: prescription
generic_available: {{value: "yes", markets: [US], as_of: "2024", sources: [example-label-2024]}}
uses:
  - {{symptom: {symptom}, primary: true, status: off_label, sources: [example-label-2024]}}
at_a_glance:
  - {{text: "Calms nerves. [@example-label-2024]"}}
  - {{kind: stopping, text: "Stop slowly. [@example-label-2024]"}}
  - {{kind: missed_dose, text: "Skip it. [@example-label-2024]"}}
sections:
  - kind: about
    heading: About it
    body: |
      It calms. [@example-label-2024, p. 2]
lead_sentences:
  - {{group: usually_settles, text: "These may fade."}}
side_effects:
  usually_settles:
    - {{wording: sleepiness, terms: [drowsiness], sources: [example-label-2024]}}
sources:
  - {{code: example-label-2024, type: label, title: Label, issued: "2024", grade: primary, url: "https://example.org/label"}}
findings:
  - "Nobody knows what happens after a missed dose."
"""
SYMPTOMS = """\
format: 1
terms:
  - {code: tremor, slug: tremor, name: tremor, link_phrase: tremor in MS, summary: Shaking.}
  - {code: fatigue, slug: fatigue, name: fatigue, link_phrase: MS fatigue, summary: Tiredness.}
"""
DRUG_CLASSES = "format: 1\nterms:\n  - {code: calming-agent, slug: calming-agent, name: calming agent}\n"
SIDE_EFFECTS = "format: 1\nterms:\n  - {code: drowsiness, slug: drowsiness, name: drowsiness, may_worsen: [fatigue]}\n"


def write_catalogue(folder: Path) -> Path:
    """Writes it into the folder, which may hold one already and is made if it is not there. Returns the folder."""
    for name in ("medications", "vocabulary"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for slug, symptom in {"orbelazine": "tremor", "testamine": "fatigue"}.items():
        (folder / "medications" / f"{slug}.yaml").write_text(MEDICATION.format(slug=slug, symptom=symptom), "utf-8")
    for name, text in {"symptoms": SYMPTOMS, "drug-classes": DRUG_CLASSES, "side-effects": SIDE_EFFECTS}.items():
        (folder / "vocabulary" / f"{name}.yaml").write_text(text, "utf-8")
    return folder


def replace(file: Path, old: str, new: str) -> None:
    """Edits a file; the old text must be there."""
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")

"""Words that readers do not know, and figures written in more than one way, in catalogue files."""

import re
from collections.abc import Iterator

from medications.content.catalogue import CatalogueMedication, File, Vocabulary
from medications.content.catalogue_texts import Texts, running_texts, short_texts, term_texts
from medications.content.catalogue_yaml import Problem
from medications.content.readability import blocks

# A word of labels and clinics, and what to write instead. It may stand in brackets, or be explained right after it.
JARGON = {
    "adverse": "harmful, or: side effect",
    "administer": "give, or: take",
    "administered": "given",
    "cardiac": "of the heart",
    "co-administration": "taking both",
    "comorbidity": "another illness",
    "concomitant": "at the same time",
    "contraindicated": "must not be used",
    "contraindication": "a reason not to use it",
    "discontinue": "stop",
    "discontinued": "stopped",
    "discontinuation": "stopping",
    "dyspnea": "trouble breathing",
    "edema": "swelling",
    "efficacy": "how well it works",
    "elderly": "older people",
    "erythema": "redness",
    "gastrointestinal": "of the stomach or bowel",
    "hepatic": "of the liver",
    "hypersensitivity": "allergy",
    "hypertension": "high blood pressure",
    "hypotension": "low blood pressure",
    "hypoglycemia": "low blood sugar",
    "hyponatremia": "low sodium in the blood",
    "in order to": "to",
    "initiate": "start",
    "initiation": "start",
    "intramuscularly": "into a muscle",
    "intravenously": "into a vein",
    "micturition": "passing urine",
    "ocular": "of the eye",
    "patients": "people",
    "prior to": "before",
    "pruritus": "itching",
    "pyrexia": "fever",
    "renal": "of the kidneys",
    "somnolence": "sleepiness",
    "subcutaneously": "under the skin",
    "syncope": "fainting",
    "titrate": "raise step by step",
    "titration": "raising step by step",
    "urticaria": "hives",
    "utilize": "use",
}
_JARGON = re.compile(rf"\b({'|'.join(map(re.escape, sorted(JARGON, key=len, reverse=True)))})\b(?!\s*[(,])", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"(?<=\()[^()]*(?=\))")

FIGURES = (
    (re.compile(r"\d(?:mg|mcg|µg|g|ml|mL|kg)\b"), "put a space between a number and its unit"),
    (re.compile(r"\d ?(?:milligrams?|micrograms?|milliliters?)\b"), "write mg, micrograms as mcg, and mL"),
    (re.compile(r"\d ?(?:µg|μg)"), "write mcg"),
    (re.compile(r"\d ?ml\b"), "write mL"),
    (re.compile(r"\d ?(?:percent|per cent)\b"), "write %"),
    (re.compile(r"\d %"), "no space before %"),
    (
        re.compile(r"\b\d+\s?[-–]\s?\d+ (?:mg|mcg|mL|minutes?|hours?|days?|weeks?|months?|years?|times)\b"),
        "write a range with to",
    ),
    (re.compile(r"\b(?:b\.?i\.?d|t\.?i\.?d|q\.?d|p\.?r\.?n)\.?(?=\W|$)"), "write how often in words"),
)


def check_wording(medication: CatalogueMedication) -> Iterator[Problem]:
    """A read file in; each word and figure to be written otherwise out."""
    yield from _problems(medication, running_texts(medication))
    yield from _problems(medication, short_texts(medication))


def check_worded_terms(vocabulary: Vocabulary) -> Iterator[Problem]:
    """The same for the lists of terms, in what is said of each: its name and its other names may be words of clinics."""
    for terms in (vocabulary.symptoms, vocabulary.drug_classes, vocabulary.side_effects):
        yield from _problems(terms, term_texts(terms))


def _problems(file: File, texts: Texts) -> Iterator[Problem]:
    for path, text in texts:
        for block in blocks(text):
            for message in _faults(block.plain):
                yield file.problem(*path, message=message, text_line=block.line)


def _faults(text: str) -> Iterator[str]:
    for match in _JARGON.finditer(_IN_BRACKETS.sub("", text)):
        yield f"“{match[1]}” is a word of labels; write “{JARGON[match[1].casefold()]}”, or explain it in brackets"
    for pattern, message in FIGURES:
        if match := pattern.search(text):
            yield f"“{match[0]}”: {message}"

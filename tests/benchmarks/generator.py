"""Medicines that do not exist, for measuring: always the same, as large as real pages, in any number.

`OWN.medication(42)` is the same record on every machine and whatever number is loaded beside it. A Corpus may also be made over
the texts of somebody else's generator, so that two programs can be measured on the same texts.
"""

import importlib.util
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.text import slugify

from medications.content import choices, schema

SEED = 1_700_000
SYMPTOMS = (
    "Pain, Tremor, Spasticity, Fatigue, Bladder overactivity, Constipation, Dizziness, Depression, Weakness, Numbness, "
    "Itching, Sleeplessness, Double vision, Walking difficulty, Muscle spasms, Relapse, Nausea, Vertigo, Anxiety, "
    "Memory trouble, Sexual difficulty, Swallowing difficulty, Slurred speech, Unsteadiness, Headache"
).split(", ")
NAME_PARTS = (
    "ba ce di fo gu la me ni po ru sa te vi zo ka".split(),
    "bra cli dro fen gam lor mex nip par sul".split(),
    "a e i o u".split(),
    "dine line pam zole mide rone tine xin fen nab".split(),
)
NOUNS = (
    "dose tablet meal muscle nerve bladder kidney liver blood pressure heart night morning week doctor nurse pharmacist "
    "treatment relief relapse walk balance sleep mood memory skin mouth stomach glass bottle label package appointment "
    "test result plan change increase effect reaction question carer leaflet driver machine pregnancy infection vaccine"
).split()
VERBS = "changes eases follows needs delays affects lowers raises helps precedes shortens strengthens".split()
ADVERBS = "often rarely slowly usually sometimes clearly mostly briefly".split()
ADJECTIVES = "early late small large daily steady mild lasting sudden known usual second".split()
GROUPS = tuple(choices.SideEffectGroup)
FOREIGN_GROUPS = {"mild": GROUPS[0], "moderate": GROUPS[1], "severe": GROUPS[2]}
SIDE_EFFECTS = 25
SYMPTOMS_EACH = 4
PARAGRAPHS, PARAGRAPH_SIZE = 3, 600
CLASSES = 12
STOPPING = "Do not stop taking this medicine without talking to your doctor."
MISSED_DOSE = "If you miss a dose, leave it out and take the next one at its usual time."


def texts(number: int) -> dict:
    """What is said about medicine `number`: plain strings, in the shape that every generator gives them."""
    rng = random.Random(SEED + number)
    wordings = [_side_effect(rng) for _ in range(SIDE_EFFECTS)]
    return {
        "slug": f"med-{number:05d}",
        "title": name(number),
        "chemical_name": f"{rng.randint(1, 6)}-{rng.choice(NAME_PARTS[1])}yl-{name(number).lower()}",
        "brand_names": [f"{name(number * 3 + k + 4_000)}®" for k in range(rng.randint(2, 4))],
        "description": [_paragraph(rng) for _ in range(PARAGRAPHS)],
        "proper_usage": [_paragraph(rng) for _ in range(PARAGRAPHS)],
        "side_effects": [(GROUPS[position % len(GROUPS)], wording) for position, wording in enumerate(wordings)],
        "sources": [(f"{_sentence(rng)[:60]} ({2004 + k * 9})", f"https://example.org/works/{number}/{k}") for k in range(2)],
        "symptoms": sorted(rng.sample(range(len(SYMPTOMS)), SYMPTOMS_EACH)),
    }


def name(number: int) -> str:
    """A name of its own for each number below 15 * 10 * 5 * 10; from there on the number is part of it."""
    turn, rest = divmod(number, 7_500)
    rest = rest * 1_847 % 7_500  # coprime with 7,500: every name comes once
    parts = []
    for choice in NAME_PARTS:
        rest, index = divmod(rest, len(choice))
        parts.append(choice[index])
    return "".join(parts).capitalize() + (f" {turn + 1}" if turn else "")


def _sentence(rng: random.Random) -> str:
    first = f"The {rng.choice(ADJECTIVES)} {rng.choice(NOUNS)} {rng.choice(ADVERBS)} {rng.choice(VERBS)} the {rng.choice(NOUNS)}"
    return f"{first} of the {rng.choice(ADJECTIVES)} {rng.choice(NOUNS)}, when the {rng.choice(NOUNS)} {rng.choice(VERBS)} it."


def _paragraph(rng: random.Random) -> str:
    sentences = [_sentence(rng)]
    while sum(map(len, sentences)) < PARAGRAPH_SIZE:
        sentences.append(_sentence(rng))
    return " ".join(sentences)


def _side_effect(rng: random.Random) -> str:
    return f"{rng.choice(ADJECTIVES).capitalize()} {rng.choice(NOUNS)} {rng.choice(NOUNS)} or {rng.choice(SYMPTOMS).lower()}"


@dataclass(frozen=True)
class Corpus:
    """Records made of texts. Symptoms serve as side-effect terms, too: one medicine is for headache, another may cause it."""

    symptoms: tuple[str, ...]
    texts: Callable[[int], dict]

    def terms(self, count: int) -> Iterator[schema.AnyRecord]:
        """Every term that the first `count` medicines name, in an order in which they can be saved."""
        for position, label in enumerate(self.symptoms):
            term, group = self._symptom(position), f"group {position % 4 + 1}"
            yield schema.SymptomRecord(name=label, group=group, **term.model_dump(exclude={"label"}))
        for label in self.symptoms:
            yield schema.SideEffectRecord(code=slugify(label), slug=slugify(label), name=label.lower())
        for position in range(CLASSES):
            term = _drug_class(position)
            yield schema.DrugClassRecord(code=term.code, slug=term.code, name=term.label)
        for number in range(count):
            for source in _sources(self.texts(number)):
                yield schema.SourceRecord(**source.model_dump())

    def medication(self, number: int) -> schema.MedicationRecord:
        """The record of one medicine. What the texts do not say (class, route, ...) follows from the number."""
        said, rng = self.texts(number), random.Random(SEED - 1 - number)
        sources = _sources(said)
        return schema.MedicationRecord(
            slug=said["slug"],
            generic_name=said["title"],
            brand_names=[schema.BrandName(name=brand) for brand in said["brand_names"]],
            drug_class=_drug_class(rng.randrange(CLASSES)),
            dosage_forms=[rng.choice(list(choices.DosageForm))],
            routes=[rng.choice(list(choices.Route))],
            availability=rng.choice(list(choices.Availability)),
            generic_available=schema.GenericInfo(value=rng.choice(list(choices.GenericAvailable)), sources=[sources[0].code]),
            uses=[
                schema.Use(symptom=self._symptom(position), primary=first, sources=[sources[0].code])
                for first, position in zip([True, False, False, False], said["symptoms"], strict=False)
            ],
            at_a_glance=[
                schema.Statement(kind=choices.StatementKind.STOPPING, text=cited(STOPPING, sources[0])),
                schema.Statement(kind=choices.StatementKind.MISSED_DOSE, text=cited(MISSED_DOSE, sources[-1])),
            ],
            sections=[
                _section(choices.SectionKind.ABOUT, [f"Chemical name: {said['chemical_name']}.", *said["description"]], sources),
                _section(choices.SectionKind.PROPER_USAGE, said["proper_usage"], sources),
            ],
            side_effects=[self._side_effect(group, wording) for group, wording in said["side_effects"]],
            sources=sources,
        )

    def _symptom(self, position: int) -> schema.SymptomTerm:
        label = self.symptoms[position]
        return schema.SymptomTerm(
            code=slugify(label), slug=slugify(label), label=label, link_phrase=f"MS-related {label.lower()}"
        )

    def _side_effect(self, group: str, wording: str) -> schema.SideEffectEntry:
        named = [label for label in self.symptoms if label.lower() in wording.lower()]
        terms = [schema.Term(code=slugify(label), label=label.lower()) for label in named]
        return schema.SideEffectEntry(group=FOREIGN_GROUPS.get(group, group), wording=wording, terms=terms)


def _drug_class(position: int) -> schema.Term:
    return schema.Term(code=f"class-{position + 1}", label=f"class {position + 1}")


def _sources(said: dict) -> tuple[schema.SourceDetails, ...]:
    return tuple(
        schema.SourceDetails(
            code=f"{said['slug']}-{position + 1}",
            type=choices.SourceType.LABEL if position == 0 else choices.SourceType.ARTICLE,
            title=title,
            url=url,
            grade=choices.SourceGrade.PRIMARY if position == 0 else choices.SourceGrade.SECONDARY,
        )
        for position, (title, url) in enumerate(said["sources"])
    )


def _section(kind: choices.SectionKind, paragraphs: list[str], sources: tuple[schema.SourceDetails, ...]) -> schema.Section:
    body = "\n\n".join(cited(text, sources[position % len(sources)]) for position, text in enumerate(paragraphs))
    return schema.Section(kind=kind, heading=kind.label, body=body)


def cited(text: str, source: schema.SourceDetails) -> str:
    return f"{text} [@{source.code}]"


OWN = Corpus(tuple(SYMPTOMS), texts)


def over(file: Path) -> Corpus:
    """A corpus over a generator elsewhere: a Python file with `SYMPTOMS` and `med(number)`."""
    spec = importlib.util.spec_from_file_location("foreign_generator", file)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return Corpus(tuple(module.SYMPTOMS), module.med)

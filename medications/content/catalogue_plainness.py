"""Whether catalogue files are plain to read: the grade of a section and of a page, and the length of a sentence."""

from collections.abc import Iterator

from medications.content.catalogue import CatalogueMedication, Vocabulary
from medications.content.catalogue_yaml import Path, Problem
from medications.content.readability import HARDEST, LONGEST_SENTENCE, grade, sentences, without_names, words

HARDEST_PAGE = 8.0


def check_plainness(medication: CatalogueMedication, vocabulary: Vocabulary) -> Iterator[Problem]:
    """A read file in; what is too hard or too long out."""
    names = _names(medication, vocabulary)
    for path, text in running_texts(medication):
        for sentence in sentences(text):
            if len(words(sentence)) > LONGEST_SENTENCE:
                message = f"{len(words(sentence))} words, more than {LONGEST_SENTENCE}: {sentence}"
                yield medication.problem(*path, message=message)
    for index, section in enumerate(medication.sections):
        found = _grade(names, section.body)
        if found > HARDEST:
            yield medication.problem("sections", index, "body", message=f"has reading grade {found:.1f}, above {HARDEST}")
    found = _grade(names, *(text for _, text in running_texts(medication)))
    if found > HARDEST_PAGE:
        yield medication.problem("sections", message=f"the page has reading grade {found:.1f}, above {HARDEST_PAGE}")


def _names(medication: CatalogueMedication, vocabulary: Vocabulary) -> list[str]:
    """The names a reader of the page has met: the medicine's, its brands' and its class's."""
    drug_class = vocabulary.drug_classes.by_code.get(medication.drug_class)
    return [medication.generic_name, *(brand.name for brand in medication.brand_names), drug_class.name if drug_class else ""]


def running_texts(medication: CatalogueMedication) -> Iterator[tuple[Path, str]]:
    """All running text of a page."""
    for index, statement in enumerate(medication.at_a_glance):
        yield ("at_a_glance", index, "text"), statement.text
    for index, section in enumerate(medication.sections):
        yield ("sections", index, "body"), section.body
    for index, lead in enumerate(medication.lead_sentences):
        yield ("lead_sentences", index), lead.text
    yield ("look_alike_footnote",), medication.look_alike_footnote


def _grade(names: list[str], *texts: str) -> float:
    return grade(without_names(sentence, names) for text in texts for sentence in sentences(text))

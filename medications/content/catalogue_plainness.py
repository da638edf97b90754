"""Whether catalogue files are plain to read: the grade of a section, of a page and of a term, and the length of a sentence."""

from collections.abc import Iterable, Iterator

from medications.content.catalogue import CatalogueMedication, File, Vocabulary
from medications.content.catalogue_texts import Texts, running_texts, term_texts
from medications.content.catalogue_yaml import Problem
from medications.content.readability import HARDEST, LONGEST_SENTENCE, blocks, grade, sentences_of, without_names, words

HARDEST_PAGE = 8.0
FEWEST_GRADED = 3  # words; the grade of fewer says nothing
WHAT_TO_DO = "use shorter words and sentences"


def check_plainness(medication: CatalogueMedication, vocabulary: Vocabulary) -> Iterator[Problem]:
    """A read file in; what is too hard or too long out."""
    names = _names(medication, vocabulary)
    yield from _long_sentences(medication, running_texts(medication))
    for index, section in enumerate(medication.sections):
        found = _grade(names, [section.body])
        if found > HARDEST:
            message = f"has reading grade {found:.1f}, above {HARDEST}; {WHAT_TO_DO}"
            yield medication.problem("sections", index, "body", message=message)
    found = _grade(names, (text for _, text in running_texts(medication)))
    if found > HARDEST_PAGE:
        yield medication.problem(
            "sections", message=f"the page has reading grade {found:.1f}, above {HARDEST_PAGE}; {WHAT_TO_DO}"
        )


def check_plain_terms(vocabulary: Vocabulary) -> Iterator[Problem]:
    """The lists of terms in; each text that is too hard, and each sentence that is too long, out."""
    for terms in (vocabulary.symptoms, vocabulary.drug_classes, vocabulary.side_effects):
        yield from _long_sentences(terms, term_texts(terms))
        for path, text in term_texts(terms):
            found = _grade([terms.terms[path[1]].name], [text])
            if found > HARDEST_PAGE and len(words(text)) >= FEWEST_GRADED:
                yield terms.problem(*path, message=f"has reading grade {found:.1f}, above {HARDEST_PAGE}; {WHAT_TO_DO}")


def _long_sentences(file: File, texts: Texts) -> Iterator[Problem]:
    for path, text in texts:
        for block in blocks(text):
            for sentence in sentences_of(block):
                if (count := len(words(sentence))) > LONGEST_SENTENCE:
                    message = f"{count} words, more than {LONGEST_SENTENCE}; make two sentences of it: {sentence}"
                    yield file.problem(*path, message=message, text_line=block.line)


def _names(medication: CatalogueMedication, vocabulary: Vocabulary) -> list[str]:
    """The names a reader of the page has met: the medicine's, its brands' and its class's."""
    drug_class = vocabulary.drug_classes.by_code.get(medication.drug_class)
    return [medication.generic_name, *(brand.name for brand in medication.brand_names), drug_class.name if drug_class else ""]


def _grade(names: list[str], texts: Iterable[str]) -> float:
    return grade(without_names(sentence, names) for text in texts for block in blocks(text) for sentence in sentences_of(block))

"""Checks on the catalogue's lists of terms. What a symptom's summary claims is cited; what only defines it, and comes first, need
not be.
"""

from collections.abc import Iterator

from medications.content.catalogue import CatalogueSymptom, Vocabulary
from medications.content.catalogue_texts import term_texts
from medications.content.catalogue_yaml import Problem
from medications.content.citations import CITATION, cited_keys, has_unreadable


def check_vocabulary(vocabulary: Vocabulary) -> list[Problem]:
    """The lists in; terms that are not listed, and citations and sources that do not belong together, out."""
    return [*_related_symptoms(vocabulary), *_summaries(vocabulary), *_explanations(vocabulary)]


def _related_symptoms(vocabulary: Vocabulary) -> Iterator[Problem]:
    """Side effects may only resemble or worsen symptoms that are listed."""
    for index, term in enumerate(vocabulary.side_effects.terms):
        for name in ("resembles", "may_worsen"):
            for code in getattr(term, name):
                if code not in vocabulary.symptoms.by_code:
                    message = f"{code!r} is not a code of symptoms.yaml"
                    yield vocabulary.side_effects.problem("terms", index, name, message=message)


def _summaries(vocabulary: Vocabulary) -> Iterator[Problem]:
    for index, term in enumerate(vocabulary.symptoms.terms):
        cited = cited_keys(term.summary)
        for message in _faults(term, cited):
            yield vocabulary.symptoms.problem("terms", index, "summary", message=message)
        for place, source in enumerate(term.sources):
            if source.code not in cited:
                message = f"{source.code!r} is listed but never cited; cite it or take it out"
                yield vocabulary.symptoms.problem("terms", index, "sources", place, message=message)


def _faults(term: CatalogueSymptom, cited: tuple[str, ...]) -> Iterator[str]:
    if not term.summary:
        yield "must not be empty: say in one or two plain sentences what it is"
    if has_unreadable(term.summary):
        yield "has a citation that cannot be read; write [@code] or [@code, p. 12]"
    listed = {source.code for source in term.sources}
    for key in cited:
        if key not in listed:
            yield f"cites {key!r}, which is not under the sources of this symptom"
    rest = CITATION.split(term.summary)[-1].strip() if cited else ""
    if rest:
        yield f"says this after its last citation: {rest[:60]!r}; cite it, or put what only defines the term first"


def _explanations(vocabulary: Vocabulary) -> Iterator[Problem]:
    """Drug classes and side effects have no sources, and their explanations are printed as they are."""
    for terms in (vocabulary.drug_classes, vocabulary.side_effects):
        for path, text in term_texts(terms):
            if "[@" in text:
                yield terms.problem(*path, message="cannot cite; an explanation only says what a word means")

"""Whether a source is the same wherever catalogue files list it: under medicines and under symptoms."""

from collections.abc import Iterable, Iterator

from medications.content.catalogue import CatalogueMedication, File, Vocabulary
from medications.content.catalogue_yaml import Path, Problem
from medications.content.schema import SourceDetails


def check_sources(medications: Iterable[CatalogueMedication], vocabulary: Vocabulary | None = None) -> list[Problem]:
    """One code is one source, and one source has one code, in all files together."""
    found, by_code, by_work = [], {}, {}
    for file, path, source in _listed(medications, vocabulary):
        other, where = by_code.setdefault(source.code, (source, file.file))
        if differing := [name for name in type(source).model_fields if getattr(source, name) != getattr(other, name)]:
            message = f"{source.code!r} says something else in {where} ({', '.join(differing)})"
            found.append(file.problem(*path, message=message))
        work = (source.url, source.title) if source.url else (source.title, source.edition, source.authors)
        same, where = by_work.setdefault(work, (source.code, file.file))
        if same != source.code:
            message = f"{source.code!r} is the same work as {same!r} in {where}; use one code"
            found.append(file.problem(*path, message=message))
    return found


def _listed(
    medications: Iterable[CatalogueMedication], vocabulary: Vocabulary | None
) -> Iterator[tuple[File, Path, SourceDetails]]:
    for medication in medications:
        for index, source in enumerate(medication.sources):
            yield medication, ("sources", index), source
    for place, term in enumerate(vocabulary.symptoms.terms if vocabulary else ()):
        for index, source in enumerate(term.sources):
            yield vocabulary.symptoms, ("terms", place, "sources", index), source

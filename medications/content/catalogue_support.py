"""Which of a catalogue file's sources are behind a fact: the file has codes, facts have addresses."""

from functools import cached_property

from medications.content.catalogue import CatalogueMedication
from medications.content.catalogue_facts import Fact


class Support:
    """For one file."""

    def __init__(self, medication: CatalogueMedication):
        self.medication = medication

    @cached_property
    def codes(self) -> dict[str, frozenset[str]]:
        """Each address -> the codes that the file has for it."""
        by_url: dict[str, set[str]] = {}
        for source in self.medication.sources:
            by_url.setdefault(source.url, set()).add(source.code)
        return {url: frozenset(codes) for url, codes in by_url.items()}

    def behind(self, *facts: Fact) -> frozenset[str]:
        """The codes of all that these facts rest on."""
        return frozenset(code for fact in facts for url in fact.urls for code in self.codes.get(url, ()))

    def lacking(self, fact: Fact, keys: frozenset[str]) -> list[str]:
        """Addresses behind a fact that none of the keys stands for."""
        return sorted(url for url in fact.urls if not self.codes.get(url, frozenset()) & keys)

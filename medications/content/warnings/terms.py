"""Symptoms and side effects: what their pages and the search need."""

from medications.content.checks import Reason, says_something
from medications.content.schema import SideEffectRecord, SymptomRecord


def of_a_symptom(record: SymptomRecord) -> list[Reason]:
    checks = [
        (
            says_something(record.summary),
            "no_summary",
            "summary",
            "There is no summary. Say in plain sentences what it is.",
        ),
        (
            record.link_phrase,
            "no_link_phrase",
            "link_phrase",
            f"There is no link phrase, so pages say “Other medications used to treat {record.name}”. Does that read well?",
        ),
        (record.group, "no_group", "group", "It stands under no heading in the list of symptoms."),
    ]
    return [Reason(code, field, message) for given, code, field, message in checks if not given] + of_other_names(record)


def of_other_names(record: SymptomRecord | SideEffectRecord) -> list[Reason]:
    """Names under which it would be found anyway."""
    name = record.name.casefold()
    return [
        Reason("alias_is_name", "aliases", f"“{alias}” stands under other names and is the name itself. Take it out.")
        for alias in record.aliases
        if alias.casefold() == name
    ]

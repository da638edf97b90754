"""Reports of readers, answered, closed and emptied."""

from collections.abc import Callable

from medications.actions import report_answers, report_removals
from medications.models import EventKind
from tests.actions.event_cases.done import Done, administrator
from tests.factories import accounts, publications, records
from tests.factories.error_reports import sent
from tests.factories.publications import NOW


def answering_a_report() -> Done:
    report = sent(publications.published(records.small_record()))
    return Done(
        lambda: report_answers.answer(report=report, text="Thank you.", by=accounts.writer(), now=NOW),
        EventKind.REPORT_ANSWERED,
        "Orbelazine, version 1",
        ("answer", "", "Thank you."),
    )


def closing_a_report() -> Done:
    report = sent(publications.published(records.small_record()))
    return Done(
        lambda: report_answers.close(report=report, note="Mended.", by=accounts.writer(), now=NOW),
        EventKind.REPORT_CLOSED,
        "Orbelazine, version 1",
        None,
    )


def removing_the_text_of_a_report() -> Done:
    report = sent(publications.published(records.small_record()))
    return Done(
        lambda: report_removals.remove(report=report, reason="Asked for.", by=administrator(), now=NOW),
        EventKind.REPORT_REMOVED,
        "Orbelazine, version 1",
        ("text", "kept", "removed"),
        by="Administrator",
    )


# Action -> cases that do it.
ACTIONS: dict[str, list[Callable[[], Done]]] = {
    "report_answers.answer": [answering_a_report],
    "report_answers.close": [closing_a_report],
    "report_removals.remove": [removing_the_text_of_a_report],
}

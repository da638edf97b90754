"""Uploads of old pages, taken over."""

from medications.actions import takeovers
from medications.models import ImportBatch
from tests.factories.accounts import writer
from tests.factories.publications import NOW
from tests.importing.pages import sample_text, small_page


def two_pages() -> list[tuple[str, bytes]]:
    """The sample page, and a small one about another medicine."""
    return [("orbelazine.txt", sample_text().encode()), ("testamine.txt", about_testamine().encode())]


def about_testamine(**parts: str) -> str:
    values = {
        "names": "Altex (U.K.)",
        "opening": "Testamine is an agent.",
        "side_effects": "Effects that go away: yawning; chills.",
    }
    return small_page(**{**values, **parts})


def upload(*chosen: tuple[str, bytes], by=None) -> ImportBatch:
    """Chosen by a writer and taken over by the worker; what waits for a commit, such as the worker's task, does not run here."""
    batch = takeovers.receive(chosen=chosen or two_pages(), by=by or writer(), now=NOW)
    takeovers.take_over_waiting(batch=batch, now=NOW)
    return batch

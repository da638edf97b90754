"""Taking over pages of the old site, and settling what was found in them."""

import hashlib
from collections.abc import Callable

from medications.actions import arranging, corrections, findings, imports, takeovers, wordings
from medications.content.moving import Move
from medications.models import EventKind, Finding
from tests.actions.event_cases.done import Done, a_draft, finding, page_of_testamine
from tests.factories import accounts, drafts, records
from tests.factories.publications import NOW
from tests.factories.takeovers import two_pages
from tests.importing.pages import parsed, sample_text


def settling() -> Done:
    found = finding(a_draft())
    return Done(
        lambda: findings.settle(finding=found, by=accounts.writer(), now=NOW),
        EventKind.FINDING_SETTLED,
        "orbelazine",
        ("finding: The use was inferred.", "open", "settled"),
    )


def settling_several() -> Done:
    document = a_draft()
    found = [finding(document), finding(document)]
    return Done(
        lambda: findings.settle_all(findings=found, by=accounts.writer(), now=NOW),
        EventKind.FINDING_SETTLED,
        "orbelazine",
        ("finding: The use was inferred.", "open", "settled"),
    )


def uploading() -> Done:
    name, content = two_pages()[1]
    sha256 = hashlib.sha256(content).hexdigest()
    return Done(
        lambda: takeovers.receive(chosen=[(name, content)], by=accounts.writer(), now=NOW),
        EventKind.PAGES_UPLOADED,
        "testamine.txt",
        ("file", "", f"testamine.txt (SHA-256 {sha256})"),
    )


def taking_over() -> Done:
    batch = takeovers.receive(chosen=two_pages(), by=accounts.writer(), now=NOW)
    file = batch.files.get(name="testamine.txt")
    return Done(
        lambda: takeovers.take_over(file=file, by=accounts.writer(), now=NOW),
        EventKind.DRAFT_SAVED,
        "testamine",
        ("name", "", "testamine"),
    )


def importing() -> Done:
    text = sample_text()
    old = imports.OldPage(page=parsed(text), original=text, sha256="0" * 64, address="http://old.example.org/orbelazine.html")
    return Done(
        lambda: imports.import_page(old=old, by=accounts.writer(), now=NOW),
        EventKind.DRAFT_SAVED,
        "orbelazine",
        ("old address", "", "http://old.example.org/orbelazine.html"),
    )


def arranging_a_page() -> Done:
    document = page_of_testamine(proper_usage="Take it with water.\n\nNot when pregnant.")
    line = document.findings.get(code="unmapped_line")
    return Done(
        lambda: arranging.arrange(
            document=document,
            moves=[Move(1, 1, "pregnancy")],
            lines={line.pk: "other"},
            token=document.lock_version,
            by=accounts.writer(),
            now=NOW,
        ),
        EventKind.DRAFT_SAVED,
        "testamine",
        (f"finding: {line.message}", "open", "settled"),
    )


def correcting() -> Done:
    page_of_testamine()
    found = Finding.objects.filter(code="generic_market_unknown")
    return Done(
        lambda: corrections.correct(findings=found, answer=["US"], by=accounts.writer(), now=NOW),
        EventKind.DRAFT_SAVED,
        "testamine",
        ("Generic available: markets", "", "United States"),
    )


def giving_meaning() -> Done:
    drafts.draft(records.side_effect_record("sleepiness", name="sleepiness"))
    document = page_of_testamine(side_effects="Effects that go away: yawning.")
    meanings = {"yawning": wordings.Meaning(("sleepiness",))}
    return Done(
        lambda: wordings.give_meaning(documents=[document], meanings=meanings, by=accounts.writer(), now=NOW),
        EventKind.DRAFT_SAVED,
        "testamine",
        ("Side effects, yawning: terms", "", "sleepiness"),
    )


def making_a_term() -> Done:
    return Done(
        lambda: wordings.new_term(name="Yawning", by=accounts.writer()),
        EventKind.DRAFT_SAVED,
        "Yawning",
        ("name", "", "Yawning"),
    )


# Action -> cases that do it.
ACTIONS: dict[str, list[Callable[[], Done]]] = {
    "arranging.arrange": [arranging_a_page],
    "corrections.correct": [correcting],
    "findings.settle": [settling],
    "findings.settle_all": [settling_several],
    "imports.import_page": [importing],
    "takeovers.receive": [uploading],
    "takeovers.take_over": [taking_over],
    "wordings.give_meaning": [giving_meaning],
    "wordings.new_term": [making_a_term],
}

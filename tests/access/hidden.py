"""Everything that staff have beside what is public, and what is said of it to whoever asks: for the tests of leaks."""

from dataclasses import dataclass
from datetime import UTC, datetime

import time_machine
from django.test import Client

from medications.actions import drafts as draft_actions
from medications.models import Revision
from tests.access.callers import undone
from tests.assertions import body
from tests.factories import accounts, drafts, records
from tests.factories.publications import NOW


@dataclass
class Hidden:
    """Everything staff have beside what is public. Words that stand only there begin with `hush`."""

    draft: Revision
    edit: Revision
    archived: Revision

    @classmethod
    def made(cls) -> "Hidden":
        secret = records.medication_record(
            "hushamine",
            brand_names=[{"name": "Hushex", "market": "US", "status": "marketed"}],
            drug_class=records.term("hush-agent"),
            uses=[records.use("hushness", primary=True)],
            side_effects=[records.effect("hush cough", "hush-cough")],
            sources=[records.source("hush-book-2024")],
            whole_page_sources=["hush-book-2024"],
            generic_available={"value": "yes", "markets": ["US"], "as_of": "2024-06", "sources": ["hush-book-2024"]},
            at_a_glance=[],
            sections=[{"kind": "about", "heading": "Hush", "body": "Hush words. [@hush-book-2024]"}],
        )
        draft = drafts.draft(secret)
        live = drafts.find_document("medication", "orbelazine")
        edit = drafts.edited(live, slug="hushazine", pronunciation="hush-HUSH", uses=[records.use("hushness", primary=True)])
        archived = drafts.draft(records.small_record("hushed", uses=[records.use("tremor")]))
        draft_actions.archive(document=archived.document, by=accounts.writer(), now=NOW)
        return cls(draft, edit, archived)


def say(address: str, client: Client | None = None, **headers) -> tuple:
    """The whole answer: status, headers, body."""
    response = (client or Client()).get(address, headers=headers)
    return response.status_code, sorted(response.headers.items()), body(response)


def told_apart(
    one: str, other: str, template: str, client: Client | None = None, *, method: str = "get", shown: str = "{}", **headers
) -> dict:
    """In what the answers to the two differ, but for the value that was asked for, where it is `shown`.

    The values are equally long, so lengths are compared too. An ETag is a digest of the body.
    """
    assert len(one) == len(other)
    client = client or Client()
    with time_machine.travel(datetime.now(UTC), tick=False):
        first, second = (_asked(template.format(each), shown.format(each), client, method, headers) for each in (one, other))
    return {name: (first.get(name), second.get(name)) for name in first | second if first.get(name) != second.get(name)}


def _asked(address: str, value: str, client: Client, method: str, headers: dict) -> dict:
    getattr(client, method)(address, headers=headers)  # what is remembered after the first time is remembered for both
    with undone() as statements:
        response = getattr(client, method)(address, headers=headers)
    return {
        "status": response.status_code,
        "body": body(response).replace(value.encode(), "…".encode()),
        "statements": len(statements),
        **{name: said.replace(value, "…") for name, said in response.headers.items() if name != "ETag"},
    }

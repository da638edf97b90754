"""A site with public pages, made once for all tests of a module that only read it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db import transaction

from medications.models import Change, Document, SocietyProfile
from tests.factories import drafts, publications, records
from tests.factories.publications import NOW

LATER = NOW + timedelta(days=30)
ORBELAZINE = "3d4f8c0a-5b1e-4f57-9a53-0c2d7e6b1f00"  # its UUID, so that addresses which have it can be written down


@contextmanager
def kept(django_db_blocker) -> Iterator[None]:
    """What is written inside stays until the block is left, and is undone then. For fixtures of a module's scope:

    @pytest.fixture(scope="module", autouse=True)
    def site(django_db_setup, django_db_blocker):
        with kept(django_db_blocker):
            yield complete_site()
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


def complete_site() -> Change:
    """Orbelazine, published twice and moved, with everything a page can have; a second medicine for tremor; two symptoms.

    Returns the Change that made orbelazine what it is now; its first slug was `orbelazine-old`.
    """
    profile = SocietyProfile.objects.latest()
    SocietyProfile.objects.create(
        version=profile.version + 1,
        name="Example society",
        emergency_number="911",
        poison_line_phone="0800 1",
        report_name="Agency",
        report_url="https://report.example.org",
        helpline_phone="0800 2",
        security_contact="security@example.org",
    )
    document = Document.objects.create(pk=ORBELAZINE, kind="medication")
    first = publications.published(records.medication_record("orbelazine", slug="orbelazine-old"), document=document)
    publications.published(records.small_record("sample drug"))
    for code in ("tremor", "pain"):
        drafts.edited(
            drafts.find_document("symptom", code), summary="What it is. [@example-label-2024]", sources=[records.source()]
        )
    return publications.republished(first.document, now=LATER, slug="orbelazine", pronunciation="or-BEL")

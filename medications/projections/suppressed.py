"""Texts that were suppressed: the one place that says whether a text may be shown, and to whom.

A Suppression counts for every Revision of its Document with that digest. Dates, digest and reason stay public; the text is for
administrators alone, who have to be able to see what it was. A difference shows both its sides: ask about both.
"""

from collections.abc import Iterable

from medications.models import Revision, Suppression
from medications.permissions import Act, may


def suppressions(document_id) -> dict[str, Suppression]:
    """Those of one Document, by digest; for screens that show many of its versions."""
    return {each.digest: each for each in Suppression.objects.filter(document=document_id)}


def suppressed_digests(document_id) -> set[str]:
    return set(Suppression.objects.filter(document=document_id).values_list("digest", flat=True))


def suppression_of(revision: Revision) -> Suppression | None:
    return Suppression.objects.filter(document=revision.document_id, digest=revision.digest).first()


def any_suppressed(revisions: Iterable[Revision]) -> bool:
    """Whether one of them is; in one query, however many there are."""
    asked = {(each.document_id, each.digest) for each in revisions}
    there = Suppression.objects.filter(document__in={document for document, _ in asked})
    return not asked.isdisjoint(there.values_list("document", "digest"))


def may_read(user, suppression: Suppression | None) -> bool:
    """May this account read the text, given what stands against it? `user` is None for the public."""
    return suppression is None or (user is not None and may(user, Act.ADMINISTER))


def kept_from(user, revision: Revision) -> Suppression | None:
    """What keeps the text of this Revision from this account; None if it may be shown."""
    found = suppression_of(revision)
    return None if may_read(user, found) else found

"""Which outside reviewer stands behind a publication, by the name and credentials under which they agreed to be shown."""

from dataclasses import replace
from datetime import datetime

from medications.content.choices import Basis
from medications.models import Change, Publication, Review, ReviewDecision
from medications.permissions import Role
from medications.projections.facts import Facts


def with_reviewer(facts: Facts, published: Publication | Change) -> Facts:
    """The facts of what is, or was then, public, with its outside reviewer. Staff stand behind a page by their role alone.

    As when it was published: the last review of the whole page that a clinical reviewer gave to exactly this text, else their
    last one. `credentials` are kept only of those who agreed to be named.
    """
    if not _may_have_one(facts):
        return facts
    at = published.published_at if isinstance(published, Publication) else published.at
    return _with(facts, _given({published.document_id}, {facts.digest}), at)


def facts_of(changes: list[Change]) -> dict[int, Facts]:
    """Of several Changes, by their ids, as `with_reviewer` gives them; in one query, however many there are."""
    facts = {change.pk: Facts.of(change) for change in changes}
    reviewed = [change for change in changes if _may_have_one(facts[change.pk])]
    given = _given({change.document_id for change in reviewed}, {facts[change.pk].digest for change in reviewed})
    return facts | {change.pk: _with(facts[change.pk], given, change.at) for change in reviewed}


def _may_have_one(facts: Facts) -> bool:
    return facts.basis == Basis.REVIEWED and facts.role == Role.REVIEWER and bool(facts.digest)


def _given(documents: set, digests: set[str]) -> list[tuple]:
    """Document, digest, time, name, credentials and extent of each approval by a clinical reviewer; what counts most first."""
    given = Review.objects.filter(
        revision__document__in=documents, digest__in=digests, decision=ReviewDecision.APPROVED, role=Role.REVIEWER
    ).order_by("-whole_record", "-pk")
    return list(given.values_list("revision__document", "digest", "decided_at", "by_name", "credentials", "whole_record"))


def _with(facts: Facts, given: list[tuple], at: datetime) -> Facts:
    for document, digest, decided_at, name, credentials, whole in given:
        if (str(document), digest) == (facts.document_id, facts.digest) and decided_at <= at:
            if not credentials:
                return facts
            return replace(facts, reviewer=f"{name}, {credentials}", whole_reviewer=(name, credentials) if whole else None)
    return facts

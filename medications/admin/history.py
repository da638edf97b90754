"""The history of a Document: each version, newest first, with what happened to it. All of it outlives the accounts named."""

from dataclasses import dataclass

from django.http import HttpResponseRedirect

from medications.actions.states import standing_of
from medications.admin.events import link_for
from medications.admin.history_words import how_made, summary_of, who
from medications.admin.numbers import version_in
from medications.admin.what_changes import said
from medications.models import Review
from medications.permissions import Act, may
from medications.projections.suppressed import may_read
from medications.projections.timeline import Happening, Version, timeline


@dataclass(frozen=True)
class Decision:
    review: Review
    words: str


@dataclass(frozen=True)
class VersionRow:
    """`kept` is true where the account may not read the text."""

    version: Version
    who: str
    made: str
    summary: str
    kept: bool
    decisions: list[Decision]

    @classmethod
    def of(cls, version: Version, user) -> "VersionRow":
        kept, kept_before = (not may_read(user, each) for each in (version.suppression, version.suppression_before))
        return cls(
            version=version,
            who=who(version.revision),
            made=how_made(version.revision),
            summary="" if kept else summary_of(version.stored, version.came_from, kept_before=kept_before),
            kept=kept,
            decisions=[Decision(review, said(review)) for review in version.reviews],
        )


def view(model_admin, request, row):
    asked, errors = request.GET, []
    pair = [version_in(asked.get(name, "")) for name in ("a", "b")]
    if "a" in asked or "b" in asked:
        if row.document.revisions.filter(number__in=[each for each in pair if each]).count() == 2:
            return HttpResponseRedirect(model_admin.screen_url("compare", row, *sorted(pair)))
        errors.append("Choose two different versions of this page to compare.")
    before = version_in(asked.get("before", ""))
    found = timeline(row.document, before)
    if asked.get("before") and (before is None or not found.entries):
        errors.append("There is no such part of the history. These are the newest versions.")
        found, before = timeline(row.document), None
    return model_admin.render_screen(
        request,
        "history.html",
        row,
        title=f"History: {row}",
        standing=standing_of(row.document),
        entries=[VersionRow.of(each, request.user) if isinstance(each, Version) else each for each in found.entries],
        timeline=found,
        is_first_page=before is None,
        errors=errors,
        chosen=_chosen(found, pair),
        may_restore=may(request.user, Act.EDIT),
        said_on_url=model_admin.screen_url("said_on", row),
        everything=link_for(request.user, row.document),
    )


def _chosen(found, pair: list[int | None]) -> dict[str, int]:
    """The two that are compared unless others are chosen: what is public with the newest, or the two newest."""
    here = [each.revision.number for each in found.entries if not isinstance(each, Happening)]
    newest = here[0] if here else 0
    other = found.live if found.live in here and found.live != newest else (here[1] if len(here) > 1 else newest)
    return {"a": pair[0] or other, "b": pair[1] or newest}

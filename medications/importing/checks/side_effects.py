"""Side effects: terms still to be chosen, and rows or stars that look wrong."""

import re
from collections import Counter
from collections.abc import Iterator

from medications.importing.checks.evidence import Evidence
from medications.importing.checks.wording import count, shorten
from medications.importing.parsed import Finding, ParsedPage

_NEW_SENTENCE = re.compile(r"[a-z]\. [A-Z]|: |.{200}")


def check(page: ParsedPage, evidence: Evidence) -> Iterator[Finding]:
    rows = page.side_effects
    if not rows:
        yield Finding("side_effects_missing", "No side effects were found under “Possible Side Effects”.", "side_effects")
        return
    yield Finding(
        "side_effect_terms_unmapped",
        f"{count(len(rows), 'side effect was', 'side effects were')} taken over as printed. Each needs one or more terms of the"
        " vocabulary before the filters can find it.",
        "side_effects",
    )
    sizes = Counter((row.group, row.when) for row in rows)
    for row in rows:
        is_list = sizes[row.group, row.when] == 1 and row.wording.count(",") > 1
        if is_list or _NEW_SENTENCE.search(row.wording):
            yield Finding(
                "side_effect_wording_long",
                f"“{shorten(row.wording)}” may be more than one side effect. Please check where it ends.",
                "side_effects",
            )
    yield from _stars(page)
    yield from _repeated_groups(page)


def _stars(page: ParsedPage) -> Iterator[Finding]:
    starred = [row for row in page.side_effects if row.look_alike]
    if starred and not page.footnote:
        yield Finding(
            "footnote_missing",
            f"{count(len(starred), 'side effect carries', 'side effects carry')} a star, but no footnote explaining it was"
            " found.",
            "footnote",
        )
    if page.footnote and not starred:
        yield Finding("footnote_unused", "There is a footnote with a star, but no side effect carries one.", "footnote")


def _repeated_groups(page: ParsedPage) -> Iterator[Finding]:
    groups = [lead.group for lead in page.lead_sentences]
    for group in dict.fromkeys(groups):
        if groups.count(group) > 1:
            yield Finding(
                "lead_sentence_repeated",
                f"{groups.count(group)} lead sentences ask for the same thing ({group}). They stand on lines of their own;"
                " please make one of them.",
                "lead_sentences",
            )

"""What an import leaves for a person: the parser's findings, and those that need to know what is here already."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from medications.content import schema
from medications.content.corrections import wordings_without_term
from medications.content.differences import Difference
from medications.content.pairing import alike
from medications.content.pieces import pieces, without_mark
from medications.importing import parsed
from medications.importing.parsed import ParsedPage
from medications.models import Finding, ImportRun

UNMAPPED_LINE = "unmapped_line"
NEW_SYMPTOM = "symptom_created"
TERMS_UNMAPPED = "side_effect_terms_unmapped"
# The parser's one finding for all lines without a place; here each line is a finding, to be placed or left out by itself.
_ALL_UNMAPPED = "unmapped_text"


@dataclass(frozen=True)
class Noticed:
    """What the import noticed of a page beside what the parser found.

    `earlier` is the page as it was taken over before and `before` the draft that it was laid over, if there are any.
    """

    new_symptoms: Mapping[str, str] = field(default_factory=dict)  # name by code
    archived_symptoms: Iterable[str] = ()
    differences: Iterable[Difference] = ()
    address_taken: bool = False
    earlier: ParsedPage | None = None
    before: schema.MedicationRecord | None = None


def note_findings(*, run: ImportRun, page: ParsedPage, noticed: Noticed) -> None:
    """Writes them for the run's Document, without those that are open already and those that were answered."""
    needless = {_ALL_UNMAPPED} if wordings_without_term(run.revision.record) else {_ALL_UNMAPPED, TERMS_UNMAPPED}
    found = [finding for finding in page.findings if finding.code not in needless]
    found += [_new_symptom(code, name) for code, name in noticed.new_symptoms.items()]
    found += [_archived(name) for name in noticed.archived_symptoms]
    found += [parsed.Finding("changed_on_both_sides", each.message, each.field, each.subject) for each in noticed.differences]
    found += [_address_taken(run.address)] if noticed.address_taken else []
    found += [_unmapped(line) for line in page.unmapped]
    still_open = set(run.document.findings.filter(settled_at=None).values_list("code", "message"))
    answered = _answered(run, noticed)
    Finding.objects.bulk_create(
        Finding(
            document=run.document,
            import_run=run,
            code=finding.code,
            field=finding.field,
            subject=finding.subject,
            message=finding.message,
        )
        for finding in dict.fromkeys(found)
        if (finding.code, finding.message) not in still_open and not answered(finding)
    )


def _answered(run: ImportRun, noticed: Noticed) -> Callable[[parsed.Finding], bool]:
    """Whether somebody has settled the same finding, and the draft still says what was settled.

    What the page says as it did before came into no draft again, so that what was settled about it holds.
    """
    settled = set(run.document.findings.exclude(settled_at=None).values_list("code", "message"))
    lasting = {(each.code, each.message) for each in noticed.earlier.findings} if noticed.earlier else set()
    record = run.revision.record
    now = set(_texts(record))
    known_wordings = set(wordings_without_term(noticed.before)) if noticed.before else set()

    @cache
    def ever_said() -> set[str]:
        """The paragraphs of every version: a line that is among them was placed, any other was left out on purpose."""
        return {text for revision in run.document.revisions.all() for text in _texts(revision.record)}

    def answered(finding: parsed.Finding) -> bool:
        if (finding.code, finding.message) not in settled:
            return False
        if finding.code == UNMAPPED_LINE:
            line = without_mark(finding.subject)
            return line in now or line not in ever_said() or any(alike(line, text) for text in now)
        if finding.code == TERMS_UNMAPPED:
            return set(wordings_without_term(record)) <= known_wordings
        return finding.code == "address_taken" or (finding.code, finding.message) in lasting

    return answered


def _texts(record: schema.MedicationRecord) -> list[str]:
    found = [piece for part in record.sections for piece in pieces(part.body)] + [part.text for part in record.at_a_glance]
    return [without_mark(text) for text in found]


def _unmapped(line: str) -> parsed.Finding:
    return parsed.Finding(UNMAPPED_LINE, f"This line of the old page has no place yet: “{line}”", "sections", line)


def _new_symptom(code: str, name: str) -> parsed.Finding:
    return parsed.Finding(
        NEW_SYMPTOM,
        f"The page is about “{name}”, which was not among the symptoms; it was added as a draft. If it means one of those that"
        " were here, choose that one instead.",
        "uses",
        code,
    )


def _address_taken(address: str) -> parsed.Finding:
    return parsed.Finding(
        "address_taken",
        f"The old address {address} leads to another page here already, and stays so. Was this page saved twice?",
        "slug",
        address,
    )


def _archived(name: str) -> parsed.Finding:
    return parsed.Finding(
        "term_archived",
        f"The page names “{name}” as a use. A symptom of that name was put away here, so that this use was left out. Add the"
        " symptom that is meant, if it is not on the draft already.",
        "uses",
        name,
    )

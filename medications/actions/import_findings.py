"""What an import leaves for a person: the parser's findings, and those that need to know what is here already."""

from medications.content.corrections import wordings_without_term
from medications.importing import parsed
from medications.importing.parsed import ParsedPage
from medications.models import Finding, ImportRun

UNMAPPED_LINE = "unmapped_line"
NEW_SYMPTOM = "symptom_created"
TERMS_UNMAPPED = "side_effect_terms_unmapped"
# The parser's one finding for all lines without a place; here each line is a finding, to be placed or left out by itself.
_ALL_UNMAPPED = "unmapped_text"


def note_findings(*, run: ImportRun, page: ParsedPage, new_symptoms: dict[str, str], address_taken: bool, taken_for: str) -> None:
    """Writes them for the run's Document. What was noted before, of this or an earlier page, is not noted again."""
    needless = {_ALL_UNMAPPED} if wordings_without_term(run.revision.record) else {_ALL_UNMAPPED, TERMS_UNMAPPED}
    found = [finding for finding in page.findings if finding.code not in needless]
    found += [_unmapped(line) for line in page.unmapped]
    found += [_new_symptom(code, name) for code, name in new_symptoms.items()]
    found += [_address_taken(run.address)] if address_taken else []
    found += [_taken_for(page, taken_for)] if taken_for else []
    known = set(Finding.objects.filter(document=run.document).values_list("code", "message"))
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
        if (finding.code, finding.message) not in known
    )


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


def _taken_for(page: ParsedPage, because: str) -> parsed.Finding:
    return parsed.Finding(
        "taken_for_another",
        f"The page’s chemical name is “{page.generic_name.value or 'not given'}”. It was taken for a page about this medicine,"
        f" since both have {because}. If it is about another one, import it again under a name of its own.",
        "generic_name",
    )

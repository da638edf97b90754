""" "Why can't I publish?": one function gives the reasons. The screen shows them, `publishing` enforces them."""

from medications.actions import emergency, taken_down
from medications.actions.needed_approval import needed_approval
from medications.actions.published_along import unpublished_terms
from medications.actions.reviews import approvals_of
from medications.content import checks
from medications.content.checks import Reason
from medications.content.choices import Basis, ReviewNeed
from medications.content.embedding import embedded
from medications.models import Document, Origin, Publication, Review, Revision, RevisionTerm, Slug
from medications.projections import addresses, identity

_MISSING = {
    ReviewNeed.SECOND_PERSON: "No second person has approved exactly this version.",
    ReviewNeed.CLINICAL_REVIEWER: "No clinical reviewer has approved exactly this version.",
}


def publish_blockers(revision: Revision, basis: str = Basis.REVIEWED, *, putting_back: bool = False) -> list[Reason]:
    """Why this Revision cannot be published now; empty means it can. `putting_back`: its page is withdrawn, which is to end."""
    live = Publication.objects.filter(document=revision.document_id).select_related("revision").first()
    together = [revision, *unpublished_terms(revision)]
    return [
        *taken_down.reasons(together, live, putting_back=putting_back),
        *checks.blockers(revision.record, live.revision.record if live else None),
        *_ground(revision, together, live, basis),
        *_archived(together),
        *_terms_changed(revision),
        *_taken_addresses(together),
    ]


def reviewed_since(live: Publication, approval: Review | None) -> bool:
    """Whether an approval brings something new to a text that is public already: a better basis, or a later clinical review."""
    if approval is None:
        return False
    return live.basis != Basis.REVIEWED or (approval.whole_record and approval.decided_at > live.published_at)


def taken(slug: str) -> Reason:
    return Reason("slug_taken", "slug", f'The address "{slug}" has belonged to another page and stays reserved for it.')


def own_page(slug: str) -> Reason:
    return Reason("slug_taken", "slug", f'The address "{slug}" is that of another page of this site. Choose another.')


def _ground(revision: Revision, together: list[Revision], live: Publication | None, basis: str) -> list[Reason]:
    """What the basis asks for."""
    if basis == Basis.STARTER:
        return _starter(together, live)
    if basis == Basis.EMERGENCY:
        return _emergency(revision, live)
    return _approval(revision, live)


def _emergency(revision: Revision, live: Publication | None) -> list[Reason]:
    """No approval is asked for, but there must be something to publish, and a need to pass the approval by."""
    if live and live.revision.digest == revision.digest:
        return [Reason("already_public", "", "This version is public already.")]
    if emergency.needs_none(revision):
        return [Reason("no_emergency", "", "This version needs no emergency: publish it in the ordinary way.")]
    return _superseded(revision, live)


def _superseded(revision: Revision, live: Publication | None) -> list[Reason]:
    if live is None or revision.number >= live.revision.number:
        return []
    return [Reason("superseded", "", "A newer version is public. Restore the old text as a new draft instead.")]


def _approval(revision: Revision, live: Publication | None) -> list[Reason]:
    approvals, need = approvals_of([revision])[revision.pk], needed_approval(revision).need
    same = live is not None and live.revision.digest == revision.digest
    reasons = []
    if not approvals.meet(need):
        reasons.append(Reason("no_approval", "approval", _MISSING[need]))
    elif approvals.objection:
        message = f"{approvals.objection.by_name} wants changes in exactly this version."
        reasons.append(Reason("changes_wanted", "approval", message))
    if same and live.withdrawal_id is None and not reviewed_since(live, approvals.strongest):
        reasons.append(Reason("already_public", "", "This version is public already."))
    return [*reasons, *_superseded(revision, live)]


def _starter(together: list[Revision], live: Publication | None) -> list[Reason]:
    """Only the catalogue's own words are published without a review, and never over something that is public."""
    reasons = []
    if any(revision.origin != Origin.CATALOGUE for revision in together):
        reasons.append(Reason("not_from_catalogue", "", "It, or a term it names, was edited here and has not been reviewed."))
    if live:
        reasons.append(Reason("already_public", "", "A page of it is public already."))
    return reasons


def _archived(together: list[Revision]) -> list[Reason]:
    archived = Document.objects.filter(pk__in=[revision.document_id for revision in together]).exclude(archived_at=None)
    names = [identity.title(revision.record) for revision in together if revision.document_id in {each.pk for each in archived}]
    return [Reason("archived", "", f"{', '.join(names)}: archived. Bring it back first.")] if names else []


def _terms_changed(revision: Revision) -> list[Reason]:
    """Terms that are public in other words than this version embeds, its sources included."""
    named = RevisionTerm.objects.filter(revision=revision, term__publication__isnull=False)
    changed = [
        identity.title(live)
        for each in named.select_related("term_revision", "term__publication__revision")
        if each.term.publication.revision_id != each.term_revision_id
        and embedded(live := each.term.publication.revision.record) != embedded(each.term_revision.record)
    ]
    if not changed:
        return []
    message = f"Other words have become public since for: {', '.join(changed)}. Save the page again to take them over."
    return [Reason("term_changed", "", message)]


def _taken_addresses(revisions: list[Revision]) -> list[Reason]:
    """One reason for each address that was public once and belongs to another Document for ever, or to the site itself."""
    wanted = {(revision.record.kind, identity.slug(revision.record)): revision.document_id for revision in revisions}
    reserved = Slug.objects.filter(slug__in=[slug for _, slug in wanted])
    ours = [own_page(slug) for kind, slug in wanted if addresses.path(kind, slug) in addresses.OWN_PAGES]
    held = [each for each in reserved if wanted.get((each.kind, each.slug), each.document_id) != each.document_id]
    return [*ours, *(taken(each.slug) for each in held)]

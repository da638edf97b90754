"""What changed, as Atom feeds: of the whole site, and of one symptom with the medicines used for it.

An entry stands for one Change. Whoever took one in that tells of a text we no longer stand behind (its page was withdrawn, or the
text was removed) is told to forget it: it is no entry any more but a tombstone, and the act itself is an entry of its own.
"""

import uuid
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext

from medications.content import atom
from medications.content.atom import Entry, Feed, Link, Tombstone
from medications.content.choices import DocumentKind
from medications.models import Change, ChangeStream, RevisionTerm, Suppression
from medications.projections import addresses, history
from medications.projections.languages import tag
from medications.projections.memory import Memory
from medications.projections.withdrawn import Replacement, replacements_named
from medications.projections.wording import day

MOST_ENTRIES, MOST_TOMBSTONES = 50, 200
SITE_FEED, SITE_PAGE = "/feeds/changes.atom", "/changes/"
OF_A_SYMPTOM = "changes.atom"  # below its page


@dataclass(frozen=True)
class Source:
    """What a feed is of: its changes, and the page for people that tells the same or more."""

    id: str
    title: str
    subtitle: str
    path: str
    page: str
    changes: QuerySet[Change]


def site_feed(memory: Memory) -> bytes:
    profile = memory.profile
    title = gettext("%(site)s: what changed") % {"site": profile.site_title}
    subtitle = gettext("Every change to a public page of %(society)s.") % {"society": profile.name}
    address = addresses.absolute(SITE_FEED)
    return _written(Source(address, title, subtitle, SITE_FEED, SITE_PAGE, _of_pages()), memory)


def symptom_feed(document_id: UUID, title: str, page: str, memory: Memory) -> bytes:
    """`title` and path of the symptom's page."""
    subtitle = gettext("Changes to the page “%(symptom)s”, and to the medicines that are or were used for it.")
    source = Source(
        id=f"urn:uuid:{document_id}",
        title=gettext("%(symptom)s: what changed – %(site)s") % {"symptom": title, "site": memory.profile.site_title},
        subtitle=subtitle % {"symptom": title},
        path=f"{page}{OF_A_SYMPTOM}",
        page=page,
        changes=_of_pages().filter(_concerns(document_id)),
    )
    return _written(source, memory)


def entry_id(change: Change) -> str:
    """The same for ever, wherever the site moves to."""
    return f"urn:uuid:{uuid.uuid5(change.stream_id, str(change.sequence))}"


def _of_pages() -> QuerySet[Change]:
    return history.events().filter(document__kind__in=history.WITH_A_PAGE)


def _concerns(symptom: UUID) -> Q:
    """Changes of the symptom's own page, and of medicines that were for it by what then became public, or had been until then.

    So a medicine that is withdrawn, or is no longer for it, is told of once more.
    """
    naming = RevisionTerm.objects.filter(term=symptom).values("revision")
    until_then = Change.objects.filter(document=OuterRef("document"), pk__lt=OuterRef("pk")).exclude(revision=None)
    ever = Change.objects.filter(revision__in=naming).values("document")
    before = Change.objects.annotate(before=Subquery(until_then.order_by("-pk").values("revision")[:1]))
    after_it = before.filter(document__in=ever, before__in=naming).values("pk")
    medicines = Q(document__kind=DocumentKind.MEDICATION) & (Q(revision__in=naming) | Q(pk__in=after_it))
    return Q(document=symptom) | medicines


def _written(source: Source, memory: Memory) -> bytes:
    forgotten = Q(is_removed=True) | Q(document__publication__withdrawal__isnull=False)
    told = source.changes.exclude(forgotten & Q(revision__isnull=False)).select_related("withdrawal")
    changes = list(told.order_by("-pk")[:MOST_ENTRIES])
    named = {change.withdrawal.replacement_id for change in changes if change.withdrawal_id} - {None}
    replacements = replacements_named(named) if named else {}
    entries = tuple(_entry(change, replacements) for change in changes)
    tombstones = tuple(map(_tombstone, _gone(source.changes.filter(forgotten, revision__isnull=False))))
    moments = [entry.updated for entry in entries] + [each.when for each in tombstones]
    feed = Feed(
        id=source.id,
        title=source.title,
        subtitle=source.subtitle,
        updated=max(moments) if moments else ChangeStream.objects.latest().started_at,
        author=memory.profile.name,
        language=tag(settings.LANGUAGE_CODE),
        rights=memory.profile.content_licence,
        links=(
            Link("self", addresses.absolute(source.path), atom.CONTENT_TYPE),
            Link("alternate", addresses.absolute(source.page)),
        ),
        entries=entries,
        tombstones=tombstones,
    )
    return atom.as_xml(feed)


def _entry(change: Change, replacements: dict[object, Replacement]) -> Entry:
    line = history.line(change)
    instead = replacements.get(change.withdrawal.replacement_id) if change.withdrawal_id else None
    links = [Link("alternate", addresses.absolute(line.version_url or line.url), title=line.title)]
    if instead and instead.path:
        links.append(Link("related", addresses.absolute(instead.path), title=instead.title))
    return Entry(
        id=entry_id(change),
        title=f"{line.title}: {line.kind_label.lower()}",
        updated=change.at,
        summary=_summary(line, instead),
        links=tuple(links),
        category=(change.kind, line.kind_label),
    )


def _summary(line: history.ChangeLine, instead: Replacement | None) -> str:
    said = [line.note or f"{line.kind_label}."]
    if instead:
        said.append(gettext("Read instead: %(title)s.") % {"title": instead.title})
    if line.facts.digest:
        said.append(line.stands_on or line.facts.basis_sentence)
        said.append(gettext("Text last updated %(day)s.") % {"day": day(line.facts.last_updated)})
    return " ".join(said)


def _gone(changes: QuerySet[Change]) -> QuerySet[Change]:
    """With `gone_since` and `gone_because`, the latest first."""
    removal = Suppression.objects.filter(document=OuterRef("document"), digest=OuterRef("revision__digest"))
    return changes.annotate(
        gone_since=Coalesce(Subquery(removal.values("at")[:1]), F("document__publication__withdrawal__at")),
        gone_because=Coalesce(Subquery(removal.values("reason")[:1]), F("document__publication__withdrawal__explanation")),
    ).order_by("-gone_since", "-pk")[:MOST_TOMBSTONES]


def _tombstone(change: Change) -> Tombstone:
    page = history.line(change).url
    return Tombstone(
        ref=entry_id(change),
        when=change.gone_since,
        comment=change.gone_because,
        links=(Link("alternate", addresses.absolute(page)),),
    )

"""The words of a redline in the language of the site: names of fields, and values of closed vocabularies. Pure.

`comparing` says all in English, since what it says is weighed and kept; here it is translated for readers, once it was weighed.
"""

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from medications.content import choices

_NAMES = {
    *(_("DOI"), _("ISBN"), _("address"), _("as of"), _("at a glance"), _("authors"), _("availability"), _("body")),
    *(_("boxed warning"), _("brand names"), _("chemical name"), _("claim"), _("code"), _("controlled-substance schedule (US)")),
    *(_("date"), _("description"), _("dosage forms"), _("drug class"), _("edition"), _("editors"), _("explanation")),
    *(_("external codes"), _("footnote on look-alikes"), _("frequency"), _("generic available"), _("grade"), _("group")),
    *(_("heading"), _("kind"), _("lead sentences"), _("link phrase"), _("market"), _("markets"), _("may be mistaken for MS (*)")),
    *(_("may be passed on to partner sites"), _("may be used in print"), _("may be used on this site"), _("may worsen")),
    *(_("name"), _("note"), _("order"), _("other names"), _("part of"), _("permission"), _("place"), _("primary use")),
    *(_("pronunciation"), _("publisher"), _("qualifier"), _("read on"), _("resembles"), _("resources"), _("reuse"), _("routes")),
    *(_("sections"), _("side effects"), _("sources"), _("sources of the whole page"), _("status"), _("summary"), _("symptom")),
    *(_("system"), _("terms"), _("text"), _("title"), _("type"), _("uses in MS"), _("web address"), _("when"), _("wording")),
}
_VOCABULARIES = (
    *(choices.Availability, choices.BrandStatus, choices.ControlledSchedule, choices.DosageForm, choices.GenericAvailable),
    *(choices.Route, choices.SectionKind, choices.SideEffectGroup, choices.SourceGrade, choices.SourceType),
    *(choices.StatementKind, choices.UseStatus, choices.When),
)
_VALUES = {
    *(label for each in _VOCABULARIES for label in each.labels),
    *choices.MARKETS.values(),
    _("yes"),
    _("no"),
    _("(empty)"),
}
# By field and by its name: what the others hold was typed by people.
_WITH_VALUES = {
    *(
        "availability",
        "boxed",
        "controlled_schedule",
        "dosage_forms",
        "grade",
        "group",
        "kind",
        "look_alike",
        "market",
        "markets",
    ),
    *("partners", "primary", "print", "routes", "site", "status", "type", "value", "when"),
    *(
        "boxed warning",
        "claim",
        "controlled-substance schedule (US)",
        "dosage forms",
        "may be mistaken for MS (*)",
        "primary use",
    ),
    *("may be passed on to partner sites", "may be used in print", "may be used on this site"),
}


def name(of_field: str) -> str:
    return gettext(of_field) if of_field in _NAMES else of_field


def label(of_change: str) -> str:
    """ "tremor: note", of which the end is the name of a field."""
    row, colon, field = of_change.rpartition(": ")
    return f"{row}{colon}{name(field)}"


def value(text: str, field: str) -> str:
    """What one field says, or the items of a list."""
    if field not in _WITH_VALUES:
        return text
    return ", ".join(gettext(item) if item in _VALUES else item for item in text.split(", "))


def row(text: str) -> str:
    """All that a row says, a field on each line."""
    return "\n".join(map(_line, text.split("\n")))


def _line(text: str) -> str:
    field, colon, said = text.partition(": ")
    return f"{name(field)}: {value(said, field)}" if colon and field in _NAMES else text

"""What a reader of a page must know before its text: on what ground it stands, how old it is, whether its review is overdue."""

from datetime import date

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from medications.projections.facts import Facts, is_overdue
from medications.projections.places import is_old_text
from medications.projections.wording import day

STARTER = _("This is starter text. It is not yet reviewed by a clinician of this society.")


def notices(facts: Facts, today: date, *, superseded: bool = False) -> list[str]:
    """One paragraph each, most important first; none for a page that is in order. Of a superseded version, only its ground."""
    found = [gettext(STARTER)] if facts.is_starter else []
    if superseded:
        return found
    if is_old_text(facts.last_updated, today):
        found.append(_old(facts))
    if is_overdue(facts, today):
        found.append(_overdue(facts))
    return found


def _old(facts: Facts) -> str:
    text = gettext("This text is from %(day)s.") % {"day": day(facts.last_updated)}
    if facts.last_reviewed and facts.last_reviewed > facts.last_updated:
        more = gettext("It was reviewed on %(day)s. Ask your pharmacist, nurse or doctor what is new.")
        return f"{text} {more % {'day': day(facts.last_reviewed)}}"
    return f"{text} {gettext('Medicines and advice may have changed since then. Check with your pharmacist, nurse or doctor.')}"


def _overdue(facts: Facts) -> str:
    if facts.last_reviewed:
        said = gettext("The review of this page was due on %(day)s; it has not been reviewed since.")
    else:
        said = gettext("The review of this page was due on %(day)s; it has not been reviewed as a whole yet.")
    return said % {"day": day(facts.review_due)}

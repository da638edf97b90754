"""Who comes, what they may get, and the rules: one answer for each caller."""

from django.db.models import TextChoices

from medications.permissions import Act, Role


class Caller(TextChoices):
    ANYBODY = "anybody", "not signed in"
    NO_ROLE = "no role", "signed in, without a role"
    WRITER = Role.WRITER, "writer"
    REVIEWER = Role.REVIEWER, "clinical reviewer"
    PUBLISHER = Role.PUBLISHER, "publisher"
    ADMINISTRATOR = Role.ADMINISTRATOR, "administrator"
    NO_FACTOR = "no factor", "all roles, but no second factor set up or shown"
    NOT_FRESH = "not fresh", "all roles, but signed in long ago"
    LINK = "link", "not signed in, came by an outside reviewer's link"
    KEY = "key", "not signed in, sends a partner's API key"


class Answer(TextChoices):
    """From the most to the least."""

    OPEN = "open", "what was asked for is shown or done"
    NOTHING = "nothing", "a page is shown, but nothing is done: there is nothing to do here, or not for this caller"
    BY_POLICY = "by policy", "done, if the review policy lets a second person approve this change; else 403"
    AGAIN = "again", "asked for the password or second factor again"
    FACTOR = "factor", "led to the second factor"
    NEEDS_KEY = "needs key", "asked for a partner's key (401)"
    SIGN_IN = "sign in", "led to the sign-in"
    REFUSED = "refused", "403"
    NO_METHOD = "405", "this address does not take the method"
    NOT_FOUND = "404", "there is nothing at this address"


Rule = dict[Caller, Answer]

# Said here once more, and not taken from `permissions`: a role that is given too much there must not change the table too.
EDITORS = frozenset({Role.WRITER, Role.PUBLISHER, Role.ADMINISTRATOR})
WHO_MAY = {
    Act.VIEW: frozenset(Role),
    Act.EDIT: EDITORS,
    Act.REVIEW: frozenset({Role.REVIEWER}),
    Act.PUBLISH: EDITORS - {Role.WRITER},
    Act.ADMINISTER: frozenset({Role.ADMINISTRATOR}),
}


def everybody(answer: Answer) -> Rule:
    return dict.fromkeys(Caller, answer)


def account(answer: Answer = Answer.OPEN, *, fresh: bool = False, without_factor: Answer | None = None) -> Rule:
    """Something of the caller's own account: whoever is signed in. `fresh`: with a sign-in of just now."""
    signed_in = dict.fromkeys([Caller.NO_ROLE, *map(Caller, Role)], answer)
    not_fresh = Answer.AGAIN if fresh else answer
    special = {Caller.NO_FACTOR: without_factor or answer, Caller.NOT_FRESH: not_fresh}
    return everybody(Answer.SIGN_IN) | signed_in | special


def desk(by_role: dict[Role, Answer], *, fresh: bool = False) -> Rule:
    """A screen of the editorial desk: nobody gets to one without a role and a second factor."""
    turned_away = everybody(Answer.SIGN_IN) | {Caller.NO_ROLE: Answer.REFUSED, Caller.NO_FACTOR: Answer.FACTOR}
    all_roles = next(answer for answer in Answer if answer in by_role.values())
    return turned_away | {Caller(role): by_role[role] for role in Role} | {Caller.NOT_FRESH: Answer.AGAIN if fresh else all_roles}


def who_may(act: Act, answer: Answer = Answer.OPEN, *, others: Answer = Answer.REFUSED, fresh: bool = False) -> Rule:
    return desk({role: answer if role in WHO_MAY[act] else others for role in Role}, fresh=fresh)


OPEN, NO_METHOD = everybody(Answer.OPEN), everybody(Answer.NO_METHOD)
LINK_ONLY = everybody(Answer.NOT_FOUND) | {Caller.LINK: Answer.OPEN}
WITH_KEY = everybody(Answer.NEEDS_KEY) | {Caller.KEY: Answer.OPEN}
SEE, EDIT, PUBLISH, ADMINISTER = (who_may(act) for act in (Act.VIEW, Act.EDIT, Act.PUBLISH, Act.ADMINISTER))
DECIDE = who_may(Act.REVIEW, others=Answer.BY_POLICY)
PUBLISH_FRESH, ADMINISTER_FRESH = who_may(Act.PUBLISH, fresh=True), who_may(Act.ADMINISTER, fresh=True)
NEVER, NOTHING, DESK_NO_METHOD, DESK_NOT_FOUND = (
    who_may(Act.VIEW, answer) for answer in (Answer.REFUSED, Answer.NOTHING, Answer.NO_METHOD, Answer.NOT_FOUND)
)
NOTHING_FOR_ADMINISTRATORS = who_may(Act.ADMINISTER, Answer.NOTHING)
# Who is signed in already is led to the desk.
SIGN_IN_PAGE = SEE | dict.fromkeys([Caller.ANYBODY, Caller.LINK, Caller.KEY], Answer.OPEN)
FRESH, OWN_FACTOR = account(fresh=True), account(fresh=True, without_factor=Answer.NOT_FOUND)
OWN_CODES_NO_METHOD = account(Answer.NO_METHOD, fresh=True, without_factor=Answer.NOT_FOUND)

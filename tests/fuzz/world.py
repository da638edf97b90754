"""The site under attack: everything a page can show, drafts, an upload with findings, and an account of each role."""

from dataclasses import dataclass, field

from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone

from medications.actions import invitations, source_lookup
from medications.actions.preview_links import USUAL
from medications.delivery.outgoing_errors import UnknownHost
from medications.permissions import Role
from tests.factories import accounts, corrections, drafts, preview_links, publications, records, takeovers
from tests.factories.invitations import invited
from tests.factories.review_requests import asked
from tests.factories.site import complete_site
from tests.factories.withdrawals import withdrawn
from tests.fuzz import addresses, pages, wire

ANYBODY = ""
ROLES = [ANYBODY, *Role.values]
BETWEEN_THEM = (ANYBODY, Role.REVIEWER, Role.ADMINISTRATOR)  # they are shown every form there is
CSRF = "z" * 32  # cookie and form field say the same: a forged form is refused, which would hide what lies behind
PASSWORD = "a-password-for-attacks"


@dataclass(repr=False)
class World:
    """`cookies` by role, `known` addresses that answer, `forms` on the pages there."""

    cookies: dict[str, dict[str, str]] = field(default_factory=dict)
    patterns: list[addresses.Pattern] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    forms: list[pages.Form] = field(default_factory=list)

    def send(self, request: wire.Request) -> wire.Answer:
        return wire.send(request, self.cookies[request.role])

    def sign_everybody_in(self) -> None:
        self.cookies = {role: signed_in(role) for role in ROLES}


class NoInternet:
    """What is typed as an address of a source is not asked for: the attack stays on this machine."""

    def get(self, url: str, **_how):
        raise UnknownHost("There is no such site.")


def made() -> World:
    """Writes the contents, signs everybody in, and looks at every address as each of them."""
    source_lookup.Outgoing = NoInternet
    complete_site()
    now, unseen = timezone.now(), drafts.draft(records.medication_record("never public"))
    addresses.GIVEN["token"] = [invited(unseen, now=now, expires=now + invitations.LONGEST)[1]]
    asked(unseen, now=now, until=timezone.localdate(now))
    preview_links.given(unseen, now=now, expires=now + USUAL)
    drafts.edited(drafts.find_document("medication", "orbelazine"), pronunciation="or-BEL-a")
    corrections.begun(drafts.find_document("medication", "sample-drug").publication.revision)
    takeovers.upload()
    withdrawn(publications.published(records.small_record("withdrawn one")).document, "banner")
    world = World()
    world.sign_everybody_in()
    discover(world)
    return world


def signed_in(role: str) -> dict[str, str]:
    """The cookies of somebody with that role."""
    cookies = {settings.CSRF_COOKIE_NAME: CSRF}
    if role:
        client, user = Client(), accounts.account(role)
        user.set_password(PASSWORD)
        user.save()
        accounts.sign_in(client, get_user_model().objects.get(pk=user.pk))
        cookies |= {name: morsel.value for name, morsel in client.cookies.items()}
    return cookies | {settings.CSRF_COOKIE_NAME: CSRF}


def discover(world: World) -> None:
    """Every address with values that exist, and every form of every page: one of each kind, as the first who is shown it."""
    world.patterns = addresses.patterns()
    by_address = {address: pattern.template for pattern in reversed(world.patterns) for address in addresses.existing(pattern)}
    world.known = list(by_address)[::-1]
    found: dict[tuple, pages.Form] = {}
    for role in BETWEEN_THEM:
        for address, pattern in by_address.items():
            answer = world.send(wire.Request("GET", address, role=role))
            if answer.status == 200 and answer.kind == "text/html":
                for form in pages.forms(answer.text, address, role):
                    key = (
                        form.action if form.action != address else pattern,
                        form.method,
                        tuple(sorted(field.name for field in form.fields)),
                    )
                    found.setdefault(key, form)
    world.forms = list(found.values())
    for role in ROLES[1:]:
        if world.send(wire.Request("GET", "/admin/", role=role)).status != 200:
            raise LookupError(f"The {role} cannot open /admin/: tests/fuzz/world.py does not know how to sign in any more.")

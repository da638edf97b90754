"""Signing an account in, in a browser window of its own: as a person does, or by handing the browser a session."""

from django.conf import settings
from django.test import Client

from tests.factories import accounts, second_factors

PASSWORD = "a long enough pass phrase"


def sign_in(new_context, account, *, width: int = 1280):
    """Playwright's page, after the forms of the sign-in were sent: password, then the code of an app."""
    second_factors.with_app(with_password(account))
    page = new_context(viewport={"width": width, "height": 900}).new_page()
    page.goto("/admin/")
    type_password(page, account)
    page.get_by_label("Code").fill(second_factors.code())
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/admin/")
    return page


def with_password(account):
    account.set_password(PASSWORD)
    account.save()
    return account


def type_password(page, account):
    page.get_by_label("User name").fill(account.username)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def window(new_context, live_server, account, *, width: int = 1280, fresh: bool = True, **options):
    """A page of a browser that holds a session of this account; one that was opened long ago, if not `fresh`."""
    client = Client()
    accounts.sign_in(client, account, fresh=fresh)
    context = new_context(viewport={"width": width, "height": 900}, **options)
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
    return context.new_page()

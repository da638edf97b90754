"""Signing an account in as a person does, in a browser window of its own."""

PASSWORD = "a long enough pass phrase"


def sign_in(new_context, account, *, width: int = 1280):
    """Playwright's page, after the form of the sign-in page was sent."""
    account.set_password(PASSWORD)
    account.save()
    page = new_context(viewport={"width": width, "height": 900}).new_page()
    page.goto("/admin/login/")
    page.get_by_label("Username").fill(account.username)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url("**/admin/")
    return page

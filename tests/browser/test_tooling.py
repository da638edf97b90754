"""The browser tests' own promise: a page that misbehaves is noticed."""

import pytest


@pytest.fixture
def noticed(browser_problems):
    """A function that gives what was noticed so far and forgets it."""

    def take():
        found = list(browser_problems)
        browser_problems.clear()
        return found

    return take


@pytest.fixture
def sign_in_page(open_page):
    """A page that is there without any content, under our content-security policy."""
    return open_page("/admin/login/", width=400)


def test_a_page_with_nothing_wrong_is_styled_and_passes(sign_in_page):
    assert sign_in_page.viewport_size["width"] == 400
    assert sign_in_page.evaluate("document.styleSheets.length") > 0


def test_a_console_error_is_noticed(sign_in_page, noticed):
    sign_in_page.evaluate("console.error('broken')")

    assert [text for text in noticed() if "broken" in text]


def test_a_script_error_is_noticed(sign_in_page, noticed):
    sign_in_page.evaluate("setTimeout(() => { throw new Error('thrown') })")
    sign_in_page.wait_for_timeout(100)

    assert [text for text in noticed() if "thrown" in text]


def test_an_inline_script_is_noticed_as_a_violation(sign_in_page, noticed):
    sign_in_page.evaluate("document.body.append(Object.assign(document.createElement('script'), {text: 'window.ran = 1'}))")
    sign_in_page.wait_for_timeout(100)

    assert [text for text in noticed() if "content security policy: script-src" in text]
    assert sign_in_page.evaluate("window.ran") is None


@pytest.mark.parametrize("elsewhere", ["http://example.org/", "http://192.0.2.1/", "http://[2001:db8::1]/"])
def test_a_request_elsewhere_is_stopped_and_noticed(elsewhere, new_context, noticed):
    page = new_context().new_page()

    with pytest.raises(Exception, match="ERR_NAME_NOT_RESOLVED"):
        page.goto(elsewhere)

    assert noticed() == [f"request to another host: {elsewhere}"]

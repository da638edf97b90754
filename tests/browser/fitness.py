"""Whether the page that a browser shows is fit for use: what axe finds, and whether anything sticks out."""

from axe_playwright_python.sync_playwright import Axe

# select2 (Django's boxes with suggestions) puts its list of results at the end of the page while it is open.
NOT_OURS = [[".select2-container--open"]]
# Links of Django's admin fade from one color to the next; axe must not measure halfway.
SETTLED = "Promise.all(document.getAnimations().map((each) => each.finished))"
STICKS_OUT = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


def found_by_axe(page) -> list[tuple[str, str]]:
    """Which rule is broken, and by what. It leaves complaints on the console: the policy refuses the styles that axe sets."""
    page.wait_for_load_state()
    page.evaluate(SETTLED)
    violations = Axe().run(page, context={"exclude": NOT_OURS}, options={"preload": False}).response["violations"]
    return [(each["id"], node["html"][:200]) for each in violations for node in each["nodes"]]


def sticks_out(page) -> bool:
    """Whether the page scrolls sideways, asked once its style sheets are there: a form sent shows its words before them."""
    page.wait_for_load_state()
    return page.evaluate(STICKS_OUT)

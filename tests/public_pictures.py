"""The pictures of the public pages that `make screenshots` takes: one of every kind, on a phone and on a wide screen.

They show what a reader sees first, so that a change of the design can be looked at side by side with what was before.
"""

from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.small_png import take

WIDTHS = {360: 1000, 1280: 900}  # pixels, and how much of the page is taken: without scrolling far
MEDICINES = "medication=gabapentin&medication=duloxetine"
# What the story of the desk has left behind: gabapentin, reviewed and published a second time; alendronate, withdrawn.
KINDS = {
    "home": "/",
    "medicines": "/medications/",
    "medicines-filtered": "/medications/?symptom=spasticity&may_worsen=fatigue",
    "medicines-searched": "/medications/?q=bacloffen",
    "medicines-none-found": "/medications/?q=zzyzx",
    "medicine": "/medications/gabapentin/",
    "medicine-starter": "/medications/duloxetine/",
    "medicine-side-effects": "/medications/duloxetine/#side-effects",
    "medicine-sources": "/medications/duloxetine/#sources",
    "withdrawn": "/medications/alendronate/",
    "history": "/medications/gabapentin/history/",
    "version": "/medications/gabapentin/history/1/",
    "difference": "/medications/gabapentin/history/1...2/",
    "sheet-reader": "/medications/duloxetine/card/",
    "sheet-carer": "/medications/duloxetine/card/?for=carer",
    "sheet-clinician": "/medications/duloxetine/card/?for=clinician",
    "cite": "/medications/gabapentin/cite/",
    "report": "/medications/gabapentin/report/",
    "compare-choose": "/medications/compare/",
    "compare": f"/medications/compare/?{MEDICINES}",
    "could-it-be-choose": "/could-it-be-my-ms/",
    "could-it-be": f"/could-it-be-my-ms/?{MEDICINES}&symptom=fatigue",
    "symptoms": "/symptoms/",
    "symptom": "/symptoms/spasticity/",
    "side-effects": "/side-effects/",
    "side-effect": "/side-effects/drowsiness/",
    "changes": "/changes/",
    "display": "/about/display/",
    "editorial-policy": "/about/editorial-policy/",
    "accessibility": "/about/accessibility/",
    "privacy": "/about/privacy/",
    "api": "/api/v1/docs/",
    "embed": "/embed/medications/duloxetine/",
    "not-found": "/medications/klonapin/",
    "preview-unknown": "/preview/nobody-gave-this/",
    "error-500": "/static/errors/500.html",
    "error-503": "/static/errors/503.html",
}
ANSWERS = {"withdrawn": 410, "not-found": 404, "preview-unknown": 404}  # all others: 200


def photograph(browser: Browser, base: str, folder: Path) -> None:
    """Writes `<kind>-<width>.png` of each. Stops at a page that does not answer as it should."""
    folder.mkdir(exist_ok=True)
    for width, height in WIDTHS.items():
        size = {"width": width, "height": height}
        context = browser.new_context(base_url=base, viewport=size, reduced_motion="reduce", color_scheme="light")
        page = context.new_page()
        for name, address in KINDS.items():
            _take(page, name, address, folder / f"{name}-{width}.png")
        context.close()


def _take(page: Page, name: str, address: str, path: Path) -> None:
    page.goto("about:blank")  # or a place on the page that is open would be no visit
    answer = page.goto(address)
    if answer.status != ANSWERS.get(name, 200):
        raise SystemExit(f"{address} answered {answer.status}.")
    take(page, path)
    print(f"  {path.parent.name}/{path.name}")

"""A page in every look: light, dark, forced colors and high contrast, narrow and wide, with large text, widely spaced, on paper.

The page is opened once; the window and the reader's wishes change around it.
"""

from dataclasses import dataclass
from pathlib import Path

from axe_playwright_python.base import AXE_SCRIPT

FAULTS = Path(__file__).with_suffix(".js").read_text()
NARROW, WIDE = 320, 1280
SCHEMES = {
    "light": {"color_scheme": "light", "forced_colors": "none"},
    "dark": {"color_scheme": "dark", "forced_colors": "none"},
    "forced colors": {"color_scheme": "dark", "forced_colors": "active"},
}
# What colors and what widths can change. The other rules are asked once a page.
OF_COLORS, OF_WIDTHS = ["color-contrast"], ["target-size"]
SHIFTS = """
    window.shifts = [];
    new PerformanceObserver((list) => window.shifts.push(...list.getEntries().map((each) => each.value)))
        .observe({type: "layout-shift", buffered: true});
"""
SETTLED = """async () => {
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    await Promise.all(document.getAnimations().map((each) => each.finished));
}"""
AXE = """async (rules) => {
    const options = {resultTypes: ["violations"], preload: false};
    if (rules.length) { options.runOnly = {type: "rule", values: rules}; }
    const {violations} = await axe.run(options);
    return violations.flatMap(({id, nodes}) => nodes.map((node) => [`${id}: ${node.failureSummary}`, node.html.slice(0, 140)]));
}"""
# What the display panel does: templates/base.html.
HIGH_CONTRAST = """() => new Promise((done) => {
    document.documentElement.dataset.theme = "contrast";
    const sheet = {rel: "stylesheet", href: "/static/css/contrast.css", onload: done};
    document.head.append(Object.assign(document.createElement("link"), sheet));
})"""
# As a reader's own style sheet does it (WCAG 1.4.12). The policy stops style elements, not sheets that a script constructs.
SPACING = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
        p { margin-block-end: 2em !important; }`);
    document.adoptedStyleSheets = [sheet];
}"""


@dataclass(frozen=True)
class Fault:
    page: str
    look: str
    what: str
    element: str

    def __str__(self):
        return f"{self.page}, {self.look}: {self.what}\n    {self.element}"


def faults(page, name: str) -> list[Fault]:
    """Of the page that is open, in every look. Axe sets styles, which the policy refuses: clear then what the console says."""
    found = [Fault(name, "loading", f"moves by {each:.3f}", "") for each in page.evaluate("window.shifts")]

    def noted(look: str, pairs) -> None:
        found.extend(Fault(name, look, what, element) for what, element in pairs)

    page.evaluate(AXE_SCRIPT)
    noted("light", page.evaluate(AXE, []))
    for width in (NARROW, WIDE):
        page.set_viewport_size({"width": width, "height": 900})
        for scheme, media in SCHEMES.items():
            page.emulate_media(**media)
            page.evaluate(SETTLED)
            noted(f"{scheme}, {width} px", page.evaluate(AXE, OF_COLORS))
        noted(f"forced colors, {width} px", page.evaluate(FAULTS, ["edges"]))
        page.emulate_media(**SCHEMES["light"])
        noted(f"{width} px", page.evaluate(AXE, OF_WIDTHS))
        noted(f"{width} px", page.evaluate(FAULTS, ["sticks out", "cut off", "targets"]))
    for width in (WIDE, NARROW):
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        noted(f"text of 200 %, {width} px", page.evaluate(FAULTS, ["sticks out", "cut off"]))
        page.evaluate("document.documentElement.style.fontSize = ''")
    page.emulate_media(media="print")
    noted("paper", page.evaluate(FAULTS, ["paper"]))
    page.emulate_media(media="screen")
    page.evaluate(HIGH_CONTRAST)
    noted("high contrast", page.evaluate(AXE, OF_COLORS))
    page.evaluate(SPACING)
    noted("wide spacing", page.evaluate(FAULTS, ["sticks out", "cut off"]))
    return found

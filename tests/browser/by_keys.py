"""A reader who has only keys: she reaches what she wants with Tab, sees where she is, and nothing else is asked of her."""

from playwright.sync_api import Page

MOST_STOPS = 120
# The stop: what it is called, and what is wrong with it.
STOP = """() => {
    const stop = document.activeElement;
    const label = [...(stop.labels || [])].map((each) => each.textContent).join(' ');
    const name = (label || stop.getAttribute('aria-label') || stop.textContent).replace(/\\s+/g, ' ').trim();
    if (stop === document.body) { return {name: '', top: 0, faults: []}; }
    const faults = [];
    const style = getComputedStyle(stop);
    const outline = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
    if (!outline && style.boxShadow === 'none') { faults.push('focus cannot be seen'); }
    const box = stop.getClientRects()[0];
    const [x, y] = [box.left + Math.min(box.width / 2, 20), box.top + box.height / 2];
    const there = document.elementFromPoint(x, y);
    const labels = [...(stop.labels || [])];
    if (!there || ![stop, ...labels].some((each) => each.contains(there) || there.contains(each))) {
        faults.push('covered, or not on the screen');
    }
    return {name, top: box.top + scrollY, faults};
}"""


class Keys:
    """Faults are gathered as (address, what, where), so that one walk tells them all."""

    def __init__(self, page: Page, *, one_column: bool):
        self.page, self.one_column, self.faults = page, one_column, []

    def to(self, name: str) -> "Keys":
        """Tab by tab to what has this in its name; AssertionError if it is not reached."""
        came_by, above = [], None
        for _ in range(MOST_STOPS):
            self.page.keyboard.press("Tab")
            stop = self.page.evaluate(STOP)
            self._note(stop, above)
            came_by.append(stop["name"][:40])
            above = stop
            if name in stop["name"]:
                return self
        raise AssertionError(f"Tab does not lead to {name!r} on {self.page.url}, but to {came_by}")

    def _note(self, stop: dict, above: dict | None) -> None:
        faults = list(stop["faults"])
        if self.one_column and above and stop["name"] and stop["top"] < above["top"] - 50:  # a line of links is about as high
            faults.append(f"stands above {above['name'][:40]!r}, after which it comes")
        self.faults += [(self.page.url, fault, stop["name"][:60]) for fault in faults]

    def press(self, *keys: str) -> "Keys":
        for key in keys:
            self.page.keyboard.press(key)
        return self

    def type(self, text: str) -> "Keys":
        """Into a box; of a list to choose from, the entry that begins like that."""
        self.page.keyboard.type(text)
        return self

    def enter(self) -> "Keys":
        """Opens another page."""
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        return self

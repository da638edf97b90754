"""What somebody who hears a page, or works it by keys alone, would stumble over; beyond what axe looks for."""

from pathlib import Path

FAULTS = Path(__file__).with_suffix(".js").read_text()


def faults(page) -> list[tuple[str, str]]:
    """What is wrong, and the element, if it is about one."""
    return [tuple(each) for each in page.evaluate(FAULTS)]

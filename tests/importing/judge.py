"""Judges the parser on pages with what a careful reader says of them: `python -m tests.importing.judge FOLDER`.

Beside each page NN.txt or NN.html stands NN.expected.json, written by somebody who did not know the parser.
"""

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from medications.importing.files import read_files
from medications.importing.page import parse_page

UNSEEN = Path(__file__).parent / "unseen"


@dataclass(frozen=True)
class Verdict:
    """One field of one page: what was expected, and what was found."""

    page: str
    field: str
    expected: Any
    found: Any

    @property
    def right(self) -> bool:
        return self.expected == self.found


def pages(folder: Path = UNSEEN) -> list[Path]:
    return sorted(file for file in folder.glob("[0-9][0-9].*") if file.suffix in {".txt", ".html"})


def judge(file: Path) -> list[Verdict]:
    expected = json.loads(file.with_name(f"{file.stem}.expected.json").read_text(encoding="utf-8"))
    (read,) = read_files([(file.name, file.read_bytes())]).files
    page = parse_page(read.text, file=file.name)
    said = said_of(page, expected)
    return [Verdict(file.name, field, value, said[field]) for field, value in wanted(expected) if field in said]


def wanted(expected: dict) -> Iterator[tuple[str, Any]]:
    """What is to be compared, in the form that `said_of` gives."""
    for field, value in expected.items():
        if field == "sections":
            yield field, [(part["kind"], part["heading"]) for part in value]
        elif field == "side_effects":
            yield field, [tuple(row[name] for name in ("group", "wording", "look_alike", "when")) for row in value]
        elif field == "resources":
            yield field, [(each["symptom"], each["title"]) for each in value]
        elif field == "lead_sentences":
            yield field, sorted(value.values())
        elif field in ("section_words", "distinct_words", "must_not_appear"):
            yield field, []  # what is missing, or there though it must not be
        else:
            yield field, value


def said_of(page, expected: dict) -> dict[str, Any]:
    data = page.as_json()
    first = data["sources"][0] if data["sources"] else {}
    bodies = {part["kind"]: "" for part in data["sections"]}
    for part in data["sections"]:
        bodies[part["kind"]] += part["body"] + "\n"
    everything = "\n".join(strings([value for name, value in data.items() if name not in ("file", "findings")]))
    words = set(re.findall(r"\w+", everything.casefold()))
    return {
        "generic_name": data["generic_name"],
        "pronunciation": data["pronunciation"],
        "brand_names": [
            {"name": each["name"], "market": each["market"]}
            for each in data["brand_names"]
            if each.get("status") != "discontinued"
        ],
        "uses": data["uses"],
        "generic_available": data["generic_available"],
        "availability": data["availability"],
        # The text before the first heading has no heading of its own; ours is the label of its kind.
        "sections": [
            (part["kind"], "" if part["kind"] == "about" and part["heading"] == "About" else part["heading"])
            for part in data["sections"]
        ],
        "section_words": [
            f"{kind}: {word}"
            for kind, some in expected.get("section_words", {}).items()
            for word in some
            if word.casefold() not in bodies.get(kind, "").casefold()
        ],
        "side_effects": [(row["group"], row["wording"], row["look_alike"], row["when"]) for row in data["side_effects"]],
        "lead_sentences": sorted(text for lead in data["lead_sentences"].values() for text in lead.split("\n")),
        "footnote_starts": " ".join(data["footnote"].split()[:5]),
        "sources_count": len(data["sources"]),
        "source": {name: first.get(name, "") for name in expected.get("source", {})},
        "last_updated": data["last_updated"],
        "resources": [(each["symptom"], each["title"]) for each in data["related_resources"]],
        "findings_wanted": [
            code for code in expected.get("findings_wanted", []) if code in {finding["code"] for finding in data["findings"]}
        ],
        "distinct_words": [
            word for word in expected.get("distinct_words", []) if not words.issuperset(re.findall(r"\w+", word.casefold()))
        ],
        "must_not_appear": [word for word in expected.get("must_not_appear", []) if word.casefold() in everything.casefold()],
    }


def strings(value: Any) -> Iterator[str]:
    """Every string in plain data."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from strings(item)


def main(folder: Path) -> int:
    verdicts = [verdict for file in pages(folder) for verdict in judge(file)]
    for verdict in verdicts:
        if not verdict.right:
            print(f"{verdict.page} {verdict.field}\n    expected {verdict.expected}\n    found    {verdict.found}")
    right = sum(verdict.right for verdict in verdicts)
    lost = sum(len(verdict.found) for verdict in verdicts if verdict.field == "distinct_words")
    of = sum(
        len(json.loads(file.with_name(f"{file.stem}.expected.json").read_text())["distinct_words"]) for file in pages(folder)
    )
    print(f"\n{right} of {len(verdicts)} fields right; {lost} of {of} words lost")
    return 0 if right == len(verdicts) else 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else UNSEEN))

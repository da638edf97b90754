"""Takes from the typings of schema.org the classes that our pages use, with all their properties and what those may hold.

The typings are schema.d.ts of the npm package schema-dts (Apache-2.0), which Google generates from the releases of schema.org:

    npm pack schema-dts && tar xzf schema-dts-*.tgz
    python -m tests.public.schema_org_words package/package.json package/dist/schema.d.ts > tests/public/schema_org_words.json

A page that uses another class: add it to USED and do this again. Needs no network afterwards, and no Node.
"""

import json
import re
import sys
from pathlib import Path

USED = {"Book", "Drug", "DrugClass", "MedicalCode", "MedicalSymptom", "MedicalWebPage", "Organization", "Person"}
USED |= {"ScholarlyArticle", "WebPage", "WebSite"}
_INTERFACE = re.compile(r"^(?:export )?interface (\w+?)(Base|Leaf) extends ([^{]+)\{(.*?)^\}", re.DOTALL | re.MULTILINE)
_PROPERTY = re.compile(r"(/\*\*(?:(?!\*/).)*\*/)?\s*\"(\w+)\"\?: SchemaValue<(.*?), \"\2\">;", re.DOTALL)


def words(typings: str) -> dict[str, dict]:
    """Class -> its parents, and its own properties with what they may hold. Deprecated properties are left out."""
    parents: dict[str, set[str]] = {}
    own: dict[str, dict[str, list[str]]] = {}
    for name, _, extends, body in _INTERFACE.findall(typings):
        above = {each.strip().removesuffix("Base") for each in extends.split(",") if each.strip().endswith("Base")}
        parents.setdefault(name, set()).update(above - {name})
        for comment, property_, holds in _PROPERTY.findall(body):
            if "@deprecated" not in comment:
                own.setdefault(name, {})[property_] = sorted(set(holds.split(" | ")) - {"IdReference"})
    wanted, found = set(USED), {}
    while wanted:
        name = wanted.pop()
        found[name] = {"parents": sorted(parents[name]), "properties": dict(sorted(own.get(name, {}).items()))}
        wanted |= parents[name] - set(found)
    return dict(sorted(found.items()))


def main(package: str, typings: str) -> None:
    version = json.loads(Path(package).read_text())["version"]
    lines = [f'"{name}": {json.dumps(said)}' for name, said in words(Path(typings).read_text()).items()]
    sys.stdout.write(f'{{"source": "schema-dts {version}", "classes": {{\n' + ",\n".join(lines) + "\n}}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])

"""A page of this site as a work that others cite: as text, and in the forms of BibTeX, RIS and CSL JSON. Pure.

Each form has characters of its own that mean something; here they are made to mean nothing. What no form can hold, such as the
end of a line, becomes a blank.
"""

import re
from dataclasses import dataclass
from datetime import date

import orjson

_LATEX = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "{": r"\textbraceleft{}",  # BibTeX counts braces, those after a backslash too
    "}": r"\textbraceright{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    **{char: f"\\{char}" for char in "$&%#_"},
}
_LANGUAGES = {"en-US": "english"}  # by the names that LaTeX has for them
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()


@dataclass(frozen=True)
class CitedPage:
    """`key` has letters, digits and hyphens only. `url` leads to this very version for ever; `remark`: a sentence on it."""

    key: str
    author: str
    title: str
    site: str
    version: int
    updated: date
    url: str
    accessed: date
    remark: str = ""
    language: str = "en-US"


def bibtex(page: CitedPage) -> str:
    """An entry of the kind `misc`, which every style knows. Inner braces keep a society's name whole, and capitals large."""
    note = " ".join(filter(None, [f"Version {page.version}.", page.remark]))
    fields = {
        "author": f"{{{{{_latex(page.author)}}}}}",
        "title": f"{{{{{_latex(page.title)}}}}}",
        "howpublished": f"{{{_latex(page.site)}}}",
        "year": f"{{{page.updated.year}}}",
        "month": _MONTHS[page.updated.month - 1],
        "day": f"{{{page.updated.day}}}",
        "version": f"{{{page.version}}}",
        "note": f"{{{_latex(note)}}}",
        "url": f"{{{_address(page.url)}}}",
        "urldate": f"{{{page.accessed.isoformat()}}}",
        "language": f"{{{_LANGUAGES.get(page.language, page.language)}}}",
    }
    lines = [f"  {name} = {value}" for name, value in fields.items()]
    return "@misc{" + ",\n".join([page.key, *lines]) + "\n}\n"


def ris(page: CitedPage) -> str:
    """Tag, two blanks, hyphen, blank, value; lines end as on Windows, which readers of the form expect."""
    lines = [
        ("TY", "ELEC"),
        ("ID", page.key),
        ("AU", one_line(page.author).replace(",", "")),  # a comma would part a surname from a first name
        ("TI", page.title),
        ("T2", page.site),
        ("PB", page.author),
        ("ET", f"Version {page.version}"),
        ("PY", str(page.updated.year)),
        ("DA", page.updated.strftime("%Y/%m/%d/")),
        ("Y2", page.accessed.strftime("%Y/%m/%d/")),
        ("LA", page.language.split("-")[0]),
        ("N1", page.remark),
        ("UR", _address(page.url)),
        ("ER", ""),
    ]
    return "".join(f"{tag}  - {one_line(value)}\r\n" for tag, value in lines if value or tag == "ER")


def csl(page: CitedPage) -> str:
    """A list of one item, as reference managers take it."""
    item = {
        "id": page.key,
        "type": "webpage",
        "author": [{"literal": one_line(page.author)}],
        "title": one_line(page.title),
        "container-title": one_line(page.site),
        "publisher": one_line(page.author),
        "version": str(page.version),
        "issued": _parts(page.updated),
        "accessed": _parts(page.accessed),
        "URL": _address(page.url),
        "language": page.language,
        **({"note": one_line(page.remark)} if page.remark else {}),
    }
    return orjson.dumps([item], option=orjson.OPT_INDENT_2).decode() + "\n"


def one_line(text: str) -> str:
    """Without control characters and line ends, each of which would begin something new."""
    return " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", " ", text).split())


def _latex(text: str) -> str:
    return "".join(_LATEX.get(char, char) for char in one_line(text))


def _address(url: str) -> str:
    """A brace or backslash would end the field, and cannot be escaped in an address but by its number."""
    return "".join(f"%{ord(char):02X}" if char in '{}\\"<> ' else char for char in one_line(url))


def _parts(day: date) -> dict:
    return {"date-parts": [[day.year, day.month, day.day]]}

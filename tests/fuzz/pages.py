"""What a browser sees of a page: its forms, what it says is wrong, what would run. By a parser that follows the HTML standard."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

from tests.fuzz.payloads import MARK

ADDRESSES = {"href", "src", "action", "formaction", "xlink:href", "data", "poster", "background", "cite", "ping", "srcset"}
RUNS = re.compile(r"^(javascript|vbscript|data):", re.IGNORECASE)
# Elements that no page of ours has, but for the frames of the screen that previews a version.
NEVER = {"iframe", "object", "embed", "base", "math", "applet", "frame", "frameset", "marquee"}
OF_PREVIEWS = re.compile(r"/admin/medications/[a-z]+/\d+/preview/page/\d+/")
TYPED = {"text", "textarea", "email", "url", "search", "number", "date", "tel", "select", "radio", "checkbox"}


@dataclass(frozen=True)
class Field:
    name: str
    kind: str  # the type of an input; textarea, select
    values: tuple[str, ...]  # what would be sent
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Form:
    page: str  # address the form stands at
    role: str
    action: str
    method: str
    multipart: bool
    fields: tuple[Field, ...]

    @property
    def sent(self) -> list[tuple[str, str]]:
        return [(field.name, value) for field in self.fields for value in field.values]


def parsed(html: str) -> LexborHTMLParser:
    return LexborHTMLParser(html)


def elements(tree: LexborHTMLParser) -> Iterator:
    yield from tree.root.traverse(include_text=False)


def forms(html: str, page: str, role: str) -> list[Form]:
    tree, found = parsed(html), []
    for form in tree.css("form"):
        attributes = form.attributes
        buttons = [_field(each) for each in form.css("button[name], input[type=submit][name]")]
        own = [_field(each) for each in form.css("input[name], textarea[name], select[name]") if _is_box(each)]
        if identity := attributes.get("id"):
            own += [_field(each) for each in tree.css(f'[form="{identity}"][name]') if each.tag != "button"]
        found.append(
            Form(
                page=page,
                role=role,
                action=attributes.get("action") or page,
                method=(attributes.get("method") or "get").upper(),
                multipart=attributes.get("enctype") == "multipart/form-data",
                fields=tuple(own + buttons),
            )
        )
    return found


def _is_box(node) -> bool:
    return (node.attributes.get("type") or "") not in ("submit", "button", "image") and "disabled" not in node.attributes


def _field(node) -> Field:
    name, attributes = node.attributes["name"], node.attributes
    if node.tag == "textarea":
        return Field(name, "textarea", (value_of(node),))
    if node.tag == "select":
        options = [
            (each.attributes.get("value", each.text()) or "", "selected" in each.attributes) for each in node.css("option")
        ]
        chosen = [value for value, selected in options if selected]
        if not chosen and options and "multiple" not in attributes:
            chosen = [options[0][0]]
        return Field(name, "select", tuple(chosen), tuple(value for value, _ in options))
    kind = attributes.get("type") or ("submit" if node.tag == "button" else "text")
    kind = "hidden" if "hidden" in (attributes.get("class") or "").split() else kind
    value = attributes.get("value") or ("on" if kind == "checkbox" else "")
    if kind in ("checkbox", "radio"):
        return Field(name, kind, (value,) if "checked" in attributes else (), (value,))
    return Field(name, kind, () if kind == "file" else (value,))


def value_of(node) -> str:
    """What a box holds, with the line ends that a browser sends."""
    if node.tag == "textarea":
        return node.text(deep=True).replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\r\n")
    return node.attributes.get("value") or ""


def shown_values(tree: LexborHTMLParser, name: str) -> list[str]:
    """The values that the boxes of that name hold."""
    return [value_of(each) for each in tree.css("input[name], textarea[name]") if each.attributes["name"] == name]


def says_what_is_wrong(tree: LexborHTMLParser) -> bool:
    marks = ".errorlist li, .errornote, .messagelist li, [role=alert], [aria-invalid=true], .form__error"
    return any(each.text(strip=True) or each.attributes.get("aria-invalid") for each in tree.css(marks))


def refused_fields(tree: LexborHTMLParser) -> set[str]:
    return {each.attributes.get("name") or "" for each in tree.css("[aria-invalid=true]")}


# What would run


def what_runs(html: str, place: str = "") -> list[str]:
    """Elements and attributes that a payload made. Pages of ours have no handler, inline script or style at all.

    `place`: the path of the page, without a query.
    """
    return [fault for node in elements(parsed(html)) for fault in _faults(node, place)]


def _is_frame_of_preview(node, place: str) -> bool:
    """On the screen of previews, and of nothing but a version's own page."""
    attributes = node.attributes
    is_ours = node.tag == "iframe" and set(attributes) <= {"class", "src", "title", "loading"}
    return is_ours and place.endswith("/preview/") and bool(OF_PREVIEWS.fullmatch(attributes.get("src") or ""))


def _only_opens_tabs(node) -> bool:
    """A <base> that leads nowhere: in a frame on another site, links open a tab."""
    return node.tag == "base" and set(node.attributes) == {"target"}


def _faults(node, place: str) -> Iterator[str]:
    tag, attributes = node.tag, node.attributes
    if (tag in NEVER and not _is_frame_of_preview(node, place) and not _only_opens_tabs(node)) or MARK in tag:
        yield f"element <{tag}>"
    if tag in ("script", "style"):
        yield from _script(node)
    for name, value in attributes.items():
        said = re.sub(r"[\x00-\x20]", "", value or "")
        if name.startswith("on") or MARK in name or name in ("srcdoc", "style"):
            yield f"attribute {name} of <{tag}>"
        elif name in ADDRESSES and RUNS.match(said):
            yield f"{name}={said[:60]} of <{tag}>"
        elif tag == "meta" and name == "http-equiv" and said.lower() == "refresh":
            yield "meta refresh"


def _script(node) -> Iterator[str]:
    source = node.attributes.get("src") or ""
    is_data = node.attributes.get("type") in ("application/json", "application/ld+json")
    if (node.text(deep=True).strip() and not is_data) or MARK in source or source.startswith("//"):
        yield f"<{node.tag}> {source}{node.text(deep=True)[:60]}"

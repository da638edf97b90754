"""What a browser would send: the boxes of a form as the page shows them."""

from html.parser import HTMLParser


class _Boxes(HTMLParser):
    """Collects name -> values of one form, as if nothing had been touched."""

    def __init__(self, form_id: str):
        super().__init__()
        self.form_id, self.inside, self.found = form_id, False, False
        self.values: dict[str, list[str]] = {}
        self.select = self.textarea = self.option = None
        self.text = ""

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "form":
            self.inside = attrs.get("id") == self.form_id
            self.found = self.found or self.inside
        if not self.inside:
            return
        if tag == "input":
            self._input(attrs)
        elif tag == "select":
            self.select, self.multiple, self.first = attrs.get("name"), "multiple" in attrs, None
            self.chosen: list[str] = []
        elif tag == "option" and self.select:
            value = attrs.get("value", "")
            self.first = value if self.first is None else self.first
            if "selected" in attrs:
                self.chosen.append(value)
        elif tag == "textarea":
            self.textarea, self.text = attrs.get("name"), ""

    def _input(self, attrs):
        kind = attrs.get("type", "text")
        if "name" not in attrs or kind in {"submit", "button"} or (kind in {"checkbox", "radio"} and "checked" not in attrs):
            return
        self.values.setdefault(attrs["name"], []).append(attrs.get("value", "on" if kind == "checkbox" else ""))

    def handle_data(self, data):
        if self.textarea:
            self.text += data

    def handle_endtag(self, tag):
        if tag == "form":
            self.inside = False
        elif tag == "select" and self.select:
            chosen = self.chosen or ([self.first] if self.first is not None and not self.multiple else [])
            if chosen:
                self.values[self.select] = chosen
            self.select = None
        elif tag == "textarea" and self.textarea:
            self.values[self.textarea] = [self.text.replace("\r\n", "\n").removeprefix("\n").replace("\n", "\r\n")]
            self.textarea = None


def boxes(response, form_id: str) -> dict[str, list[str]]:
    """Everything the form would send, row templates included, as a browser does."""
    parser = _Boxes(form_id)
    parser.feed(response.content.decode())
    assert parser.found, f"the page has no form {form_id}"
    return parser.values


def row_boxes(values: dict, prefix: str, **content) -> str:
    """The beginning of the names (`uses-1`) of the row in which these boxes have these values."""
    for number in range(int(values[f"{prefix}-TOTAL_FORMS"][0])):
        if all(values.get(f"{prefix}-{number}-{name}") == [value] for name, value in content.items()):
            return f"{prefix}-{number}"
    raise LookupError(content)


def with_new_row(values: dict, prefix: str, **content) -> dict:
    """The same with one more row, as "Add another" makes it."""
    number = int(values[f"{prefix}-TOTAL_FORMS"][0])
    row = {
        name.replace("__prefix__", str(number)): list(value)
        for name, value in values.items()
        if name.startswith(f"{prefix}-__prefix__-")
    }
    typed = {f"{prefix}-{number}-{name}": value if isinstance(value, list) else [value] for name, value in content.items()}
    return {**values, **row, **typed, f"{prefix}-TOTAL_FORMS": [str(number + 1)]}

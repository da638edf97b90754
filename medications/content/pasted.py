"""Text pasted from a word processor or a web page -> clean Markdown.

Browsers paste plain text into a text box: bullets arrive as signs with a tab, numbers with a tab, and with no-break spaces and
invisible characters between the words.
"""

import re

# Soft hyphen, zero-width spaces and joiners, word joiner, byte order mark, object replacement: nobody sees them.
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200e\u200f\u2060\ufeff\ufffc"))
_SPACES = dict.fromkeys(map(ord, "\u00a0\u2007\u2009\u200a\u202f\u3000"), " ")
_BREAKS = dict.fromkeys(map(ord, "\v\f\u0085\u2028\u2029"), "\n")
_CONTROLS = dict.fromkeys(set(range(0x20)) - {0x09, 0x0A, 0x0B, 0x0C, 0x0D})
_TABLE = {**_CONTROLS, **_INVISIBLE, **_SPACES, **_BREAKS}
# Besides the ordinary bullets Word has its own, signs of Symbol and Wingdings (private use), and an "o" with a tab at level two.
# What may stand in a number or a word is no bullet there: "·5 mg" is half a milligram, "•5" may be, and "◦C" is a degree.
_BULLET = re.compile(r"^([ \t]*)(?:[▪‣●■□\uf0b7\uf0a7\uf0d8\uf0fc][ \t]*|•(?!\d)[ \t]*|[·◦][ \t]+|[oO–—-]\t+[ \t]*)(?=\S)")
_NUMBER = re.compile(r"^([ \t]*)\(?(\d{1,2})[.)]\t[ \t]*(?=\S)")
_ITEM = re.compile(r"[ \t]*(?:-|\d{1,2}\.) ")


def clean(text: str) -> str:
    """Markdown that shows what the pasted text showed. Text that was typed as Markdown comes back as it was.

    >>> clean("Do not use with:\\n•\\talcohol\\n•\\tgrapefruit")
    'Do not use with:\\n\\n- alcohol\\n- grapefruit'
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_TABLE)
    lines: list[str] = []
    for line in text.split("\n"):
        made = _markdown(line)
        pasted_item = made != line and _ITEM.match(made)
        if pasted_item and lines and lines[-1] and not _ITEM.match(lines[-1]):
            lines.append("")  # a list needs an empty line before it, or some readers of Markdown miss it
        lines.append(made)
    return "\n".join(lines)


def _markdown(line: str) -> str:
    bullet = _BULLET.match(line)
    if bullet:
        return f"{_indent(bullet[1])}- {_plain(line[bullet.end() :])}"
    number = _NUMBER.match(line)
    if number:
        return f"{_indent(number[1])}{number[2]}. {_plain(line[number.end() :])}"
    return line.replace("\t", " ") if "\t" in line.strip() else line


def _indent(printed: str) -> str:
    return "  " if printed.replace("\t", "    ") else ""


def _plain(text: str) -> str:
    return " ".join(text.split())

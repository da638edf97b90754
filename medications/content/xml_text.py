"""Text for XML: characters that XML 1.0 cannot hold are left out, wherever a text was typed or pasted. Pure."""

import re

_UNHOLDABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def holdable(text: str) -> str:
    return _UNHOLDABLE.sub("", text)

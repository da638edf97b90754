"""In which language a page says what: its own words, and the record's, which the society may have written in another."""

from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, to_locale

OF_PARTNERS = "en-us"  # what programs get is the same everywhere: they compare words
_SHORT = {"en-us": "en"}  # what the site speaks if nothing else was set: every page says it


def tag(code: str) -> str:
    """As HTML writes it (BCP 47): "pt-br" in, "pt-BR" out; "zh-hans" in, "zh-Hans" out."""
    language, *rest = code.split("-")
    return "-".join([language, *(part.title() if len(part) == 4 else part.upper() for part in rest)])


def of_page() -> SafeString:
    """Attributes of <html>."""
    code = get_language() or settings.LANGUAGE_CODE
    lang = format_html(' lang="{}"', _SHORT.get(code, tag(code)))
    return lang + _direction(code) if _is_rtl(code) else lang


def of_content() -> SafeString | str:
    """Attributes of an element that holds what the society wrote; nothing where the page around it is in the same language."""
    code, around = settings.CONTENT_LANGUAGE, get_language() or settings.LANGUAGE_CODE
    if code == around:
        return ""
    lang = format_html(' lang="{}"', tag(code))
    return lang + _direction(code) if _is_rtl(code) != _is_rtl(around) else lang


def locale_of_content() -> str:
    """As Open Graph writes it: "en_US"."""
    return to_locale(settings.CONTENT_LANGUAGE)


def _direction(code: str) -> SafeString:
    return format_html(' dir="{}"', "rtl" if _is_rtl(code) else "ltr")


def _is_rtl(code: str) -> bool:
    return code in settings.LANGUAGES_BIDI or code.split("-")[0] in settings.LANGUAGES_BIDI

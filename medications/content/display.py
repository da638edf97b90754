"""How a reader wants pages to look. The choices live in a cookie of her browser and nowhere else."""

from dataclasses import dataclass, fields
from typing import Self

from django.db.models import TextChoices
from django.utils.translation import gettext_noop as _


class Theme(TextChoices):
    SYSTEM = "system", _("As on my device")
    LIGHT = "light", _("Light")
    DARK = "dark", _("Dark")
    CONTRAST = "contrast", _("High contrast: white and yellow on black")


class TextSize(TextChoices):
    NORMAL = "normal", _("Normal")
    LARGE = "large", _("Large")
    LARGER = "larger", _("Larger")
    LARGEST = "largest", _("Largest: twice the normal size")


class Spacing(TextChoices):
    NORMAL = "normal", _("Normal")
    WIDE = "wide", _("Wide: more room between lines, words and letters")


@dataclass(frozen=True)
class Display:
    """The first value of each vocabulary is how pages look without a choice."""

    theme: Theme = Theme.SYSTEM
    text: TextSize = TextSize.NORMAL
    spacing: Spacing = Spacing.NORMAL

    @classmethod
    def of(cls, cookie: str) -> Self:
        """Reads `dark.large.wide`. A cookie may hold anything: what is not known counts as no choice."""
        parts = cookie.split(".")[: len(VOCABULARIES)]
        known = {name: part for (name, values), part in zip(VOCABULARIES.items(), parts, strict=False) if part in values.values}
        return cls(**{name: VOCABULARIES[name](part) for name, part in known.items()})

    @property
    def cookie(self) -> str:
        return ".".join(getattr(self, field.name).value for field in fields(self))

    @property
    def is_high_contrast(self) -> bool:
        """It has a style sheet of its own."""
        return self.theme == Theme.CONTRAST

    @property
    def attributes(self) -> list[tuple[str, str]]:
        """(name, value) of what is not as usual, for `data-` attributes of <html>; tokens.css knows them."""
        usual = Display()
        return [(name, getattr(self, name).value) for name in VOCABULARIES if getattr(self, name) != getattr(usual, name)]


VOCABULARIES: dict[str, type[TextChoices]] = {"theme": Theme, "text": TextSize, "spacing": Spacing}

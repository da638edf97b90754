"""Plain text of a Markdown body, its sentences, and how hard they are to read (Flesch-Kincaid grade, US English)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from markdown_it import MarkdownIt

from medications.content.citations import without_citations

_PARSER = MarkdownIt("commonmark").disable("reference")
_TEXT = {"text", "code_inline"}

HARDEST = 8.9  # the highest grade that is still grade 8: what the public reads is held to it
LONGEST_SENTENCE = 25  # words


@dataclass(frozen=True)
class Block:
    """One paragraph or bullet: its Markdown, the line it begins on inside the body (from 0), and the token it stands in."""

    text: str
    line: int
    inside: str  # "paragraph", "heading", or another block of CommonMark
    plain: str  # as read aloud: no marks, no citations
    level: int = 0  # of a heading: 1 for #, 2 for ##


@lru_cache(maxsize=32)  # the checks of a page look at each of its texts several times
def blocks(markdown: str) -> tuple[Block, ...]:
    """A Markdown body in, its blocks in order out. The text of a bullet is a block of its own."""
    tokens = _PARSER.parse(markdown)
    found = []
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type == "inline":
            level = int(before.tag[1]) if before.type == "heading_open" else 0
            found.append(Block(token.content, token.map[0], before.type.removesuffix("_open"), _read_aloud(token), level))
        elif token.type in {"fence", "code_block", "html_block", "hr"}:
            found.append(Block(token.content, token.map[0], token.type, token.content))
    return tuple(found)


def _read_aloud(inline) -> str:
    parts = [child.content if child.type in _TEXT else " " if child.type.endswith("break") else "" for child in inline.children]
    return without_citations("".join(parts)).strip()


def sentences(markdown: str) -> tuple[str, ...]:
    """The sentences of a body, without marks and citations. A bullet ends a sentence, with or without its full stop."""
    return tuple(sentence for block in blocks(markdown) for sentence in sentences_of(block))


def sentences_of(block: Block) -> list[str]:
    """Those of one paragraph or bullet."""
    return [part.strip() for part in re.split(r"(?<=[.!?])[\"')\]]*\s+", block.plain) if words(part)]


def words(text: str) -> list[str]:
    """Words as they are counted: a hyphenated word and one with an apostrophe is one; a number is one."""
    return re.findall(r"[^\W_]+(?:['’\-.,/][^\W_]+)*", text)


def without_names(text: str, names: Iterable[str]) -> str:
    """Takes names (and their plural) out, longest first: a reader of the page knows them, whatever their length."""
    names = tuple(sorted(filter(None, names), key=len, reverse=True))
    return _any_of(names).sub("", text) if names else text


@lru_cache(maxsize=16)
def _any_of(names: tuple[str, ...]) -> re.Pattern:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?:s|es)?(?!\w)", re.IGNORECASE)


def grade(text_sentences: Iterable[str]) -> float:
    """Flesch-Kincaid grade of sentences; 0 for none. A bullet of one or two words adds its words, but counts as no sentence."""
    counted = [words(sentence) for sentence in text_sentences]
    total = [word for sentence in counted for word in sentence]
    if not total:
        return 0.0
    whole_sentences = sum(1 for sentence in counted if len(sentence) > 2) or 1
    return 0.39 * len(total) / whole_sentences + 11.8 * sum(map(syllables, total)) / len(total) - 15.59


def syllables(word: str) -> int:
    """Syllables of an English word by its spelling: right for 98 of 100 words of medicine texts, against the CMU dictionary.

    A number counts as one syllable, and so does an abbreviation without vowels, such as "mg".
    """
    return sum(_syllables_of_part(part) for part in re.split(r"[\-/.,]", word) if part)


# Vowels that sound apart although they stand together, each a syllable more than the groups of vowels ...
_APART = re.compile(
    r"i[ao](?!u)|iu|(?<![tcxg])iou|eo(?!u)|ua|uou|(?<!q)uo|iet|[aeiouy]ing|^react|suici|thm|sms?$|^creat|usea|area|idea|hour|herpes$"
)
# ... and those that sound as one after all, or are silent inside a word, each a syllable less.
_TOGETHER = re.compile(
    r"[tcsg]i[ao]n?|giou|people|eopl|[^aeiouyl]e(?:ly$|ment|ful|less|times|thing)|every|guar|tongue|[aeiouy]gue"
)


def _syllables_of_part(part: str) -> int:
    letters = re.sub(r"[^a-z]", "", re.sub("['’]s$", "", part).lower())
    letters = re.sub(r"(?<=[^aeiouy])(?:es|ed|e)$", _sounding_ending, letters)
    return max(1, len(re.findall(r"[aeiouy]+", letters)) + len(_APART.findall(letters)) - len(_TOGETHER.findall(letters)))


def _sounding_ending(match: re.Match) -> str:
    """Keeps an ending that sounds ("table", "needed", "doses") and drops one that is silent ("dose", "used")."""
    stem, ending = match.string[: match.start()], match[0]
    sounding = {"e": r"[^aeiouy]l$", "ed": r"[td]$", "es": r"(?:[sxzcg]|sh|ch|[^aeiouy]l)$"}[ending]
    return ending if re.search(sounding, stem) else ""

"""Fonts that name no letter, or name them wrong: their letters where the codes of these make Dutch words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

from ggsr_extract.extractors.language.words.vocabulary import known
from ggsr_extract.extractors.readers.letters.glyphs import byte_of
from ggsr_extract.models.source import UNNAMED, Word
from ggsr_extract.models.verdicts import MARKS

Glyph = tuple[str, str]
"""A font's name, and a letter of it that has no name, as ``Word.text`` has it."""
UNNAMED_LETTER: Final = re.compile(f"[{chr(UNNAMED)}-\U0010fffd]")
TOKEN: Final = re.compile(f"(?:[^\\W\\d_]|{UNNAMED_LETTER.pattern})+")
CODE: Final = re.compile(r"\(cid:(\d+)\)")
_TOKENS, _MOSTLY = 10, 0.7  # words of a font, and how many of them its codes make words
_PLACE_TO_CODE: Final = 29
"""From a glyph's place to its letter's code: fonts begin with three glyphs of no letter, then as ASCII does from the space on."""
_ONLY_MARKS: Final = frozenset("xX\n")  # all that a font draws that is there for the marks
FEWEST = 4  # letters around one in a word that tells it


def as_coded(words: Iterable[Word]) -> dict[Glyph, str]:
    """The letters of such fonts, where their codes are those of letters, or places in the order of a font's glyphs.

    The first as in archive copies (PDF/A) by Ghostscript; the second as where a PDF lost what names its letters, or went
    through PostScript. A letter that stays without a name has its code (``UNNAMED``).
    """
    texts: dict[str, list[str]] = defaultdict(list)
    alone: dict[str, set[str]] = defaultdict(set)
    for word in words:
        if code := CODE.fullmatch(word.text):
            alone[word.font].add(chr(UNNAMED + min(int(code[1]), 0xFFFD)))
        elif word.mark not in MARKS:
            texts[word.font].append(word.text)
    told: dict[Glyph, str] = {}
    others: dict[str, str] = {}
    placed = False
    for font, some in texts.items():
        text = "\n".join(some)
        letters: dict[str, str] = {}
        if UNNAMED_LETTER.search(text):
            letters = {} if any(map(str.isalpha, text)) else _letters(text, 0)
            if not _is_dutch(_written(text, letters)):
                letters = _letters(text, _PLACE_TO_CODE)
                if _is_dutch(_written(text, letters)):
                    placed = True
                    letters |= _letters("".join(alone[font]), _PLACE_TO_CODE)  # as figures between words
                else:
                    letters = {}
        told |= {(font, sign): letter for sign, letter in letters.items()}
        if not letters:
            others[font] = text
    for font, text in others.items() if placed else ():
        told |= {(font, sign): letter for sign, letter in _letters_beside(text).items()}
    return told


def _letters_beside(text: str) -> dict[str, str]:
    """The letters of a font of few words in a document that has another whose codes are places of glyphs.

    They are places as well where a word says so; those of a font that makes no words even so have names that are of codes.
    """
    if _is_dutch(text, fewest=1) or set(text) <= _ONLY_MARKS:
        return {}
    letters = _letters(text, _PLACE_TO_CODE)
    written = _written(text, letters)
    if _is_dutch(written, fewest=1) or (written.isascii() and any(map(known, TOKEN.findall(written)))):
        return letters
    return {sign: chr(UNNAMED + ord(sign)) for sign in set(text) - {"\n"} if ord(sign) < UNNAMED}


def _letters(text: str, shift: int) -> dict[str, str]:
    """For each sign of a text the letter whose code is ``shift`` above its own; signs beyond ASCII stay without a name."""
    found = {}
    for sign in set(text) - {"\n"}:
        code = ord(sign) - UNNAMED if ord(sign) >= UNNAMED else byte_of(ord(sign))
        letter = "" if code is None else chr(code + shift)
        if " " <= letter <= "~" or (not shift and letter.isprintable()):
            found[sign] = letter
        elif shift and ord(sign) < UNNAMED:
            found[sign] = chr(UNNAMED + ord(sign))
    return found


def _written(text: str, letters: Mapping[str, str]) -> str:
    return text.translate({ord(sign): letter for sign, letter in letters.items()})


def _is_dutch(text: str, fewest: int = _TOKENS) -> bool:
    """Whether a text of some length is mostly of Dutch words."""
    tokens = [token for token in TOKEN.findall(text) if len(token) >= FEWEST]
    return len(tokens) >= fewest and sum(map(known, tokens)) >= _MOSTLY * len(tokens)

"""Marks in text: √ and X in the ways that text dumps carry them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ggsr_extract.extractors.language.words.vocabulary import HYPHENS, known
from ggsr_extract.models.signs import (
    CHECKS,
    CROSSES,
    LIKE_X,
    LOST_CHECKS,
    LOST_CROSSES,
    SYMBOL,
    UNKNOWN,
    WINGDINGS,
    WINGDINGS2,
)
from ggsr_extract.models.verdicts import IMPROVE, MEETS


def _private(*tables: Mapping[int, str], mark: str) -> frozenset[str]:
    """The private-use code points that dumps give for the signs of Symbol, Wingdings and Wingdings 2 with one mark."""
    return frozenset(chr(0xF000 + code) for table in tables for code, said in table.items() if said == mark)


# Symbol's circled cross and Wingdings' small one are codes that other fonts use for arrows and boxes.
_TABLES = (
    {code: mark for code, mark in SYMBOL.items() if code != 0xC4},
    {code: mark for code, mark in WINGDINGS.items() if code != 0x78},
    {code: mark for code, mark in WINGDINGS2.items() if code < 0x53},
)
_MEETS = CHECKS | LOST_CHECKS | _private(*_TABLES, mark=MEETS)
_IMPROVE = CROSSES | LOST_CROSSES | LIKE_X | _private(*_TABLES, mark=IMPROVE)
_LETTERS_OF_FONTS = LOST_CHECKS | LOST_CROSSES
# Glyphs that show that a pictogram stood here, but not which: a dump that knows no letter for a glyph gives its number, a
# control character, a private-use code, a box or a question mark.
_LOST = re.compile(
    r"^(?:\(cid:\d+\)|[\x01\x03-\x08\x0e-\x1b\x7f\ufffd\u25a1\u25af\ue000-\uf8ff]|\[[xX]\]|\?)$"
)
# The bytes of √, ✓, ✔, ✗, ✘ and × in UTF-8, read as Windows-1252 or as Mac Roman.
_MISREAD = {
    bytes_.decode(encoding): mark
    for mark, signs in ((MEETS, "√✓✔"), (IMPROVE, "✗✘×"))
    for bytes_ in (sign.encode() for sign in signs)
    for encoding in ("cp1252", "mac-roman")
    if bytes_[-1:] not in (b"\x8d", b"\x8f", b"\x90", b"\x9d", b"\x81")
}
_BULLET_CODES = set("\uf0b7\uf0a7\uf0a8\uf06e\uf076\uf0d8\uf02d\uf0e0\uf071\uf0be")
_VARIATION = "\ufe0e\ufe0f"
_LISTING = " \u00a0-–•*+"
"""What may stand before a mark in a list."""


_SIGN = f"[{''.join(sorted(CHECKS | CROSSES))}]"
_ANY_SIGN = re.compile(_SIGN)
_INSIDE = re.compile(rf"(?<![(\[‘'“\"/]){_SIGN}(?![)\]’'”\"/])")


_LETTER_INSIDE = re.compile(r"(?<=[a-zà-ÿ] )X(?= [a-zà-ÿ])")


def holds_mark(text: str) -> bool:
    """Whether a mark stands in a text, neither quoted nor in brackets, or as a letter between two words in small letters: it is another statement's."""
    return bool(
        (_ANY_SIGN.search(text) and _INSIDE.search(text)) or (" X " in text and _LETTER_INSIDE.search(text))
    )


@dataclass(frozen=True, slots=True)
class TextMark:
    """A mark in a line: characters ``begin`` to ``end``; ``mark`` is ``√``, ``X`` or ``?`` (cannot be told)."""

    begin: int
    end: int
    mark: str


def glyph_mark(token: str) -> str | None:
    """What a token without white space is as a mark beyond doubt: ``√``, ``X``, ``?`` for a lost glyph, else None.

    A letter x is none here: whether it is a mark depends on where it stands.
    """
    bare = token.strip(_VARIATION)
    if len(bare) == 1:
        if bare in _MEETS:
            return MEETS
        if bare in _IMPROVE:
            return IMPROVE
    if bare in _MISREAD:
        return _MISREAD[bare]
    if _LOST.match(bare) and bare not in _BULLET_CODES:
        return UNKNOWN
    return None


_TOKEN = re.compile(r"\S+")
_BRACKETED = re.compile(r"[(\[]([^\w\s])[)\]]")
_LETTER = re.compile(r"[xX][.:]?$")
# A letter or an empty pair of brackets that stands where a mark stands: it is one, but not one that can be told.
_UNTOLD = re.compile(
    r"(?:[Vv]|\((?:[VvXx]| ?)\)|\[(?:[VvXx]| ?)\])(?=[ \t\u00a0]*$|[ \t\u00a0]+[A-Z\u00c0-\u00de])"
)
_BLANKS = " \t\u00a0"


# Most lines hold nothing that could be a mark, and need not be looked at word by word.
_MAY_HOLD_MARK = re.compile(
    rf"[\x01-\x08\x0e-\x1b\x7f\ufffd\u25a1\u25af\ue000-\uf8ff(\[?{''.join(sorted(_MEETS | _IMPROVE | {sign[0] for sign in _MISREAD}))}]"
    r"|(?<!\S)(?:[xX]|[vV](?!\S))|[xX]\s*$"
)


def _small(word: str) -> bool:
    """Whether a word is one in small letters; no number stands before a mark, but before a multiplication sign."""
    return word[:1].islower() and word[-1:].isalpha()


def glued_mark(token: str) -> str | None:
    """The mark that stands right before a text's first word, without a space: "√De", "XEr"."""
    first, rest = token[0], token[1:]
    if not (rest[:1].isalnum() or rest[:1] in _QUOTES):
        return None
    if first in _LETTERS_OF_FONTS and not (first.islower() and rest[0].isupper() and not rest[1:2].isupper()):
        return None  # but no word has a small letter before its capital
    if first in _MEETS:
        return MEETS
    return (
        IMPROVE
        if first in _IMPROVE or (first in "Xx" and rest[:1].isupper() and rest[1:2].islower())
        else None
    )


_QUOTES = frozenset("‘’“'\"(")
_AT_END = re.compile(r"(?:(?P<word>[^\W\d_]+)|[\d,/%)’”\"\u2010\u2011-]|(?P<end>[.?!:;][)’”\"]?))\S$")


def mark_at_end(token: str) -> str | None:
    """The mark that stands right behind the last word of a line, without a space: "geregeld.√", "samenwer-X", "gezinX".

    A letter is one where no word ends with it: a capital behind small letters, or an x behind a sentence's end or a whole word.
    """
    match, last = _AT_END.search(token), token[-1]
    if match is None or last in _LETTERS_OF_FONTS:
        return None
    if last in CHECKS or last in CROSSES:
        return glyph_mark(last)
    if token[-2].isdigit() or token[-2].isupper():
        return None
    if last in _MEETS:
        return MEETS
    if last in _IMPROVE or last == "X" or (last == "x" and match["end"]):
        return IMPROVE
    word = match["word"] if last == "x" else None  # a name may end with one
    return IMPROVE if word and word.islower() and known(word) and not known(f"{word}x") else None


def last_word_has(text: str, mark: TextMark) -> bool:
    """Whether a mark of a line stands right behind its last word, see ``mark_at_end``."""
    return mark.begin > 0 and not text[mark.begin - 1].isspace() and not text[mark.end :].strip()


def find_marks(text: str, begin: int = 0) -> list[TextMark]:
    """The marks of a line from offset ``begin``: glyphs on their own, or an x or X on its own where a mark can stand.

    As in the 2013 factsheets, the mark stands left of the finding; dumps put it at the start of a line, on a line of its
    own, after a tab, or at the end of the line. A glyph glued to the text's first capital or to the line's last word is a mark as
    well.
    """
    marks: list[TextMark] = []
    if not _MAY_HOLD_MARK.search(text[begin:]):
        return marks
    tokens = list(_TOKEN.finditer(text, begin))
    beyond = behind = begin
    listing = len(text) - len(text[begin:].lstrip(_LISTING))
    for index, match in enumerate(tokens):
        gap, behind = text[behind : match.start()], match.end()
        if match.start() < beyond:
            continue
        sign = _UNTOLD.match(text, match.start())
        # behind a tab, or first of the line
        led = index == 0 and (text[begin - 1 : begin] == "\t" or (begin == 0 and not gap.strip(_BLANKS)))
        if sign and (led or "\t" in gap):
            beyond = sign.end()
            marks.append(TextMark(match.start(), beyond, UNKNOWN))
            continue
        token = match.group()
        found = glyph_mark(token[:-1] if len(token) == 2 and token[1] in ".:" else token)
        bracketed = _BRACKETED.fullmatch(token) if found is None else None
        if bracketed and (index + 1 == len(tokens) or not tokens[index + 1].group()[0].islower()):
            found = glyph_mark(bracketed[1])
        if found is None and _LETTER.match(token):
            first = match.start() <= listing or gap.endswith(("\t", "  "))
            end = marks[-1].end if marks else None
            listed = end is not None and end <= match.start() and not text[end : match.start()].strip()
            if _letter_is_mark(tokens, index, first, listed):
                found = IMPROVE
        if found is not None:
            # A lost glyph counts only where a mark can stand.
            if found == UNKNOWN and index > 0 and not gap.endswith(("\t", "  ")):
                continue
            marks.append(TextMark(match.start(), match.end(), found))
        elif index == 0 and (glued := glued_mark(token)):
            marks.append(TextMark(match.start(), match.start() + 1, glued))
        elif index + 1 == len(tokens) and len(token) > 1 and (glued := mark_at_end(token)):
            marks.append(TextMark(match.end() - 1, match.end(), glued))
    return marks


def _letter_is_mark(tokens: Sequence[re.Match[str]], index: int, first: bool, listed: bool) -> bool:
    """Whether an x or X among the words of a line stands where a mark can stand.

    ``first`` where a line or a column begins with it; ``listed`` where only white space is between it and another mark.
    """
    token = tokens[index].group()
    before = tokens[index - 1].group() if index else ""
    following = tokens[index + 1].group() if index + 1 < len(tokens) else ""
    opens = bool(following) and (following[0].isupper() or not following[0].isalnum())
    if len(tokens) == 1:
        return True
    if listed and (opens or not following):
        # marks that are listed on one line; before a small letter it is a word: "X X blijft"
        return True
    if first and (opens or token[0] == "X"):
        return True
    if not before:
        return False
    if not following:
        # behind a sentence, or between the halves of a word that its line breaks
        return before[-1] in ".?!:)’'”\"" or (before[-1] in HYPHENS and before[-2:-1].islower())
    # between two sentences: "... te regelen. X Er is ..."
    if len(token) == 1 and opens and before[-1] in ".?!’”)":
        return True
    # between two columns on one line: "... de aanpak x De gemeente ..."
    return len(token) == 1 and following[0].isupper() and _small(before)

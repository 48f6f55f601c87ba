"""Signs that a tool garbled, wrote as codes or put between letters, written as what they stand for.

A text that was UTF-8 and read as Windows-1252 has "Ã«" for "ë", one that went through a console of Windows "├½"; one that was taken from a web page has "&euml;"; one that was
copied out of a reader or a browser has characters of no width in its words, and one in Markdown asterisks; one that was quoted in a message or listed has ">"
or a number before each line, one that was a column of a table in CSV has its lines in quotation marks. Each line keeps its length, so that every place in it stays that of the source: what is left over
is filled with `FILLING` inside a line's text, which the rest of the program passes over, and with spaces at its beginning.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from ggsr_extract.extractors.readers.letters.turnedbytes import TURNED_BYTES, turned_back
from ggsr_extract.models.source import FILLING, Line

_ENTITY = re.compile(r"&(?:[A-Za-z]{2,8}\d{0,2}|#\d{2,6}|#[xX][0-9A-Fa-f]{2,5});")
_NO_WIDTH = "\x00\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u00ad"
"""Also those that tell the direction of writing, and zeros, which systems leave where a file was not written."""
_UNSEEN = re.compile(f"[{_NO_WIDTH}]+(?P<goes_on>(?=[^\\s{_NO_WIDTH}]))?")
_SPACE = " \t\u00a0"
_BEFORE = frozenset("-\u00ad\u2010\u2011’”»)…")
"""What ends a word or a sentence: it stands behind what fills its place."""
_QUOTED = re.compile(r"[ \t]*>+[ \t]?")
_NUMBERED = re.compile(r"[ \t]*(\d{1,5})(?:[.:)|]?(?:[ \t]+|$)|[:|\t])")
_CELL = re.compile(r'([ \t]*")((?:[^"]|"")*)("[ \t]*[,;]?[ \t]*)')
"""A line as CSV writes it (RFC 4180): in quotation marks, and with those that it holds doubled."""
_BOLD = re.compile(r"(\*\*|__)(?=\S)(?:(?!\1).)+(?<=\S)\1(?!\w)")
_EMPHASISED = re.compile(r"(?<![^\s|])([*_]{1,3})[^\s*_]{1,3}\1(?=[\s|]|$)")
"""Markdown's signs around words in bold, and around a mark however it is stressed."""
_TAG = re.compile(
    r"</?(?:table|caption|colgroup|col|thead|tbody|tfoot|tr|th|td|p|br|ul|ol|li|div|span|strong|em|b|i|u|h[1-6])(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
"""The marks of a page on the web that a converter left in its text."""
_FEWEST = 12
_NEARLY_ALL = 0.95


def _as_windows(sign: str) -> str:
    """What a sign's bytes in UTF-8 are when read as Windows-1252; bytes that it leaves undefined are control characters."""
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in sign.encode())


_SIGNS = [
    *map(chr, range(0xA0, 0x180)),
    *"‘’‚“”„–—…•€√✓✔✗✘×\u00ad\u2010\u2011\u2022\u200b\u202f\ufeff\uf0b7\uf0a7\ufb01\ufb02",
]
_GARBLED = {
    written: sign
    for sign in _SIGNS
    for written in (_as_windows(sign), sign.encode().decode("latin-1"))
    if not any(char in "\x85\n\r\x0b\x0c\x1c\x1d\x1e" for char in written)
}
_GARBLED_SIGN = re.compile("|".join(sorted(map(re.escape, _GARBLED), key=len, reverse=True)))
_CONSOLES = ("cp850", "cp437", "mac-roman")
"""How consoles of Windows and programs of the Mac take the bytes of a text that is UTF-8."""
_TELLING = "‘’“”–—•…√✓✔✗✘"
"""Signs whose garbled form (three signs, as "ÔêÜ") stands in no text but a garbled one."""
_ANY = re.compile(
    f"{_ENTITY.pattern}|{TURNED_BYTES.pattern}|[{_NO_WIDTH}]|[{''.join(sorted({written[0] for written in _GARBLED}))}][^\\x00-\\x7f]"
)


def respelt(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with the signs that are meant, character for character; the same lines where there is nothing to do."""
    written = _read_otherwise(_out_of_cells(_without_margin(lines)))
    return tuple(
        line if (text := _signs(line.text)) == line.text else replace(line, text=text) for line in written
    )


def _signs(text: str) -> str:
    if "<" in text:
        text = _TAG.sub(lambda match: " " * len(match.group()), text)
    if "*" in text or "__" in text:
        text = _EMPHASISED.sub(_plain, _BOLD.sub(_plain, text))
    if (text.isascii() and "&" not in text and "\0" not in text) or not _ANY.search(text):
        return text
    text = TURNED_BYTES.sub(turned_back, text)
    text = _GARBLED_SIGN.sub(_filled(_GARBLED.__getitem__), text)
    text = _ENTITY.sub(_filled(html.unescape), text)
    return _UNSEEN.sub(_passed_over, text)


def _read_otherwise(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines of a text that was UTF-8 and read as something else than Windows-1252, with the signs that are meant."""
    for encoding in _CONSOLES:
        telling, garbled, meant = _garbled(encoding)
        if any(not line.text.isascii() and telling.search(line.text) for line in lines):
            return [replace(line, text=garbled.sub(_filled(meant.__getitem__), line.text)) for line in lines]
    return lines


@cache
def _garbled(encoding: str) -> tuple[re.Pattern[str], re.Pattern[str], dict[str, str]]:
    """Patterns of the telling signs and of all signs as they look when read in an encoding, and what each is."""
    meant = {sign.encode().decode(encoding): sign for sign in _SIGNS}
    telling, every = (
        "|".join(re.escape(sign.encode().decode(encoding)) for sign in signs) for signs in (_TELLING, _SIGNS)
    )
    return re.compile(telling), re.compile(every), meant


def _plain(match: re.Match[str]) -> str:
    """What stands between two Markdown signs, with spaces for the signs at the ends of words, and signs of no width within."""
    size, before, after = len(match[1]), match.string[: match.start()], match.string[match.end() :]
    left = " " if not before or before[-1] in _SPACE + "|" else FILLING
    right = " " if not after or after[0] in _SPACE + "|" else FILLING
    return left * size + match.group()[size:-size] + right * size


def _filled(meaning: Callable[[str], str]) -> Callable[[re.Match[str]], str]:
    """A replacement of a match by its meaning, as long as the match."""

    def written(match: re.Match[str]) -> str:
        sign, size = meaning(match.group()), len(match.group())
        if len(sign) > 1:
            return match.group()
        if not sign.strip() or sign in "\u200b\ufeff":
            return " " * size
        filling = FILLING * (size - len(sign))
        return filling + sign if sign in _BEFORE else sign + filling

    return written


def _passed_over(match: re.Match[str]) -> str:
    """Characters of no width: inside a word nothing, at its ends a space; a soft hyphen at a line's end is a hyphen."""
    text, at = match.string, match.start()
    inside = match["goes_on"] is not None and at > 0 and text[at - 1] not in _SPACE
    if inside:
        return FILLING * len(match.group())
    if match.end() == len(text.rstrip(_SPACE)) and match.group().endswith("\u00ad"):
        return match.group()
    return " " * len(match.group())


def _without_margin(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines without the sign or the number that stands before each of them."""
    filled = [line for line in lines if line.text.strip()]
    if len(filled) < _FEWEST:
        return lines
    first = filled[len(filled) // 2].text
    if _QUOTED.match(first):
        pattern = _QUOTED
        all_have = _share(filled, pattern) >= _NEARLY_ALL
    elif _NUMBERED.match(first):
        pattern = _NUMBERED
        numbers = [int(match[1]) for line in filled if (match := pattern.match(line.text))]
        rising = sum(0 < later - earlier <= 9 for earlier, later in pairwise(numbers))
        all_have = rising >= _NEARLY_ALL * (len(filled) - 1)
    else:
        return lines
    if not all_have:
        return lines
    return [
        replace(line, text=" " * match.end() + line.text[match.end() :])
        if (match := pattern.match(line.text))
        else line
        for line in lines
    ]


def _out_of_cells(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines without the quotation marks around them, where a program that writes CSV put those: around all lines, or around
    all that hold a comma or a quotation mark.
    """
    if sum(line.text.startswith('"') for line in lines) < _FEWEST:
        return lines
    if _share([line for line in lines if "," in line.text or '"' in line.text], _CELL) < 1:
        return lines
    return [
        replace(line, text=" " * len(cell[1]) + cell[2].replace('""', f'"{FILLING}') + " " * len(cell[3]))
        if (cell := _CELL.fullmatch(line.text))
        else line
        for line in lines
    ]


def _share(lines: Sequence[Line], pattern: re.Pattern[str]) -> float:
    return sum(bool(pattern.match(line.text)) for line in lines) / len(lines)

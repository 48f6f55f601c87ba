"""Fragments of lines to running text: line breaks, line-end hyphens and runs of spaces resolved, nothing else changed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from ggsr_extract.extractors.language.words.hyphens import UNTOLD, at_line_end
from ggsr_extract.extractors.language.words.vocabulary import (
    HYPHENS,
    LOST_HYPHENS,
    WORD,
    Vocabulary,
    is_compound,
    known,
)
from ggsr_extract.models.provenance import Box, MappedText, Piece
from ggsr_extract.models.source import FILLING, Fragment

_BULLET = re.compile(
    r"^[\s\ufeff]*(?:[\u2022\u2023\u25aa-\u25cf\u25e6\u2043\u00b7\uf000-\uf0d5\uf0d7-\uf0ff][\s\u00a0]*)+(?=\S)|^[\s\ufeff]*#{1,6}\s+"
)
_EMPHASIS = re.compile(r"\*\*|__|(?<![\w*])\*(?=\w)|(?<=[\w.:!?])\*(?![\w*])")
_MARK_CODES = "\uf0d6\uf0fc\uf0fb\uf0fe\uf0fd\uf050\uf04f\uf0b4"
_LIGATURES = str.maketrans(
    {code: unicodedata.normalize("NFKC", chr(code)) for code in (0x132, 0x133, *range(0xFB00, 0xFB07))}
)
_RUN = re.compile(r"[^\s\u00a0\u2000-\u200b\u202f\u205f\u3000\ufeff]+")
# What a line may hold that needs more than its words put behind each other: odd white space, characters that are not
# of Latin 1 or common punctuation (they may not be NFC), bullets, Markdown marks, soft and lost hyphens.
_SPECIAL = re.compile(r"[^ -\"$-)+-^`-~¡-¬®-¶¸-\u0131\u0134-žẞ\u2010\u2011‘’“”„‚–—…€√]|  ")
_ENDS_BROKEN = frozenset(HYPHENS + LOST_HYPHENS + UNTOLD + "/")
_NO_END = re.compile(r"[bcdfgkpstvz][jlrw]$|[qvz]$|[a-z]{4}ings$|heids$|schaps$")
"""What no Dutch word ends with, though lists of words have abbreviations and names that do ("afspr"), or first halves of
compounds.
"""
_ENDINGS = ("heid", "heden", "lijk", "lijke")
"""Endings of words that are no words."""
_CLOSING = ",.;:!?)’”"
_HYPHEN_LOST = re.compile(f"[^{LOST_HYPHENS}{FILLING}]+[{LOST_HYPHENS}]?|[{LOST_HYPHENS}]")
_DROPPED = "\u00ad\ufffe\x02"
# Soft hyphens that are printed: some tools give them for a hyphen's glyph. Within "2011-2014" and "LVB-gezin" and before a
# space on the same line stands no other.
_PRINTED = re.compile(r"(?<=\d)\u00ad(?=\d)|(?<=[A-Z]{2})\u00ad(?=[a-z])|(?<=[^\W\d_])\u00ad(?=[ \u00a0]+\S)")


class _Joined:
    """Running text while it grows: its runs, with spaces between, and where each comes from (as ``Piece``, with its fragment)."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.chars: list[str] = []
        self.pieces: list[tuple[int, int, int, Fragment]] = []
        self.length = 0

    def add(self, text: str, start: int, fragment: Fragment, before: str) -> None:
        """Put a run behind what there is; ``before`` is a space, a line break or nothing ("space", "line", "glued")."""
        if before == "line":
            self.add_line(text, start, fragment)
            return
        if before == "space" and self.pieces:
            self.chars.append(" ")
            self.length += 1
        self.chars.append(text)
        self.pieces.append((self.length, len(text), start, fragment))
        self.length += len(text)

    def add_line(self, text: str, start: int, fragment: Fragment) -> None:
        """Put a line's text behind what there is."""
        chars = self.chars
        if not chars:
            at = 0
        elif chars[-1][-1] in _ENDS_BROKEN and not self._mend(text):
            at = self.length
        else:
            at = self.length + 1
            chars.append(" ")
        chars.append(text)
        size = len(text)
        self.pieces.append((at, size, start, fragment))
        self.length = at + size

    def _mend(self, following: str) -> bool:
        """Resolve the hyphen (or slash) at the end of what there is; says whether a space follows."""
        last = self.chars[-1]
        space, hyphen = at_line_end(last.rpartition(" ")[2], following.split(" ", 1)[0], self.vocabulary)
        if hyphen != last[-1]:
            at, size, start, fragment = self.pieces[-1]
            self.length += len(hyphen) - 1
            self.chars[-1] = last[:-1] + hyphen
            self.pieces[-1] = (at, size + len(hyphen) - 1, start, fragment)
        return space

    def text(self) -> str:
        """What there is, in the end."""
        whole = "".join(self.chars)
        return whole.rstrip(_DROPPED) if whole[-1:] in _DROPPED else whole

    def origins(self) -> tuple[Piece, ...]:
        """Where it comes from."""
        found: list[Piece] = []
        last = anchor = None
        for at, size, start, fragment in self.pieces:
            if anchor is None or fragment is not last:
                last, anchor = fragment, fragment.anchor
            found.append(Piece(at, size, start, anchor))
        return tuple(found)


def join(fragments: Sequence[Fragment], vocabulary: Vocabulary) -> MappedText:
    """Running text of the fragments, each taken as (part of) a line of its own, with the way back to the source."""
    result = _joined(fragments, vocabulary)
    return MappedText(result.text(), result.origins())


def join_text(fragments: Sequence[Fragment], vocabulary: Vocabulary) -> str:
    """As ``join``, without the way back, which takes as long as the text."""
    return _joined(fragments, vocabulary).text()


def _joined(fragments: Sequence[Fragment], vocabulary: Vocabulary) -> _Joined:
    result = _Joined(vocabulary)
    printed = [fragment.text for fragment in fragments]
    texts = [each.strip(" ") for each in printed]
    plain = not _is_special("".join(texts))
    before: Fragment | None = None
    above = ""
    for fragment, whole, text in zip(fragments, printed, texts, strict=True):
        if not text:
            continue
        if not plain and _is_special(text):
            _add_special(result, fragment)
        else:
            line = fragment.line
            start = line.start + fragment.begin
            if whole[0] == " ":
                start += len(whole) - len(whole.lstrip(" "))
            if line.box is None:
                _add_words(result, text, start, fragment)
            elif (
                before is not None
                and " " not in above
                and _may_be_torn(above, text)
                and _is_torn(before, text, fragments, result)
            ):
                result.add(text, start, fragment, "glued")
            else:
                result.add_line(text, start, fragment)
        before, above = fragment, text
    return result


def _is_special(text: str) -> bool:
    """Whether a line needs more than its words put behind each other; lines of ASCII, which most are, are told sooner."""
    if text.isascii():
        return "  " in text or "*" in text or "_" in text or "#" in text or not text.isprintable()
    return bool(_SPECIAL.search(text))


def _may_be_torn(above: str, text: str) -> bool:
    """Whether the next line may go on with a line that holds but one word, or one word's part."""
    return above[-1:].isalnum() and (text[0].islower() or text[0] in _CLOSING)


def _is_torn(before: Fragment, text: str, fragments: Sequence[Fragment], result: _Joined) -> bool:
    """Whether a word too long for its column was cut at the column's edge without a hyphen, as word processors do.

    Such a word begins a line of its own and fills it: no further letter has room in the column.
    """
    box, above = before.line.box, before.text.strip(" ")
    if box is None:
        return False
    letter = (box.x1 - box.x0) / max(len(before.line.text), 1)
    boxes = [f.line.box for f in fragments if f.line.box is not None]
    if box.x1 + 1.6 * letter < max([other.x1 for other in boxes]):
        return False
    # on a page that is shown upside down or sideways, edges say nothing
    if _length(box) * (1 + 3 / len(above)) < max(map(_length, boxes)):
        return False
    if text[0] in _CLOSING:
        return True
    match = WORD.match(text)
    head = "".join(result.chars).rpartition(" ")[2] if result.chars else above
    first = WORD.findall(head)
    if match is None or not first:
        return False
    left, right = first[-1].casefold(), match.group().casefold()
    joined = left + right
    if result.vocabulary.count(joined) or known(joined):
        return True
    last = left.rpartition("-")[2]
    if right in _ENDINGS:
        return True
    whole = (known(last) or is_compound(last, shortest=4)) and not _NO_END.search(last)
    if known(right) and len(right) > 1:
        return not whole and is_compound(joined)
    return not whole or is_compound(joined)


def _length(box: Box) -> float:
    """How long a line is, whichever way it reads."""
    return max(box.x1 - box.x0, box.bottom - box.top)


def _add_words(result: _Joined, text: str, start: int, fragment: Fragment) -> None:
    """A line of plain words with single spaces between; in text, each word has a place of its own."""
    first, _, rest = text.partition(" ")
    result.add_line(first, start, fragment)
    if not rest:
        return
    put, at = result.pieces.append, result.length
    to_source = start + len(first) - at
    for word in rest.split(" "):
        size = len(word)
        put((at + 1, size, at + 1 + to_source, fragment))
        at += size + 1
    result.chars.append(f" {rest}")
    result.length = at


def _add_special(result: _Joined, fragment: Fragment) -> None:
    """A line with bullets, Markdown marks, ligatures, soft or lost hyphens, odd white space or letters."""
    before = "line"
    for at, raw in _clean(fragment):
        kept = _PRINTED.sub("-", raw)
        for match in _RUN.finditer(kept):
            if match.start() and before != "line":
                before = "space"
            start = fragment.line.start + at + match.start()
            for part in _HYPHEN_LOST.finditer(match.group()):
                text = unicodedata.normalize("NFC", part.group().translate(_LIGATURES))
                # a soft hyphen at the end of a run may stand before a line break: it is resolved there
                text = text[:-1].replace("\u00ad", "") + text[-1:]
                result.add(text, start + part.start(), fragment, before)
                before = "glued" if match.group()[part.end() : part.end() + 1] == FILLING else "line"
            before = "glued"
        if kept[-1:].isspace():
            before = "space" if before != "line" else "line"


def _clean(fragment: Fragment) -> list[tuple[int, str]]:
    """Runs of text to keep, with their offsets in the line: bullets and light Markdown marks are left out."""
    text = fragment.text
    begin = 0
    if fragment.begin == 0 or not fragment.line.text[: fragment.begin].strip():
        bullet = _BULLET.match(text)
        if bullet and not any(char in _MARK_CODES for char in bullet.group()):
            begin = bullet.end()
    runs: list[tuple[int, str]] = []
    for match in _EMPHASIS.finditer(text, begin):
        runs.append((fragment.begin + begin, text[begin : match.start()]))
        begin = match.end()
    runs.append((fragment.begin + begin, text[begin:]))
    return [(at, run) for at, run in runs if run]

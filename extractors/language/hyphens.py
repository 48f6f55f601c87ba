"""Fragments of lines to running text: line breaks, line-end hyphens and runs of spaces resolved, nothing else changed.

Whether a hyphen at a line's end belongs to the word is decided per break, with evidence, in this order: the form of the
two halves (abbreviations, names, numbers, elided compounds), the document's own unbroken words, a Dutch lexicon.
"""

from __future__ import annotations

import gzip
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property
from importlib.util import find_spec
from itertools import chain
from pathlib import Path

import msgpack  # type: ignore[import-untyped]
from ggsr_extract.models.provenance import Anchor, MappedText, Piece
from ggsr_extract.models.source import Fragment

HYPHENS = "-\u00ad\u2010\u2011"
# "jeugd- en opvoedhulp": the words that may follow the first half of an elided compound.
_ELISION = {
    "en",
    "of",
    "en/of",
    "als",
    "dan",
    "tot",
    "noch",
    "maar",
    "t/m",
    "naar",
    "respectievelijk",
    "resp.",
    "dan wel",
    "c.q.",
    "tegen",
    "versus",
}
# Vowels that would be read as one sound across the border keep their hyphen in Dutch ("duo-inzet", "zee-egel").
_CLASH = {"aa", "ae", "ai", "au", "ee", "ei", "eu", "ie", "ii", "ij", "oe", "oi", "oo", "ou", "ui", "uu"}
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010\u2011][^\W\d_]+)*")
_REST = re.compile(r"[^\W\d_]*(?:(?<=[^\W\d_])-[^\W\d_]+)*")
_PARTS = re.compile(r"[-\u2010\u2011/(\[]")
_BULLET = re.compile(
    r"^[\s\ufeff]*(?:[\u2022\u2023\u25aa-\u25cf\u25e6\u2043\u00b7\uf000-\uf0d5\uf0d7-\uf0ff][\s\u00a0]*)+(?=\S)|^[\s\ufeff]*#{1,6}\s+"
)
_EMPHASIS = re.compile(r"\*\*|__|(?<![\w*])\*(?=\w)|(?<=[\w.:!?])\*(?![\w*])")
_MARK_CODES = "\uf0d6\uf0fc\uf0fb\uf0fe\uf0fd\uf050\uf04f\uf0b4"


@cache
def _lexicon() -> frozenset[str]:
    """The words of wordfreq's large Dutch list, read from its data file: importing the package costs more than the list."""
    package = find_spec("wordfreq")
    if package is None or not package.submodule_search_locations:
        raise ModuleNotFoundError("wordfreq is not installed; install ggsr-extract again")
    path = Path(package.submodule_search_locations[0], "data", "large_nl.msgpack.gz")
    # a header, then a list of words per class of frequency
    _, *classes = msgpack.unpackb(gzip.decompress(path.read_bytes()))
    return frozenset(chain.from_iterable(classes))


def known(word: str) -> bool:
    """Whether a Dutch word is in the lexicon (case does not count)."""
    return word.casefold() in _lexicon()


class Vocabulary:
    """The words that a document prints unbroken: the document is its own dictionary.

    A word is looked for when a broken one asks for it: few ask, and counting all words of a document takes longer.
    """

    def __init__(self, lines: Iterable[str] = ()) -> None:
        self._lines: tuple[str, ...] = tuple(lines)
        self._counts: dict[str, int] = {}

    @classmethod
    def of(cls, lines: Iterable[str]) -> Vocabulary:
        """All words of the lines, except a last half before a line-end hyphen and a first half after one."""
        return cls(lines)

    def count(self, word: str) -> int:
        """How often a word, given in small letters, is printed unbroken."""
        count = self._counts.get(word)
        if count is None:
            printed = 0
            if _WORD.fullmatch(word):
                printed = sum(self._end(at + len(word)) == at + len(word) for at in self._starts(word))
            count = self._counts[word] = max(0, printed - self._halves[word]) if printed else 0
        return count

    def hyphens_all(self, head: str) -> bool:
        """Whether the document prints words that begin with ``head`` and a hyphen ("zon" of "Zon-huis"), and none without it."""
        hyphened = False
        for at in self._starts(head) if head.isalpha() else ():
            end = self._end(at + len(head))
            word = self._small[at:end]
            if word.startswith(f"{head}-"):
                hyphened = True
            elif word != head and "-" not in word and self.count(word):
                return False
        return hyphened

    def holds(self, text: str) -> bool:
        """Whether the document prints a text, given in small letters, within a line."""
        return text in self._small

    def _starts(self, beginning: str) -> Iterator[int]:
        """Where words begin so."""
        small = self._small
        at = small.find(beginning)
        while at >= 0:
            before = small[at - 1 : at]
            if before == "-":
                before = small[at - 2 : at - 1]
            if not _is_letter(before):
                yield at
            at = small.find(beginning, at + 1)

    def _end(self, at: int) -> int:
        """Where the word ends of which a letter stands before ``at``."""
        rest = _REST.match(self._small, at)
        return rest.end() if rest else at

    @cached_property
    def _small(self) -> str:
        text = unicodedata.normalize("NFC", "\n".join(self._lines)).casefold()
        return text.replace("\u2010", "-").replace("\u2011", "-")

    @cached_property
    def _halves(self) -> Counter[str]:
        """The halves of broken words: the last word of a line with a hyphen at its end, the first of the line after it."""
        halves: list[str] = []
        after_break = False
        for line in self._small.split("\n"):
            printed = line.rstrip()
            if not printed:
                continue
            broken = printed[-1] in HYPHENS
            if broken or after_break:
                own = _WORD.findall(printed)
                halves += own[:1] if after_break else own[:0]
                halves += own[after_break:][-1:] if broken else own[:0]
            after_break = broken
        return Counter(halves)


def _is_letter(char: str) -> bool:
    return char.isalnum() and not char.isdecimal()


def _compound(word: str, depth: int = 0, shortest: int = 3) -> bool:
    """Whether a word in small letters is made of known Dutch words, with or without a linking s, e or en; ``shortest`` is the least length of a last part."""
    if len(word) < 5 or depth > 3:
        return False
    words = _lexicon()
    for cut in range(len(word) - shortest, 3, -1):
        if word[cut:] not in words:
            continue
        head = word[:cut]
        if head in words or (head[-1] == "s" and head[:-1] in words) or _compound(head, depth + 1, shortest):
            return True
    return False


_LAWS = frozenset(("Wmo", "Awbz", "Wjz", "Wlz", "Zvw", "Wgbo", "Wbp", "Wwb", "Wpg", "Bopz", "Wia", "Wajong"))
"""Laws by their initials, which are no words."""


def keeps_hyphen(left: str, right: str, vocabulary: Vocabulary) -> tuple[bool, bool]:
    """Whether ``left-`` + ``right`` keeps its hyphen, and whether the evidence decides it.

    ``left`` is what stands before the hyphen up to the last space, slash or bracket, ``right`` the first word of the next line.
    """
    # Only the last part of a compound that has hyphens of its own takes part ("Zon-net-" + "werkoverleg").
    last = _PARTS.split(left)[-1]
    first = _WORD.match(right)
    if not last or not first:
        return True, True
    head, tail = last.casefold(), first.group().casefold()
    joined, hyphened = head + tail, f"{head}-{tail}"
    as_one = vocabulary.count(joined) + vocabulary.count(left.casefold() + tail)
    as_two = vocabulary.count(hyphened) + vocabulary.count(f"{left.casefold()}-{tail}")
    if as_one != as_two:
        return as_two > as_one, True
    if last[-1].isdigit() or right[0].isdigit():
        return True, True
    if len(last) > 1 and (last[:2].isupper() or last in _LAWS) and not first.group().isupper():
        # an abbreviation: "LVB-instellingen", "GGz-instellingen", "Wmo-loket"
        return True, True
    if right[0].isupper() and not last.isupper():
        return True, True
    if known(joined):
        return False, True
    if vocabulary.hyphens_all(head):
        # the document prints other words that begin so with a hyphen, and none without
        return True, True
    if len(head) >= 6 and head.endswith("e") and known(head) and known(head[:-1]) and known(tail):
        # an inflected adjective is no first half of a Dutch compound
        return True, True
    if head[-1] + unicodedata.normalize("NFD", tail)[0] in _CLASH and known(head) and known(tail):
        return True, True
    if vocabulary.count(tail) or known(tail) or _compound(joined):
        return False, True
    return False, _compound(joined) or not known(head)


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


# pdfium gives U+FFFE (older ones U+0002) for the hyphen of a broken word and takes the line break out.
_LOST_HYPHENS = "\ufffe\x02"
_LIGATURES = str.maketrans(
    {code: unicodedata.normalize("NFKC", chr(code)) for code in (0x132, 0x133, *range(0xFB00, 0xFB07))}
)
_RUN = re.compile(r"[^\s\u00a0\u2000-\u200b\u202f\u205f\u3000\ufeff]+")


# What a line may hold that needs more than its words put behind each other: odd white space, characters that are not
# of Latin 1 or common punctuation (they may not be NFC), bullets, Markdown marks, soft and lost hyphens.
_SPECIAL = re.compile(r"[^ -\"$-)+-^`-~¡-¬®-¶¸-\u0131\u0134-žẞ‘’“”„‚–—…€√]|  ")
_ENDS_BROKEN = frozenset(HYPHENS + _LOST_HYPHENS + "/")


class _Joined:
    """Running text while it grows: its runs, with spaces between, and where each comes from."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.chars: list[str] = []
        self.pieces: list[Piece] = []
        self.length = 0

    def add(self, text: str, start: int, anchor: Anchor, before: str) -> None:
        """Put a run behind what there is; ``before`` is a space, a line break or nothing ("space", "line", "glued")."""
        if before == "line":
            self.add_line(text, start, anchor)
            return
        if before == "space" and self.pieces:
            self.chars.append(" ")
            self.length += 1
        self.chars.append(text)
        self.pieces.append(Piece(self.length, len(text), start, anchor))
        self.length += len(text)

    def add_line(self, text: str, start: int, anchor: Anchor) -> None:
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
        self.pieces.append(Piece(at, size, start, anchor))
        self.length = at + size

    def _mend(self, following: str) -> bool:
        """Resolve the hyphen (or slash) at the end of what there is; says whether a space follows."""
        last = self.chars[-1]
        space, hyphen = _break(last.rpartition(" ")[2], following.split(" ", 1)[0], self.vocabulary)
        if hyphen != last[-1]:
            piece = self.pieces[-1]
            self.length += len(hyphen) - 1
            self.chars[-1] = last[:-1] + hyphen
            self.pieces[-1] = Piece(piece.at, piece.length + len(hyphen) - 1, piece.start, piece.anchor)
        return space


def join(fragments: Sequence[Fragment], vocabulary: Vocabulary) -> MappedText:
    """Running text of the fragments, each taken as (part of) a line of its own, with the way back to the source."""
    result = _Joined(vocabulary)
    before: Fragment | None = None
    special = _SPECIAL.search
    for fragment in fragments:
        printed = fragment.text
        text = printed.strip(" ")
        if not text:
            continue
        if special(text):
            _add_special(result, fragment)
        else:
            line = fragment.line
            start = line.start + fragment.begin
            if printed[0] == " ":
                start += len(printed) - len(printed.lstrip(" "))
            if line.box is None:
                _add_words(result, text, start, fragment.anchor)
            elif (
                before is not None
                and _may_be_torn(before, text)
                and _is_torn(before, text, fragments, result)
            ):
                result.add(text, start, fragment.anchor, "glued")
            else:
                result.add_line(text, start, fragment.anchor)
        before = fragment
    whole = "".join(result.chars)
    if whole[-1:] in _DROPPED:
        whole = whole.rstrip(_DROPPED)
    return MappedText(whole, tuple(result.pieces))


def _may_be_torn(before: Fragment, text: str) -> bool:
    """Whether a line holds but one word, or one word's part, and the next line may go on with it."""
    above = before.text.strip(" ")
    return " " not in above and above[-1:].isalnum() and (text[0].islower() or text[0] in _CLOSING)


def _is_torn(before: Fragment, text: str, fragments: Sequence[Fragment], result: _Joined) -> bool:
    """Whether a word too long for its column was cut at the column's edge without a hyphen, as word processors do.

    Such a word begins a line of its own and fills it: no further letter has room in the column.
    """
    box, above = before.line.box, before.text.strip(" ")
    if box is None:
        return False
    letter = (box.x1 - box.x0) / max(len(before.line.text), 1)
    widest = max([f.line.box.x1 for f in fragments if f.line.box is not None])
    if box.x1 + 1.6 * letter < widest:
        return False
    if text[0] in _CLOSING:
        return True
    match = _WORD.match(text)
    head = "".join(result.chars).rpartition(" ")[2] if result.chars else above
    first = _WORD.findall(head)
    if match is None or not first:
        return False
    left, right = first[-1].casefold(), match.group().casefold()
    joined = left + right
    if result.vocabulary.count(joined) or known(joined):
        return True
    last = left.rpartition("-")[2]
    whole = known(last) or _compound(last, shortest=4)
    if known(right) and len(right) > 1:
        return not whole and _compound(joined)
    return not whole or _compound(joined)


_CLOSING = ",.;:!?)’”"


def _add_words(result: _Joined, text: str, start: int, anchor: Anchor) -> None:
    """A line of plain words with single spaces between; in text, each word has a place of its own."""
    first, _, rest = text.partition(" ")
    result.add(first, start, anchor, "line")
    if not rest:
        return
    put, at = result.pieces.append, result.length
    to_source = start + len(first) - at
    for word in rest.split(" "):
        size = len(word)
        put(Piece(at + 1, size, at + 1 + to_source, anchor))
        at += size + 1
    result.chars.append(f" {rest}")
    result.length = at


def _add_special(result: _Joined, fragment: Fragment) -> None:
    """A line with bullets, Markdown marks, ligatures, soft or lost hyphens, odd white space or letters."""
    before = "line"
    anchor = fragment.anchor
    for at, kept in _clean(fragment):
        for match in _RUN.finditer(kept):
            if match.start() and before != "line":
                before = "space"
            start = fragment.line.start + at + match.start()
            for part in _HYPHEN_LOST.finditer(match.group()):
                text = unicodedata.normalize("NFC", part.group().translate(_LIGATURES))
                # a soft hyphen at the end of a run may stand before a line break: it is resolved there
                text = text[:-1].replace("\u00ad", "") + text[-1:]
                result.add(text, start + part.start(), anchor, before)
                before = "glued" if match.group()[part.end() : part.end() + 1] == _NOTHING else "line"
            before = "glued"
        if kept[-1:].isspace():
            before = "space" if before != "line" else "line"


_NOTHING = "\ufe0e"
"""A variation selector, which has no width; it also fills the places of signs that are written as codes."""
_HYPHEN_LOST = re.compile(f"[^{_LOST_HYPHENS}{_NOTHING}]+[{_LOST_HYPHENS}]?|[{_LOST_HYPHENS}]")


_DROPPED = "\u00ad\ufffe\x02"


def _break(last: str, run: str, vocabulary: Vocabulary) -> tuple[bool, str]:
    """What stands between a line's last run and the next line's first: whether a space, and what becomes of the last character."""
    end = last[-1]
    if end == "/" and len(last) > 1:
        return False, end
    if end == "\u00ad":
        return False, ""
    if end not in HYPHENS + _LOST_HYPHENS or len(last) < 2 or not (last[-2].isalnum() or last[-2] in ")]/"):
        return True, end
    shown = "-" if end in _LOST_HYPHENS else end
    word = run.strip("()[]{}.,;:!?\"'‘’“”").casefold()
    left = last[:-1].lstrip("()[]{}\"'‘’“”«„")
    if last[-2:-1] == "/":
        return False, shown
    if word in _ELISION and not _last_half(left, word, vocabulary):
        return True, shown
    keep, _ = keeps_hyphen(left, run, vocabulary)
    return False, shown if keep else ""


def _last_half(left: str, word: str, vocabulary: Vocabulary) -> bool:
    """Whether "en", "of" and the like are the last half of a broken word, not the next word after an elided compound.

    Dutch breaks "zor-gen", never "zorg-en": a last half that begins with a vowel follows a vowel ("partij-en").
    """
    joined = left.casefold() + word
    if joined in ("zoals", "evenals"):
        return True
    if word[0] in "aeiou" and left[-1].casefold() not in "aeiouyj":
        return False
    if vocabulary.count(joined) or vocabulary.count(left.casefold()):
        return vocabulary.count(joined) > 0
    return len(left) > 3 and known(joined)

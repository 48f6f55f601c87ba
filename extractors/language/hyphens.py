"""Fragments of lines to running text: line breaks, line-end hyphens and runs of spaces resolved, nothing else changed.

Whether a hyphen at a line's end belongs to the word is decided per break, with evidence, in this order: the form of the
two halves (abbreviations, names, numbers, elided compounds), the document's own unbroken words, a Dutch lexicon.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from ggsr_extract.models.provenance import MappedText, Piece
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
_BULLET = re.compile(
    r"^[\s\ufeff]*(?:[\u2022\u2023\u25aa-\u25cf\u25e6\u2043\u00b7\uf000-\uf0d5\uf0d7-\uf0ff][\s\u00a0]*)+(?=\S)|^[\s\ufeff]*#{1,6}\s+"
)
_EMPHASIS = re.compile(r"\*\*|__|(?<![\w*])\*(?=\w)|(?<=[\w.:!?])\*(?![\w*])")
_MARK_CODES = "\uf0d6\uf0fc\uf0fb\uf0fe\uf0fd\uf050\uf04f\uf0b4"


@cache
def _lexicon() -> dict[str, float]:
    from wordfreq import get_frequency_dict

    return get_frequency_dict("nl", wordlist="large")


def known(word: str) -> bool:
    """Whether a Dutch word is in the lexicon (case does not count)."""
    return word.casefold() in _lexicon()


@dataclass(slots=True)
class Vocabulary:
    """The words that a document prints unbroken, with their counts: the document is its own dictionary.

    ``prefixes`` counts the first parts of words that are printed with a hyphen inside ("zon" of "Zon-huis").
    """

    words: Counter[str] = field(default_factory=Counter)
    prefixes: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, lines: Iterable[str]) -> Vocabulary:
        """All words of the lines, except a last half before a line-end hyphen and a first half after one."""
        words: Counter[str] = Counter()
        prefixes: Counter[str] = Counter()
        after_break = False
        for line in lines:
            text = unicodedata.normalize("NFC", line).rstrip()
            if not text:
                continue
            found = [
                match.group().casefold().replace("\u2010", "-").replace("\u2011", "-")
                for match in _WORD.finditer(text)
            ]
            prefixes.update(word.split("-")[0] for word in found if "-" in word)
            broken = text[-1] in HYPHENS
            if after_break and found:
                found = found[1:]
            if broken and found:
                found = found[:-1]
            words.update(found)
            after_break = broken
        return cls(words, prefixes)


def _compound(word: str, depth: int = 0) -> bool:
    """Whether a word is made of known Dutch words, with or without a linking s, e or en."""
    if len(word) < 5 or depth > 3:
        return False
    for cut in range(len(word) - 3, 3, -1):
        head, tail = word[:cut], word[cut:]
        if not known(tail):
            continue
        if known(head) or (head.endswith("s") and known(head[:-1])) or _compound(head, depth + 1):
            return True
    return False


def keeps_hyphen(left: str, right: str, vocabulary: Vocabulary) -> tuple[bool, bool]:
    """Whether ``left-`` + ``right`` keeps its hyphen, and whether the evidence decides it.

    ``left`` is what stands before the hyphen up to the last space, slash or bracket, ``right`` the first word of the next line.
    """
    # Only the last part of a compound that has hyphens of its own takes part ("Zon-net-" + "werkoverleg").
    last = re.split(r"[-\u2010\u2011/(\[]", left)[-1]
    first = _WORD.match(right)
    if not last or not first:
        return True, True
    head, tail = last.casefold(), first.group().casefold()
    joined, hyphened = head + tail, f"{head}-{tail}"
    as_one = vocabulary.words[joined] + vocabulary.words[left.casefold() + tail]
    as_two = vocabulary.words[hyphened] + vocabulary.words[f"{left.casefold()}-{tail}"]
    if as_one != as_two:
        return as_two > as_one, True
    if last[-1].isdigit() or right[0].isdigit():
        return True, True
    if len(last) > 1 and last[:2].isupper() and not first.group().isupper():
        # an abbreviation: "LVB-instellingen", "GGz-instellingen"
        return True, True
    if right[0].isupper() and not last.isupper():
        return True, True
    if known(joined):
        return False, True
    if vocabulary.prefixes[head] and not any(
        word.startswith(head) and word != head and "-" not in word for word in vocabulary.words
    ):
        # the document prints other words that begin so with a hyphen, and none without
        return True, True
    if len(head) >= 6 and head.endswith("e") and known(head) and known(head[:-1]) and known(tail):
        # an inflected adjective is no first half of a Dutch compound
        return True, True
    if head[-1] + unicodedata.normalize("NFD", tail)[0] in _CLASH and known(head) and known(tail):
        return True, True
    if tail in vocabulary.words or known(tail) or _compound(joined):
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
_LIGATURES = str.maketrans({code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)})
_RUN = re.compile(r"[^\s\u00a0\u2000-\u200b\u202f\u205f\u3000\ufeff]+")


@dataclass(frozen=True, slots=True)
class _Run:
    """Letters without white space between; ``before`` says what stands before them: a space, a line break or nothing."""

    text: str
    start: int
    fragment: Fragment
    before: str


def _runs(fragments: Sequence[Fragment]) -> list[_Run]:
    result: list[_Run] = []
    for fragment in fragments:
        before = "line"
        for at, kept in _clean(fragment):
            for match in _RUN.finditer(kept):
                if match.start() and before != "line":
                    before = "space"
                start = fragment.line.start + at + match.start()
                for part in _HYPHEN_LOST.finditer(match.group()):
                    result.append(_Run(part.group(), start + part.start(), fragment, before))
                    before = "line"
                before = "glued"
            if kept[-1:].isspace():
                before = "space" if before != "line" else "line"
    return result


_HYPHEN_LOST = re.compile(f"[^{_LOST_HYPHENS}]+[{_LOST_HYPHENS}]?|[{_LOST_HYPHENS}]")


def join(fragments: Sequence[Fragment], vocabulary: Vocabulary) -> MappedText:
    """Running text of the fragments, each taken as (part of) a line of its own, with the way back to the source."""
    chars: list[str] = []
    pieces: list[Piece] = []
    length = 0
    for run in _runs(fragments):
        space = run.before != "glued"
        if run.before == "line" and pieces:
            space, hyphen = _break(chars[-1], run.text, vocabulary)
            if hyphen != chars[-1][-1:]:
                piece = pieces[-1]
                length += len(hyphen) - 1
                chars[-1] = chars[-1][:-1] + hyphen
                pieces[-1] = Piece(piece.at, len(chars[-1]), piece.start, piece.anchor)
        if space and pieces:
            chars.append(" ")
            length += 1
        text = unicodedata.normalize("NFC", run.text.translate(_LIGATURES))
        # a soft hyphen at the end of a run may stand before a line break: it is resolved there
        text = text[:-1].replace("\u00ad", "") + text[-1:]
        chars.append(text)
        pieces.append(Piece(length, len(text), run.start, run.fragment.anchor))
        length += len(text)
    whole = "".join(chars)
    if whole[-1:] in _DROPPED:
        whole = whole.rstrip(_DROPPED)
    return MappedText(whole, tuple(pieces))


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
    if word[0] in "aeiou" and left[-1].casefold() not in "aeiouyj":
        return False
    if vocabulary.words[joined] or vocabulary.words[left.casefold()]:
        return vocabulary.words[joined] > 0
    return len(left) > 3 and known(joined)

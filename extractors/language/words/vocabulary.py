"""Dutch words: a lexicon, compounds made of its words, and the words that the document itself prints unbroken."""

from __future__ import annotations

import gzip
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from importlib.util import find_spec
from itertools import chain, pairwise
from pathlib import Path

import msgpack  # type: ignore[import-untyped]

HYPHENS = "-\u00ad\u2010\u2011"
# pdfium gives U+FFFE (older ones U+0002) for the hyphen of a broken word and takes the line break out.
LOST_HYPHENS = "\ufffe\x02"
WORD = re.compile(r"[^\W\d_]+(?:[-\u2010\u2011][^\W\d_]+)*")
_TELLING = 100
"""Lines of a document that breaks words, a few of which at least do so."""
_REST = re.compile(r"[^\W\d_]*(?:(?<=[^\W\d_])-[^\W\d_]+)*")


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


def is_compound(word: str, depth: int = 0, shortest: int = 3) -> bool:
    """Whether a word in small letters is made of known Dutch words, with or without a linking s, e or en; ``shortest`` is the least length of a last part."""
    if len(word) < 5 or depth > 3:
        return False
    words = _lexicon()
    for cut in range(len(word) - shortest, 3, -1):
        if word[cut:] not in words:
            continue
        head = word[:cut]
        if (
            head in words
            or (head[-1] == "s" and head[:-1] in words)
            or is_compound(head, depth + 1, shortest)
        ):
            return True
    return False


class Vocabulary:
    """The words that a document prints unbroken: the document is its own dictionary.

    A word is looked for when a broken one asks for it: few ask, and counting all words of a document takes longer.
    """

    def __init__(self, lines: Iterable[str] = ()) -> None:
        self._lines: tuple[str, ...] = tuple(lines)
        self._counts: dict[str, int] = {}
        self._hyphened: dict[str, bool] = {}

    @classmethod
    def of(cls, lines: Iterable[str]) -> Vocabulary:
        """All words of the lines, except a last half before a line-end hyphen and a first half after one."""
        return cls(lines)

    def count(self, word: str) -> int:
        """How often a word, given in small letters, is printed unbroken."""
        count = self._counts.get(word)
        if count is None:
            printed = 0
            if word in self._small and WORD.fullmatch(word):
                printed = sum(self._end(at + len(word)) == at + len(word) for at in self._starts(word))
            count = self._counts[word] = max(0, printed - self._halves[word]) if printed else 0
        return count

    def hyphens_all(self, head: str) -> bool:
        """Whether the document prints words that begin with ``head`` and a hyphen ("zon" of "Zon-huis"), and none without it."""
        found = self._hyphened.get(head)
        if found is None:
            found = self._hyphened[head] = head.isalpha() and self._only_with_hyphen(head)
        return found

    def _only_with_hyphen(self, head: str) -> bool:
        hyphened = False
        for at in self._starts(head):
            end = self._end(at + len(head))
            word = self._small[at:end]
            if word.startswith(f"{head}-"):
                hyphened = True
            elif word != head and "-" not in word and self.count(word):
                return False
        return hyphened

    @cached_property
    def breaks_words(self) -> bool:
        """Whether words are broken at line ends: some halves make a known word, or there are too few lines to tell.

        Where no word is, the setter does not hyphenate, and what ends in a hyphen has it from its author.
        """
        printed = [line for line in map(str.strip, self._small.split("\n")) if line]
        if len(printed) < _TELLING:
            return True
        for line, following in pairwise(printed):
            if line[-1] in HYPHENS:
                head, tail = WORD.findall(line[:-1])[-1:], WORD.match(following)
                if head and tail and known(head[0].rpartition("-")[2] + tail.group()):
                    return True
        return False

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
        for sign in LOST_HYPHENS:
            text = text.replace(sign, "-\n")
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
                own = WORD.findall(printed)
                halves += own[:1] if after_break else own[:0]
                halves += own[after_break:][-1:] if broken else own[:0]
            after_break = broken
        return Counter(halves)


def _is_letter(char: str) -> bool:
    return char.isalnum() and not char.isdecimal()

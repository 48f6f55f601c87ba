"""The framework's wording as words to be found again in print, and how far a run of printed words goes along with it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from ggsr_extract.extractors.language.words.vocabulary import HYPHENS
from ggsr_extract.models.framework import framework
from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

_TOKEN = re.compile(r"[^\s/]+/?|/")
_ENUMERATOR = re.compile(
    r"\s*(?:(?:[•·▪‣*\uf0b7–-]\s*|o\s+)?(?:\d{1,2}(?:\.\d{1,2}){0,2}[.:)]?|[a-z][.)]|[ivx]{1,4}[.)])|o)\s+(?=[^\W\d_])",
    re.IGNORECASE,
)
"""What a department may print before a label: the framework's number, a number or letter of its own list, or the small o that word processors list with."""
_SMALL_O = re.compile(r"(?<!\S)o\s")
NUMBER = re.compile(r"\d\.\d(?:\.\d)?[.:)]?")
"""The framework's number of a criterion or an indicator."""
_LISTED = re.compile(rf"{NUMBER.pattern}|(?:\d{{1,2}}|[a-z])[.)]|o", re.IGNORECASE)
_NOT_LETTERS = re.compile(r"[\W_]+")


@lru_cache(maxsize=20_000)
def norm(text: str) -> str:
    """Letters and digits only, lower case, without accents: the comparison form of a word."""
    if text.isascii():
        return _NOT_LETTERS.sub("", text.lower())
    plain = unicodedata.normalize("NFKD", text.replace("\u00ad", "")).casefold()
    return _NOT_LETTERS.sub("", "".join(char for char in plain if not unicodedata.combining(char)))


class Token(NamedTuple):
    """A printed word: its comparison form, its offsets in the line, and whether a hyphen stands at its end."""

    norm: str
    begin: int
    end: int
    broken: bool = False


def tokens(text: str, begin: int = 0) -> list[Token]:
    """The words of a line from offset ``begin``; bullets and lone punctuation have no letters and are left out."""
    found = [(norm(match.group()), match.start(), match.end()) for match in _TOKEN.finditer(text, begin)]
    return [Token(word, start, end, text[end - 1] in HYPHENS) for word, start, end in found if word]


def label_tokens(text: str) -> list[Token]:
    """The words of a line that can be a label's: without the number or letter that stands before it."""
    found = tokens(text)
    listed = text[:12].strip(" \t•·▪‣*\uf0b7–-")[:1].isdigit() or _SMALL_O.search(text)
    if "." not in text and ")" not in text and not listed:
        return found
    first = _ENUMERATOR.match(text)
    begin = first.end() if first else 0
    return [
        token
        for token in found
        if token.begin >= begin and not _LISTED.fullmatch(text, token.begin, token.end)
    ]


@dataclass(frozen=True, slots=True)
class Label:
    """A criterion (``id`` such as ``3.1``) or an indicator (``3.1.4``) as a sequence of words."""

    id: str
    words: tuple[str, ...]
    letters: int
    position: int
    is_indicator: bool


def _label(id_: str, text: str, position: int) -> Label:
    words = tuple(word for word in (norm(part) for part in text.split()) if word)
    return Label(id_, words, sum(map(len, words)), position, id_.count(".") == 2)


@cache
def labels() -> tuple[Label, ...]:
    """All criteria and indicators in the framework's order, each criterion before its indicators."""
    result: list[Label] = []
    seen: set[str] = set()
    for item in framework().indicators:
        if item.criterion_id not in seen:
            seen.add(item.criterion_id)
            result.append(_label(item.criterion_id, item.criterion, len(result)))
        result.append(_label(item.indicator_id, item.indicator, len(result)))
    return tuple(result)


class Progress(NamedTuple):
    """How far a label was read: ``word`` words and ``char`` letters of the next one; ``cost`` counts deviations."""

    word: int = 0
    char: int = 0
    cost: int = 0


class Advance(NamedTuple):
    """Printed words ``first`` to ``last`` (exclusive) taken, the new progress, and how many letters agreed."""

    last: int
    progress: Progress
    letters: int


_MAX_SKIP = 4
_MAX_PRINTED = 2
_GROUP = "ggsr"
_SPELT_OUT = ("gezinnen", "geringe", "sociale", "redzaamheid")
"""What the letters of GGSR stand for."""
_GROUP_NAMES = ("gezinnen", "mpg")
"""How words end that are printed for GGSR: the families, in whatever compound, or their abbreviation."""
_GROUP_NAME, _HALF_NAMED = "multiprobleemgezinnen", 2
"""The compound that is long enough to be broken at a line's end, and how many letters of GGSR its first part counts for."""
_GROUP_LETTERS = re.compile(r"gezinnenmet(?:een)?geringesocialeredzaamheid(?:ggsr)?")
_GROUP_IN_FULL = re.compile(
    r"gezinnen\s+met\s+(?:een\s+)?geringe\s+sociale\s+redzaamheid(?:\s*\(\s*GGSR\s*\))?", re.IGNORECASE
)
_ARTICLES = ("de", "het", "een")


@lru_cache(maxsize=20_000)
def _alike(left: str, right: str) -> bool:
    if right == _GROUP and left.endswith(_GROUP_NAMES):
        return True
    shorter, longer = sorted((len(left), len(right)))
    if shorter >= 5 and (left.endswith(right) or right.endswith(left)):
        # a compound for its last part: "doelgroep" for "groep"
        return True
    if shorter < 4:
        # three letters for three, or one letter of an abbreviation's four lost: "GSR"
        known = longer == shorter or (longer == 4 and not {left, right} & {"een", "geen"})
        return shorter == 3 and known and left[0] == right[0] and Levenshtein.distance(left, right) == 1
    return fuzz.ratio(left, right) >= 78


def openings(line: Sequence[Token], first: int) -> tuple[Label, ...]:
    """The labels whose first word printed word ``first`` can be: for all others, `advance` is empty."""
    following = line[first + 1].norm if first + 1 < len(line) else None
    return _openings(line[first].norm, line[first].broken, following)


@lru_cache(maxsize=20_000)
def _openings(text: str, broken: bool, following: str | None) -> tuple[Label, ...]:
    return tuple(
        label
        for label in labels()
        if text == (word := label.words[0])
        or (broken and word.startswith(text))
        or text == "".join(label.words[:2])
        or (following is not None and text + following == word)
        or (text in _ARTICLES and following == word)
        or (word == _GROUP and text == _SPELT_OUT[0] and following == "met")
        or _alike(text, word)
    )


def late_openings(line: Sequence[Token]) -> list[tuple[Label, Advance]]:
    """The indicators that a line can begin with where their first word is left out or printed otherwise.

    The two words behind it must agree to the letter, so that a finding's first words are not taken for an indicator's.
    """
    found: list[tuple[Label, Advance]] = []
    for at in range(min(2, len(line) - 1)):
        for label in _by_second_words().get((line[at].norm, line[at + 1].norm), ()):
            found.extend((label, taken) for taken in advance(label, Progress(1, 0, 2), line, at))
    return found


@cache
def _by_second_words() -> dict[tuple[str, ...], list[Label]]:
    found: dict[tuple[str, ...], list[Label]] = {}
    for label in labels():
        if label.is_indicator:
            found.setdefault(label.words[1:3], []).append(label)
    return found


def advance(label: Label, progress: Progress, line: Sequence[Token], first: int) -> tuple[Advance, ...]:
    """Read printed words from ``first`` on along the label's wording; empty when not even the first word agrees.

    A word may be broken by a line-end hyphen, misspelt, replaced, also several by one, left out of the print (up to four in a row, where the
    next printed word goes on) or added; each deviation costs. Where the last words of a line do not go along, a second
    reading takes them as added words. Where words are left out, another reading stops before them: the rest may stand on
    the next line of the label's column, beside a finding that happens to go on with the same word.
    """
    words = label.words
    word, char, cost = progress
    index, letters = first, 0
    if (
        progress == Progress()
        and first + 1 < len(line)
        and line[first].norm in _ARTICLES
        and line[first + 1].norm == words[0]
    ):
        # an article that the framework does not have: "De netwerkpartners" for "Netwerkpartners"
        index, cost = first + 1, 1
    good: Advance | None = None
    leap: Advance | None = None
    before: Advance | None = None
    while index < len(line) and word < len(words):
        if taken := _taken(words, word, char, line, index, good is None):
            word, char, cost = taken.word, taken.char, cost + taken.cost
            index, letters = index + taken.printed, letters + taken.letters
            good = Advance(index, Progress(word, char, cost), letters)
            if taken.last:
                break
        elif (good or word) and not char and (other := _deviation(words, word, line, index)):
            if not other.printed:
                leap = good if index + 1 >= len(line) and good is not None else leap
                before = before or good
            word, cost, index = word + other.words, cost + other.cost, index + other.printed
        else:
            break
    if good is None:
        return ()
    loose = leap or good
    left = len(line) - loose.last
    if (0 < left <= 2 and loose.progress.char == 0 and loose.last - first >= 2) and loose.progress.word < len(
        words
    ):
        added = Progress(loose.progress.word, 0, loose.progress.cost + 2 * left - 1)
        return (good, Advance(len(line), added, loose.letters))
    return (good,) if before is None or before is good else (good, before)


class _Taken(NamedTuple):
    """Printed words that go along with a label: how many, how far it is read with them, at what cost, and how many letters agree.

    ``last`` where the rest of a broken word stands on the next line of its column.
    """

    printed: int
    word: int
    char: int
    cost: int
    letters: int
    last: bool = False


def _taken(
    words: Sequence[str], word: int, char: int, line: Sequence[Token], index: int, fresh: bool
) -> _Taken | None:
    """How the printed word at ``index`` goes along with the label from letter ``char`` of a word on; None when it does not.

    ``fresh`` where nothing on this line was read before.
    """
    token, rest = line[index], words[word][char:]
    text = token.norm
    letters = min(len(text), len(rest)) if rest == _GROUP else len(text)
    if text == rest:
        return _Taken(1, word + 1, 0, 0, letters)
    if token.broken and len(text) < len(rest) and rest.startswith(text):
        return _Taken(1, word, char + len(text), 0, len(text), last=True)
    if words[word] == _GROUP and (spelt := _spelt_out(line, index, char)):
        after, letter = spelt
        whole = letter == len(_GROUP)
        return _Taken(after - index, word + whole, 0 if whole else letter, 0, letter - char)
    if char:
        # the rest of a broken word that was spelt otherwise
        alike = fresh and len(rest) >= 3 and _alike(text, rest)
        return _Taken(1, word + 1, 0, 1, letters) if alike else None
    if word + 1 < len(words) and text == rest + words[word + 1]:
        return _Taken(1, word + 2, 0, 0, letters)
    if (word or not fresh) and _abbreviates(text, words[word : word + len(text)]):
        return _Taken(1, word + len(text), 0, 1, letters)
    if index + 1 < len(line) and text + line[index + 1].norm == rest:
        return _Taken(2, word + 1, 0, 0, len(rest))
    if len(words) > 1 and _alike(text, rest):
        return _Taken(1, word + 1, 0, 1, letters)
    return None


def _abbreviates(text: str, words: Sequence[str]) -> bool:
    """Whether a printed word is made of the first letters of words: "t.a.v." for "ten aanzien van"."""
    return 2 <= len(text) <= 4 and text[0] == words[0][0] and text == "".join(part[0] for part in words)


class _Deviation(NamedTuple):
    """Printed words that stand for so many words of the label (either may be none), and what that costs."""

    printed: int
    words: int
    cost: int


def _deviation(words: Sequence[str], word: int, line: Sequence[Token], index: int) -> _Deviation | None:
    """Words that are left out, added or replaced here, where the print goes on with the label behind them; else None."""
    if skip := _skipped(words, word, line, index):
        return _Deviation(0, skip, skip)
    if index + 1 < len(line):
        if _same(line[index + 1], words[word]) and _goes_on(words, word + 1, line, index + 2):
            return _Deviation(1, 0, 1)
        if (
            word + 1 < len(words)
            and line[index + 1].norm == words[word + 1]
            and _goes_on(words, word + 2, line, index + 2)
        ):
            return _Deviation(1, 1, 1)
    if _two_added(words, word, line, index):
        return _Deviation(2, 0, 2)
    # other words for several: "of" for "dan wel"
    if other := _reworded(words, word, line, index):
        printed, skip = other
        return _Deviation(printed, skip, skip + printed)
    return None


def _two_added(words: Sequence[str], word: int, line: Sequence[Token], index: int) -> bool:
    """Whether the print goes on with the label behind two more words: with a longer word of it, or with two."""
    at = index + 2
    if at >= len(line) or line[at].norm != words[word]:
        return False
    two = at + 1 < len(line) and word + 1 < len(words) and _same(line[at + 1], words[word + 1])
    return two or (len(words[word]) > 4 and _goes_on(words, word + 1, line, at + 1))


def _spelt_out(line: Sequence[Token], first: int, letter: int) -> tuple[int, int] | None:
    """Read the name of the group from ``first`` on where it is printed in full: the word after, and the letters of GGSR read.

    The name may be broken over lines, also within a word: then the next line goes on with its rest.
    """
    text = line[first].norm
    if letter == 0 and line[first].broken and len(text) > 4 and _GROUP_NAME.startswith(text):
        return first + 1, _HALF_NAMED
    if letter == _HALF_NAMED and first == 0 and len(text) > 1 and _GROUP_NAME.endswith(text):
        return first + 1, len(_GROUP)
    index = first
    while index < len(line) and letter < len(_GROUP):
        text, part = line[index].norm, _SPELT_OUT[letter]
        rest = index == 0 and len(text) > 1 and part.endswith(text)
        if text == part or rest:
            letter += 1
        elif not (letter == 1 and text in ("met", "een")):
            if line[index].broken and len(text) > 1 and part.startswith(text):
                index += 1
            break
        index += 1
    if letter == len(_GROUP) and index < len(line) and line[index].norm == _GROUP:
        index += 1
    return (index, letter) if index > first else None


def group_abbreviated(letters: str) -> str:
    """Letters without spaces in which the name of the group is given as the framework has it: GGSR."""
    return _GROUP_LETTERS.sub(_GROUP, letters) if _SPELT_OUT[-1] in letters else letters


def _skipped(words: Sequence[str], word: int, line: Sequence[Token], index: int) -> int:
    """How many words of the label the print leaves out before it goes on with this word; 0 when it does not."""
    for skip in range(1, _MAX_SKIP + 1):
        at = word + skip
        if at >= len(words) or words[at] != line[index].norm:
            continue
        after = at + 1
        # one agreeing word may be chance: the next must agree as well, unless the line or the label ends here
        if (
            index + 1 >= len(line)
            or after >= len(words)
            or line[index + 1].norm == words[after]
            or (line[index + 1].broken and words[after].startswith(line[index + 1].norm))
        ):
            return skip
    return 0


def _reworded(words: Sequence[str], word: int, line: Sequence[Token], index: int) -> tuple[int, int] | None:
    """How many printed words stand for how many of the label before the print goes on with a longer word of it; None when it does not."""
    for printed in range(1, _MAX_PRINTED + 1):
        at = index + printed
        if at < len(line) and len(line[at].norm) > 4 and (skip := _skipped(words, word, line, at)):
            return printed, skip
    return None


def _goes_on(words: Sequence[str], word: int, line: Sequence[Token], index: int) -> bool:
    """Whether the print agrees with the label here as well, or one of them ends."""
    if index >= len(line) or word >= len(words):
        return True
    return _same(line[index], words[word])


def _same(token: Token, word: str) -> bool:
    """Whether a printed word is a label's, be it its first part before a hyphen, or misspelt."""
    return (
        token.norm == word
        or (token.broken and word.startswith(token.norm))
        or (len(token.norm) > 3 and _alike(token.norm, word))
    )


@lru_cache(maxsize=4096)  # most factsheets print the same words
def similarity(printed: str, indicator_id: str) -> float:
    """How well a printed wording matches the framework's, 0..1, without regard to case, spaces, punctuation and numbers before it."""
    first = _ENUMERATOR.match(printed)
    bare = printed[first.end() :] if first else printed
    if _SPELT_OUT[-1] in bare.casefold():
        bare = _GROUP_IN_FULL.sub(_GROUP, bare)
    return round(fuzz.ratio(" ".join(map(norm, bare.split())), _plain(indicator_id)) / 100, 4)


@cache
def _plain(indicator_id: str) -> str:
    return " ".join(map(norm, framework().by_id[indicator_id].indicator.split()))

"""Whether a statement of flat text is whole and its own, as far as its words, its ends and its place tell.

A finding, as STJ prints it, is whole sentences: it ends with a sentence, and mostly begins with a capital, a digit or a
quotation mark. A dump that breaks a row shows it there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain, pairwise
from statistics import median

from ggsr_extract.extractors.factsheet.rows.rowblock import Item, RowBlock
from ggsr_extract.extractors.factsheet.rows.segments import begins_remark, ended, ends_list
from ggsr_extract.extractors.factsheet.rows.wording import norm
from ggsr_extract.extractors.factsheet.statements.columns import looks_back
from ggsr_extract.extractors.language.words.abbreviations import ALL as ABBREVIATIONS
from ggsr_extract.extractors.language.words.abbreviations import NEVER_LAST
from ggsr_extract.extractors.language.words.vocabulary import HYPHENS, known
from ggsr_extract.models.factsheet import Statement
from ggsr_extract.models.framework import framework

FOUND = 0.7
"""An indicator of which less was found may be another's, stand where one was lost, or be words of a finding."""

_OPENING = " \t\u00a0(‘'“\"„*"


def continues(text: str) -> bool:
    """Whether a text goes on with a sentence: it begins with a small letter."""
    return text.lstrip(_OPENING)[:1].islower()


# A hyphen before a space is an elided compound's ("jeugd- en opvoedhulp") or that of a word broken by another column.
_TORN_WORD = re.compile(
    r"\w[-\u2010\u2011] +(?!(?:en|of|en/of|als|dan|tot|noch|maar|t/m|naar|resp\.|respectievelijk|c\.q\.|tegen|versus|[-–—])(?!\w))\w"
)


_HALF = re.compile(r"(?<![\w-])([a-zà-ÿ]{3,})[-\u2010\u2011](?=[A-ZÀ-Þ])")


_FUSED = re.compile(r"[a-zà-ÿ]{3}[A-ZÀ-Þ]{2}")


_GOES_ON = re.compile(r"(?:en|of|dan|dat|die|noch|want|zodat|waar\w+)(?!\w)")
"""Words that take up a sentence and do not begin one."""


def begun(item: Statement, row: RowBlock) -> bool:
    """Whether a statement's text has its beginning: no small letter, or one that stands right behind a mark."""
    if not continues(item.text):
        return True
    return not _GOES_ON.match(item.text.lstrip(_OPENING)) and any(
        mark.mark
        and not first.mark
        and not first.gap
        and item.text.startswith(first.fragment.text.split()[0])
        for mark, first in pairwise(_items(row))
    )


def broken_word(text: str) -> bool:
    """Whether a hyphen stands in a text that no Dutch word has, or capitals right behind small letters: a word went on in another column."""
    if _FUSED.search(text):
        return True
    if "-" not in text and "\u2010" not in text and "\u2011" not in text:
        return False
    return bool(_TORN_WORD.search(text)) or any(not known(half) for half in _HALF.findall(text))


def spliced(row: RowBlock) -> bool:
    """Whether a line that ends a sentence has one behind it that goes on with another: lines between them are lost.

    With several columns, a remark within a sentence is another column's, as where a page break cuts the row.
    """
    for before, item in pairwise(row.stream):
        if (
            len(row.columns) > 1
            and not before.mark
            and begins_remark(item.fragment.text)
            and not ended(before.fragment.text)
        ):
            return True
        if before.mark or item.mark or not continues(item.fragment.text) or begins_remark(item.fragment.text):
            continue
        sentence = before.fragment.text.rstrip().rstrip(")]’'”\"")
        if (
            sentence.endswith((".", "?", "!"))
            and f"{_last_word(sentence[:-1]).lower()}." not in ABBREVIATIONS
        ):
            return True
    return False


_ROOM, _FULL = 0.5, 0.7
_FEW_LINES = 4


def interrupted(row: RowBlock) -> bool:
    """Whether between two lines of a finding, within a sentence, one stands that leaves room for the words that follow: it is of another cell."""
    lines = [item.fragment.text.strip() for item in row.stream if not item.mark]
    if len(lines) < _FEW_LINES:
        return False
    width = median(map(len, lines))
    return any(
        len(above) >= _FULL * width
        and not ended(above)
        and len(line) + len(below.split(" ", 1)[0]) < _ROOM * width
        and (len(below) >= _ROOM * width or ended(below))
        and line[:1].islower()
        and below[:1].islower()
        and line[-1:] not in HYPHENS
        and not ended(line)
        for above, line, below in zip(lines, lines[1:], lines[2:], strict=False)
    )


_BEGINS = re.compile(
    r"(?:De|Het|Een|Er|In|Op|Uit|Bij|Met|Voor|Volgens|Deze|Dit|Dat|Ook|Niet|Alle|Als|Binnen|Door|Om|Over|Zo|Maar|Wel|Wanneer|"
    r"Hierover|Hierdoor|Hiervoor|Daarnaast|Daarbij|Daardoor)\s+[a-zà-ÿ]"
)
"""Words that with a capital before a small letter begin a sentence, and no name."""
_LISTED = re.compile(r"\s*[-–—•·▪*]")
_REMARK_HEADING = re.compile(r"[\W_]*let\s*op[\W_]*", re.IGNORECASE)


def run_on(row: RowBlock) -> int:
    """How many lines begin a sentence behind a line that leaves one open: lines of another cell stand between its words."""
    return sum(
        not before.mark
        and not item.mark
        and bool(_BEGINS.match(item.fragment.text.lstrip()))
        and not ended(before.fragment.text)
        and not _LISTED.match(before.fragment.text)
        and not _REMARK_HEADING.fullmatch(before.fragment.text)
        for before, item in pairwise(row.stream)
    )


def _last_word(text: str) -> str:
    begin = len(text)
    while begin and (text[begin - 1] in "._" or text[begin - 1].isalnum()):
        begin -= 1
    return text[begin:]


def stolen(item: Statement, row: RowBlock) -> bool:
    """Whether the end of an indicator's wording stands in the text instead of behind the indicator: a line begins with it."""
    for match in item.indicators:
        wording = [norm(word) for word in framework().by_id[match.indicator_id].indicator.split()]
        printed = [word for word in map(norm, match.printed.split()) if word]
        tail = wording[len(printed) :]
        if not printed or not tail or wording[: len(printed) - 1] != printed[:-1]:
            continue
        if printed[-len(tail) :] == tail:
            # a word before it is left out in print
            continue
        texts = (part.fragment.text for part in _items(row) if part.mark is None)
        # a short word is another's than the indicator's unless it is all of a line
        alone = len("".join(tail)) < 5
        if any(_is(text, tail) if alone else _begins_with(text, tail) for text in texts):
            return True
    return False


def _items(row: RowBlock) -> Sequence[Item]:
    return row.stream if row.cells is None else tuple(chain.from_iterable(row.cells))


def _begins_with(text: str, tail: Sequence[str]) -> bool:
    """Whether a line begins with words, or is no more than the first of them."""
    words = [word for word in map(norm, text.split()) if word][: len(tail)]
    return bool(words) and words == list(tail[: len(words)])


def _is(text: str, words: Sequence[str]) -> bool:
    """Whether a line is nothing but these words."""
    return [word for word in map(norm, text.split()) if word] == list(words)


def holding_labels(stated: Sequence[Statement], rows: Sequence[RowBlock]) -> frozenset[int]:
    """The rows, by identity, whose texts end with the beginning of a sentence before an indicator that is printed otherwise: it may be its first words."""
    pairs = pairwise(zip(stated, rows, strict=True))
    return frozenset(
        id(row)
        for (_, row), (following, other) in pairs
        if row is not other
        and row.cells is None
        and len(row.stream) > 1
        and following.indicators[0].score < 1
        and not any(item.mark for item in row.stream[-2:])
        and ended(row.stream[-2].fragment.text)
        and not ended(row.stream[-1].fragment.text)
        and not continues(row.stream[-1].fragment.text)
    )


def entwined(item: Statement, row: RowBlock) -> bool:
    """Whether an indicator that is printed otherwise goes on behind the first words of its finding: words of both may stand in the other."""
    text = next((part.fragment.line.start for part in row.stream if not part.mark), None)
    return (
        row.cells is None
        and text is not None
        and any(match.score < 1 for match in item.indicators)
        and any(part.line.start >= text for label in row.labels for part in label.fragments)
    )


def years_alike(row: RowBlock) -> bool:
    """Whether neither the marks of a row's columns nor their order tell which text is of which.

    A dump that prints cells apart may print one that ends higher up on the page first, or that of another row as a third.
    """
    parts = row.mended or ()
    marks = {part.mark.mark for part in parts[-2:] if part.mark}
    latest = max(column.year for column in row.columns)
    if (
        len(parts) == 2 == len(row.columns)
        and looks_back(parts[1], latest)
        and not looks_back(parts[0], latest)
    ):
        return False
    return (
        row.cells is None
        and len(row.columns) > 1
        and len(parts) > 1
        and len(marks) == 1
        and (len(row.columns) > 2 or len(parts[0].lines) < len(parts[1].lines))
    )


def misplaced_labels(stated: Sequence[Statement], rows: Sequence[RowBlock]) -> frozenset[int]:
    """The rows, by identity, of indicators of which little was found and behind which an earlier one stands: words of a finding, while their own was not found."""
    pairs = list(zip(stated, rows, strict=True))
    return frozenset(
        id(row)
        for (item, row), (following, other) in pairwise(pairs)
        if row is not other
        and row.cells is None
        and item.present == following.present
        and any(match.score < FOUND for match in item.indicators)
        and following.indicators[0].indicator_id < item.indicators[-1].indicator_id
    )


def _ends_list(item: Statement, row: RowBlock) -> bool:
    """Whether a text ends with a list whose points are no sentences."""
    lines = [part for part in _items(row) if part.mark is None]
    return any(
        item.text.endswith(line.fragment.text.strip()) and ends_list(lines[:at])
        for at, line in enumerate(lines, start=1)
    )


def sound(item: Statement, row: RowBlock) -> bool:
    """Whether a statement's text is nothing but whole sentences and words, none of them an indicator's."""
    doubted = any(check.code == "text_uncertain" for check in item.checks)
    whole = ended(item.text) and item.text.rsplit(None, 1)[-1].casefold() not in NEVER_LAST
    complete = (whole or _ends_list(item, row)) and begun(item, row) and not broken_word(item.text)
    return not item.text or (complete and not doubted and not stolen(item, row))

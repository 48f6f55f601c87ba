"""The reading order as one stream of entries: lines of text and tables, from flat text and from layout alike."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise
from unicodedata import normalize

from ggsr_extract.models.bulk import in_bulk
from ggsr_extract.models.source import FILLING, Fragment, Line, PagedDocument, TableBlock, TextBlock

_DECORATION = re.compile(r"[*_#\uf000-\uf0ff\u2022\u25aa-\u25cf\s\u00a0]+")
_UNSEEN = str.maketrans(
    {
        FILLING: None,
        **{chr(code): normalize("NFKC", chr(code)) for code in (0x132, 0x133, *range(0xFB00, 0xFB07))},
    }
)
"""Ligatures as letters, and nothing for what has no width."""
_ODD = re.compile(
    r"[\u0132\u0133\ufb00-\ufb06\ufe0e*_#\uf000-\uf0ff\u2022\u25aa-\u25cf\t-\r\x1c-\x1f\x85\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]"
)
"""A part of what decorates: all of it but the space, which most lines have in plenty."""

_STRETCH, _GOING_ON = 12, 0.3
"""So many lines, of which this part goes on within a sentence, are spaced wider than the rest of a text."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of text, or a table.

    ``text`` is the line's text without decoration at its ends and with single spaces; ``key`` the same in small letters.
    ``gap``: a paragraph gap stands before it; ``region`` is ``header`` or ``footer`` where the layout knows it, else
    ``body``; ``block`` numbers the layout's blocks (0 for flat text); ``begin`` is where in its line the entry begins.
    """

    line: Line | None
    text: str
    key: str
    gap: bool
    table: TableBlock | None = None
    region: str = "body"
    block: int = 0
    begin: int = 0

    @property
    def fragments(self) -> tuple[Fragment, ...]:
        """The line from where the entry begins, as a fragment; empty for a table."""
        return () if self.line is None else (Fragment(self.line, self.begin, len(self.line.text)),)

    def behind(self, begin: int) -> Entry:
        """The rest of a line from an offset on."""
        rest = squeeze(self.line.text[begin:]) if self.line else ""
        return replace(self, text=rest, key=rest.casefold(), gap=False, begin=begin)


def squeeze(text: str) -> str:
    """Single spaces, no bullets or Markdown marks."""
    if "  " in text or _ODD.search(text):
        return _DECORATION.sub(" ", text.translate(_UNSEEN)).strip()
    return text.strip(" ")


def flat_entries(lines: Sequence[Line]) -> list[Entry]:
    """Entries of a flat text: its lines with visible characters. A gap is more blank lines than the dump puts everywhere."""
    blanks = 0
    found: list[tuple[Line, int]] = []
    for line in lines:
        if line.text.strip(" \t\u00a0\ufeff"):
            found.append((line, blanks))
            blanks = 0
        else:
            blanks += 1
    counts = Counter(gap for _, gap in found[1:])
    # In a double-spaced dump hardly any line follows the one before without a blank line; a dump can be spaced wider still.
    usual, within = 0, counts[0]
    while within < 0.2 * sum(counts.values()):
        usual += 1
        within += counts[usual]
    gaps = [gap > usual for _, gap in found]
    for begin, end in _stretches(gaps):
        if _wider_spaced([line.text for line, _ in found[begin:end]]):
            # pages of one file may be spaced differently
            own = Counter(gap for _, gap in found[begin:end]).most_common(1)[0][0]
            gaps[begin + 1 : end] = [gap > own for _, gap in found[begin + 1 : end]]
    return _entries([line for line, _ in found], gaps)


def _stretches(gaps: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Where so many lines follow each other that all have a gap before them."""
    begin = 0
    for at, gap in enumerate((*gaps, False)):
        if not gap:
            if at - begin >= _STRETCH:
                yield begin, at
            begin = at + 1


def _wider_spaced(texts: Sequence[str]) -> bool:
    """Whether lines that all have a gap before them are no paragraphs: many of them go on within a sentence."""
    going_on = sum(
        after.lstrip()[:1].islower() and not before.rstrip().endswith((".", "?", "!", ":", ";"))
        for before, after in pairwise(texts)
    )
    return going_on > _GOING_ON * len(texts)


def _entries(
    lines: Sequence[Line], gaps: Sequence[bool], regions: Sequence[str] = (), blocks: Sequence[int] = ()
) -> list[Entry]:
    texts = [squeeze(line.text) for line in lines]
    keys = [text.casefold() for text in texts]
    count = len(lines)
    tables = [None] * count
    return in_bulk(
        Entry,
        lines,
        texts,
        keys,
        gaps,
        tables,
        regions or ["body"] * count,
        blocks or [0] * count,
        [0] * count,
    )


def paged_entries(document: PagedDocument) -> list[Entry]:
    """Entries of a document with a layout, in its reading order."""
    lines: list[Line] = []
    gaps: list[bool] = []
    regions: list[str] = []
    blocks: list[int] = []
    for number, block in enumerate(document.blocks, start=1):
        if isinstance(block, TextBlock):
            count = len(block.lines)
            lines.extend(block.lines)
            gaps.extend([True] + [False] * (count - 1))
            regions.extend([block.region] * count)
            blocks.extend([number] * count)
    made = iter(_entries(lines, gaps, regions, blocks))
    result: list[Entry] = []
    for number, block in enumerate(document.blocks, start=1):
        if isinstance(block, TextBlock):
            result.extend(islice(made, len(block.lines)))
        else:
            result.append(Entry(None, "", "", True, block, "body", number))
    return result

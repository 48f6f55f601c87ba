"""Lines of Markdown to cells, and cells to the pieces that were printed on lines of their own.

Signs that only shape words (asterisks, underscores, hashes) are white space here, so that each character keeps its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from ggsr_extract.extractors.layout.textmarks import find_marks
from ggsr_extract.models.source import Line

_BAR = re.compile(r"(?<!\\)\|")
#: Where printed lines end, also where a program has joined them behind a hyphen.
_BREAK = re.compile(r"<br\s*/?>|(?<=[^\W\d_][-\u2010\u00ad]) (?=[^\W\d_])", re.IGNORECASE)
#: Signs that shape words: asterisks, underscores at the ends of words, hashes before a heading, a backslash before a sign, tags.
_SIGNS = re.compile(
    r"</?(?:sup|sub|u|b|i|em|strong|mark|span)\b[^<>]{0,40}>|\*+(?=\S)|(?<=\S)\*+|(?<!\w)_{1,3}(?=\S)|(?<=\S)_{1,3}(?!\w)|^\s*#{1,6}(?=\s)|\\(?=[^\w\s])"
)
_BOLD = re.compile(r"(?:\*\*|__)\S.*(?:\*\*|__)$")
_SENTENCE_ENDS = frozenset('.!?:;)”’"')


@dataclass(frozen=True, slots=True)
class Piece:
    """A printed line of a cell, or a line of running text.

    ``number`` is that of the file's line, ``start`` the offset of its first character in the file, ``text`` its words. ``bold``: all of
    it is; ``gap``: an empty line stands before it in its cell.
    """

    number: int
    start: int
    text: str
    bold: bool = False
    gap: bool = False

    def part(self, begin: int, end: int) -> Piece:
        """Some of its characters, without white space around them."""
        text = self.text[begin:end]
        begin += len(text) - len(text.lstrip())
        return replace(self, start=self.start + begin, text=text.strip())


Cell = list[Piece]
Row = list[Cell]
Part = tuple[Piece, str | None]
"""A mark with its verdict, or text (None)."""


def has_bar(line: Line) -> bool:
    """Whether a bar holds cells of a line apart."""
    return _BAR.search(line.text) is not None


def is_delimiter(line: Line) -> bool:
    """Whether a line is the row below a table's first one: nothing but dashes, and colons for the side on which cells are set."""
    text = line.text.strip()
    if "-" not in text or "|" not in text or text.strip(" \t|:-"):
        return False
    inner = text.removeprefix("|").removesuffix("|").split("|")
    return all(cell.strip().strip(":") and not cell.strip().strip(":").strip("-") for cell in inner)


def cells_of(line: Line, *, framed: bool) -> Row:
    """The cells of a row from left to right; ``framed``: a bar before the first and one behind the last are none between cells."""
    text = line.text.rstrip()
    begin, stop = 0, len(text)
    if framed:
        begin = stop - len(text.lstrip().removeprefix("|"))
        stop -= text.endswith("|") and not text.endswith("\\|")
    edges = [begin, *(bar.end() for bar in _BAR.finditer(text, begin, stop)), stop + 1]
    return [
        pieces_of(line.number, line.start + first, text[first : last - 1]) for first, last in pairwise(edges)
    ]


def pieces_of(number: int, start: int, text: str) -> Cell:
    """The printed lines of a cell, or of a line of running text, that hold anything; ``start`` is the text's offset in the file."""
    found: Cell = []
    gap = False
    breaks = [match.span() for match in _BREAK.finditer(text)]
    for begin, end in zip(
        [0, *(end for _, end in breaks)], [*(begin for begin, _ in breaks), len(text)], strict=True
    ):
        printed = text[begin:end]
        plain = _SIGNS.sub(lambda match: " " * len(match.group()), printed)
        if plain.strip():
            bold = _BOLD.match(printed.strip()) is not None
            found.append(Piece(number, start + begin, plain, bold, gap).part(0, len(plain)))
        gap = not plain.strip()
    return found


def text_of(cell: Iterable[Piece]) -> str:
    """The words of a cell."""
    return " ".join(piece.text for piece in cell)


def parts_of(cell: Cell, *, marks: bool = True) -> list[Part]:
    """The texts of a cell, and the ``marks`` where it can have any, in its own order."""
    found: list[Part] = []
    for piece in cell:
        begin = 0
        for sign in find_marks(piece.text) if marks else ():
            if piece.text[begin : sign.begin].strip():
                found.append((piece.part(begin, sign.begin), None))
            found.append((piece.part(sign.begin, sign.end), sign.mark))
            begin = sign.end
        if piece.text[begin:].strip():
            found.append((piece.part(begin, len(piece.text)), None))
    return found


def ends_sentence(piece: Piece) -> bool:
    """Whether a sentence ends with a piece."""
    return piece.text[-1] in _SENTENCE_ENDS


def within_sentence(cell: Cell, below: Cell) -> bool:
    """Whether the words of the cell below go on with a sentence of a cell; a mark begins a finding."""
    if not cell or not below or ends_sentence(cell[-1]):
        return False
    return parts_of(cell)[-1][1] is None and parts_of(below)[0][1] is None

"""What follows "LET OP:" in a statement: the remarks, and the text without them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from operator import itemgetter

from ggsr_extract.extractors.factsheet.roles import Ledger
from ggsr_extract.models.provenance import MappedText, Piece
from ggsr_extract.models.source import Fragment

_LET_OP = re.compile(
    r"(?<![\w-])(?P<bracket>[(\[]\s*)?(?:(?i:let\s*op)\s*(?:[:!;]|[–—-](?=\s))"
    r"|(?:(?<=[.?!] )|^)Let op(?=\s+[A-ZÀ-Þ])"
    r"|L ?E ?T\s*O ?P(?:\b[.,]?(?=\s+\W?[^\W\d_a-z])|\s*:))\s*"
)
"""The words that open a remark: with a colon or what stands for one, else before a capital letter: in capitals, or as a sentence's first.

Where a bracket opens before them, the remark ends with the bracket that closes it.
"""


def split_remarks(text: str) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Offsets of what is no remark: the text before the first "LET OP:", and what follows a remark in brackets; and offsets of
    each remark without its "LET OP:" and its brackets."""
    maybe = "let" in text.casefold() or "L E T" in text
    found = list(_LET_OP.finditer(text)) if maybe else []
    if not found:
        return [(0, len(text))], []
    ends = [match.start() for match in found[1:]] + [len(text)]
    body = [(0, found[0].start())]
    remarks = []
    for match, end in zip(found, ends, strict=True):
        begin = match.end()
        stop = begin + len(text[begin:end].rstrip())
        closed = _closing(text[begin:stop]) if match["bracket"] else None
        if closed is not None:
            body.append((begin + closed + 1, end))
            stop = begin + closed
        if begin < stop:
            remarks.append((begin, stop))
    return body, remarks


def joined(parts: Sequence[str]) -> str:
    """What is left of a text around its remarks; a full stop behind a bracket ends the sentence before it, or nothing."""
    result = parts[0]
    for part in parts[1:]:
        stop = part[:1] in tuple(".,;:?!")
        rest = part[1:].strip() if stop else part
        if stop and result and result[-1].isalnum():
            result += part[0]
        result = f"{result} {rest}".strip() if rest else result
    return result


def _closing(text: str) -> int | None:
    """Where the bracket closes that was opened before a text; None where it does not."""
    depth = 1
    for at, char in enumerate(text):
        depth += (char in "([") - (char in ")]")
        if depth == 0:
            return at
    return None


def claim_remarks(
    fragments: Sequence[Fragment], text: MappedText, ledger: Ledger, owner: tuple[str, int]
) -> None:
    """Give what stands from "LET OP" on among a statement's lines the role of a remark, each remark its own.

    ``text`` is what the fragments were joined to; ``owner`` is a kind and a position, to which the remark's is added.
    """
    body, remarks = split_remarks(text.text)
    if not remarks:
        return
    places = _Places(fragments, text)
    cuts: list[tuple[int, int | None]] = [
        (begin, None) for begin, end in body if text.text[begin:end].strip()
    ]
    ends = sorted(end for _, end in (*body, *remarks))
    cuts += [(ends[bisect_right(ends, begin) - 1], number) for number, (begin, _) in enumerate(remarks)]
    found = [(*places.of(offset), number) for offset, number in sorted(cuts, key=itemgetter(0))]
    for (first, begin, number), (last, end, _) in pairwise([*found, (len(fragments), 0, None)]):
        if number is None:
            continue
        for index in range(first, min(last + 1, len(fragments))):
            fragment = fragments[index]
            part = Fragment(
                fragment.line,
                begin if index == first else fragment.begin,
                end if index == last else fragment.end,
            )
            if part.text.strip():
                ledger.claim([part], "remark", (*owner, number))


class _Places:
    """Where the characters of a text that fragments were joined to come from. Fragments share no character."""

    def __init__(self, fragments: Sequence[Fragment], text: MappedText) -> None:
        self._fragments, self._pieces = fragments, text.pieces
        self._starts = sorted((line.start + begin, index) for index, (line, begin, _) in enumerate(fragments))
        self._first: dict[int, Piece] = {}
        for piece in text.pieces:
            self._first.setdefault(self._holder(piece), piece)

    def of(self, offset: int) -> tuple[int, int]:
        """The fragment from which a character comes, and its offset in that line.

        What is left out before the first character of a fragment, as white space and bullets are, goes with it.
        """
        piece = self._pieces[bisect_right(self._pieces, offset, key=lambda piece: piece.at + piece.length)]
        index = self._holder(piece)
        line, begin, end = self._fragments[index]
        if piece is self._first[index] and offset <= piece.at:
            return index, begin
        return index, min(piece.start + max(offset - piece.at, 0) - line.start, end)

    def _holder(self, piece: Piece) -> int:
        return self._starts[bisect_right(self._starts, (piece.start, len(self._fragments))) - 1][1]

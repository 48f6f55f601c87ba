"""What follows "LET OP:" in a statement: the remarks, and the text without them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ggsr_extract.extractors.factsheet.roles import Ledger
from ggsr_extract.models.source import Fragment

_LET_OP = re.compile(
    r"(?<![\w-])(?P<bracket>[(\[]\s*)?(?:(?i:let\s*op)\s*(?:[:!;]|[–—-](?=\s))"
    r"|L ?E ?T\s*O ?P(?:\b[.,]?(?=\s+\W?[^\W\d_a-z])|\s*:))\s*"
)
"""The words that open a remark: with a colon or what stands for one, in capitals also before a capital letter alone.

Where a bracket opens before them, the remark ends with the bracket that closes it.
"""
_LET_OP_BROKEN = re.compile(r"(?<![\w-])let\s+op\s*$", re.IGNORECASE)


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


def claim_remarks(fragments: Sequence[Fragment], ledger: Ledger, owner: tuple[str, int]) -> None:
    """Give what stands from "LET OP" on among a statement's lines the role of a remark; ``owner`` is a kind and a position."""
    inside = False
    for fragment in fragments:
        match = None if inside else _LET_OP.search(fragment.text) or _LET_OP_BROKEN.search(fragment.text)
        if match:
            inside = True
            ledger.claim(
                [Fragment(fragment.line, fragment.begin + match.start(), fragment.end)], "remark", owner
            )
        elif inside:
            ledger.claim([fragment], "remark", owner)

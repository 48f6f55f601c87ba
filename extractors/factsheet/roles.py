"""What became of every line: a ledger in which each character is claimed once."""

from __future__ import annotations

from collections.abc import Iterable

from ggsr_extract.models.factsheet import ClassifiedLine
from ggsr_extract.models.source import Fragment, Line

Owner = tuple[str, int]
# What holds cells apart in text: it goes to the part before it.
_BETWEEN = " \t\u00a0|"


class Ledger:
    """Claims on fragments of lines; what nothing claims comes out as ``unclaimed``."""

    def __init__(self) -> None:
        self._claims: dict[int, list[tuple[int, int, str, Owner | None]]] = {}

    def claim(self, fragments: Iterable[Fragment], role: str, owner: Owner | None = None) -> None:
        """Give the fragments a role; a later claim on the same characters replaces an earlier one."""
        for fragment in fragments:
            claim = (fragment.begin, fragment.end, role, owner)
            before = self._claims.get(fragment.line.start)
            if not before:
                self._claims[fragment.line.start] = [claim]
                continue
            kept = [claim]
            for begin, end, have, whose in before:
                if end <= fragment.begin or begin >= fragment.end:
                    kept.append((begin, end, have, whose))
                    continue
                if begin < fragment.begin:
                    kept.append((begin, fragment.begin, have, whose))
                if end > fragment.end:
                    kept.append((fragment.end, end, have, whose))
            if len(kept) > 1:
                kept.sort(key=lambda item: item[:2])
            self._claims[fragment.line.start] = kept

    def knows(self, line: Line) -> bool:
        """Whether anything claims a part of the line."""
        return line.start in self._claims

    def lines(self, lines: Iterable[Line]) -> tuple[ClassifiedLine, ...]:
        """Every line with a visible character (or a drawn mark), cut where roles change, in reading order.

        White space and bars at a cut go to the part before them.
        """
        result: list[ClassifiedLine] = []
        for line in lines:
            if not line.text.strip() and line.mark is None:
                continue
            result.extend(self._cut(line))
        return tuple(result)

    def _cut(self, line: Line) -> list[ClassifiedLine]:
        claims = self._claims.get(line.start, [])
        if len(claims) == 1 and claims[0][0] == 0 and claims[0][1] == len(line.text):
            return [ClassifiedLine(Fragment(line, 0, len(line.text)), claims[0][2], claims[0][3])]
        parts: list[tuple[int, int, str, Owner | None]] = []
        at = 0
        for begin, end, role, owner in claims:
            if line.text[at:begin].strip(_BETWEEN):
                parts.append((at, begin, "unclaimed", None))
            elif parts:
                parts[-1] = (parts[-1][0], begin, *parts[-1][2:])
            else:
                begin = 0
            if parts and parts[-1][2:] == (role, owner):
                parts[-1] = (parts[-1][0], end, role, owner)
            else:
                parts.append((begin, end, role, owner))
            at = end
        if line.text[at:].strip(_BETWEEN) or not parts:
            parts.append((at, len(line.text), "unclaimed", None))
        else:
            parts[-1] = (parts[-1][0], len(line.text), *parts[-1][2:])
        return [ClassifiedLine(Fragment(line, begin, end), role, owner) for begin, end, role, owner in parts]

"""The lines of a text as they are parsed, with the signs that are meant in place of those that the file has, and the way back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from ggsr_extract.extractors.factsheet.asread import as_read
from ggsr_extract.extractors.factsheet.dumps.letters import BOXES, settled
from ggsr_extract.extractors.factsheet.dumps.respelt import respelt
from ggsr_extract.models.checks import Check
from ggsr_extract.models.factsheet import Factsheet
from ggsr_extract.models.source import Line

_SHOWN = 8  # garbled signs of which a check tells


@dataclass(frozen=True, slots=True)
class Spelling:
    """Lines as the file has them (``read``) and as they are parsed (``written``), character for character, and what is told of the difference."""

    read: tuple[Line, ...]
    written: tuple[Line, ...]
    checks: tuple[Check, ...]

    def text(self, text: str) -> str:
        """A text that holds the lines as read, with those that are parsed in their places."""
        if self.written == self.read:
            return text
        for line in self.written:
            text = f"{text[: line.start]}{line.text}{text[line.start + len(line.text) :]}"
        return text

    def as_read(self, sheet: Factsheet) -> Factsheet:
        """A factsheet that was parsed from the written lines, with the characters that the file has, and the checks."""
        return replace(sheet, lines=as_read(sheet.lines, self.read), checks=(*sheet.checks, *self.checks))


def spelling(lines: Sequence[Line], *, markup: bool = False) -> Spelling:
    """What is parsed in place of lines: garbled signs put right, and marks for the letters and boxes that are marks beyond doubt.

    ``markup``: signs that shape the text are read by who asks, and stay.
    """
    spelt = lines if markup else respelt(lines)
    written = settled(spelt)
    return Spelling(tuple(lines), written, tuple(_told(lines, spelt, written)))


def _told(lines: Sequence[Line], spelt: Sequence[Line], written: Sequence[Line]) -> list[Check]:
    checks = []
    # a box that cannot be told has a check at each statement
    if signs := [sign for sign in _replaced(spelt, written) if sign not in BOXES]:
        message = (
            f"The marks are printed as other signs throughout ({', '.join(signs)}), and are read as √ and X."
        )
        checks.append(Check("mark_signs", message, value=" ".join(signs)))
    if garbled := _replaced(lines, spelt):
        message = "Signs that a tool garbled, wrote as codes or put before the lines are read as what they stand for."
        checks.append(Check("signs_respelt", message, value=" ".join(map(_visible, garbled[:_SHOWN]))))
    return checks


def _replaced(lines: Sequence[Line], written: Sequence[Line]) -> list[str]:
    """The runs of characters in which lines differ from those that were written for them, each once, in order."""
    return sorted(
        {
            "".join(char for char, _ in run).strip()
            for line, other in zip(lines, written, strict=True)
            if line is not other
            for differs, run in groupby(
                zip(line.text, other.text, strict=True), key=lambda pair: pair[0] != pair[1]
            )
            if differs
        }
        - {""}
    )


def _visible(signs: str) -> str:
    """Signs as a message can show them: the number of each that has no width."""
    return "".join(char if char.isprintable() else f"U+{ord(char):04X}" for char in signs)

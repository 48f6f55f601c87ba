"""Setting text in lines of a given width, with Dutch hyphens at line ends where wanted."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import cache

import pyphen

Measure = Callable[[str], float]


@cache
def _cuts(word: str) -> tuple[int, ...]:
    """Places at which the word may be cut: after its own hyphens, and between syllables of plain lower-case words."""
    own = tuple(n for n in range(3, len(word) - 2) if word[n - 1] == "-")
    core = word.rstrip(".,;:)")
    if own or len(core) < 8 or not core.isascii() or not core.isalpha() or not core.islower():
        return own
    return tuple(n for n in pyphen.Pyphen(lang="nl_NL").positions(core) if 3 <= n <= len(core) - 3)


def wrap(
    text: str,
    width: float,
    measure: Measure = len,
    hyphens: float = 0.0,
    rng: random.Random | None = None,
    hyphen: str = "-",
) -> list[str]:
    """Lines of at most ``width`` (in the units of ``measure``); each break may cut a word, with chance ``hyphens``.

    A word that is cut between syllables gets ``hyphen`` at the line's end; one cut after its own hyphen keeps that.
    """
    lines: list[str] = []
    line = ""
    for word in text.split():
        rest = word
        while True:
            candidate = f"{line} {rest}" if line else rest
            if measure(candidate) <= width:
                line = candidate
                break
            cut = 0
            if hyphens and rng is not None and rng.random() < hyphens:
                for place in _cuts(rest):
                    tail = "" if rest[place - 1] == "-" else hyphen
                    if measure(f"{line} {rest[:place]}{tail}".strip()) <= width:
                        cut = place
            if cut:
                tail = "" if rest[cut - 1] == "-" else hyphen
                lines.append(f"{line} {rest[:cut]}{tail}".strip())
                line, rest = "", rest[cut:]
            elif line:
                lines.append(line)
                line = ""
            else:
                line = rest
                break
    if line:
        lines.append(line)
    return lines

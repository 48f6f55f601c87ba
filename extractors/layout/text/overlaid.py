"""Lines of a dump that hold several printed lines: the tool began no new line where a printed line overlaps the one above.

The spaces before the first word of such a line count from the left edge of the page, as at the beginning of any line. That
words begin one is told by the right edge, which no text runs beyond, by the places at which cells begin, and at the left
edge of the page, where no space parts them from the words before, by the framework's wording.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import takewhile

from ggsr_extract.extractors.layout.text.measured import Ruler
from ggsr_extract.extractors.layout.text.tokens import Token, is_mark
from ggsr_extract.extractors.layout.wording import header_key, squeeze
from ggsr_extract.models.framework import framework

_FEW = 3  # lines that end, or cells that begin, at one place: fewer may do so by chance
_PART = 0.03  # the same as a part of all lines
_RAGGED = 4.0  # cells before the right edge in which its lines end
_BEYOND = 2.0  # cells beyond it that a measured place may be off
_EXACT, _NEAR, _OFF = (
    0.6,
    1.0,
    1.5,
)  # cells that a word is off the place where cells begin: hardly, little, clearly
_WIDE = 3  # spaces that hold cells apart
_AROUND = 2  # lines above and below whose cells are compared
_ROWS = ("indicator", "criterion")
_SOME, _MANY = 5, 10  # letters of a wording that other words hardly repeat beyond the edge, and anywhere


@dataclass(frozen=True, slots=True)
class _Paper:
    """Where the cells of a document begin, in order, where its lines end, and how many begin at one place by no chance."""

    begins: Sequence[float]
    right: float
    least: int

    def holds(self, x: float, far: float) -> bool:
        """Whether cells begin no farther than so from a place."""
        return bisect_right(self.begins, x + far) - bisect_left(self.begins, x - far) >= self.least


def printed_lines(lines: Sequence[list[Token]], ruler: Ruler) -> list[list[list[Token]]]:
    """The printed lines that each line of a dump's tables holds, from top to bottom: nearly always one."""
    paper = _paper(lines)
    begins = [_begins(line) for line in lines]
    found = []
    for number, line in enumerate(lines):
        around = begins[max(number - _AROUND, 0) : number] + begins[number + 1 : number + 1 + _AROUND]
        found.append(_cut(line, paper, ruler, [x for other in around for x in other]))
    return found


def _begins(line: Sequence[Token]) -> list[float]:
    return [token.column for at, token in enumerate(line) if at == 0 or token.gap >= _WIDE]


def _paper(lines: Sequence[Sequence[Token]]) -> _Paper:
    filled = [line for line in lines if line]
    least = max(_FEW, round(_PART * len(filled)))
    ends = sorted(line[-1].end for line in filled)
    right = max(
        (end for at, end in enumerate(ends, start=1) if at - bisect_left(ends, end - _RAGGED) >= least),
        default=float("inf"),
    )
    return _Paper(sorted(x for line in filled for x in _begins(line)), right + _BEYOND, least)


def _cut(line: list[Token], paper: _Paper, ruler: Ruler, around: Sequence[float]) -> list[list[Token]]:
    pieces: list[list[Token]] = []
    rest = list(line)
    while (at := _restart(rest, paper, ruler, around)) is not None:
        pieces.append(rest[:at])
        shift = _anew(rest[at], ruler) - rest[at].column
        rest = [
            Token(word.text, word.column + shift, word.offset, word.gap, word.width) for word in rest[at:]
        ]
    return [*pieces, rest]


def _anew(token: Token, ruler: Ruler) -> float:
    """Where a word stands if it begins a printed line."""
    return ruler.gap(token.gap, token.text, first=True)


def _restart(line: list[Token], paper: _Paper, ruler: Ruler, around: Sequence[float]) -> int | None:
    """The number of the word that begins the next printed line, if one does; words that meet there are parted."""
    if not line or any(header_key(token.text) in _ROWS for token in line):
        return None
    over = line[-1].end > paper.right
    likely: int | None = None
    for at, token in enumerate(line):
        if at and line[at - 1].end > paper.right:
            break
        if at and token.gap and paper.holds(_anew(token, ruler), _NEAR):
            afresh = not paper.holds(token.column, _NEAR)
            if token.gap >= _WIDE:
                x = _anew(token, ruler)
                told = over or _stands(x, token.column, around) or _is_label(line, at, paper.right)
                if afresh and not is_mark(token) and told:
                    return at
                likely = at if likely is None else likely
            elif over and (afresh or token.gap == 1) and _is_label(line, at, paper.right):
                return at
        if (letter := _met(line, at, over=over)) and paper.holds(0.0, _NEAR):
            line[at : at + 1] = token.parted(letter)
            return at + 1
    return likely if over else None


def _stands(anew: float, on: float, around: Sequence[float]) -> bool:
    """Whether the cells of the lines around begin where a word would anew, and none where it would further on."""
    return any(abs(x - anew) < _EXACT for x in around) and not any(abs(x - on) < _OFF for x in around)


def _run(line: Sequence[Token], at: int) -> list[Token]:
    """The words from one on up to the next wide gap or mark."""
    return [line[at], *takewhile(lambda token: token.gap < 2 and not is_mark(token), line[at + 1 :])]


def _is_label(line: Sequence[Token], at: int, right: float) -> bool:
    """Whether the words from one on are words of an indicator or a criterion: many, or beyond the right edge.

    They do not go on with the word before, and none of them begins the label.
    """
    run = _run(line, at)
    letters = squeeze("".join(token.text for token in run))
    least = _SOME if run[-1].end > right else _MANY
    before = squeeze(line[at - 1].text) or " "
    return (
        len(letters) >= least
        and any(letters in label for label in _labels())
        and not any(before + letters in label for label in _labels())
        and not any(_opens(run[later:]) for later in range(1, len(run)))
    )


def _opens(run: Sequence[Token]) -> bool:
    """Whether a capital begins words that a label begins with."""
    letters = squeeze("".join(token.text for token in run))
    return (
        run[0].text[:1].isupper()
        and len(letters) >= _SOME
        and any(label.startswith(letters) for label in _labels())
    )


def _met(line: Sequence[Token], at: int, *, over: bool) -> int:
    """Before which letter of a word those of an indicator or a criterion begin, that go on behind it; 0 for none.

    They do where the line runs ``over`` the right edge, and where the label's first words stand right behind a sign.
    """
    token = line[at]
    rest = [word.text for word in _run(line, at)[1:]]
    for letter in range(1, len(token.text) - 1):
        if not token.text[letter].isalpha() or not (over or token.text[letter - 1] in ".;:)"):
            continue
        words = " ".join(squeeze(word) for word in (token.text[letter:], *rest))
        found = (label.find(f" {words}") for label in _spaced())
        if len(words) > _MANY and any(place >= 0 if over else place == 0 for place in found):
            return letter
    return 0


@cache
def _labels() -> tuple[str, ...]:
    return tuple(label.replace(" ", "") for label in _spaced())


@cache
def _spaced() -> tuple[str, ...]:
    texts = [item.indicator for item in framework().indicators] + list(framework().criteria.values())
    return tuple(" " + " ".join(squeeze(word) for word in text.split()) for text in texts)

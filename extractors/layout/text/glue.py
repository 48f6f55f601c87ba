"""Words of a dump that run into each other where a cell ends: the tool printed no space between them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Sequence

from ggsr_extract.extractors.language.words.vocabulary import is_compound, known
from ggsr_extract.extractors.layout.text.tokens import Token, is_mark
from ggsr_extract.extractors.layout.textmarks import glued_mark, glyph_mark
from ggsr_extract.extractors.layout.wording import HYPHENS, squeeze

HANG = 8
"""Text stands up to this many characters right of its header, after the mark."""
REACH = 6
"""Lines further up and down in which the edges of a line's cells are looked for."""
_RUN_OVER = 8  # characters that words may run over a column's edge
_FAR_OVER = 24  # the same where words with a capital between them run into each other
_SHORTEST = 5  # letters of a word that may be two
_GLUE = re.compile(
    r"(?<=[a-z\u00e0-\u00ff.,;:)’”\u2010\u00ad-])(?=[A-Z√✓✔✗✘‘“])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=\d)(?=X(?:$|[A-Z]))"
    r"|(?<=[a-z]{4}[.;:!?])(?=[a-z]{3})"
)


def part_glued(
    lines: Sequence[list[Token]],
    found: Sequence[Sequence[int]],
    begins: Sequence[dict[int, float]],
    words: Container[str],
) -> None:
    """Cut words in two that a dump printed without a space where the next cell begins, in place."""
    for number, (tokens, cells) in enumerate(zip(lines, found, strict=True)):
        around = {
            item for line in begins[max(number - REACH, 0) : number + REACH + 1] for item in line.items()
        }
        edges = {at: [x for cell, x in around if cell >= max(at, 1)] for at in set(cells)}
        for index in reversed(range(len(tokens))):
            at = _meeting(tokens[index], edges[cells[index]], words)
            if at:
                left, right = tokens[index].parted(at)
                tokens[index : index + 1] = (left, *(right.parted(1) if glued_mark(right.text) else (right,)))


def _meeting(token: Token, edges: Sequence[float], words: Container[str]) -> int:
    """Before which letter of a word the next cell begins, 0 for none; ``words`` are those that the document holds."""

    def near(letter: int, left: float, right: float = _RUN_OVER) -> bool:
        at = token.column + token.width * letter / len(token.text)
        return any(token.column < edge + max(-left, 0) and left < at - edge < right for edge in edges)

    for match in _GLUE.finditer(token.text):
        rest = token.text[match.start() :]
        if glyph_mark(rest[0]) is not None or glued_mark(rest) is not None:
            return match.start()
        if token.text[match.start() - 1].isupper() and not known(_bare(rest)):
            continue  # "GGSRzo" is no "Rzo"
        if rest == "X" or _both_known(token.text[: match.start()], rest):
            if near(match.start(), -HANG, _FAR_OVER):
                return match.start()
        elif near(match.start(), -2):
            return match.start()
    if not any(token.column < edge < token.end + 2 for edge in edges):
        return 0
    whole = _bare(token.text)
    if len(whole) < _SHORTEST or not whole.isalpha():
        return 0
    places = [
        at for at in range(2, len(whole) - 1) if near(at, -2) and whole[:at] in words and whole[at:] in words
    ]
    return places[0] if len(places) == 1 and not known(whole) and not is_compound(whole) else 0


def _both_known(left: str, right: str) -> bool:
    """Whether what a word may be parted into are Dutch words, the first of them perhaps with a hyphen."""
    return right[0].isupper() and known(_bare(right)) and (left[-1] in HYPHENS or known(_bare(left)))


def _bare(text: str) -> str:
    """A word in small letters, without the signs behind it."""
    return text.rstrip(".,:;!?)").casefold()


def words_of(lines: Iterable[Sequence[Token]]) -> frozenset[str]:
    """The words that stand more than once in a document, in small letters."""
    counts = Counter(_bare(token.text) for line in lines for token in line)
    return frozenset(word for word, count in counts.items() if count > 1)


def part_met(
    tokens: list[Token], cells: list[int], label: tuple[int, int], following: str, wordings: Sequence[str]
) -> None:
    """Part a word of a label from the one of the next cell that it runs into, in place, where the wording ends within both."""
    first, last = label
    for at in (last, last + 1):
        if at < len(tokens) and (at == last or tokens[at].gap < 2) and not is_mark(tokens[at]):
            before, word = [token.text for token in tokens[first:at]], tokens[at].text
            letters = [
                letter
                for letter in range(2, len(word) - 1)
                if word[letter].isalpha() and is_wording([*before, word[:letter]], following, wordings)
            ]
            if len(letters) == 1:
                column = cells[first]
                tokens[at : at + 1] = tokens[at].parted(letters[0])
                cells[first : at + 1] = [*[column] * (at + 1 - first), column + 1]
                return


def is_wording(words: Sequence[str], following: str, wordings: Sequence[str]) -> bool:
    """Whether the words of a line, with the first one of the next line, are a part of a wording to the letter."""
    part, after = squeeze("".join(words)), squeeze(following)
    ends = not after or any(wording.startswith(after) for wording in wordings)
    return len(part) > 3 and any(
        part + after in wording or (ends and wording.endswith(part)) for wording in wordings
    )

"""Words of a dump that keeps the layout, with the character cells that they stand in."""

from __future__ import annotations

from dataclasses import dataclass, field

from ggsr_extract.extractors.layout.textmarks import glyph_mark


@dataclass(slots=True)
class Token:
    """A word of a dump: the character cell that it begins in, its offset in the text, the spaces before it, how many cells
    wide it is, and the place ``x`` it is given. Cells are whole numbers, but where a dump's distances are measured.
    """

    text: str
    column: float
    offset: int
    gap: int
    width: float
    x: float = field(init=False)

    def __post_init__(self) -> None:
        self.x = self.column

    @property
    def end(self) -> float:
        """The character cell after it."""
        return self.column + self.width

    def parted(self, at: int) -> tuple[Token, Token]:
        """The two words that it is cut into before its letter ``at``."""
        width = self.width * at / len(self.text)
        return (
            Token(self.text[:at], self.column, self.offset, self.gap, width),
            Token(self.text[at:], self.column + width, self.offset + at, 0, self.width - width),
        )


def is_mark(token: Token) -> bool:
    """Whether a word may be a mark: a sign or a lone x."""
    return len(token.text) == 1 and (glyph_mark(token.text) is not None or token.text in "xX×√")

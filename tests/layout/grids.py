"""Tables of words in columns for the tests of the layout, and what they show."""

from __future__ import annotations

from ggsr_extract.models.source import Line, Page, PagedDocument, TableBlock, Word


def text_words(text: str, x: float, top: float, size: float = 9.0, font: str = "Sans") -> list[Word]:
    words = []
    for part in text.split():
        width = 0.5 * size * len(part)
        words.append(Word(part, x, top, x + width, top + size, size, font))
        x += width + 0.25 * size
    return words


def mark(sign: str, x: float, top: float) -> Word:
    return Word(sign, x, top, x + 6, top + 9, 9.0, "Sans", {"√": "√", "✗": "X"}[sign])


def page(words: list[Word], number: int = 1) -> Page:
    return Page(number, 595.0, 842.0, tuple(words))


def table(document: PagedDocument) -> TableBlock:
    (found,) = (block for block in document.blocks if isinstance(block, TableBlock))
    return found


def shown(lines: tuple[Line, ...]) -> list[str]:
    return [line.mark or line.text for line in lines]
